"""The tabs, their order and pages, the next pair, and why a list is empty."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict

from dedup.models import Cspu, Image, Pair, Spu
from review import claims, decisions, filters, queues
from review.filters import Filters
from tests import factories as make

pytestmark = pytest.mark.django_db
ALL = Filters()


def waiting(*listings: Spu, level: str = "likely_match", **fields: object) -> Pair:
    pair = make.pair(*listings, **fields)
    make.verdict(pair, level)
    return pair


def say(pair: Pair, user: User, word: str) -> None:
    keep = pair.a_id if word in decisions.SAME else None
    assert decisions.decide(pair.pk, user, word, submit_key=uuid.uuid4(), survivor_id=keep).kind == "ok"


def listed(tab: str, user: User, given: Filters = ALL) -> list[Pair]:
    return [row.pair for row in queues.page(tab, user, given).rows]


def asked(query: str) -> Filters:
    return Filters.from_query(QueryDict(query))


def test_every_pair_stands_in_the_tabs_it_belongs_to(anna, bo):
    free, claimed, others, skipped, closed = waiting(), waiting(), waiting(), waiting(), waiting(level="non_match")
    claims.claim(claimed.pk, anna)
    claims.claim(others.pk, bo)
    claims.skip(skipped.pk, anna)
    said = {word: waiting() for word in ("unsure", "different", "merge", "delist")}
    for word, pair in said.items():
        say(pair, bo, word)
    assert set(listed("pending", anna)) == {free, claimed}
    assert listed("mine", anna) == [claimed]
    assert listed("unsure", anna) == [said["unsure"]]
    assert listed("declined", anna) == [said["different"]]
    assert listed("merged", anna) == [said["delist"], said["merge"]]
    assert set(listed("all", anna)) == {free, claimed, others, skipped, closed, *said.values()}
    counted = {"pending": 2, "mine": 1, "unsure": 1, "declined": 1, "merged": 2, "all": 9}
    assert queues.counts(anna, ALL) == counted


def test_an_unsure_pair_that_another_one_answered_is_no_longer_unsure(anna):
    a, b, c = make.spu(), make.spu(), make.spu()
    say(waiting(a, b), anna, "unsure")
    say(waiting(a, c), anna, "merge")
    assert len(listed("unsure", anna)) == 1
    say(waiting(b, c), anna, "merge")
    assert listed("unsure", anna) == []


def test_what_was_taken_back_waits_again(anna):
    pair = waiting()
    say(pair, anna, "different")
    last = decisions.last_of(anna)
    assert last is not None
    decisions.undo(last.pk, anna, uuid.uuid4())
    assert (listed("declined", anna), listed("pending", anna)) == ([], [pair])


def test_the_best_comes_first(anna):
    weak, strong = waiting(title_score=0.6), waiting(title_score=0.7)
    match = waiting(level="match", title_score=0.1)
    known = waiting(title_score=0.1, identifier="gtin 4006381333931")
    assert listed("pending", anna) == [match, known, strong, weak]


@pytest.mark.parametrize("tab", ["pending", "declined", "all"])
def test_pages_follow_each_other_without_a_gap_or_a_repeat(anna, tab, monkeypatch):
    monkeypatch.setattr(queues, "PAGE", 3)
    for number in range(8):
        pair = waiting(title_score=0.5 + number // 3 / 10)  # equal ranks across the edge of a page
        if tab == "declined":
            say(pair, anna, "different")
    seen, after = [], ""
    for size in (3, 3, 2):
        page = queues.page(tab, anna, ALL, after)
        assert len(page.rows) == size
        seen += [row.pair.pk for row in page.rows]
        after = page.next
    assert after == "" and len(set(seen)) == 8
    whole = queues.TABS[tab]
    assert seen == [pair.pk for pair in whole.pairs(anna).order_by(*whole.order)]


def test_a_decision_on_the_first_page_does_not_shift_the_second(anna, monkeypatch):
    monkeypatch.setattr(queues, "PAGE", 2)
    pairs = [waiting(title_score=score) for score in (0.9, 0.8, 0.7, 0.6)]
    first = queues.page("pending", anna, ALL)
    say(first.rows[0].pair, anna, "different")
    assert [row.pair for row in queues.page("pending", anna, ALL, first.next).rows] == pairs[2:]


@pytest.mark.parametrize("after", ["", "x", ":", "3.9:", "x:1", "nan:-1", "9" * 40, "9" * 40 + ":1", "²"])
@pytest.mark.parametrize("tab", ["pending", "merged", "all"])
def test_a_page_key_that_means_nothing_is_the_first_page(anna, tab, after):
    pair = waiting()
    if tab == "merged":
        say(pair, anna, "merge")
    assert len(queues.page(tab, anna, ALL, after).rows) == 1


def test_a_row_shows_what_the_list_needs_in_few_questions(anna, bo, django_assert_num_queries):
    a, b = make.spu(), make.spu()
    red = Cspu.objects.create(spu=b, external_id="red", position=0)
    shown = {"position": 0, "width": 1, "height": 1}
    main = Image.objects.create(spu=a, sha256="a" * 64, **shown)
    Image.objects.create(spu=a, sha256="b" * 64, **{**shown, "position": 1})
    variant = Image.objects.create(spu=b, cspu=red, sha256="c" * 64, **shown)
    pair = waiting(a, b)
    nearest = waiting(a, make.spu(), image_a=Image.objects.get(sha256="b" * 64))
    claims.claim(pair.pk, bo)
    with django_assert_num_queries(
        8
    ):  # pairs, a, b, nearest pictures of a, verdicts, decisions, claims, first pictures
        rows = {row.pair: row for row in queues.page("all", anna, ALL).rows}
    row = rows[pair]
    assert (row.image_a, row.image_b, rows[nearest].image_a.sha256[0]) == (main, variant, "b")
    assert row.claim is not None and row.claim.reviewer == bo
    assert row.verdict is not None and row.decision is None


@pytest.mark.parametrize("tab", ["pending", "declined", "all"])
def test_the_pairs_beside_one_follow_the_order_of_the_list(anna, tab):
    for number in range(4):
        pair = waiting(title_score=0.5 + number // 2 / 10)
        if tab == "declined":
            say(pair, anna, "different")
    first, second, third, last = listed(tab, anna)
    assert queues.beside(second, tab, anna, ALL, forward=True) == third
    assert queues.beside(second, tab, anna, ALL, forward=False) == first
    assert queues.beside(last, tab, anna, ALL, forward=True) is None
    assert queues.beside(first, tab, anna, ALL, forward=False) is None
    if tab == "pending":  # it has left the list, its place is still known
        say(second, anna, "different")
        assert queues.beside(second, tab, anna, ALL, forward=True) == third


def test_next_is_the_best_that_nobody_else_has_and_stays_ones_own(anna, bo):
    best, second = waiting(title_score=0.9), waiting(title_score=0.8)
    assert queues.next_pair(anna, ALL) == best
    assert queues.next_pair(bo, ALL) == second
    assert queues.next_pair(anna, ALL) == best
    claims.skip(best.pk, anna)
    assert queues.next_pair(anna, ALL) is None


def test_why_a_list_is_empty(anna, bo):
    assert queues.why_empty("pending", anna, ALL) == "done"
    pair = waiting()
    nothing = asked("q=no+such+thing")
    assert queues.why_empty("pending", anna, nothing) == "filtered"
    claims.claim(pair.pk, bo)
    assert queues.why_empty("pending", anna, ALL) == "leased"
    assert queues.why_empty("pending", anna, nothing) == "filtered"
    claims.skip(pair.pk, anna)
    assert queues.why_empty("pending", anna, ALL) == "skipped"
    assert queues.why_empty("mine", anna, ALL) == "done"
    say(pair, bo, "different")
    assert queues.why_empty("pending", anna, ALL) == "done"
    assert queues.why_empty("declined", anna, nothing) == "filtered"
    assert queues.why_empty("merged", anna, nothing) == "done"


def test_counts_stop_at_a_number_that_is_enough(anna, monkeypatch):
    monkeypatch.setattr(queues, "COUNT_TO", 2)
    for _ in range(2):
        waiting()
    assert queues.counts(anna, ALL)["all"] == 2
    waiting()
    assert queues.counts(anna, ALL)["all"] == "2+"


@pytest.mark.parametrize("few", [0, 1000])
def test_filters(anna, few, monkeypatch):
    monkeypatch.setattr(filters, "FEW", few)
    bags, cases = make.category("箱包"), make.category("箱包", "行李箱")
    shoes = make.category("Shoes")
    case = waiting(make.spu("Чемодан 100%", category=cases, seller="Globetrotter"), make.spu(category=cases))
    mixed = waiting(make.spu(category=bags), make.spu("Boot_1", category=shoes), level="match", title_score=0.4)
    plain = waiting(title_score=None, picture_score=0.3, identifier="gtin 1")
    for query, found in (
        ("", {case, mixed, plain}),
        (f"category={bags.pk}", {case, mixed}),
        (f"category={cases.pk}", {case}),
        (f"category={shoes.pk}", {mixed}),
        ("category=999999", set()),
        ("level=match", {mixed}),
        ("level=match&level=likely_match", {case, mixed, plain}),
        ("source=title", {case, mixed}),
        ("source=picture", {plain}),
        ("source=picture&source=title", {case, mixed, plain}),
        ("source=identifier", {plain}),
        ("seller=Globetrotter", {case}),
        ("seller=globe", set()),
        ("q=чемодан", {case}),
        ("q=100%25", {case}),
        ("q=_1", {mixed}),
        (f"q={plain.a.external_id}", {plain}),
        (f"q={plain.pk}&source=picture", {plain}),
        ("score=0.85", {case, plain}),
        ("score=0.3&level=match", {mixed}),
    ):
        assert set(listed("all", anna, asked(query))) == found, query
        assert set(listed("pending", anna, asked(query))) == found, query


@pytest.mark.parametrize(
    "query",
    [
        "category=x",
        "category=²",
        "category=-1",
        "level=high",
        "source=name",
        "score=x",
        "score=2",
        "score=nan",
        "q=+",
        "q=%00",
    ],
)
def test_a_filter_that_means_nothing_is_left_out(query):
    assert asked(query) == ALL and not asked(query).active


def test_filters_go_back_into_the_url_as_they_came():
    given = asked("category=7&level=match&level=non_match&source=title&seller=A%26B&q=55+см&score=0.5")
    assert given.active
    assert asked(given.query(tab="mine")) == given
    assert "tab=mine" in given.query(tab="mine")
    assert ALL.query() == ""
