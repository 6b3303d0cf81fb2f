from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from dedup.catalogue import rows
from dedup.catalogue.albums import Picture
from dedup.catalogue.landing import Landed, land
from dedup.catalogue.listings import JUDGED, Listing, Placed, judged_fields
from dedup.models import Cspu, Embedding, EncoderVersion, Image, Spu
from tests import factories

pytestmark = pytest.mark.django_db


def listing(external_id: str = "1", pictures: dict[tuple[str, int], str] | None = None, **fields: Any) -> Listing:
    """A listing with pictures {(variant, position): name}; equal names are equal pictures."""
    row = rows.read({"id": external_id, "title": "Bag", **fields})
    placed = [Placed(*place, picture(name)) for place, name in (pictures or {}).items()]
    return Listing(row, tuple(placed))


def picture(name: str) -> Picture:
    sha256 = (name.encode().hex() + "0" * 64)[:64]
    return Picture(f"{name}.jpg", f"bytes of {name}", sha256, "0" * 16, 64, 48)


def put(*listings: Listing, judged: frozenset[str] = JUDGED) -> Landed:
    return land(listings, judged)


def settled(external_id: str = "1") -> Spu:
    """The listing, with both of its marks cleared as candidates and judging do it."""
    Spu.objects.filter(external_id=external_id).update(vectors_due=False, judging_due=False)
    return Spu.objects.get(external_id=external_id)


def marks(external_id: str = "1") -> tuple[bool, bool]:
    return Spu.objects.values_list("vectors_due", "judging_due").get(external_id=external_id)


RED = {"id": "red", "attributes": {"size": "S"}}
BLUE = {"id": "blue"}


def test_a_new_listing_is_its_own_root_and_due_for_vectors() -> None:
    full = listing(
        brand="Nike", category=["Bags", "Suitcases"], price="€5", attributes={"a": ["1", "2"]}, cspus=[RED, BLUE],
        pictures={("", 0): "front", ("red", 0): "red", ("red", 2): "side"},
    )  # fmt: skip
    assert put(full) == Landed(created={"1"})
    spu = Spu.objects.get(external_id="1")
    assert spu.root_id == spu.pk
    assert (spu.vectors_due, spu.judging_due) == (True, False)
    assert (spu.price, spu.currency, spu.attributes) == (Decimal("5.00"), "EUR", {"a": ["1", "2"]})
    assert spu.category
    assert spu.category.path == ["Bags", "Suitcases"]
    assert list(spu.cspus.values_list("external_id", "attributes", "position")) == [
        ("red", {"size": "S"}, 0),
        ("blue", {}, 1),
    ]
    assert set(spu.images.values_list("cspu__external_id", "position", "source")) == {
        (None, 0, "front.jpg"),
        ("red", 0, "red.jpg"),
        ("red", 2, "side.jpg"),
    }


