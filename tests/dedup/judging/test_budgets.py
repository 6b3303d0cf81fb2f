"""What may be spent: reserved before a question is asked, corrected when its answer is kept, never overshot."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone

from dedup import work
from dedup.backends.base import Failure, JudgeError
from dedup.judging import budgets, calls, runs, takings, tallies
from dedup.models import Budget, ModelCall, ModelPrice, Verdict, Work
from tests import factories as make

from .asked import Bundling, for_code, question, together

pytestmark = pytest.mark.django_db

CENT = Decimal("0.01")


@pytest.fixture
def stub(gemini):
    """Each answer costs a cent: the stub's four tokens of output."""
    gemini.say({"colour": "red"})
    ModelPrice.objects.all().delete()
    ModelPrice.objects.create(
        model="stub-1",
        valid_from=timezone.now().date() - timedelta(days=1),
        input_per_million=0,
        output_per_million=CENT * 1_000_000 / 4,
    )
    budgets.forget()
    return gemini


def outcomes(count: int, prefix: str = "Question") -> list[object]:
    """Of so many questions, one after another."""
    return [calls.ask_all([question(f"{prefix} {number}")])[0] for number in range(count)]


def answered(found: list[object]) -> int:
    return sum(isinstance(one, calls.Answered) for one in found)


def day() -> Budget:
    return Budget.objects.get(scope="day")


