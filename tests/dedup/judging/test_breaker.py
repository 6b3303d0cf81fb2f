"""When the provider is held to be away: read from the recorded askings, shared by all workers."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from dedup.judging import breaker, budgets, calls, takings
from dedup.judging.breaker import State
from dedup.judging.outcomes import Later
from dedup.models import ModelCall

from .asked import question, together

pytestmark = pytest.mark.django_db

BACKEND = "gemini:any"
MOMENT = timezone.now()


def asked(failure: str = "", *, ago: float, took: float = 1.0, **columns: object) -> None:
    """One asking that began so many seconds ago."""
    values = {"key": f"{ModelCall.objects.count()}", "backend": BACKEND, "question": {}, "role": "extract", **columns}
    row = ModelCall.objects.create(failure=failure, seconds=took, **values)
    ModelCall.objects.filter(pk=row.pk).update(created_at=MOMENT - timedelta(seconds=ago))


def _ago(seconds: float) -> float:
    """Of now, not of MOMENT."""
    return seconds - (timezone.now() - MOMENT).total_seconds()


def pause() -> float:
    """Seconds after the end of the latest asking."""
    until = breaker.state(BACKEND).until
    assert until
    return round((until - MOMENT).total_seconds(), 3)


def test_a_provider_that_answers_is_not_away():
    assert breaker.state(BACKEND) == State()
    for ago in (40, 30):
        asked("unavailable", ago=ago)
    assert breaker.state(BACKEND) == State(open=False, streak=2)
    asked(ago=20)
    assert breaker.state(BACKEND) == State()
    for ago in (12, 8, 4):
        asked("blocked", ago=ago)
    assert not breaker.state(BACKEND).open, "a refusal is an answer"


@pytest.mark.parametrize(("failures", "seconds"), [(3, 8), (4, 16), (5, 32), (6, 60), (30, 60)])
def test_each_further_failure_doubles_the_pause(failures: int, seconds: float):
    for number in range(failures):
        asked("timeout", ago=10 * (failures - number) - 9)
    found = breaker.state(BACKEND)
    assert (found.open, found.streak, found.failure, found.trying) == (True, failures, "timeout", False)
    assert pause() == seconds, "counted from the end of the latest"


def test_workers_that_fail_side_by_side_are_one_failure_of_the_pause():
    for number in range(8):
        asked("unavailable", ago=5 - number / 100, took=4.5)
    assert breaker.state(BACKEND).streak == 8 and pause() == 8 - 0.43


def test_questions_that_travelled_together_failed_once():
    for began in (20, 10):
        for _ in range(8):
            asked("unavailable", ago=began)
    assert breaker.state(BACKEND) == State(streak=2)
    for failure in ("unavailable", "", "unavailable"):
        asked(failure, ago=1)
    assert breaker.state(BACKEND) == State(), "where one of them was answered the provider is there"


@pytest.mark.parametrize("hours", [-2, 2])
def test_the_clock_of_a_worker_neither_skips_nor_stretches_the_pause(hours, monkeypatch):
    for _ in range(3):
        asked("unavailable", ago=_ago(0))
    wrong = timezone.now() + timedelta(hours=hours)
    monkeypatch.setattr(timezone, "now", lambda: wrong)
    with pytest.raises(Later, match=r"^gemini:any is away \(unavailable\)$") as caught:
        breaker.wait_out(BACKEND)
    assert 6 < caught.value.seconds < 10


def test_however_many_travel_together_the_breaker_opens(settings):
    settings.JUDGE_BATCH = 40
    for began in (30, 20, 10):
        for _ in range(40):
            asked("unavailable", ago=began)
    assert breaker.state(BACKEND).open


def test_an_imported_answer_says_nothing_of_the_provider():
    for ago in (30, 20, 10):
        asked("unavailable", ago=ago)
    asked(ago=1, imported=True)
    assert breaker.state(BACKEND).open


def test_whoever_tries_is_seen():
    for ago in (300, 200, 100):
        asked("unavailable", ago=ago)
    assert breaker.wait_out(BACKEND), "the pause is over: one may try"
    asked(ago=_ago(0), asked_until=timezone.now() + timedelta(seconds=60))
    assert breaker.state(BACKEND).trying
    with pytest.raises(Later, match="another worker is trying"):
        breaker.wait_out(BACKEND)


def test_whoever_was_killed_while_it_tried_is_waited_for_no_longer_than_a_request_takes(settings):
    for ago in (300, 200, 100):
        asked("unavailable", ago=ago)
    lease = timezone.now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)
    asked(ago=_ago(settings.JUDGE_TIMEOUT_SECONDS + 1), asked_until=lease)
    assert not breaker.state(BACKEND).trying and breaker.wait_out(BACKEND)


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_whose_pause_ends_at_one_moment_one_tries(gemini):
    judge = calls.chosen("extract")
    for ago in (300, 200, 100):
        asked("unavailable", ago=ago, backend=judge.name)
    outcomes: list[object] = []

    def ask(number: int) -> None:
        assert breaker.wait_out(judge.name)
        ready.wait()
        try:
            asked_now = {f"key {number}": question(f"Question {number}")}
            outcomes.append(takings.take(judge, "extract", asked_now, budgets.Need(), alone=True).taken)
        except Later as later:
            outcomes.append(str(later))

    ready = threading.Barrier(6)
    together(*(partial(ask, number) for number in range(6)))
    assert sorted(isinstance(one, str) for one in outcomes) == [False] + [True] * 5
