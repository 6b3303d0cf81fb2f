"""The one door to a model, with the real Gemini client against a loopback stub."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from dedup.backends.base import Answer, Ask, Failure, JudgeError, Picture, Usage
from dedup.judging import calls, prices, takings
from dedup.judging.budgets import Need
from dedup.models import ModelCall, ModelPrice

from .asked import Bundling, Colour, for_code, question, together

pytestmark = pytest.mark.django_db


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


def test_an_address_that_is_none_is_no_question_of_its_own(stub, settings):
    """A pair is charged for a bad request of its own; for a setting it waits until that is mended."""
    settings.GEMINI_BASE_URL = "generativelanguage.googleapis.com"
    with pytest.raises(calls.Stopped, match="no web address") as caught:
        calls.ask(question())
    assert not caught.value.of_this_question and not stub.calls


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


def test_a_recorded_answer_that_nobody_can_read_is_for_people(stub):
    """Imported, or of a version with a looser schema: its key is taken, so asking anew would be no way out."""
    row = calls.ask(question()).call
    ModelCall.objects.filter(pk=row).update(answer='{"colour": 7}')
    with pytest.raises(calls.Unanswerable) as caught:
        calls.ask(question())
    assert (caught.value.kind, caught.value.call) == (Failure.BAD_OUTPUT, row)
    assert len(stub.calls) == 1


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


@pytest.fixture
def bundling(stub, settings) -> list[int]:
    """How many questions the judge got at a time; it likes three."""
    settings.JUDGES = settings.JUDGES | {"gemini": f"{Bundling.__module__}.Bundling"}
    Bundling.sizes.clear()
    return Bundling.sizes


def questions(*words: str) -> list[Ask]:
    return [question(word) for word in words]


def kinds(found: list[Any]) -> list[str]:
    return [type(one).__name__ for one in found]


def test_many_questions_are_looked_up_in_one_query_and_asked_three_at_a_time(stub, bundling, django_assert_num_queries):
    asked = questions("a", "b", "c", "d", "b", "e", "f", "g")
    found = calls.ask_all(asked)
    assert kinds(found) == ["Answered"] * 8 and found[1] == found[4], "the same question is asked once"
    assert bundling == [3, 3, 1] and len(stub.calls) == 7
    with django_assert_num_queries(1):
        assert calls.ask_all(asked) == found
    assert set(ModelCall.objects.values_list("together", flat=True)) == {3, 1}


def test_each_question_gets_its_own_outcome(stub, bundling):
    known = calls.ask(question("a"))
    stub.faults += ["", "safety", "prose", "", ""]
    found = calls.ask_all(questions("a", "b", "c", "d", "e"))
    assert kinds(found) == ["Answered", "Answered", "Unanswerable", "Answered", "Answered"] and found[0] == known
    assert bundling == [1, 3, 1, 1], "a spoilt answer is asked for again alone"
    failures = ModelCall.objects.values_list("failure", flat=True)
    assert sorted(failures) == ["", "", "", "", "bad_output", "blocked"]


def test_an_outage_in_the_middle_leaves_what_was_answered(stub, bundling):
    stub.faults += ["", "", "", "503", "503", "503"]
    found = calls.ask_all(questions(*"abcdefghi"))
    assert kinds(found) == ["Answered"] * 3 + ["Later"] * 6
    assert len(stub.calls) == 6, "the rest is not tried"
    assert kinds(calls.ask_all(questions(*"abcdefghi"))) == ["Answered"] * 9


def test_a_wrong_key_stops_all_of_them_and_a_bad_question_only_itself(stub, bundling):
    stub.faults += ["", "400", ""]
    assert kinds(calls.ask_all(questions(*"abcd"))) == ["Answered", "Stopped", "Answered", "Answered"]
    stub.faults += ["badkey", "", ""]
    found = calls.ask_all(questions(*"efghij"))
    assert kinds(found) == ["Stopped", "Answered", "Answered", "Stopped", "Stopped", "Stopped"]


def test_a_picture_that_cannot_be_read_is_said_once_the_others_are_asked(stub, bundling):
    def gone() -> bytes:
        raise OSError("gone")

    broken = replace(question("b"), pictures=(Picture("0" * 64, "A", gone),))
    with pytest.raises(OSError, match="gone"):
        calls.ask_all([question("a"), broken, question("c")])
    assert len(stub.calls) == 2 == ModelCall.objects.filter(asked_until=None).count()


def test_what_others_are_asking_comes_back_later_and_the_rest_is_asked(stub, bundling):
    _taken_by_another()
    found = calls.ask_all([question("a"), question(), question("b")])
    assert kinds(found) == ["Answered", "Later", "Answered"] and not found[1].outage


def test_roles_with_judges_of_their_own_are_asked_together(stub, settings):
    settings.JUDGE_EXTRACT = "offline"
    found = calls.ask_all([for_code(), replace(question(), role="reason")])
    assert kinds(found) == ["Answered", "Answered"] and len(stub.calls) == 1
    names = {calls.chosen("extract").name, calls.chosen("reason").name}
    assert set(ModelCall.objects.values_list("backend", flat=True)) == names and len(names) == 2


def test_the_shares_of_a_request_add_up_to_its_cost(stub, bundling):
    ModelPrice.objects.all().delete()
    ModelPrice.objects.create(
        model="stub-1", valid_from=date(2026, 1, 1), input_per_million="0.0375", output_per_million="0.1501"
    )
    calls.ask_all(questions("one", "another one", "and yet another one"))
    rows = ModelCall.objects.all()
    tokens = [sum(row[column] for row in rows.values()) for column in ("input_tokens", "output_tokens")]
    exact = (tokens[0] * Decimal("0.0375") + tokens[1] * Decimal("0.1501")) / 1_000_000
    assert sum(row.cost for row in rows) == exact.quantize(Decimal("1e-8"))


@pytest.mark.django_db(transaction=True)
def test_workers_with_the_same_questions_in_another_order_pay_once_for_each(stub, bundling):
    stub.delay = 0.05
    words = [str(number) for number in range(12)]
    orders = [words, words[::-1], words[6:] + words[:6]]

    def work(order: list[str]) -> None:
        while "Later" in kinds(calls.ask_all(questions(*order))):
            time.sleep(0.05)

    together(*(partial(work, order) for order in orders))
    assert len(stub.calls) == 12 == ModelCall.objects.filter(failure="", asked_until=None).count()


def test_requests_that_failed_are_charged_and_what_was_not_sent_is_not():
    answer = Answer(Colour(colour="red"), "", "stub-1", Usage(), together=2)
    alone, of_two, unsent = (JudgeError(Failure.TIMEOUT, together=together) for together in (1, 2, 0))
    assert calls._requests([answer, answer, alone, of_two, of_two, unsent, unsent]) == 3
    assert calls._requests([unsent]) == 1


def test_each_call_is_one_line_of_the_log_without_texts_or_keys(stub, capfd):
    stub.faults += ["429"]
    with pytest.raises(calls.Later):
        calls.ask(question("secret words"))
    calls.ask(question("secret words"))
    calls.ask(question("secret words"))
    told = capfd.readouterr().err
    lines = [json.loads(line) for line in told.splitlines() if '"event": "call"' in line]
    key = question("secret words").key("gemini:gemini-2.5-flash")
    assert [(line["outcome"], line["key"], line["role"]) for line in lines] == [
        ("rate_limited", key[:12], "extract"),
        ("answered", key[:12], "extract"),
    ]
    assert lines[0]["retry_after"] > 0 and lines[1]["output_tokens"] == 4 and lines[1]["cost"] > 0
    assert "secret words" not in told and '"red"' not in told


def test_a_wait_that_no_provider_can_mean_is_cut(stub):
    """A day in `Retry-After` would put the pair off for a day."""
    error = JudgeError(Failure.RATE_LIMITED, "slow down", retry_after=1e9)
    taken = _taken_by_another()
    (kept,) = takings.keep(taken, [error], 0.1)
    (later,) = calls._what_came(kept).values()
    assert isinstance(later, calls.Later) and later.seconds == 3600


def _move_back(seconds: float) -> None:
    for row in ModelCall.objects.all():
        ModelCall.objects.filter(pk=row.pk).update(created_at=row.created_at - timedelta(seconds=seconds))


def _taken_by_another() -> takings.Taking:
    judge = calls.chosen("extract")
    return takings.take(judge, "extract", {question().key(judge.name): question()}, Need())
