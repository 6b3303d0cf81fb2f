"""What was asked of each backend in each role on each day (UTC), counted when it happens.

A paid question is counted in the transaction that keeps its answer. What costs nothing (an answer from the record, a
judge that is code) may come thousands of times a second: each process counts it in memory and writes at most once a
second. A process that is killed loses that second of counts, and nothing else.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from dedup.backends.base import Role
from dedup.models import Tally

FLUSH_SECONDS = 1.0


@dataclass(frozen=True)
class Count:
    """To be added to a tally; `cost` in US dollars, `seconds` of waiting for the backend."""

    calls: int = 0
    failures: int = 0
    from_record: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost: Decimal = Decimal(0)
    seconds: float = 0.0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, name) + getattr(other, name) for name in COLUMNS))


COLUMNS = tuple(field.name for field in fields(Count))
ADD = f"""
INSERT INTO dedup_tally AS t (day, backend, role, {", ".join(COLUMNS)})
VALUES (%s, %s, %s, {", ".join(["%s"] * len(COLUMNS))})
ON CONFLICT (day, backend, role) DO UPDATE SET {", ".join(f"{name} = t.{name} + excluded.{name}" for name in COLUMNS)}
"""

Place = tuple[date, str, Role]
_lock = threading.Lock()
_noted: defaultdict[Place, Count] = defaultdict(Count)
_flushed = time.monotonic()


def today() -> date:
    return datetime.now(UTC).date()


def count(backend: str, role: Role, found: Count) -> None:
    """Add to today's tally, in the transaction that there is."""
    _add([((today(), backend, role), found)])


def note(backend: str, role: Role, found: Count) -> None:
    """Add to today's tally within about a second; inside a transaction nothing is written, so that no row is held."""
    with _lock:
        _noted[today(), backend, role] += found
    if time.monotonic() - _flushed > FLUSH_SECONDS and not connection.in_atomic_block:
        flush()


def flush() -> None:
    """Write what is noted."""
    global _flushed
    with _lock:
        noted = sorted(_noted.items(), key=lambda item: item[0])
        _noted.clear()
        _flushed = time.monotonic()
    _add(noted)


def since(day: date) -> list[Tally]:
    """One row a day, backend and role, the latest day first; what other processes note is a second behind."""
    flush()
    return list(Tally.objects.filter(day__gte=day).order_by("-day", "backend", "role"))


def from_record() -> int:
    """Questions that the record has answered since there are tallies; what other processes note is a second behind."""
    flush()
    return Tally.objects.aggregate(sum=Sum("from_record"))["sum"] or 0


def _add(counts: list[tuple[Place, Count]]) -> None:
    with connection.cursor() as cursor:
        for place, found in counts:
            cursor.execute(ADD, [*place, *(getattr(found, name) for name in COLUMNS)])
