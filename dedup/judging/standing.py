"""How the judges stand: who answers which role, what each was asked lately, and what waits. Reads only.

A handful of queries whatever the number of recorded calls: days come from `Tally`, the newest askings of a
backend through its index. Nothing here counts rows of `ModelCall`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import reduce
from itertools import takewhile
from math import ceil
from operator import add
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from dedup import backends
from dedup.backends.address import Address
from dedup.backends.base import ROLES, TRANSIENT, JudgeError, Role
from dedup.models import Tally

from . import limits, tallies
from .tallies import Count

DAYS = 30  # a backend that was asked in these is shown
LATEST = 500  # askings of a backend that times and errors are taken from
LONGEST_MESSAGE = 300
MOST_WAITING = 10_000  # pairs; more are "10,000+", as in the tabs of the queue

# Where each backend has its key, its address and its model, when the address of a role leaves them open.
KEYS = {"gemini": "GEMINI_API_KEY", "openai_compatible": "JUDGE_API_KEY"}
URLS = {"gemini": "GEMINI_BASE_URL", "openai_compatible": "JUDGE_BASE_URL"}

# BETWEEN, not "=": else the primary key gives the order too, and of a backend that was not asked lately the planner
# then reads the whole table from its end.
NEWEST = """
SELECT c.id, asked.backend, c.role, c.model, c.failure, c.message, c.asked_until, c.input_tokens, c.cached_tokens,
  c.output_tokens, c.cost, c.seconds, c.together, c.created_at
FROM unnest(%(backends)s::text[]) AS asked(backend)
CROSS JOIN LATERAL (
  SELECT *, CASE WHEN failure = '' THEN '' ELSE left(answer, %(longest)s) END AS message
  FROM dedup_modelcall
  WHERE backend BETWEEN asked.backend AND asked.backend AND NOT imported ORDER BY backend, id DESC LIMIT %(latest)s
) AS c
ORDER BY c.id DESC
"""
WAITING = """
SELECT error, count(*), count(*) FILTER (WHERE later), min(run_after), max(run_after)
FROM (
  SELECT left(error, %(longest)s) AS error, run_after, run_after > clock_timestamp() AS later FROM dedup_work
  WHERE state IN ('ready', 'running') ORDER BY run_after, id LIMIT %(most)s
) AS open
GROUP BY error ORDER BY 2 DESC
"""
# The pair that was put off furthest: an outage, a budget or a stop, but not its own failure (which counts an attempt).
HELD_UP = """
SELECT left(error, %(longest)s) FROM dedup_work
WHERE state IN ('ready', 'running') AND run_after > clock_timestamp() + make_interval(secs => %(seconds)s)
  AND attempts = 0 AND error <> ''
