"""A pair on its way from the queue to its verdict meets each fault of the wire, at each of the two remote back ends.

Whatever happens: the pair is not lost, has one verdict in the end, and no answer that came is paid for again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from dedup import work
from dedup.backends.base import ASK_AGAIN, FOR_PEOPLE, TRANSIENT, Failure
from dedup.judging import calls, rulebook, runs
from dedup.models import ModelCall, Pair, Verdict, Work
from tests import factories as make
from tests import pictures
from tests.model_replies import UNPAID
from tests.model_stub import Stub
from tests.wire_faults import FAULTS, LONG, OK, deadline

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:A_REASON_OF_TOMORROW", "ignore:.*is not a valid"),
]

BACKENDS = ("gemini", "openai_compatible")
STOPS = {Failure.AUTH, Failure.BAD_REQUEST}
QUESTIONS = 3  # of one pair: two listings to read, two pictures to compare
ONE_OF_EACH = ("429", "503", "408", "lost", "truncated", "prose", "safety", "toolong", "400", "badkey", "fenced")
EACH = [
    pytest.param(
        backend, before, fault, FAULTS[fault][BACKENDS.index(backend)], id=f"{backend}-{name}-{fault or 'good'}"
    )
    for backend in BACKENDS
    for name, before, faults in (("reading", 0, tuple(FAULTS)), ("pictures", QUESTIONS - 1, ONE_OF_EACH))
    for fault in faults
]
SPOILT = [
    pytest.param(backend, fault, id=f"{backend}-{fault}")
    for number, backend in enumerate(BACKENDS)
    for fault, kinds in FAULTS.items()
    if kinds[number] in ASK_AGAIN
]


@pytest.fixture
def stub(request: pytest.FixtureRequest, backend: str, settings: Any, tmp_path: Any) -> Stub:
    settings.MEDIA_ROOT = tmp_path
    served: Stub = request.getfixturevalue(backend)
    settings.JUDGE_TIMEOUT_SECONDS = LONG
    served.say({"f1": {"values": ["red"], "evidence": "red"}})
    served.say({"answer": "same", "difference": "none", "reason": "One bag, twice."})
    return served


@pytest.fixture
def pair(stub: Stub) -> Pair:
    return due("A bag in red", "Bag, red, new")


def due(title: str, other: str) -> Pair:
    """Brand and a colour that is read; a picture each."""
    make.rule_set(
        fields=[
            {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"},
            {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "EqualsItemMatcher"},
        ],
        outputs={"colour": {"type": "text"}},
    )
    made = make.pair(make.spu(title, brand="Ora"), make.spu(other, brand="Ora"))
    for seed, listing in enumerate((made.a, made.b)):
        pictures.image(listing, seed)
    work.enqueue([made.pk])
    return made


def judge_once() -> calls.Stopped | None:
    try:
        runs.judge_next(rulebook.current())
    except calls.Stopped as stop:
        return stop
    return None


def judge_to_the_end() -> None:
    work.hurry()
    with suppress(calls.Stopped):
        while runs.judge_next(rulebook.current()):
            pass


def failures() -> list[str]:
    return list(ModelCall.objects.exclude(failure="").order_by("id").values_list("failure", flat=True))


def paid_again(stub: Stub) -> int:
    return sum(max(0, times - 1) for times in stub.paid.values())


@pytest.mark.parametrize(("backend", "before", "fault", "expected"), EACH)
def test_a_pair_that_meets_it(stub: Stub, pair: Pair, settings: Any, before: int, fault: str, expected: str) -> None:
    stub.faults.extend([*[""] * before, fault])

    settings.JUDGE_TIMEOUT_SECONDS = deadline(fault)
    stopped = judge_once()
    settings.JUDGE_TIMEOUT_SECONDS = LONG

    held = Work.objects.get(pair=pair)
    assert (stopped is not None) == (expected in STOPS), "our own mistakes stop the run, nothing else does"
    if expected in TRANSIENT | STOPS:
        assert held.state == "ready" and held.error, "it waits, and says why"
        assert held.attempts == (expected == Failure.BAD_REQUEST), "an outage is not the pair's failure"
        assert not Verdict.objects.exists()
    else:
        assert held.state == "done"

    judge_to_the_end()

    verdict = Verdict.objects.get()
    assert Work.objects.get(pair=pair).state == "done"
    refused = expected in FOR_PEOPLE - ASK_AGAIN
    assert verdict.level == ("likely_match" if refused else "match")
    assert verdict.to_people and verdict.pair.open
    assert failures() == ([] if expected == OK else [expected])
    assert not ModelCall.objects.exclude(asked_until=None).exists(), "no question is left open"
    assert ModelCall.objects.filter(failure="").count() == QUESTIONS - refused
    repeated = expected != OK and not refused
    assert len(stub.calls) == QUESTIONS + repeated
    assert paid_again(stub) == (repeated and fault not in UNPAID), "only what failed after the model had worked"

    asked = len(stub.calls)
    work.enqueue([pair.pk])
    judge_to_the_end()
    assert Verdict.objects.get(live=True).level == verdict.level
    assert len(stub.calls) == asked, "judged again from the record"


@pytest.mark.parametrize(("backend", "fault"), SPOILT)
def test_an_answer_that_is_spoilt_twice_goes_to_people_and_is_not_asked_a_third_time(stub: Stub, fault: str) -> None:
    pair = due("A bag in red", "A bag in red")  # one question for both
    stub.faults.extend([fault, fault])
    assert judge_once() is None
    verdict = Verdict.objects.get()
    assert (verdict.level, verdict.to_people) == ("likely_match", True)
    assert len(failures()) == 2 and paid_again(stub) == 1
    work.enqueue([pair.pk])
    judge_to_the_end()
    assert len(stub.calls) == 2 + 1, "and one on the pictures"


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_a_failure_cost_is_recorded_with_its_tokens(stub: Stub, pair: Pair) -> None:
    stub.faults.append("truncated")
    judge_once()
    spoilt = ModelCall.objects.get(failure="truncated")
    assert spoilt.input_tokens == stub.calls[0].tokens() and spoilt.output_tokens > 0


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("fault", "setting"), [("badkey", "_API_KEY"), ("404", "_MODEL"), ("redirect", "_BASE_URL")])
def test_a_mistake_of_ours_stops_the_run_and_no_pair_suffers_for_it(
    stub: Stub, pair: Pair, fault: str, setting: str
) -> None:
    stub.faults.extend([fault] * 7)
    for _ in range(7):
        work.hurry()
        stop = judge_once()
        assert stop is not None and setting in str(stop), "the message names the setting"
    assert Work.objects.get(pair=pair).attempts == 0
    judge_to_the_end()
    assert Verdict.objects.get().level == "match"
    assert paid_again(stub) == 0


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("fault", ONE_OF_EACH)
def test_listings_that_travel_together_meet_it(stub: Stub, settings: Any, backend: str, fault: str) -> None:
    settings.JUDGE_BATCH = 8
    red = {"f1": {"values": ["red"], "evidence": "red"}}
    stub.say({"l1": red, "l2": red})
    pair = due("A bag in red", "Bag, red, new")
    stub.faults.append(fault)
    expected = FAULTS[fault][BACKENDS.index(backend)]

    judge_once()
    judge_to_the_end()

    verdict = Verdict.objects.get()
    assert (verdict.level, Work.objects.get(pair=pair).state) == ("match", "done")
    of_all = expected in TRANSIENT | {Failure.AUTH}
    assert failures() == [expected] * 2 * of_all, "what one listing may be to blame for is asked of each alone"
    assert ModelCall.objects.filter(failure="", asked_until=None).count() == QUESTIONS
    assert len(stub.calls) == (2 if expected == OK else 3 if of_all else 4)
    assert paid_again(stub) == (of_all and fault not in UNPAID)
