"""Judges for the tests of this folder: Gemini's own client against the loopback stub, or the offline judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.gemini_stub import Stub


@pytest.fixture
def gemini(settings: Any) -> Iterator[Stub]:
    with Stub() as stub:
        settings.JUDGE = "gemini"
        settings.GEMINI_API_KEY = "key"
        settings.GEMINI_BASE_URL = stub.url
        settings.JUDGE_TIMEOUT_SECONDS = 5
        yield stub


@pytest.fixture
def offline(settings: Any) -> None:
    settings.JUDGE = "offline"
