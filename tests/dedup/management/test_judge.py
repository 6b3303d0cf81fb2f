"""The command: a budget for a run, what it says when one is spent, and what the record saved."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dedup import work
from dedup.judging import budgets
from dedup.models import Budget, Extraction, ModelPrice
from tests import factories as make

pytestmark = pytest.mark.django_db

MODEL = {"field": "model", "source": "outputLlm", "source_field": "model", "matcher": "EqualsItemMatcher"}


@pytest.fixture
def pairs(gemini) -> None:
    """Three pairs, six questions."""
    budgets.forget()
    gemini.say({"f1": {"values": ["Zephyr"], "evidence": "Zephyr"}})
    make.rule_set(fields=[MODEL], outputs={"model": {"type": "text"}}, pictures="never")
    for number in range(3):
        make.pair(make.spu(f"Zephyr bag {number}"), make.spu(f"Zephyr case {number}"))


def judge(*words: str) -> str:
    out = StringIO()
    call_command("judge", *words, stdout=out)
    return out.getvalue()


def test_a_run_ends_when_all_that_is_left_waits_for_its_budget_and_says_how_to_go_on(gemini, pairs):
    told = judge("--wait", "--most-calls", "3")
    assert "The budget of 3 questions for this run of `judge` is spent: 2 pairs wait." in told
    assert "Run `judge` again, with a new limit or without one, to go on. Nothing is lost" in told
    assert "budget of this run" in told and "3 of 3 questions" in told
    assert len(gemini.calls) == 3 and work.counts() == work.Counts(ready=2, done=1)


def test_another_run_without_options_lifts_the_budget_and_goes_on(gemini, pairs):
    judge("--wait", "--most-calls", "3")
    told = judge("--wait")
    assert len(gemini.calls) == 6 and work.counts() == work.Counts(done=3)
    assert "budget" not in told and budgets.current() == []


def test_without_wait_the_budget_holds_for_the_workers(gemini, pairs):
    judge("--most-cost", "5")
    assert [(row.scope, row.most_cost, row.ends_at) for row in Budget.objects.all()] == [("run", 5, None)]


def test_what_the_record_answered_is_told(gemini, pairs):
    judge("--wait")
    Extraction.objects.all().delete()
    told = judge("--wait", "--again")
    assert len(gemini.calls) == 6
    assert "answered from the record" in told and " 6 " in told.partition("answered from the record")[2][:30]


def test_a_budget_in_dollars_says_what_has_no_price(gemini, pairs):
    ModelPrice.objects.all().delete()
    told = judge("--wait", "--most-cost", "5")
    assert "gemini:gemini-2.5-flash has no price, so a budget in dollars does not hold it back." in told
    assert "has no price" not in judge("--wait", "--most-calls", "5")


@pytest.mark.parametrize("words", [("--most-cost", "five"), ("--most-calls", "1.5"), ("--most-cost", "-1")])
def test_a_budget_that_is_no_number_is_refused(words: tuple[str, str]):
    with pytest.raises(CommandError, match="say "):
        judge(*words)
