"""What only Gemini has; the faults that all providers share stand in test_remote."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from dedup import backends
from dedup.backends.address import Address
from dedup.backends.base import Ask, Failure, JudgeError
from dedup.backends.gemini import GeminiJudge
from tests.dedup.backends.questions import Comparison, comparing, reading
from tests.gemini_stub import Stub


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


def test_the_small_print_of_a_pack_is_shown_finer(stub: Stub, judge: GeminiJudge) -> None:
    two = comparing(size=(2000, 500))
    judge.ask(Ask("describe", two.system, two.text, Comparison, two.pictures[:1]))
    assert stub.calls[0].config["mediaResolution"] == "MEDIA_RESOLUTION_HIGH"


@override_settings(GEMINI_API_KEY="")
def test_a_missing_key_says_what_to_set_when_something_is_asked() -> None:
    judge = at("http://127.0.0.1:9")
    with pytest.raises(JudgeError, match="GEMINI_API_KEY") as caught:
        judge.ask(reading())
    assert caught.value.kind is Failure.AUTH


def test_settings_choose_the_judge(stub: Stub) -> None:
    with override_settings(JUDGE="gemini", GEMINI_API_KEY="key", GEMINI_MODEL="m-1", GEMINI_BASE_URL=stub.url):
        chosen = backends.judge("extract")
        assert chosen.name == "gemini:m-1"
        chosen.ask(reading())
        chosen.ask(reading())
    assert stub.calls[0].path == "/v1/models/m-1:generateContent"
    assert list(stub.paid.values()) == [2]


def test_choosing_the_offline_judge_loads_no_model_package() -> None:
    code = (
        "import os, sys, django; os.environ.update(DJANGO_SETTINGS_MODULE='config.settings', JUDGE='offline');"
        "django.setup();"
        "from dedup import backends; backends.judge('extract');"
        "sys.exit(any(name in sys.modules for name in ('google.genai', 'torch', 'transformers', 'openai')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
