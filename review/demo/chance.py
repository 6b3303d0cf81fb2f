"""Chance that comes out the same every time."""

from __future__ import annotations

from random import Random


def dice_for(name: str) -> Random:
    return Random(name)  # noqa: S311 - for drawing and shuffling, no secrets
