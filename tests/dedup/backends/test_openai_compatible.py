"""What only servers of chat completions have; the faults that all providers share stand in test_remote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from dedup import backends
from dedup.backends import address
from dedup.backends.address import Address
from dedup.backends.base import Failure, JudgeError
from dedup.backends.completions import after_thoughts, refused
from dedup.backends.openai_compatible import OpenAICompatibleJudge
from tests.dedup.backends.questions import FOUND, Comparison, Reading, comparing, reading
from tests.openai_stub import Stub


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    with Stub() as stub:
        yield stub


@pytest.fixture
def stub(server: Stub) -> Stub:
    server.reset()
    return server


@pytest.fixture(autouse=True)
def no_key(settings: Any) -> None:
    settings.JUDGE_API_KEY, settings.JUDGE_TIMEOUT_SECONDS = "", 2


@pytest.fixture
def judge(stub: Stub) -> OpenAICompatibleJudge:
    return OpenAICompatibleJudge(Address("openai_compatible", "qwen3-vl", f"{stub.url}/v1"))


def test_what_goes_over_the_wire(stub: Stub, judge: OpenAICompatibleJudge) -> None:
    ask = comparing()
    judge.ask(ask)
    call = stub.calls[0]
    assert call.path == "/v1/chat/completions"
    assert stub.headers[0]["authorization"] == "Bearer none", "the client insists on a key, the server does not"
    known = {"model", "messages", "response_format", "max_tokens", "temperature", "seed"}
    assert set(call.body) == known, "nothing that some server does not take"
    assert (call.body["model"], call.body["temperature"]) == ("qwen3-vl", 0)
    assert call.body["max_tokens"] > ask.max_output_tokens, "thoughts need room beside the answer"
    assert call.schema == Comparison.model_json_schema()
    assert call.system.startswith("Compare.\n")
    assert '{"answer": "same" or "different" or "unsure", "reason": "..."}' in call.system, "for who ignores schemas"
    kinds = [part.get("text") or part["type"] for part in call.parts]
    assert kinds == ["Picture A:", "image_url", "Picture B:", "image_url", "Same product?"]
    assert call.images == [picture.data for picture in ask.pictures]


def test_words_alone_are_a_plain_string(stub: Stub, judge: OpenAICompatibleJudge) -> None:
    judge.ask(reading())
    system, user = [message["content"] for message in stub.calls[0].body["messages"]]
    assert system.startswith("Read the listing.") and user == "Suitcase 55x40x20cm"


def test_two_roles_may_be_two_models_at_two_servers(stub: Stub) -> None:
    with (
        Stub() as other,
        override_settings(
            JUDGE="offline",
            JUDGE_EXTRACT=f"openai_compatible:qwen3-4b@{stub.url}/v1",
            JUDGE_COMPARE=f"openai_compatible:qwen3-vl@{other.url}/v1",
        ),
    ):
        assert backends.judge("extract").name == "openai_compatible:qwen3-4b"
        assert backends.judge("compare").name == "openai_compatible:qwen3-vl"
        backends.judge("extract").ask(reading())
        backends.judge("compare").ask(comparing())
        assert [call.body["model"] for call in other.calls] == ["qwen3-vl"]
    assert [call.body["model"] for call in stub.calls] == ["qwen3-4b"]


def test_model_and_address_come_from_the_settings_where_the_address_leaves_them_open(stub: Stub) -> None:
    with override_settings(
        JUDGE="openai_compatible", JUDGE_MODEL="m-1", JUDGE_BASE_URL=f"{stub.url}/v1/", JUDGE_API_KEY="a-key"
    ):
        judge = backends.judge("extract")
        assert judge.name == "openai_compatible:m-1"
        judge.ask(reading())
    assert stub.headers[0]["authorization"] == "Bearer a-key"


@pytest.mark.parametrize(("url", "model", "missing"), [("", "m", "JUDGE_BASE_URL"), ("http://x/v1", "", "JUDGE_MODEL")])
def test_what_is_missing_is_said_when_something_is_asked(url: str, model: str, missing: str) -> None:
    with override_settings(JUDGE_BASE_URL=url, JUDGE_MODEL=model):
        judge = OpenAICompatibleJudge(Address("openai_compatible"))
        with pytest.raises(JudgeError, match=missing) as caught:
            judge.ask(reading())
    assert caught.value.kind is Failure.AUTH, "it is everybody's, not this question's"


@override_settings(JUDGE_BASE_URL="")
def test_an_address_without_its_scheme_is_said() -> None:
    judge = OpenAICompatibleJudge(address.parse("openai_compatible:m@localhost:8000/v1"))
    with pytest.raises(JudgeError, match=r"'m@localhost:8000/v1' must begin with http://"):
        judge.ask(reading())


@pytest.mark.parametrize("fault", ["think", "endthink"])
def test_thoughts_in_the_content_are_no_part_of_the_answer_that_is_kept(
    stub: Stub, judge: OpenAICompatibleJudge, fault: str
) -> None:
    stub.say(FOUND)
    stub.faults.append(fault)
    answer = judge.ask(reading())
    assert answer.value == Reading.model_validate(FOUND)
    assert Reading.model_validate_json(answer.raw) == answer.value, "a replay reads the same"


def test_a_model_that_names_what_it_does_not_take_is_asked_without_it_from_then_on(stub: Stub) -> None:
    judge = OpenAICompatibleJudge(Address("openai_compatible", "thinks", f"{stub.url}/v1"))
    stub.faults += ["unsupported:max_tokens", "unsupported:temperature"]
    judge.ask(reading())
    judge.ask(comparing())
    bodies = [call.body for call in stub.calls]
    assert ["max_tokens" in body for body in bodies] == [True, False, False, False]
    assert ["temperature" in body for body in bodies] == [True, True, False, False]
    assert bodies[0]["max_tokens"] == bodies[-1]["max_completion_tokens"]
    assert sum(stub.paid.values()) == 2


@pytest.mark.parametrize("fault", ["unsupported:top_k", "400"])
def test_what_cannot_be_left_out_is_a_bad_request_after_one_try(
    stub: Stub, judge: OpenAICompatibleJudge, fault: str
) -> None:
    stub.faults += [fault]
    with pytest.raises(JudgeError) as caught:
        judge.ask(reading())
    assert caught.value.kind is Failure.BAD_REQUEST
    assert len(stub.calls) == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('{"evidence": "</think>{}"}', '{"evidence": "</think>{}"}'),  # a seller's words in an answer cut nothing off
        ('```json\n{"a": "</think>"}\n```', '```json\n{"a": "</think>"}\n```'),
        ("<think>a</think>{}", "{}"),
        ("<think>They typed </think>{} there</think>{}", "{} there</think>{}"),  # ambiguous: no answer
        ("<think>never ended", "<think>never ended"),
        ("Sure!", "Sure!"),
    ],
)
def test_what_follows_thoughts(text: str, left: str) -> None:
    assert after_thoughts(text) == left


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (401, {"error": "Unauthorized"}, Failure.AUTH, "401 Unauthorized. Check JUDGE_API_KEY"),  # vLLM
        (404, {"object": "error", "message": "The model `m` does not exist."}, Failure.AUTH, "JUDGE_MODEL"),
        (404, {"detail": "Not Found"}, Failure.AUTH, "/v1"),
        (404, {"error": {"message": 'model "m" not found, try pulling it first'}}, Failure.AUTH, "pulling"),
        (400, "prompt is longer than the model's context length", Failure.REFUSED, "start the server with a longer"),
        (
            400,
            {"message": "exceeds the available context size", "type": "exceed_context_size_error"},
            Failure.REFUSED,
            "",
        ),
        (400, {"message": "This model's maximum context length is 4096 tokens."}, Failure.REFUSED, "4096"),
        (400, "The input (9 tokens) is longer than the model's context length (8).", Failure.REFUSED, "start the"),
        (400, {"message": "Requested token count exceeds the model's maximum context length"}, Failure.REFUSED, ""),
        (400, {"message": "Unsupported parameter: 'max_tokens'"}, Failure.BAD_REQUEST, "max_tokens"),
        (402, {"error": {"message": "Insufficient Balance"}}, Failure.AUTH, "account"),
        (413, "<html>Request Entity Too Large</html>", Failure.BAD_REQUEST, "413"),
        (422, {"detail": [{"loc": ["body"], "msg": "x"}]}, Failure.BAD_REQUEST, "422"),
        (429, {"code": "insufficient_quota", "message": "You exceeded your quota"}, Failure.AUTH, "account"),
        (
            503,
            {"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}},
            Failure.UNAVAILABLE,
            "",
        ),
        (500, None, Failure.UNAVAILABLE, "500"),
    ],
)
def test_errors_as_servers_word_them(status: int, body: object, kind: Failure, words: str) -> None:
    error = refused(status, body, "")
    assert error.kind is kind
    assert words in error.message
