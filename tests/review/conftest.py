"""Two moderators, for what happens between people."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests import factories as make


@pytest.fixture
def anna() -> User:
    return make.user("anna")


@pytest.fixture
def bo() -> User:
    return make.user("bo")
