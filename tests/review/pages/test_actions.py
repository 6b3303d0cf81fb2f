"""Forms as a browser sends them, without JavaScript: what is written, what is said, where one lands."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from dedup.models import Decision, Pair, Spu
from review import claims
from tests import factories as make

from .conftest import At, waiting


def send(browser: Client, route: str, pk: int, query: str = "", **form: Any) -> Any:
    return browser.post(reverse(route, args=[pk]) + query, {"submit_key": uuid.uuid4(), **form})


def said(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def words(pair: Pair) -> list[str]:
    return list(Decision.objects.filter(pair=pair).order_by("pk").values_list("word", flat=True))


def test_after_a_decision_the_next_pair_comes_by_itself(mia: Client):
    first, second = waiting(title_score=0.9), waiting(title_score=0.8)
    answer = send(mia, "decide", first.pk, "?source=title&tab=pending", word="different")
    assert answer.url == f"{reverse('pair', args=[second.pk])}?source=title&tab=pending"
    holder = claims.holder(second.pk)
    assert holder and holder.reviewer.username == "mia"
    page = mia.get(answer.url)
    assert b"are different." in page.content and b"Undo" in page.content


def test_after_the_last_pair_the_queue_says_that_it_is_done(mia: Client):
    answer = send(mia, "decide", waiting().pk, word="unsure")
    assert answer.url.startswith(reverse("queue"))
    page = mia.get(answer.url).content
    assert b"All caught up" in page and b"Undo" in page


def test_a_merge_keeps_the_chosen_listing_and_undo_brings_the_other_back(mia: Client):
    pair = waiting()
    answer = send(mia, "decide", pair.pk, word="merge", survivor_id=pair.b_id)
    assert f"Merged {pair.a.external_id} into {pair.b.external_id}." in said(answer)
    assert Spu.objects.get(pk=pair.a_id).root_id == pair.b_id
    back = send(mia, "undo", Decision.objects.get().pk)
    assert back.url.startswith(reverse("pair", args=[pair.pk])) and "Taken back" in said(back)
    assert Spu.objects.get(pk=pair.a_id).root_id == pair.a_id
    assert mia.get(back.url).context["standing"].kind == "mine"


def test_delisting_takes_one_off_sale(mia: Client):
    pair = waiting()
    send(mia, "decide", pair.pk, word="delist", survivor_id=pair.a_id)
    assert Spu.objects.get(pk=pair.b_id).delisted_by_id is not None


def test_a_reason_alone_means_different(mia: Client):
    pair = waiting()
    send(mia, "decide", pair.pk, reason="size or measure")
    assert list(Decision.objects.values_list("word", "reason")) == [("different", "size or measure")]


def test_a_double_click_is_one_decision_and_lands_on_the_next_pair(mia: Client):
    pair, after = waiting(title_score=0.9), waiting(title_score=0.8)
    key = uuid.uuid4()
    answers = [send(mia, "decide", pair.pk, word="different", submit_key=key) for _ in range(2)]
    assert words(pair) == ["different"]
    assert {answer.url for answer in answers} == {f"{reverse('pair', args=[after.pk])}?tab=pending"}


def test_a_double_undo_is_one_undo(mia: Client):
    pair, key = waiting(), uuid.uuid4()
    send(mia, "decide", pair.pk, word="different")
    decision = Decision.objects.get()
    for _ in range(2):
        assert "Taken back" in said(send(mia, "undo", decision.pk, submit_key=key))
    assert words(pair) == ["different", "undone"]


def test_who_was_slower_learns_who_was_quicker(mia: Client, at: At):
    pair = waiting()
    mia.get(reverse("pair", args=[pair.pk]))
    send(at("anna", "moderator"), "decide", pair.pk, word="different")
    answer = send(mia, "decide", pair.pk, word="unsure")
    assert "anna was quicker: “different”" in said(answer)
    assert answer.url.startswith(reverse("pair", args=[pair.pk])) and words(pair) == ["different"]
    assert mia.get(answer.url).context["standing"].kind == "decided"


def test_a_merge_of_what_is_kept_apart_is_refused_by_name(mia: Client):
    a, b, c = make.spu(), make.spu(), make.spu()
    make.decision(waiting(a, b), make.user("anna"), "different")
    send(mia, "decide", waiting(b, c).pk, word="merge", survivor_id=c.pk)
    pair = waiting(a, c)
    answer = send(mia, "decide", pair.pk, word="merge", survivor_id=a.pk)
    assert "anna decided on" in said(answer) and words(pair) == []


@pytest.mark.parametrize(
    "form",
    [{"submit_key": ""}, {"submit_key": "x"}, {"word": "merge", "survivor_id": "x"}, {"reason": "r" * 201}],
    ids=["no key", "a key that is none", "a survivor that is none", "a reason too long"],
)
def test_a_broken_form_decides_nothing_and_says_so(mia: Client, form):
    pair = waiting()
    assert "nothing was changed" in said(send(mia, "decide", pair.pk, **form)) and words(pair) == []


@pytest.mark.parametrize("form", [{"word": "perhaps"}, {"word": "merge"}, {"word": "merge", "survivor_id": 1}])
def test_a_form_that_makes_no_sense_is_refused(mia: Client, form):
    pair = waiting(make.spu(), make.spu())
    send(mia, "decide", pair.pk, **form)
    assert words(pair) == []


def test_nobody_takes_back_what_a_colleague_said(mia: Client):
    decision = make.decision(waiting(), make.user("anna"), "different")
    assert send(mia, "undo", decision.pk).status_code == 403


def test_skipping_leads_on_and_leaves_the_pair_to_others(mia: Client):
    first, second = waiting(title_score=0.9), waiting(title_score=0.8)
    assert send(mia, "skip", first.pk).url.startswith(reverse("pair", args=[second.pk]))
    assert claims.holder(first.pk) is None and Pair.objects.get(pk=first.pk).open


def test_the_unsure_list_leads_on_in_itself(mia: Client):
    anna = make.user("anna")
    pairs = [waiting() for _ in range(2)]
    for pair in pairs:
        make.decision(pair, anna, "unsure")
    waiting()
    seen = Decision.objects.get(pair=pairs[1])
    answer = send(mia, "decide", pairs[1].pk, "?tab=unsure", word="different", seen_id=seen.pk)
    assert answer.url == f"{reverse('pair', args=[pairs[0].pk])}?tab=unsure"


@pytest.mark.parametrize("route", ["decide", "skip", "undo"])
def test_links_and_crawlers_decide_nothing(mia: Client, route):
    assert mia.get(reverse(route, args=[waiting().pk])).status_code == 405


def test_a_form_from_another_site_is_refused(at: At):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.user("mia"))
    assert send(strict, "decide", waiting().pk, word="different").status_code == 403
