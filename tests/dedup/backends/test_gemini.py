"""The real google-genai client against a loopback stand-in: every fault ends in one documented way."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any, Literal

import httpx2
import pytest
from django.test import override_settings
from PIL import Image
from pydantic import BaseModel, ConfigDict

from dedup import backends
from dedup.backends.address import Address
from dedup.backends.base import Ask, Failure, JudgeError, Picture
from dedup.backends.gemini import GeminiJudge, client_of
from tests.gemini_stub import Stub


class Field(BaseModel):
    model_config = ConfigDict(extra="forbid")
    values: list[str]
    evidence: str | None


class Reading(BaseModel):
    model_config = ConfigDict(extra="forbid")
    f1: Field


class Comparison(BaseModel):
    model_config = ConfigDict(extra="forbid")
    answer: Literal["same", "different", "unsure"]
    reason: str


FOUND = {"f1": {"values": ["55×40×20 cm"], "evidence": "55x40x20cm"}}


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    with Stub() as stub:
        yield stub


@pytest.fixture
def stub(server: Stub) -> Stub:
    server.reset()
    return server


@pytest.fixture(autouse=True)
def a_key(settings: Any) -> None:
    settings.GEMINI_API_KEY, settings.JUDGE_TIMEOUT_SECONDS = "key", 0.5


def at(url: str) -> GeminiJudge:
    return GeminiJudge(Address("gemini", "gemini-2.5-flash", url))


@pytest.fixture
def judge(stub: Stub) -> GeminiJudge:
    return at(stub.url)


def jpeg(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    return out.getvalue()


def reading() -> Ask:
    return Ask("extract", system="Read the listing.", text="Suitcase 55x40x20cm", schema=Reading)


def comparing() -> Ask:
    pictures = (Picture.of(jpeg("red"), "A"), Picture.of(jpeg("blue"), "B"))
    return Ask("compare", system="Compare.", text="Same product?", schema=Comparison, pictures=pictures)


FAULTS = [
    ("429", Failure.RATE_LIMITED),
    ("429-bare", Failure.RATE_LIMITED),
    ("500", Failure.UNAVAILABLE),
    ("503", Failure.UNAVAILABLE),
    ("504", Failure.TIMEOUT),
    ("400", Failure.BAD_REQUEST),
    ("404", Failure.BAD_REQUEST),
    ("403", Failure.AUTH),
    ("badkey", Failure.AUTH),
    ("slow:1.5", Failure.TIMEOUT),
    ("drop", Failure.UNAVAILABLE),
    ("lost", Failure.UNAVAILABLE),
    ("badbody", Failure.UNAVAILABLE),
    ("notwire", Failure.UNAVAILABLE),
    ("html502", Failure.UNAVAILABLE),
    ("truncated", Failure.TRUNCATED),
    ("wrong", Failure.BAD_OUTPUT),
    ("prose", Failure.BAD_OUTPUT),
    ("empty", Failure.BAD_OUTPUT),
    ("nothing", Failure.BAD_OUTPUT),
    ("other", Failure.BAD_OUTPUT),
    ("safety", Failure.BLOCKED),
    ("novelty", Failure.BLOCKED),
    ("blocked", Failure.BLOCKED),
]


@pytest.mark.filterwarnings("ignore:A_REASON_OF_TOMORROW")
@pytest.mark.parametrize(("fault", "kind"), FAULTS)
def test_every_fault_ends_in_one_kind_after_one_request(
    stub: Stub, judge: GeminiJudge, fault: str, kind: Failure
) -> None:
    stub.faults.append(fault)
    with pytest.raises(JudgeError) as caught:
        judge.ask(reading())
    assert caught.value.kind is kind
    assert len(stub.calls) == 1, "the queue owns retries"
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (copy.kind, copy.message, copy.usage) == (caught.value.kind, caught.value.message, caught.value.usage)
    assert judge.ask(reading()).value is not None, "the next question is answered again"


@pytest.mark.parametrize("fault", ["", "fenced", "thoughts"])
def test_a_good_answer_is_validated_and_counted(stub: Stub, judge: GeminiJudge, fault: str) -> None:
    stub.say(FOUND)
    stub.faults.append(fault)
    started = time.monotonic()
    answer = judge.ask(reading())
    taken = time.monotonic() - started
    assert answer.value == Reading.model_validate(FOUND)
    assert answer.model == "stub-1"
    assert answer.usage.input > 0
    assert answer.usage.output > 0
    assert answer.usage.thoughts == (7 if fault == "thoughts" else 0)
    assert 0 < answer.seconds <= taken


@pytest.mark.parametrize(("fault", "seconds"), [("429", 1.5), ("429-header", 2.0), ("429-bare", None)])
def test_how_long_to_wait_comes_from_the_server(
    stub: Stub, judge: GeminiJudge, fault: str, seconds: float | None
) -> None:
    stub.faults.append(fault)
    with pytest.raises(JudgeError) as caught:
        judge.ask(reading())
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize("fault", ["truncated", "wrong", "prose", "empty", "safety", "blocked"])
def test_a_failure_that_was_paid_for_carries_its_tokens(stub: Stub, judge: GeminiJudge, fault: str) -> None:
    stub.faults.append(fault)
    with pytest.raises(JudgeError) as caught:
        judge.ask(reading())
    assert caught.value.usage is not None
    assert caught.value.usage.input > 0


def test_what_goes_over_the_wire(stub: Stub, judge: GeminiJudge) -> None:
    ask = comparing()
    judge.ask(ask)
    call = stub.calls[0]
    assert call.path == "/v1/models/gemini-2.5-flash:generateContent"
    assert call.images == [picture.data for picture in ask.pictures]
    assert [part.get("text") for part in call.parts] == ["Picture A:", None, "Picture B:", None, "Same product?"]
    assert call.body["systemInstruction"]["parts"] == [{"text": "Compare."}]
    assert call.schema == Comparison.model_json_schema()
    assert (call.config["temperature"], call.config["mediaResolution"]) == (0, "MEDIA_RESOLUTION_MEDIUM")
    assert call.config["maxOutputTokens"] > ask.max_output_tokens, "thoughts need room beside the answer"


def test_the_environment_does_not_redirect_the_client(
    stub: Stub, judge: GeminiJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "GOOGLE_GENAI_USE_VERTEXAI": "true",
        "GOOGLE_CLOUD_PROJECT": "someone-elses",
        "GOOGLE_API_KEY": "another",
        "GOOGLE_GENAI_API_VERSION": "beta",
        "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9/",
    }.items():
        monkeypatch.setenv(name, value)
    client_of.cache_clear()
    judge.ask(reading())
    assert stub.calls[0].path.startswith("/v1/")


@pytest.mark.parametrize("address", ["gemini.example", "ftp://gemini.example", "http://[bad"])
def test_a_wrong_address_is_our_own_fault_and_names_the_setting(address: str) -> None:
    with pytest.raises(JudgeError, match="GEMINI_BASE_URL") as caught:
        at(address).ask(reading())
    assert caught.value.kind is Failure.BAD_REQUEST


def test_nobody_listening_is_an_outage() -> None:
    with pytest.raises(JudgeError) as caught:
        at("http://127.0.0.1:9").ask(reading())
    assert caught.value.kind is Failure.UNAVAILABLE


@override_settings(GEMINI_API_KEY="")
def test_a_missing_key_says_what_to_set_when_something_is_asked() -> None:
    judge = at("http://127.0.0.1:9")
    with pytest.raises(JudgeError, match="GEMINI_API_KEY") as caught:
        judge.ask(reading())
    assert caught.value.kind is Failure.AUTH


@pytest.mark.parametrize("key", ["half\nhalf", "ключ"])
def test_a_damaged_key_is_named_but_not_quoted(key: str) -> None:
    with override_settings(GEMINI_API_KEY=key), pytest.raises(JudgeError, match="GEMINI_API_KEY") as caught:
        at("http://127.0.0.1:9").check()
    assert key not in str(caught.value)


def test_settings_choose_the_judge(stub: Stub) -> None:
    with override_settings(JUDGE="gemini", GEMINI_API_KEY="key", GEMINI_MODEL="m-1", GEMINI_BASE_URL=stub.url):
        chosen = backends.judge("extract")
        assert chosen.name == "gemini:m-1"
        chosen.ask(reading())
        chosen.ask(reading())
    assert stub.calls[0].path == "/v1/models/m-1:generateContent"
    assert list(stub.paid.values()) == [2]


def test_one_client_per_process_and_address() -> None:
    one = client_of(os.getpid(), "key", "http://127.0.0.1:9", 500)
    assert client_of(os.getpid(), "key", "http://127.0.0.1:9", 500) is one
    assert client_of(os.getpid() + 1, "key", "http://127.0.0.1:9", 500) is not one


def test_choosing_the_offline_judge_loads_no_model_package() -> None:
    code = (
        "import os, sys, django; os.environ.update(DJANGO_SETTINGS_MODULE='config.settings', JUDGE='offline');"
        "django.setup();"
        "from dedup import backends; backends.judge('extract');"
        "sys.exit(any(name in sys.modules for name in ('google.genai', 'torch', 'transformers', 'openai')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_stand_in_is_served_to_other_processes() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.gemini_stub", "0"], stdout=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout is not None
        url = served.stdout.readline().strip()
        try:
            order = {"faults": ["503"], "answers": [{"has": "Suitcase", "value": FOUND}]}
            httpx2.post(f"{url}/__stub", json=order)
            judge = at(url)
            with pytest.raises(JudgeError):
                judge.ask(reading())
            assert judge.ask(reading()).value == Reading.model_validate(FOUND)
            report = httpx2.get(f"{url}/__stub").json()
            assert [call["fields"] for call in report["calls"]] == [["f1"], ["f1"]]
            assert list(report["paid"].values()) == [1]
        finally:
            served.terminate()