def test_a_days_questions_are_counted_and_the_next_one_waits_for_midnight(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "2"
    *_, refused = outcomes(3)
    assert isinstance(refused, calls.Later) and not refused.outage and "JUDGE_CALLS_A_DAY" in str(refused)
    midnight = (timezone.now() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    assert abs(refused.seconds - (midnight - timezone.now()).total_seconds()) < 5
    assert len(stub.calls) == 2 and (day().calls, day().ends_at) == (2, midnight)


def test_the_record_answers_though_the_budget_is_spent(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "1"
    first, other = outcomes(2)
    assert isinstance(other, calls.Later) and outcomes(1) == [first]
    assert day().calls == 1, "an answer from the record costs nothing"


def test_money_is_reserved_as_expected_and_corrected_to_what_it_was(stub, settings):
    settings.JUDGE_COST_A_DAY = "1"
    settings.JUDGE_CALLS_A_DAY = "100"
    ModelCall.objects.create(key="k", role="extract", backend="gemini:gemini-2.5-flash", question={}, cost=CENT * 4)
    need = budgets.check("extract", "gemini:gemini-2.5-flash")
    taking = takings.take(calls.chosen("extract"), "extract", {"a": question("a"), "b": question("b")}, need)
    assert (day().calls, day().cost) == (2, CENT * 8)
    came = taking.judge.ask_all([question("a"), question("b")])
    takings.keep(taking, came, 1.0)
    assert (day().calls, day().cost) == (2, CENT * 2)


def test_money_goes_beyond_the_budget_only_by_what_questions_in_flight_cost_more(stub, settings):
    ModelCall.objects.create(key="k", role="extract", backend="gemini:gemini-2.5-flash", question={}, cost=CENT / 2)
    settings.JUDGE_COST_A_DAY = "0.035"
    found = outcomes(6)
    assert answered(found) == 4 and day().cost == CENT * 4, "three cents, and one question that was thought to fit"
    assert "Today's budget of $0.035 for models is spent" in budgets.reached()


@pytest.mark.parametrize(
    ("fault", "calls_spent"), [("503", 0), ("429", 0), ("400", 0), ("drop", 0), ("slow:1", 1), ("safety", 1)]
)
def test_a_question_that_cost_nothing_gives_its_reservation_back(stub, settings, fault, calls_spent):
    """What nobody answered in time may have been worked on, and a refusal has its tokens."""
    settings.JUDGE_CALLS_A_DAY, settings.JUDGE_TIMEOUT_SECONDS = "5", 0.3
    stub.faults.append(fault)
    assert answered(outcomes(1)) == 0
    assert day().calls == calls_spent


def test_what_was_not_sent_after_all_gives_its_reservation_back(stub, settings):
    settings.JUDGE_CALLS_A_DAY, settings.JUDGE_COST_A_DAY = "9", "9"
    ModelCall.objects.create(key="k", role="extract", backend="gemini:gemini-2.5-flash", question={}, cost=CENT)
    judge = calls.chosen("extract")
    asked = {word: question(word) for word in "abcd"}
    taking = takings.take(judge, "extract", asked, budgets.check("extract", judge.name))
    sent, unsent = (JudgeError(Failure.TIMEOUT, together=together) for together in (2, 0))
    takings.keep(taking, [sent, sent, unsent, unsent], 60)
    assert (day().calls, day().cost) == (2, CENT * 2)


def test_the_second_asking_of_a_spoilt_answer_counts_too(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "3"
    stub.faults.append("prose")
    found = outcomes(3)
    assert answered(found) == 2 and len(stub.calls) == 3 and day().calls == 3


def test_the_second_asking_of_a_spoilt_answer_waits_like_any_other(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "1"
    stub.faults.append("prose")
    assert isinstance(outcomes(1)[0], calls.Later)
    settings.JUDGE_CALLS_A_DAY = "2"
    assert answered(outcomes(1)) == 1 and len(stub.calls) == 2


def test_what_a_killed_worker_had_reserved_stays_spent(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "2"
    judge = calls.chosen("extract")
    need = budgets.check("extract", judge.name)
    takings.take(judge, "extract", {question("Question 0").key(judge.name): question("Question 0")}, need)
    ModelCall.objects.update(asked_until=timezone.now() - timedelta(seconds=1))
    assert answered(outcomes(2)) == 1, "the takeover is paid again"
    assert day().calls == 2


def test_a_free_judge_is_outside_all_budgets(stub, settings, offline):
    settings.JUDGE_CALLS_A_DAY = "0"
    assert isinstance(calls.ask(for_code()), calls.Answered)
    assert not Budget.objects.exists() and budgets.reached() == ""


def test_of_questions_that_travel_together_those_go_for_which_there_is_room(stub, settings):
    settings.JUDGES = settings.JUDGES | {"gemini": f"{Bundling.__module__}.Bundling"}
    settings.JUDGE_CALLS_A_DAY = "2"
    found = calls.ask_all([question(str(number)) for number in range(5)])
    assert [type(one).__name__ for one in found] == ["Answered", "Answered", "Later", "Later", "Later"]
    assert day().calls == 2 == len(stub.calls)


@pytest.mark.django_db(transaction=True)
def test_workers_together_never_ask_more_than_they_may(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "7"
    budgets.begin_run(most_calls=6)
    stub.delay = 0.1
    together(*(partial(outcomes, 4, f"Worker {number}") for number in range(6)))
    assert len(stub.calls) == 6
    assert set(Budget.objects.values_list("scope", "calls")) == {("day", 6), ("run", 6)}


@pytest.mark.django_db(transaction=True)
def test_workers_that_fail_and_answer_side_by_side_leave_the_right_sum(stub, settings):
    settings.JUDGE_COST_A_DAY = "10"
    stub.faults += ["prose", "503", "thoughts"] * 3
    together(*(partial(outcomes, 5, f"Worker {number}") for number in range(4)))
    assert day().cost == sum(ModelCall.objects.values_list("cost", flat=True))
    assert day().calls == ModelCall.objects.filter(input_tokens__gt=0).count()


def test_what_was_spent_before_anybody_set_a_limit_counts_as_well(stub, settings):
    outcomes(3)
    assert not Budget.objects.exists()
    settings.JUDGE_CALLS_A_DAY = "4"
    assert answered(outcomes(6)) == 4, "three from the record, and one more"
    assert day().cost == CENT * 4


def test_yesterdays_budget_is_not_todays(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "1"
    outcomes(2)
    Budget.objects.update(starts_at=day().starts_at - timedelta(days=1), ends_at=day().starts_at)
    tallies.Tally.objects.update(day=tallies.today() - timedelta(days=1))
    assert budgets.reached() == "" and answered(outcomes(2)) == 2


def test_the_budget_of_a_run_holds_until_another_takes_its_place(stub, settings):
    budgets.begin_run(most_calls=1)
    refused = outcomes(2)[1]
    assert isinstance(refused, calls.Later) and refused.seconds > 3600
    assert "The budget of 1 question for this run of `judge` is spent" in budgets.reached()
    budgets.begin_run(most_cost=CENT * 2)
    assert budgets.reached() == "" and [row.most_calls for row in budgets.current()] == [None]
    assert answered(outcomes(2)) == 2
    budgets.begin_run()
    assert budgets.current() == [] and answered(outcomes(9)) == 9


def test_the_banner_costs_one_query(stub, settings, django_assert_num_queries):
    settings.JUDGE_CALLS_A_DAY = "1"
    outcomes(1)
    with django_assert_num_queries(1):
        assert budgets.reached() == ""


def test_the_page_sees_the_limits_that_settings_give_now(stub, settings):
    assert budgets.current() == []
    settings.JUDGE_COST_A_DAY = "5"
    (row,) = budgets.current()
    assert (row.most_cost, row.calls, row.pk) == (5, 0, None)
    outcomes(1)
    settings.JUDGE_COST_A_DAY, settings.JUDGE_CALLS_A_DAY = "", "8"
    (row,) = budgets.current()
    assert (row.most_cost, row.most_calls, row.calls) == (None, 8, 1)


MODEL = {"field": "model", "source": "outputLlm", "source_field": "model", "matcher": "EqualsItemMatcher"}
BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}


@pytest.fixture
def pairs(stub):
    """Six pairs that need a model for each listing, and beside them four that the brand settles."""
    make.rule_set(fields=[BRAND, MODEL], outputs={"model": {"type": "text"}}, pictures="never")
    stub.say({"f1": {"values": ["Zephyr"], "evidence": "Zephyr"}})
    asked = [make.pair(spu(number), spu(number + 100)) for number in range(6)]
    free = [make.pair(spu(200 + number), spu(300 + number, brand="Other")) for number in range(4)]
    return asked, free


def spu(number: int, brand: str = "Ora"):
    return make.spu(f"Zephyr bag {number}", brand=brand)


def judged() -> set[int]:
    return set(Verdict.objects.filter(live=True).values_list("pair", flat=True))


def test_while_a_budget_is_spent_what_needs_no_model_is_judged_and_the_rest_waits_untouched(stub, settings, pairs):
    settings.JUDGE_CALLS_A_DAY = "5"
    asked, free = pairs
    assert runs.plan() == 10
    runs.drain_here()
    assert {pair.pk for pair in free} <= judged() and len(stub.calls) == 5
    waiting = Work.objects.filter(state="ready")
    assert {row.error for row in waiting} == {budgets.REASONS["day"]}
    assert {row.attempts for row in waiting} == {0} and {row.fence for row in waiting} == {1}, "each touched once"
    left = len(asked) + len(free) - len(judged())
    assert f"Today's budget of 5 questions for models is spent: {left} pairs wait until 00:00 UTC." in budgets.reached()
    runs.drain(1)
    assert len(stub.calls) == 5 and {row.fence for row in waiting.all()} == {1}


def test_a_raised_budget_takes_up_at_once_what_waited_for_it(stub, settings, pairs):
    settings.JUDGE_CALLS_A_DAY = "5"
    runs.plan()
    runs.drain_here()
    settings.JUDGE_CALLS_A_DAY = "8"
    runs.drain(5)
    assert len(stub.calls) == 8 and "8 questions" in budgets.reached()
    settings.JUDGE_CALLS_A_DAY = ""
    runs.drain(5)
    assert work.counts() == work.Counts(done=10) and len(stub.calls) == 12
    assert budgets.reached() == ""


def test_pairs_that_wait_for_something_else_are_not_hurried(stub, settings, pairs):
    settings.JUDGE_CALLS_A_DAY = "0"
    runs.plan()
    runs.drain_here()
    other = Work.objects.filter(state="ready").first()
    Work.objects.filter(pk=other.pk).update(error="the provider is away (unavailable)")
    settings.JUDGE_CALLS_A_DAY = "1000"
    runs.drain(5)
    assert work.counts() == work.Counts(ready=1, done=9)
