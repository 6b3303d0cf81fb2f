"""What happened to a pair and its two listings, in words, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.models import User

from dedup.models import Pair


@dataclass(frozen=True)
class Event:
    at: datetime
    kind: Literal["found", "verdict", "decision", "merge"]
    who: User | None  # None: the machine
    sentence: str  # plain text, contains titles typed by sellers


def of(pair: Pair) -> list[Event]:
    """The pair's candidates, verdicts and decisions, and merges and delistings of either listing by other pairs."""
    return []