def test_an_unchanged_listing_is_not_written() -> None:
    same = listing(cspus=[RED], pictures={("red", 0): "red"})
    put(same)
    settled()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert put(same) == Landed(unchanged={"1"})
    assert not [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert marks() == (False, False)


@pytest.mark.parametrize(
    ("change", "due"),
    [
        ({"title": "Other"}, (True, True)),
        ({"brand": "Nike"}, (True, True)),
        ({"gtin": "4006381333931"}, (True, True)),
        ({"mpn": "A1"}, (True, True)),
        ({"pictures": {("", 0): "front"}}, (True, True)),
        ({"cspus": [RED]}, (True, True)),
        ({"description": "new"}, (False, True)),
        ({"attributes": {"a": "1"}}, (False, True)),
        ({"category": ["Bags"]}, (False, True)),
        ({"price": 5}, (False, False)),
        ({"price": "€5"}, (False, False)),
        ({"seller": "shop"}, (False, False)),
        ({"url": "https://shop.test"}, (False, False)),
    ],
)
def test_a_change_marks_what_it_makes_stale(change: dict[str, Any], due: tuple[bool, bool]) -> None:
    put(listing())
    settled()
    assert put(listing(**change)) == Landed(changed={"1"})
    assert marks() == due


def test_a_mark_that_is_set_stays() -> None:
    put(listing())
    Spu.objects.update(vectors_due=True, judging_due=True)
    put(listing(seller="other"))
    assert marks() == (True, True)


def test_a_price_is_judged_where_a_live_rule_reads_it() -> None:
    assert judged_fields() == JUDGED
    factories.rule_set("Bags", llm_input_fields=["title", "price"])
    line = {"field": "s", "source": "inputField", "source_field": "seller", "matcher": "EqualsItemMatcher"}
    factories.rule_set("Shoes", fields=[line], state="draft")
    assert judged_fields() == JUDGED | {"price"}
    put(listing())
    settled()
    put(listing(price=5), judged=judged_fields())
    assert marks() == (False, True)


def test_a_changed_listing_keeps_what_did_not_change() -> None:
    put(listing(cspus=[RED, BLUE], pictures={("", 0): "front", ("red", 0): "red", ("blue", 0): "blue"}))
    before = settled()
    kept = set(before.images.values_list("pk", flat=True)), set(before.cspus.values_list("pk", flat=True))
    put(listing(title="Other", cspus=[RED, BLUE], pictures={("", 0): "front", ("red", 0): "red", ("blue", 0): "blue"}))
    after = Spu.objects.get(external_id="1")
    assert (after.pk, after.imported_at) == (before.pk, before.imported_at)
    assert after.changed_at > before.changed_at
    assert (set(after.images.values_list("pk", flat=True)), set(after.cspus.values_list("pk", flat=True))) == kept


def test_a_dropped_variant_goes_with_its_pictures_and_their_vectors() -> None:
    put(listing(cspus=[RED, BLUE], pictures={("red", 0): "red", ("blue", 0): "blue"}), listing("2"))
    spu = settled()
    encoder = EncoderVersion.objects.create(kind="picture", name="test", dimensions=2)
    for image in Image.objects.all():
        Embedding.objects.create(encoder=encoder, spu=spu, image=image, vector=[1, 0])
    of = factories.pair(spu, Spu.objects.get(external_id="2"), image_a=Image.objects.get(cspu__external_id="blue"))
    put(listing(cspus=[RED], pictures={("red", 0): "red"}))
    assert list(Cspu.objects.values_list("external_id", flat=True)) == ["red"]
    assert list(Image.objects.values_list("source", flat=True)) == ["red.jpg"]
    assert Embedding.objects.count() == 1
    of.refresh_from_db()
    assert of.image_a_id is None
    assert marks() == (True, True)


def test_another_picture_in_a_place_is_a_new_row_and_the_same_by_another_name_is_not() -> None:
    put(listing(pictures={("", 0): "front", ("", 1): "back"}))
    front, back = Image.objects.order_by("position")
    settled()
    renamed = Placed("", 0, replace(picture("front"), source="moved/front.jpg", source_sha256="other bytes"))
    put(Listing(listing().row, (renamed, Placed("", 1, picture("side")))))
    now = Image.objects.get(position=0)
    assert (now.pk, now.source, now.source_sha256) == (front.pk, "moved/front.jpg", "other bytes")
    assert Image.objects.get(position=1).pk != back.pk


def test_only_another_name_for_a_picture_marks_nothing() -> None:
    put(listing(pictures={("", 0): "front"}))
    settled()
    renamed = Placed("", 0, replace(picture("front"), source="moved/front.jpg"))
    assert put(Listing(listing().row, (renamed,))) == Landed(changed={"1"})
    assert marks() == (False, False)


def test_pictures_and_variants_that_change_places() -> None:
    put(listing(cspus=[RED, BLUE], pictures={("red", 0): "a", ("blue", 0): "b", ("", 0): "c", ("", 1): "d"}))
    put(listing(cspus=[BLUE, RED], pictures={("red", 0): "b", ("blue", 0): "a", ("", 0): "d", ("", 1): "c"}))
    assert list(Cspu.objects.values_list("external_id", "position")) == [("blue", 0), ("red", 1)]
    assert set(Image.objects.values_list("cspu__external_id", "position", "source")) == {
        ("red", 0, "b.jpg"),
        ("blue", 0, "a.jpg"),
        (None, 0, "d.jpg"),
        (None, 1, "c.jpg"),
    }


def test_a_merged_listing_keeps_its_root() -> None:
    put(listing("1"), listing("2"))
    one, two = Spu.objects.order_by("external_id")
    Spu.objects.filter(pk=two.pk).update(root=one)
    put(listing("2", title="Other"))
    assert Spu.objects.get(pk=two.pk).root_id == one.pk


def test_a_batch_takes_the_same_few_queries_however_large() -> None:
    def queries(count: int, title: str) -> int:
        batch = [
            listing(str(n), title=title, category=["A", "B", str(n)], cspus=[RED], pictures={("red", 0): title})
            for n in range(count)
        ]
        with CaptureQueriesContext(connection) as captured:
            put(*batch)
        return len(captured)

    few, many = queries(2, "a"), queries(200, "a")
    assert few <= 30
    assert many <= few + 10
    assert queries(200, "b") <= 40


@contextmanager
def poisoned() -> Iterator[None]:
    """The database refuses one title, as a constraint that nobody thought of would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
        cursor.execute("ALTER TABLE dedup_spu ADD CONSTRAINT no_poison CHECK (title <> 'poison')")
        yield
        cursor.execute("ALTER TABLE dedup_spu DROP CONSTRAINT no_poison")


def test_what_the_database_refuses_costs_itself_only_and_never_lands_by_half() -> None:
    put(listing("3", cspus=[RED]))
    batch = [
        listing("1", cspus=[RED]),
        listing("2", title="poison", cspus=[RED], category=["Poisoned"]),
        listing("3", cspus=[BLUE]),
    ]
    with poisoned():
        landed = put(*batch)
    assert (landed.created, landed.changed) == ({"1"}, {"3"})
    assert landed.refused["2"].startswith("the database refused it: ")
    assert set(Cspu.objects.values_list("spu__external_id", "external_id")) == {("1", "red"), ("3", "blue")}


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_listings_at_once() -> None:
    batches = [
        [listing(str(n), cspus=[RED], pictures={("red", 0): "a"}) for n in range(start, start + 20)]
        for start in (0, 10)
    ]
    together = threading.Barrier(2)
    landed = [Landed(), Landed()]

    def go(index: int) -> None:
        try:
            together.wait()
            landed[index] = land(batches[index], JUDGED)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(index,)) for index in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Spu.objects.count() == Cspu.objects.count() == Image.objects.count() == 30
    assert len(landed[0].created) + len(landed[1].created) == 30
    assert len(landed[0].unchanged) + len(landed[1].unchanged) == 10
    assert not landed[0].refused | landed[1].refused


@pytest.mark.django_db(transaction=True)
def test_after_a_deadlock_the_batch_is_tried_again() -> None:
    """Somebody holds 2 and waits for 1, which the import holds, waiting for 2: the import gives way and comes back."""
    put(listing("1"), listing("2"))
    holds = threading.Event()

    def somebody() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL deadlock_timeout = '60s'")
                cursor.execute("UPDATE dedup_spu SET seller = 'x' WHERE external_id = '2'")
                holds.set()
                time.sleep(0.4)
                cursor.execute("UPDATE dedup_spu SET seller = 'x' WHERE external_id = '1'")
        finally:
            connections.close_all()

    thread = threading.Thread(target=somebody)
    thread.start()
    holds.wait()
    landed = put(listing("1", title="Other"), listing("2", title="Other"))
    thread.join()
    assert landed.changed == {"1", "2"}
    assert set(Spu.objects.values_list("title", "seller")) == {("Other", "")}


@pytest.mark.django_db(transaction=True)
def test_an_outage_is_no_fault_of_the_listings() -> None:
    put(listing("1"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()
    time.sleep(0.2)
    with pytest.raises(OperationalError):
        put(listing("2"))
    connection.close()
    assert put(listing("2")) == Landed(created={"2"})
