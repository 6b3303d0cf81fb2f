"""A judge without a network, for the tests of this folder."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def offline(settings: Any) -> None:
    settings.JUDGE = "offline"
