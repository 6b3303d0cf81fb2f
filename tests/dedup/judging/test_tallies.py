"""What was asked, by day, backend and role: pages read it instead of counting calls."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest

from dedup.judging import calls, tallies
from dedup.judging.tallies import Count
from dedup.models import ModelCall, Tally

from .asked import for_code, question, together

pytestmark = pytest.mark.django_db
GEMINI = "gemini:gemini-2.5-flash"


@pytest.fixture(autouse=True)
def nothing_noted():
    """What an earlier test noted and never wrote is not this one's."""
    tallies.flush()
    Tally.objects.all().delete()


def test_a_paid_question_is_counted_with_its_answer(gemini):
    gemini.say({"colour": "red"})
    gemini.faults += ["prose", "thoughts"]
    row = ModelCall.objects.get(pk=calls.ask(question()).call)
    (tally,) = Tally.objects.all()
    assert (tally.backend, tally.role, tally.day) == (GEMINI, "extract", tallies.today())
    assert (tally.calls, tally.failures, tally.from_record) == (2, 1, 0)
    sums = ModelCall.objects.values_list("input_tokens", "output_tokens", "cost", "seconds")
    told = (tally.input_tokens, tally.output_tokens, tally.cost, tally.seconds)
    assert told == pytest.approx(tuple(map(sum, zip(*sums, strict=True))))
    assert row.cost < tally.cost


def test_what_the_record_answers_is_written_soon_and_not_at_once(gemini, django_assert_num_queries):
    gemini.say({"colour": "red"})
    calls.ask(question())
    with django_assert_num_queries(20):
        for _ in range(20):
            calls.ask(question())
    assert Tally.objects.get().from_record == 0
    (tally,) = tallies.since(tallies.today())
    assert (tally.calls, tally.from_record) == (1, 20) == (1, tallies.from_record())


def test_a_judge_that_is_code_is_counted_too(offline):
    for _ in range(2):
        calls.ask(for_code())
    (tally,) = tallies.since(tallies.today())
    assert (tally.calls, tally.from_record, tally.cost) == (1, 1, 0)


def test_days_are_apart_and_older_ones_left_out():
    tallies.count("b:m", "extract", Count(calls=1))
    Tally.objects.update(day=tallies.today() - timedelta(days=3))
    tallies.count("b:m", "extract", Count(calls=2, cost=Decimal("0.5")))
    tallies.count("b:m", "compare", Count(calls=4))
    assert [(row.role, row.calls) for row in tallies.since(tallies.today())] == [("compare", 4), ("extract", 2)]
    assert sum(row.calls for row in tallies.since(tallies.today() - timedelta(days=3))) == 7


@pytest.mark.django_db(transaction=True)
def test_workers_that_count_side_by_side_lose_nothing():
    def work() -> None:
        for _ in range(50):
            tallies.count("b:m", "extract", Count(calls=1, seconds=0.5))
            tallies.note("b:m", "compare", Count(from_record=1))

    together(*[partial(work)] * 4)
    found = {row.role: row for row in tallies.since(tallies.today())}
    assert (found["extract"].calls, found["extract"].seconds, found["compare"].from_record) == (200, 100, 200)
