"""The one door to a model, with the real Gemini client against a loopback stub."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pydantic import BaseModel

from dedup.backends.base import Answer, Ask, Failure, Usage
from dedup.judging import calls, prices, takings
from dedup.judging.budgets import Need
from dedup.models import ModelCall, ModelPrice

pytestmark = pytest.mark.django_db


class Colour(BaseModel):
    colour: str


def question(text: str = "Which colour?") -> Ask:
    return Ask(role="extract", system="Read.", text=text, schema=Colour)


@pytest.fixture
def stub(gemini):
    gemini.say({"colour": "red"})
    return gemini


def test_a_question_is_paid_once_and_then_answered_from_the_record(stub):
    first, second = calls.ask(question()), calls.ask(question())
    assert first == second and first.value == Colour(colour="red")
    assert len(stub.calls) == 1
    calls.ask(question("Which other colour?"))
    assert len(stub.calls) == 2


def test_question_and_raw_answer_are_recorded_with_tokens_cost_and_time(stub):
    ModelPrice.objects.create(
        model="stub-1", valid_from=date(2026, 1, 1), input_per_million=Decimal(2), output_per_million=Decimal(10)
    )
    stub.faults.append("thoughts")
    row = ModelCall.objects.get(pk=calls.ask(question()).call)
    assert row.question["text"] == "Which colour?" and row.answer == '{"colour": "red"}'
    assert (row.role, row.backend, row.model, row.failure) == ("extract", "gemini:gemini-2.5-flash", "stub-1", "")
    assert row.asked_until is None and row.seconds > 0
    assert row.input_tokens == 3 and row.output_tokens == 4 + 7
    assert row.cost == Decimal("0.000116")


@pytest.mark.parametrize(
    ("models", "expected"), [(("m-001", "m"), "3"), (("m", "m"), "2"), (("other", "m"), "2"), (("x", "y"), "0")]
)
def test_the_price_is_the_latest_of_the_model_as_the_server_names_it_or_else_as_we_do(models, expected):
    today = timezone.now().date()
    for model, days, dollars in (("m", 60, 1), ("m", 1, 2), ("m", -5, 9), ("m-001", 90, 3)):
        day = today - timedelta(days=days)
        ModelPrice.objects.create(model=model, valid_from=day, input_per_million=dollars, output_per_million=0)
    assert prices.cost(Usage(input=1_000_000), *models) == Decimal(expected)


def test_a_first_install_knows_the_price_of_its_default_model():
    assert prices.cost(Usage(input=1_000_000, output=500_000, thoughts=500_000), "gemini-2.5-flash") == Decimal("2.80")


@pytest.mark.parametrize("fault", ["truncated", "wrong", "prose", "empty"])
def test_a_spoilt_answer_is_asked_for_once_more(stub, fault):
    stub.faults.append(fault)
    assert calls.ask(question()).value == Colour(colour="red")
    failed, answered = ModelCall.objects.order_by("id")
    assert failed.failure in (Failure.TRUNCATED, Failure.BAD_OUTPUT) and failed.input_tokens > 0
    assert answered.failure == ""


def test_twice_spoilt_is_for_people_and_is_never_paid_a_third_time(stub):
    stub.faults += ["prose", "truncated"]
    for _ in range(2):
        with pytest.raises(calls.Unanswerable) as caught:
            calls.ask(question())
    assert caught.value.kind is Failure.TRUNCATED
    assert len(stub.calls) == 2


@pytest.mark.parametrize("fault", ["blocked", "safety"])
def test_a_refusal_stands_and_is_not_asked_again(stub, fault):
    stub.faults.append(fault)
    for _ in range(2):
        with pytest.raises(calls.Unanswerable) as caught:
            calls.ask(question())
    assert caught.value.kind is Failure.BLOCKED
    assert ModelCall.objects.get(pk=caught.value.call).failure == "blocked"
    assert len(stub.calls) == 1


@pytest.mark.parametrize("fault", ["429", "503", "500", "drop", "html502"])
def test_an_outage_sends_the_question_back_and_is_recorded(stub, fault):
    stub.faults.append(fault)
    with pytest.raises(calls.Later) as caught:
        calls.ask(question())
    assert caught.value.outage and caught.value.seconds >= 1.5
    assert ModelCall.objects.get().failure in (Failure.RATE_LIMITED, Failure.UNAVAILABLE)
    assert calls.ask(question()).value == Colour(colour="red")


def test_after_three_outages_nobody_asks_until_the_pause_is_over(stub):
    stub.faults += ["503"] * 4
    for number in range(5):
        with pytest.raises(calls.Later):
            calls.ask(question(f"Question {number}"))
    assert len(stub.calls) == 3
    _move_back(seconds=9)
    with pytest.raises(calls.Later):
        calls.ask(question("the one that tries"))
    assert len(stub.calls) == 4
    with pytest.raises(calls.Later) as caught:
        calls.ask(question("Question 6"))
    assert len(stub.calls) == 4 and 14 < caught.value.seconds <= 16
    _move_back(seconds=60)
    assert calls.ask(question()).value == Colour(colour="red")
    assert calls.ask(question("and the next")).value == Colour(colour="red")


def test_while_one_tries_whether_the_provider_is_back_the_others_wait(stub):
    stub.faults += ["503"] * 3
    for number in range(3):
        with pytest.raises(calls.Later):
            calls.ask(question(f"Question {number}"))
    _move_back(seconds=60)
    takings.take(calls.chosen("extract"), "extract", {"key of another question": question("another")}, Need())
    with pytest.raises(calls.Later, match="another worker is trying"):
        calls.ask(question())
    assert len(stub.calls) == 3


@pytest.mark.parametrize(
    ("fault", "kind"), [("badkey", Failure.AUTH), ("403", Failure.AUTH), ("400", Failure.BAD_REQUEST)]
)
def test_our_own_mistake_stops_the_run_and_says_what_to_mend(stub, fault, kind):
    stub.faults.append(fault)
    with pytest.raises(calls.Stopped) as caught:
        calls.ask(question())
    assert caught.value.kind is kind and str(caught.value)
    assert calls.ask(question()).value == Colour(colour="red"), "once it is mended the question may be asked"


def test_a_missing_key_stops_the_run_too(settings):
    settings.JUDGE, settings.GEMINI_API_KEY = "gemini", ""
    with pytest.raises(calls.Stopped, match="GEMINI_API_KEY is not set"):
        calls.ask(question())


def test_a_question_that_another_is_asking_comes_back_later(stub):
    (taken,) = _taken_by_another().taken
    with pytest.raises(calls.Later) as caught:
        calls.ask(question())
    assert not caught.value.outage and not stub.calls
    ModelCall.objects.filter(pk=taken.row).update(asked_until=timezone.now() - timedelta(seconds=1))
    assert calls.ask(question()).call == taken.row, "the asker has died: another takes its row over"
    assert len(stub.calls) == 1


def test_an_asker_that_comes_back_too_late_overwrites_nothing_but_its_money_is_counted(stub):
    late = _taken_by_another()
    ModelCall.objects.filter(pk=late.taken[0].row).update(asked_until=timezone.now() - timedelta(seconds=1))
    first = calls.ask(question())
    blue = Answer(Colour(colour="blue"), '{"colour": "blue"}', "stub-1", Usage(input=5, output=6))
    (kept,) = takings.keep(late, [blue], 200)
    assert not kept.mine
    assert calls.ask(question()) == first and first.value == Colour(colour="red")
    assert sum(ModelCall.objects.values_list("input_tokens", flat=True)) == 3 + 5


def test_an_answer_with_characters_that_postgresql_refuses_breaks_nothing(gemini):
    gemini.say({"colour": "r\0d"})
    assert calls.ask(question()).value == calls.ask(question()).value == Colour(colour="r\0d")
    gemini.answers.clear()
    gemini.say({"colour": "\ud800"})
    with pytest.raises(calls.Unanswerable):
        calls.ask(question("another"))
    assert ModelCall.objects.filter(failure=Failure.BAD_OUTPUT).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_one_question_pay_once(stub):
    stub.delay = 0.4
    found: list[Any] = []

    def worker() -> None:
        try:
            found.append(calls.ask(question()).value)
        except calls.Later as later:
            found.append(later.outage)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, found)) == ["False"] * 3 + ["colour='red'"]
    assert len(stub.calls) == 1


@pytest.mark.django_db(transaction=True)
def test_a_question_inside_a_transaction_is_refused_before_it_costs_anything(stub):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        calls.ask(question())
    assert not stub.calls


def _move_back(seconds: float) -> None:
    for row in ModelCall.objects.all():
        ModelCall.objects.filter(pk=row.pk).update(created_at=row.created_at - timedelta(seconds=seconds))


def _taken_by_another() -> takings.Taking:
    judge = calls.chosen("extract")
    return takings.take(judge, "extract", {question().key(judge.name): question()}, Need())
