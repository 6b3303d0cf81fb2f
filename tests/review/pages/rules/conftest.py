"""The admin of all these pages."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

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
