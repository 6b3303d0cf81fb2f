"""The admin of these pages, and rows of the record."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dedup.models import ModelCall
from tests import factories as make


@pytest.fixture
def rita(db: None) -> User:
    return make.user("rita", "rule admin")


@pytest.fixture
def admin(rita: User) -> Client:
    """Her browser, logged in."""
    client = Client()
    client.force_login(rita)
    return client


def call(failure: str = "", **fields: Any) -> ModelCall:
    """One asking of the backend "gemini:g"."""
    values = {"backend": "gemini:g", "role": "extract", "model": "g", "question": {}, "answer": "{}", "seconds": 1.0}
    key = f"key {ModelCall.objects.count()}"
    return ModelCall.objects.create(failure=failure, **{"key": key, **values, **fields})
