"""How a person is named on pages and in sentences."""

from __future__ import annotations

from django.contrib.auth.models import User


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()
