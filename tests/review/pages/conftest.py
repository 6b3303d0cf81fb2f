"""People at their browsers, and pairs that wait for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dedup.models import Pair, Spu
from tests import factories as make

At = Callable[..., Client]


@pytest.fixture
def at(db: None) -> At:
    """`at("anna", "senior moderator")`: her browser, logged in."""

    def browser(name: str = "mia", group: str = "moderator") -> Client:
        client = Client()
        client.force_login(make.user(name, group))
        return client

    return browser


@pytest.fixture
def mia(at: At) -> Client:
    return at()


def waiting(a: Spu | None = None, b: Spu | None = None, **fields: Any) -> Pair:
    """A pair that the machine sent to people."""
    pair = make.pair(a, b, **fields)
    make.verdict(pair)
    pair.refresh_from_db()
    return pair