ORDER BY run_after DESC LIMIT 1
"""
LONG = 5.0  # seconds; a pair that waits no longer is no news


@dataclass(frozen=True)
class Place:
    """A role and its judge. `url` without what may be secret in it; `key`: set, not set, or "" where none is used;
    `at_once`: questions that travel together; `a_minute`: the most requests that we send; `problem`: what a person must
    mend before it can be asked."""

    role: Role
    backend: str
    name: str
    url: str
    key: str
    free: bool = False
    at_once: int = 1
    a_minute: float | None = None
    problem: str = ""


@dataclass(frozen=True)
class Asking:
    """A row of ModelCall that was asked here, as a line of a list. `message`: what came in place of an answer, cut."""

    id: int
    backend: str
    role: str
    model: str
    failure: str
    message: str
    asked_until: datetime | None
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    cost: Decimal
    seconds: float
    together: int
    created_at: datetime

    @property
    def ended_at(self) -> datetime:
        return self.created_at + timedelta(seconds=self.seconds)

    @property
    def is_answer(self) -> bool:
        return not self.failure and self.asked_until is None


@dataclass(frozen=True)
class Times:
    """Seconds from question to answer, of the newest askings that were answered here."""

    answers: int
    mean: float
    p95: float


@dataclass(frozen=True)
class Waiting:
    """Open pairs that have one reason to wait, or none (""): `later` of them only from `until` on."""

    reason: str
    pairs: int
    later: int
    since: datetime
    until: datetime


def places() -> list[Place]:
    """Every role with the judge that settings choose for it; asks nobody."""
    return [place(role) for role in ROLES]


def place(role: Role) -> Place:
    return _place(role, backends.address_of(role))


def addresses() -> dict[str, Address]:
    """The judges that could be asked, by what they are called: those of the roles, then every backend that settings
    give what it needs. Offline is always there."""
    given = [Address(name) for name, setting in settings.GIVEN.items() if getattr(settings, setting)]
    known = [*map(backends.address_of, ROLES), *given, Address("offline")]
    return {_place("extract", address).name: address for address in known}


def _place(role: Role, address: Address) -> Place:
    backend, key, rates = address.backend, KEYS.get(address.backend), limits.rates(settings.JUDGE_CALLS_PER_MINUTE)
    place: dict[str, Any] = {
        "role": role,
        "backend": backend,
        "url": shown_url(address.url or getattr(settings, URLS.get(backend, ""), "")),
        "key": "" if key is None else "set" if getattr(settings, key) else "not set",
        "a_minute": rates.get(backend, rates.get(limits.EVERY)),
    }
    name = f"{backend}:{address.model}" if address.model else backend
    try:
        judge = backends.judge_at(address)
        name = judge.name
        judge.check()
    except JudgeError as error:
        return Place(**place, name=name, problem=error.message)
    except ImportError as error:  # its packages are not installed
        return Place(**place, name=name, problem=f"{error}. Install requirements.txt, or choose another judge.")
    return Place(**place, name=name, free=judge.free, at_once=judge.together(role))


def shown_url(url: str) -> str:
    """Scheme, host, port and path: user, password and query may be secrets."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if host else ""


def recent(days: int = DAYS) -> list[Tally]:
    """What was asked today and on the days before it (UTC), the latest day first."""
    return tallies.since(tallies.today() - timedelta(days=days - 1))


def total(rows: Iterable[Tally]) -> Count:
    return reduce(add, (Count(*(getattr(row, name) for name in tallies.COLUMNS)) for row in rows), Count())


def hit_rate(found: Count) -> float | None:
    """Of all questions, the share that a recorded answer met; None where nothing was asked."""
    asked = found.from_record + found.calls
    return found.from_record / asked if asked else None


def newest(names: Iterable[str], latest: int = LATEST) -> list[Asking]:
    """The newest askings of each of these backends, newest first; one query."""
    values = {"backends": sorted(set(names)), "latest": latest, "longest": LONGEST_MESSAGE}
    return [Asking(*row) for row in _rows(NEWEST, values)]


def times(askings: Iterable[Asking]) -> Times | None:
    """None where none was answered."""
    took = sorted(each.seconds for each in askings if each.is_answer)
    return Times(len(took), sum(took) / len(took), took[ceil(0.95 * len(took)) - 1]) if took else None


def outage(askings: Sequence[Asking]) -> list[Asking]:
    """Of one backend, newest first: the transient failures since the last time that it said anything else."""
    ended = [each for each in askings if each.asked_until is None]
    return list(takewhile(lambda each: each.failure in TRANSIENT, ended))


def unpriced(askings: Iterable[Asking], places: Iterable[Place], priced: set[str]) -> list[str]:
    """Models that are paid for, in force or asked lately, and have no price: their cost counts as nought."""
    free = {place.name for place in places if place.free}
    names = {place.name: place.name.partition(":")[2] for place in places if not place.free and ":" in place.name}
    for each in askings:
        if each.backend not in free and each.input_tokens and not each.cost and each.model not in priced:
            names[each.backend] = each.backend.partition(":")[2] or each.model
    return sorted({model for model in names.values() if model and model not in priced})


def waiting() -> list[Waiting]:
    """Open pairs by why they wait, most first, of the first ten thousand that are due."""
    values = {"longest": LONGEST_MESSAGE, "most": MOST_WAITING}
    return [Waiting(*row) for row in _rows(WAITING, values)]


def held_up() -> str:
    """Why judging waits for longer than a moment, as a sentence; nothing while it does not. One short query."""
    found = _rows(HELD_UP, {"longest": LONGEST_MESSAGE, "seconds": LONG})
    reason = found[0][0] if found else ""
    return reason if reason.endswith((".", "!", "?")) or not reason else f"{reason}."


def _rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, dict(values))
        return list(cursor.fetchall())
