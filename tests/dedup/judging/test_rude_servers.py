"""What a server says beside its answers never stops the work: not in the queue, not in the record, not in a budget."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dedup import work
from dedup.backends.base import LONGEST_MESSAGE
from dedup.judging import calls, rulebook, runs
from dedup.models import Budget, ModelCall, Work
from tests import factories as make
from tests.model_replies import Json, Reply

from .asked import question

pytestmark = pytest.mark.django_db

OUTPUTS = {"colour": {"type": "enum", "values": {"red": [], "blue": []}}}
COLOUR = {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "EnumItemMatcher"}
BROKEN_PAGES = [b"\0\x1b[2Jbusy", "<html>occup\u00e9".encode("latin-1")]
DEEP = "[" * 40_000 + "]" * 40_000
SECRET = "sk-live-0123456789abcdef"


@pytest.fixture(params=["gemini", "openai_compatible"])
def stub(request: pytest.FixtureRequest, settings: Any) -> Any:
    found = request.getfixturevalue(request.param)
    settings.GEMINI_API_KEY = settings.JUDGE_API_KEY = SECRET
    return found


def says(stub: Any, body: Json | bytes, code: int = 200) -> None:
    """Each question is answered so, as the server of either protocol."""
    reply = Reply(body if isinstance(body, bytes) else json.dumps(body).encode(), code)

    def answer(call: Any, headers: Any) -> Reply:
        stub.take(call, {})
        return reply

    stub.reply = answer


def saying(text: str) -> Json:
    """Without a count of tokens."""
    return {
        "candidates": [{"content": {"parts": [{"text": text}]}, "finishReason": "STOP"}],
        "usageMetadata": {},
        "choices": [{"message": {"content": text}, "finish_reason": "stop"}],
    }


@pytest.mark.parametrize("page", BROKEN_PAGES, ids=["controls", "latin"])
def test_an_outage_with_a_broken_page_is_an_outage(stub, page):
    make.rule_set(fields=[COLOUR], outputs=OUTPUTS)
    work.enqueue([make.pair(make.spu("red bag"), make.spu("blue bag")).pk])
    says(stub, page, 503)
    assert not runs.judge_next(rulebook.current()), "the provider is away"
    row = Work.objects.get()
    assert (row.state, row.attempts) == ("ready", 0) and row.error.isprintable()
    assert set(ModelCall.objects.exclude(failure="").values_list("failure", flat=True)) == {"unavailable"}


def test_an_answer_nested_without_end_is_paid_twice_and_then_for_people(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "5"
    says(stub, saying(DEEP))
    for _ in range(3):
        with pytest.raises(calls.Unanswerable):
            calls.ask(question())
    assert len(stub.calls) == 2 and Budget.objects.get().calls == 2


def test_a_server_that_counts_no_tokens_cannot_overshoot_a_budget(stub, settings):
    settings.JUDGE_CALLS_A_DAY = "5"
    says(stub, saying("I would rather not."))
    for number in range(5):
        calls.ask_all([question(f"Question {number}")])
    assert len(stub.calls) == Budget.objects.get().calls == 5


def test_a_key_is_not_shown_in_parts_either(stub):
    message = "x" * (LONGEST_MESSAGE - 16) + SECRET
    says(stub, {"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}}, 400)
    with pytest.raises(calls.Stopped):
        calls.ask(question())
    kept = ModelCall.objects.get().answer
    assert SECRET[:8] not in kept and kept.endswith("x…")


@pytest.mark.parametrize("details", [5, None, {"reason": 1}, ["quota", {"retryDelay": []}]])
def test_details_of_any_form_are_read_or_left(gemini, details):
    says(gemini, {"error": {"code": 429, "message": "slowly", "details": details}}, 429)
    with pytest.raises(calls.Later, match="slowly"):
        calls.ask(question())


@pytest.mark.parametrize("code", [-1, 0, 1301, True, "busy"])
def test_a_number_of_a_gateways_own_is_no_status(openai_compatible, code):
    says(openai_compatible, {"error": {"code": code, "message": "overloaded"}})
    with pytest.raises(calls.Later, match="overloaded"):
        calls.ask(question())
