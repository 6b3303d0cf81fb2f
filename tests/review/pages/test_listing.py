from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests import factories as make

from .conftest import waiting


def test_a_listing_shows_its_words_its_variants_and_its_pairs(mia: Client):
    spu = make.spu("Bag", attributes={"items": "a name that templates must not trip over"}, seller="Corner Shop")
    spu.cspus.create(external_id="bag:red", attributes={"colour": "red"}, position=0)
    pair = waiting(spu)
    page = mia.get(reverse("listing", args=[spu.pk])).content.decode()
    assert "must not trip over" in page and "Corner Shop" in page and "colour: red" in page
    assert reverse("pair", args=[pair.pk]) in page


def test_a_merged_listing_names_its_family(mia: Client):
    pair = waiting()
    keep, gone = pair.a, pair.b
    form = {"word": "merge", "survivor_id": keep.pk, "submit_key": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}
    mia.post(reverse("decide", args=[pair.pk]), form)
    loser = mia.get(reverse("listing", args=[gone.pk])).content.decode()
    assert "It stands under" in loser and reverse("listing", args=[keep.pk]) in loser
    assert reverse("listing", args=[gone.pk]) in mia.get(reverse("listing", args=[keep.pk])).content.decode()


def test_what_people_said_about_a_listing(mia: Client):
    pair = waiting()
    make.decision(pair, make.user("anna"), "different", reason="material")
    page = mia.get(reverse("listing", args=[pair.b_id])).content.decode()
    assert "<b>anna</b>" in page and f"{pair.a.external_id} and {pair.b.external_id} are different: material" in page


def test_only_a_web_address_becomes_a_link(mia: Client):
    good, bad = make.spu(url="https://shop.example/1"), make.spu(url="javascript:alert(1)")
    assert b'href="https://shop.example/1"' in mia.get(reverse("listing", args=[good.pk])).content
    assert b"javascript:" not in mia.get(reverse("listing", args=[bad.pk])).content
