"""What a week's figures count, and where."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from dedup.models import Decision, Extraction, ModelCall, Pair, Spu, Verdict
from review import decisions, figures
from review.figures import NO_CATEGORY, NOT_ATTRIBUTED, SEVERAL, TOTAL, WeekRow
from review.weeks import BadWeek, Week
from tests import factories as make

pytestmark = pytest.mark.django_db
WEEK = Week(2026, 46)


@pytest.fixture(autouse=True)
def shanghai(settings):
    """Eight hours ahead of UTC: the week begins on Sunday, 16:00 UTC."""
    settings.TIME_ZONE = "Asia/Shanghai"
    timezone.deactivate()
    timezone.get_default_timezone.cache_clear()
    yield
    timezone.get_default_timezone.cache_clear()


def at(row: Pair | Verdict | Decision | ModelCall, moment: datetime) -> None:
    """Move a row to a moment; decisions refuse changes, so around their triggers."""
    column = "found_at" if isinstance(row, Pair) else "created_at"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [moment, row.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")


def during(week: Week = WEEK) -> datetime:
    return week.start + timedelta(days=2)


def found(a: Spu | None = None, b: Spu | None = None, **verdict: object) -> Pair:
    """A pair found and judged in the week."""
    pair = make.pair(a, b)
    at(pair, during())
    at(make.verdict(pair, **verdict), during())
    return pair


def say(pair: Pair, word: str, moment: datetime | None = None) -> Decision:
    keep = pair.a_id if word in decisions.SAME else None
    user = make.user(group="senior moderator")
    said = decisions.decide(pair.pk, user, word, submit_key=uuid.uuid4(), survivor_id=keep).decision
    at(said, moment or during())
    return said


def call(moment: datetime | None = None, **fields: object) -> ModelCall:
    values = {"role": "extract", "backend": "b", "question": {}, "answer": "{}", "cost": Decimal("0.25"), **fields}
    made = ModelCall.objects.create(key=uuid.uuid4().hex, **values)
    at(made, moment or during())
    return made


def rows(level: int = 1, week: Week = WEEK) -> dict[tuple[str, ...], WeekRow]:
    made = figures.weekly(week, level=level)
    return {tuple(name for name in (r.category_lv1, r.category_lv2, r.category_lv3) if name): r for r in made}


def total(week: Week = WEEK) -> WeekRow:
    return figures.weekly(week)[-1]


def test_a_week_without_anything_is_a_total_of_nothing():
    (only,) = figures.weekly(WEEK)
    assert (only.category_lv1, only.candidates_found, only.acceptance_rate, only.cost_usd) == (TOTAL, 0, None, 0)


def test_from_candidates_to_decisions():
    found(level="match", settled_by="rule")
    found(level="likely_match", settled_by="picture")
    found(level="non_match", settled_by="text")
    for word in ("merge", "merge", "delist", "different", "unsure"):
        say(found(), word)
    row = total()
    assert (row.candidates_found, row.sent_to_people) == (8, 7)
    assert (row.settled_by_rule, row.settled_by_text, row.settled_by_picture) == (1, 6, 1)
    assert (row.merged, row.delisted, row.declined, row.unsure) == (2, 1, 1, 1)
    assert (row.decided, row.accepted, row.acceptance_rate) == (4, 3, Decimal("0.75"))


def test_of_several_verdicts_in_a_week_the_last_counts():
    pair = found(level="match", settled_by="picture")
    at(make.verdict(pair, "non_match", settled_by="text"), during() + timedelta(hours=1))
    row = total()
    assert (row.settled_by_picture, row.settled_by_text, row.sent_to_people) == (0, 1, 0)


def test_what_a_later_week_takes_back_stays_in_its_week():
    early, late = say(found(), "merge"), say(found(), "different")
    user = make.user(group="senior moderator")
    at(decisions.undo(early.pk, user, uuid.uuid4()).decision, during(WEEK.shifted(1)))
    at(decisions.undo(late.pk, user, uuid.uuid4()).decision, during())
    this, following = total(), total(WEEK.shifted(1))
    assert (this.merged, this.declined, this.undone, this.decided) == (1, 0, 1, 1)
    assert (following.merged, following.decided, following.undone) == (0, 0, 1)


def test_a_week_begins_on_monday_in_the_zone_of_the_shop():
    pair = make.pair()
    for moment, counted in (
        ("2026-11-08T15:59:59+00:00", 0),
        ("2026-11-08T16:00:00+00:00", 1),
        ("2026-11-15T15:59:59+00:00", 1),
        ("2026-11-15T16:00:00+00:00", 0),
    ):
        at(pair, datetime.fromisoformat(moment))
        assert total().candidates_found == counted, moment


def test_a_pair_stands_where_both_listings_do():
    small, big = make.category("Bags", "Cases", "Small"), make.category("Bags", "Cases", "Big")
    bags, shoes = make.category("Bags"), make.category("Shoes")
    for a, b in ((small, small), (small, big), (bags, big), (bags, shoes), (None, None), (shoes, None)):
        found(make.spu(category=a), make.spu(category=b))
    number = {path: row.candidates_found for path, row in rows(3).items()}
    assert number == {
        ("Bags",): 1,
        ("Bags", "Cases"): 1,
        ("Bags", "Cases", "Small"): 1,
        (NO_CATEGORY,): 1,
        (SEVERAL,): 2,
        (TOTAL,): 6,
    }
    assert {path: row.candidates_found for path, row in rows(2).items()}[("Bags", "Cases")] == 2
    assert list(rows()) == [("Bags",), (NO_CATEGORY,), (SEVERAL,), (TOTAL,)]
    assert rows()[("Bags",)].candidates_found == 3


def test_calls_and_cost_stand_where_they_were_used_and_only_once():
    bag, shoe = make.spu(category=make.category("Bags")), make.spu(category=make.category("Shoes"))
    read, compared, across = call(), call(role="compare", cost=Decimal("0.5")), call(role="compare", cost=Decimal("1"))
    for spu in (bag, shoe):  # two listings with the same words
        Extraction.objects.create(spu=spu, key="k", values={}, backend="b", call=read)
    pair, other = make.pair(shoe, make.spu(category=shoe.category)), make.pair(shoe, bag)
    looked = {"kind": "main", "call": compared.pk}, {"kind": "variant", "call": None}
    at(make.verdict(pair, evidence={"pictures": looked}), during())
    at(make.verdict(pair, evidence={"pictures": looked}), during())
    at(make.verdict(other, evidence={"pictures": [{"kind": "main", "call": across.pk}]}), during())
    call(failure="timeout", answer="", cost=Decimal("0.125"))
    call(asked_until=timezone.now())
    call(during(WEEK.shifted(1)))
    found = {path: (row.model_calls, row.cost_usd) for path, row in rows().items() if row.model_calls}
    assert found == {
        ("Bags",): (1, Decimal("0.25")),
        ("Shoes",): (1, Decimal("0.5")),
        (SEVERAL,): (1, Decimal("1")),
        (NOT_ATTRIBUTED,): (1, Decimal("0.125")),
        (TOTAL,): (4, Decimal("1.875")),
    }


def test_whatever_was_asked_of_a_pair_stands_where_the_pair_does():
    """Weighed twice, pictures shown twice, and words read on packs, which two pairs used."""
    bags, shoes = make.category("Bags"), make.category("Shoes")
    roles = ("reason", "reason", "compare", "compare", "describe")
    asked = [call(role=role, cost=Decimal(1)).pk for role in roles]
    reading = call(cost=Decimal("0.5"))
    bag, shoe = make.spu(category=bags), make.spu(category=shoes)
    Extraction.objects.create(spu=shoe, key="k", values={}, backend="b", call=reading)
    evidence = {"pictures": [{"kind": "main", "call": asked[2]}], "calls": [*asked, reading.pk]}
    at(make.verdict(make.pair(bag, make.spu(category=bags)), evidence=evidence), during())
    at(
        make.verdict(make.pair(shoe, make.spu(category=shoes)), evidence={"pictures": [], "calls": asked[-1:]}),
        during(),
    )
    found = {path: (row.model_calls, row.cost_usd) for path, row in rows().items() if row.model_calls}
    assert found == {("Bags",): (5, Decimal(5)), ("Shoes",): (1, Decimal("0.5")), (TOTAL,): (6, Decimal("5.5"))}


def test_rows_add_up():
    for name in ("A", "B"):
        say(found(make.spu(category=make.category(name)), make.spu(category=make.category(name))), "merge")
    call()
    *parts, whole = figures.weekly(WEEK)
    for column in (
        "candidates_found",
        "settled_by_text",
        "sent_to_people",
        "decided",
        "merged",
        "model_calls",
        "cost_usd",
    ):
        assert sum(getattr(row, column) for row in parts) == getattr(whole, column) != 0


def test_weeks_are_written_and_read():
    assert str(Week.parse(" 2026-W46 ")) == "2026-W46"
    assert Week.parse("2026-W53").monday == date(2026, 12, 28)
    assert Week(2026, 53).shifted(1) == Week(2027, 1)
    assert Week.of(date(2027, 1, 3)) == Week(2026, 53)
    assert Week.last_complete().shifted(1) == Week.current()


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-46", "2026-W00", "2027-W53", "2026-W4", "last", "٢٠٢٦-W46", "9999-W52", "0001-W01"]
)
def test_a_text_that_names_no_week_is_refused_with_an_example(text):
    with pytest.raises(BadWeek, match=r"Write year and number, as in \d{4}-W\d{2}"):
        Week.parse(text)
