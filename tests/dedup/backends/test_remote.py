"""Real clients of two providers against loopback stand-ins: every fault ends in one documented way."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from PIL import Image

from dedup.backends import gemini, openai_compatible, remote
from dedup.backends.address import Address
from dedup.backends.base import LONGEST_RAW, Failure, Judge, JudgeError, Picture
from dedup.backends.gemini import GeminiJudge
from dedup.backends.openai_compatible import OpenAICompatibleJudge
from tests import gemini_stub, openai_stub
from tests.dedup.backends.questions import FOUND, Reading, comparing, reading
from tests.model_stub import Stub
from tests.wire_faults import FAULTS, LONG, OK, WITHOUT_TOKENS, deadline

SECRET = "sk-live-0123456789abcdef"


def gemini_at(stub: Stub) -> Judge:
    return GeminiJudge(Address("gemini", "m", stub.url))


def openai_at(stub: Stub) -> Judge:
    return OpenAICompatibleJudge(Address("openai_compatible", "m", f"{stub.url}/v1"))


BACKENDS: dict[str, tuple[type[Stub], Callable[[Stub], Judge]]] = {
    "gemini": (gemini_stub.Stub, gemini_at),
    "openai_compatible": (openai_stub.Stub, openai_at),
}
EACH = [
    pytest.param(backend, fault, expected[number], id=f"{backend}-{fault or 'good'}")
    for number, backend in enumerate(BACKENDS)
    for fault, expected in FAULTS.items()
]


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Stub]]:
    with gemini_stub.Stub() as one, openai_stub.Stub() as other:
        yield {"gemini": one, "openai_compatible": other}


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def stub(servers: dict[str, Stub], backend: str) -> Stub:
    servers[backend].reset()
    return servers[backend]


@pytest.fixture
def judge(stub: Stub, backend: str) -> Judge:
    return BACKENDS[backend][1](stub)


@pytest.fixture(autouse=True)
def a_key(settings: Any) -> None:
    settings.GEMINI_API_KEY = settings.JUDGE_API_KEY = SECRET
    settings.JUDGE_TIMEOUT_SECONDS = LONG


@pytest.mark.filterwarnings("ignore:A_REASON_OF_TOMORROW", "ignore:.*is not a valid")
@pytest.mark.parametrize(("backend", "fault", "expected"), EACH)
def test_every_fault_ends_in_one_kind_after_one_request(
    stub: Stub, judge: Judge, settings: Any, backend: str, fault: str, expected: str
) -> None:
    stub.faults.append(fault)
    settings.JUDGE_TIMEOUT_SECONDS = deadline(fault)
    began = time.monotonic()
    found = BACKENDS[backend][1](stub).ask_all([reading()])[0]
    assert time.monotonic() - began < LONG, "no server holds a worker longer than the deadline"
    assert len(stub.calls) == 1, "the queue owns retries"
    if isinstance(found, JudgeError):
        assert found.kind == expected, found.message
        assert found.message, "an error says what happened"
        copy = pickle.loads(pickle.dumps(found))  # noqa: S301
        assert (copy.kind, copy.message, copy.usage, copy.raw) == (found.kind, found.message, found.usage, found.raw)
        paid = sum(stub.paid.values())
        assert bool(found.usage and found.usage.input) == (bool(paid) and fault not in WITHOUT_TOKENS)
    else:
        assert expected == OK
        assert Reading.model_validate(found.value.model_dump())
    assert judge.ask(reading()).value is not None, "the next question is answered again"


@pytest.mark.parametrize("fault", ["", "fenced", "bom", "thoughts", "cached"])
def test_a_good_answer_is_validated_and_counted(stub: Stub, judge: Judge, fault: str) -> None:
    stub.say(FOUND)
    stub.faults.append(fault)
    started = time.monotonic()
    answer = judge.ask(reading())
    taken = time.monotonic() - started
    assert answer.value == Reading.model_validate(FOUND)
    assert answer.model == "stub-1"
    assert answer.usage.input == stub.calls[0].tokens()
    assert answer.usage.output == len(answer.raw) // 4, "thoughts are counted beside the answer, not twice"
    assert answer.usage.thoughts == (7 if fault == "thoughts" else 0)
    assert answer.usage.cached == (3 if fault == "cached" else 0)
    assert 0 < answer.seconds <= taken


@pytest.mark.parametrize(
    ("fault", "gemini_waits", "openai_waits"),
    [("429", 1.5, 2.0), ("429-header", 2.0, 2.0), ("429-bare", None, None), ("503-header", 3.0, 3.0)]
    + [(fault, remote.LONGEST_WAIT, remote.LONGEST_WAIT) for fault in ("429-date", "429-forever")],
)
def test_how_long_to_wait_comes_from_the_server(
    stub: Stub, judge: Judge, backend: str, fault: str, gemini_waits: float | None, openai_waits: float | None
) -> None:
    stub.faults.append(fault)
    with pytest.raises(JudgeError) as caught:
        judge.ask(reading())
    assert caught.value.retry_after == (gemini_waits if backend == "gemini" else openai_waits)


def test_an_endless_answer_is_read_up_to_a_limit_and_a_raving_one_kept_up_to_one(stub: Stub, judge: Judge) -> None:
    stub.faults += ["endless", "loop"]
    with pytest.raises(JudgeError, match="2,000,000 bytes"):
        judge.ask(reading())
    with pytest.raises(JudgeError, match="100,000 characters") as caught:
        judge.ask(reading())
    assert len(caught.value.raw or "") == LONGEST_RAW


@pytest.mark.parametrize("fault", ["badkey", ""])
def test_a_key_that_the_server_quotes_is_not_passed_on(stub: Stub, judge: Judge, fault: str) -> None:
    stub.faults.append(fault)
    stub.say({"f1": {"values": SECRET, "evidence": SECRET}})  # a list is wanted, so the words are kept with the error
    with pytest.raises(JudgeError) as caught:
        judge.ask(reading())
    assert caught.value.kind is (Failure.AUTH if fault else Failure.BAD_OUTPUT)
    shown = "".join(traceback.format_exception(caught.value))
    for text in (str(caught.value), caught.value.message, caught.value.raw or "", shown):
        assert SECRET not in text
    assert "…" in caught.value.message + (caught.value.raw or "")


def test_no_redirect_is_followed_with_the_key(stub: Stub, judge: Judge) -> None:
    stub.faults.append("redirect")
    with pytest.raises(JudgeError, match=r"The server is elsewhere: set (GEMINI|JUDGE)_BASE_URL") as caught:
        judge.ask(reading())
    assert caught.value.kind is Failure.AUTH
    assert len(stub.calls) == 1 and not stub.elsewhere


def test_an_unknown_model_names_the_settings_and_not_the_key(stub: Stub, judge: Judge) -> None:
    stub.faults.append("404")
    with pytest.raises(JudgeError, match=r"Check the model \((GEMINI|JUDGE)_MODEL.*_BASE_URL") as caught:
        judge.ask(reading())
    assert caught.value.kind is Failure.AUTH and "API_KEY" not in caught.value.message


def test_proxies_and_headers_of_the_environment_are_not_used(
    stub: Stub, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    environment = {
        "OPENAI_API_KEY": "another",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "OPENAI_ORG_ID": "someone-elses",
        "OPENAI_PROJECT_ID": "someone-elses",
        "OPENAI_CUSTOM_HEADERS": "Authorization: Bearer another\nX-Evil: yes",
        "GOOGLE_GENAI_USE_VERTEXAI": "true",
        "GOOGLE_CLOUD_PROJECT": "someone-elses",
        "GOOGLE_API_KEY": "another",
        "GEMINI_API_KEY": "another",
        "GOOGLE_GENAI_API_VERSION": "beta",
        "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9/",
        "GOOGLE_GENAI_HTTP_CLIENT": "httpx",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    gemini.client_of.cache_clear()
    openai_compatible.client_of.cache_clear()
    judge.ask(reading())
    sent = stub.headers[0]
    key = sent.get("x-goog-api-key") or sent["authorization"].removeprefix("Bearer ")
    assert key == SECRET
    allowed = {"host", "content-type", "content-length", "accept", "user-agent", "accept-encoding"}
    assert set(sent) <= allowed | {"authorization", "x-goog-api-key", "x-server-timeout"}
    assert sent["accept-encoding"] == "identity"


def test_a_picture_is_shown_no_larger_than_its_question_says(stub: Stub, judge: Judge) -> None:
    ask = comparing(size=(2000, 500))
    judge.ask(ask)
    for shown in stub.calls[0].images:
        with Image.open(io.BytesIO(shown)) as image:
            assert image.size == (768, 192)


def test_a_small_picture_goes_as_it_is_stored(stub: Stub, judge: Judge) -> None:
    ask = comparing()
    judge.ask(ask)
    assert stub.calls[0].images == [picture.data for picture in ask.pictures]


def gone() -> bytes:
    raise FileNotFoundError("gone")


@pytest.mark.parametrize("picture", [Picture.of(b"no picture", "A"), Picture("0" * 64, "A", gone)])
def test_a_picture_that_cannot_be_read_is_refused(stub: Stub, judge: Judge, picture: Picture) -> None:
    with pytest.raises(JudgeError, match="a picture cannot be read") as caught:
        judge.ask(replace(comparing(), pictures=(picture,)))
    assert caught.value.kind is Failure.REFUSED
    assert not stub.calls


@pytest.mark.parametrize("defect", [TypeError, AttributeError, KeyError])
def test_a_defect_of_ours_is_no_outage(stub: Stub, judge: Judge, defect: type[Exception]) -> None:
    class Defective(Reading):
        @classmethod
        def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
            raise defect("ours")

    with pytest.raises(defect, match="ours"):
        judge.ask(replace(reading(), schema=Defective))
    assert not stub.calls


def test_nobody_listening_is_an_outage(backend: str) -> None:
    made = {"gemini": GeminiJudge, "openai_compatible": OpenAICompatibleJudge}[backend]
    with pytest.raises(JudgeError) as caught:
        made(Address(backend, "m", "http://127.0.0.1:9/v1")).ask(reading())
    assert caught.value.kind is Failure.UNAVAILABLE


@pytest.mark.parametrize("address", ["gemini.example", "ftp://gemini.example", "http://[bad", "http://"])
def test_a_wrong_address_is_our_own_fault_and_names_the_setting(backend: str, address: str) -> None:
    made = {"gemini": GeminiJudge, "openai_compatible": OpenAICompatibleJudge}[backend]
    with pytest.raises(JudgeError, match=r"GEMINI_BASE_URL|JUDGE_BASE_URL") as caught:
        made(Address(backend, "m", address)).ask(reading())
    assert caught.value.kind is Failure.BAD_REQUEST


@pytest.mark.parametrize("key", ["half\nhalf-of-a-key", "ключ-ключ-ключ"])
def test_a_damaged_key_is_named_but_not_quoted(judge: Judge, settings: Any, stub: Stub, backend: str, key: str) -> None:
    settings.GEMINI_API_KEY = settings.JUDGE_API_KEY = key
    with pytest.raises(JudgeError, match="_API_KEY holds a character") as caught:
        BACKENDS[backend][1](stub).ask(reading())
    assert caught.value.kind is Failure.AUTH
    assert key not in str(caught.value)
    assert not stub.calls


def test_one_client_per_process_and_address(backend: str) -> None:
    client_of = {"gemini": gemini.client_of, "openai_compatible": openai_compatible.client_of}[backend]
    one = client_of(os.getpid(), "key", "http://127.0.0.1:9", 0.5)
    assert client_of(os.getpid(), "key", "http://127.0.0.1:9", 0.5) is one
    assert client_of(os.getpid() + 1, "key", "http://127.0.0.1:9", 0.5) is not one


def test_threads_share_a_client_and_each_has_its_own_deadline(stub: Stub, backend: str, settings: Any) -> None:
    settings.JUDGE_TIMEOUT_SECONDS = 2
    judge = BACKENDS[backend][1](stub)
    stub.faults += ["slow:4"]
    kinds: list[str] = []

    def ask() -> None:
        found = judge.ask_all([reading()])[0]
        kinds.append(found.kind if isinstance(found, JudgeError) else OK)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kinds) == [OK, OK, OK, Failure.TIMEOUT]


@pytest.mark.parametrize("module", ["gemini_stub", "openai_stub"])
def test_the_stand_in_is_served_to_other_processes(module: str) -> None:
    at = {"gemini_stub": gemini_at, "openai_stub": openai_at}[module]
    words = [sys.executable, "-m", f"tests.{module}", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        url = served.stdout.readline().strip()
        try:
            order = {"faults": ["503"], "answers": [{"has": "Suitcase", "value": FOUND}]}
            httpx2.post(f"{url}/__stub", json=order)
            judge = at(type("At", (), {"url": url})())
            with pytest.raises(JudgeError):
                judge.ask(reading())
            assert judge.ask(reading()).value == Reading.model_validate(FOUND)
            report = httpx2.get(f"{url}/__stub").json()
            assert [call["fields"] for call in report["calls"]] == [["f1"], ["f1"]]
            assert list(report["paid"].values()) == [1]
        finally:
            served.terminate()
