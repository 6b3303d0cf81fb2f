"""A judge tried live: what is asked, what is told of it, and that nothing else is written."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from dedup import backends
from dedup.backends.address import Address
from dedup.judging import calls
from dedup.judging.cascade import Case
from dedup.judging.verdicts import Comparison, Picture, Reasoning
from dedup.models import Extraction, ModelCall, ModelPrice, Pair, Verdict
from review import probes
from review.probes import NothingToAsk, OutOfTime
from rules import resolve
from tests import factories as make
from tests.gemini_stub import Stub
from tests.pictures import image

pytestmark = pytest.mark.django_db
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
READ: dict[str, Any] = {"fields": [SIZE], "outputs": {"size": {"type": "dimensions", "names": ["size"]}}}
READING = {"f1": {"values": ["55 cm"], "evidence": "55 cm"}}
SAME = {"answer": "same", "difference": "none", "reason": "One case in one colour."}


def rule(**spec: Any) -> resolve.Effective:
    make.rule_set(**spec)
    return resolve.load().for_category(None)


def pair() -> Pair:
    return make.pair(make.spu("Cabin case 55 cm, black"), make.spu("Black suitcase of 55 cm"))


def test_before_anything_is_asked_the_questions_and_their_cost_are_known(gemini: Stub):
    ModelPrice.objects.update_or_create(
        model="gemini-2.5-flash",
        valid_from="2026-01-01",
        defaults={"input_per_million": 1, "output_per_million": 1},
    )
    probe = probes.recorded(pair(), rule(**READ, pictures="never"))
    assert gemini.calls == [] and not ModelCall.objects.exists()
    assert probe.missing is not None and probe.missing.questions == 2 and probe.missing.cost > Decimal(0)
    assert [(each.role, each.rows) for each in probe.questions] == [("extract", []), ("extract", [])]
    assert "Cabin case 55 cm" in probe.lacking[0].text and probe.found is None


def test_a_pair_is_judged_and_no_verdict_is_written(gemini: Stub):
    gemini.say(READING)
    probe = probes.ask(pair(), rule(**READ, pictures="never"))
    assert isinstance(probe.found, Case) and probe.found.judged.level == "match"
    assert [row.answer != "" for each in probe.questions for row in each.rows] == [True, True]
    assert not Verdict.objects.exists() and not Extraction.objects.exists()


def test_the_same_again_is_free(gemini: Stub):
    gemini.say(READING)
    made, effective = pair(), rule(**READ, pictures="never")
    probes.ask(made, effective)
    again = probes.ask(made, effective)
    assert len(gemini.calls) == 2 and isinstance(again.found, Case)
    assert probes.recorded(made, effective).found == again.found


def test_a_question_leads_to_another_until_the_pair_is_settled(gemini: Stub, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    gemini.say(READING)
    gemini.say(SAME)
    made = pair()
    for number, spu in enumerate((made.a, made.b)):
        image(spu, number)
    probe = probes.ask(made, rule(**READ, pictures="always"))
    assert [each.role for each in probe.questions] == ["extract", "extract", "compare"]
    assert isinstance(probe.found, Case) and probe.found.judged.level == "match"


def test_an_outage_tells_what_was_asked_and_what_came(gemini: Stub):
    gemini.faults += ["503"]
    probe = probes.ask(pair(), rule(**READ, pictures="never"))
    assert isinstance(probe.problem, calls.Later) and probe.found is None
    assert [row.failure for row in probe.questions[0].rows] == ["unavailable"]
    assert probe.missing is not None and probe.missing.questions == 2


def test_a_missing_key_stops_it_with_a_message(gemini: Stub, settings: Any):
    settings.GEMINI_API_KEY = ""
    probe = probes.ask(pair(), rule(**READ, pictures="never"))
    assert isinstance(probe.problem, calls.Stopped) and "GEMINI_API_KEY" in str(probe.problem)
    assert gemini.calls == []


def test_a_refusal_is_an_answer_that_people_have_to_make_up_for(gemini: Stub):
    gemini.faults += ["safety", "safety"]
    probe = probes.ask(pair(), rule(**READ, pictures="never"))
    assert probe.problem is None and isinstance(probe.found, Case) and probe.found.to_people
    assert [row.failure for each in probe.questions for row in each.rows] == ["blocked", "blocked"]


def test_one_request_asks_no_longer_than_people_wait(gemini: Stub):
    gemini.say(READING)
    gemini.delay = 0.2
    made, effective = pair(), rule(**READ, pictures="never")
    first = probes.ask(made, effective, patience=0.1)
    assert isinstance(first.problem, OutOfTime) and len(gemini.calls) == 1
    assert isinstance(probes.ask(made, effective).found, Case) and len(gemini.calls) == 2  # and goes on


def test_who_presses_twice_waits_for_the_first_answer(gemini: Stub):
    """Somebody is asking the same; they die, and after their lease the question is asked again."""
    gemini.say(READING)
    made, effective = pair(), rule(**READ, pictures="never")
    question = probes.recorded(made, effective).lacking[0]
    key = question.key(calls.chosen("extract").name)
    lease = timezone.now() + timedelta(seconds=0.4)
    ModelCall.objects.create(
        key=key, role="extract", backend="gemini:gemini-2.5-flash", question=question.question(), asked_until=lease
    )
    probe = probes.ask(made, effective)
    assert isinstance(probe.found, Case) and len(gemini.calls) == 2 and ModelCall.objects.filter(key=key).count() == 1


def test_one_part_of_the_cascade_alone(gemini: Stub, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    gemini.say(SAME)
    gemini.say({"steps": ["Both 55 cm."], "level": "likely_match"})
    made, effective = pair(), rule(**READ)
    for number, spu in enumerate((made.a, made.b)):
        image(spu, number)
    looked, weighed = probes.ask(made, effective, "compare").found, probes.ask(made, effective, "reason").found
    assert isinstance(looked, Comparison) and looked.answer == Picture.SAME
    assert isinstance(weighed, Reasoning) and weighed.level == "likely_match"


@pytest.mark.parametrize(("part", "told"), [("extract", "reads no value"), ("compare", "has no picture")])
def test_a_part_that_has_no_question_says_so(offline: None, part: probes.Part, told: str):
    probe = probes.ask(pair(), rule(), part)
    assert isinstance(probe.problem, NothingToAsk) and told in str(probe.problem)


def test_another_judge_is_tried_and_those_in_force_stay(gemini: Stub, settings: Any):
    settings.JUDGE = "offline"
    gemini.say(READING)
    made, effective = pair(), rule(**READ, pictures="never")
    with backends.trying(Address("gemini", "gemini-new")):
        probe = probes.ask(made, effective)
    assert {each.judge for each in probe.questions} == {"gemini:gemini-new"} and len(gemini.calls) == 2
    assert {each.judge for each in probes.ask(made, effective).questions} == {calls.chosen("extract").name}


@pytest.mark.parametrize(("kind", "pictures"), [("text", 0), ("pictures", 2)])
def test_a_tiny_question_proves_the_connection(gemini: Stub, kind: probes.Kind, pictures: int):
    probe = probes.connect(kind)
    (asked,) = gemini.calls
    assert len(asked.images) == pictures and "connection test" in asked.text
    assert probe.problem is None and probe.questions[0].rows[0].failure == ""


def test_a_tiny_question_that_fails_says_why(gemini: Stub):
    gemini.faults += ["badkey"]
    probe = probes.connect("text")
    assert isinstance(probe.problem, calls.Stopped) and probe.questions[0].rows[0].failure == "auth"


def test_code_reads_the_tiny_text(offline: None):
    (row,) = probes.connect("text").questions[0].rows
    assert "250 g" in row.answer
