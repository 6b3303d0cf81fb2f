"""The circuit breaker of a backend: three failures in a row of a provider's own, and all workers pause.

It is read from the recorded askings themselves, so all workers share it and it needs no Redis. After each pause one
worker tries; each further failure doubles the pause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from dedup.backends.base import TRANSIENT
from dedup.models import ModelCall

from .outcomes import Later

AFTER = 3  # transient failures in a row
LONGEST_PAUSE = 60.0
LOOKED_AT = 64  # latest rows, at least
REQUESTS = 8  # more than the longest pause is made of, however many questions travel in each
LOCK = 4712  # with the hash of the backend's name, an advisory lock that nothing else on the server uses
ASKED = """
SELECT created_at, failure, seconds FROM dedup_modelcall
WHERE backend = %s AND NOT imported AND asked_until IS NULL ORDER BY id DESC LIMIT %s
"""


@dataclass(frozen=True)
class State:
    """`streak`: requests that failed in a row; `until`: when one may try again; `trying`: one does right now."""

    open: bool = False
    streak: int = 0
    until: datetime | None = None
    failure: str = ""
    trying: bool = False


@dataclass(frozen=True)
class Request:
    """What was asked in one request, all of which began at one moment."""

    failure: str
    began: datetime
    ended: datetime


def state(backend: str) -> State:
    """One query while the provider answers, three while it does not; by PostgreSQL's clock."""
    if not _failing(backend, 1):
        return State()
    trying = _is_trying(backend)  # before the failures are read: who fails in between is seen in one of the two
    failed = _failing(backend, max(LOOKED_AT, REQUESTS * settings.JUDGE_BATCH, REQUESTS * settings.JUDGE_AT_ONCE))
    if len(failed) < AFTER:
        return State(streak=len(failed))
    latest = failed[0]
    until = latest.ended + timedelta(seconds=_pause(_in_turn(failed)))
    return State(True, len(failed), until, latest.failure, trying)


def wait_out(backend: str) -> bool:
    """Raises Later while the provider is held to be away. True: it was, and whoever asks next must do so `alone`."""
    now = state(backend)
    if not now.open or now.until is None:
        return False
    rest = (now.until - _clock()).total_seconds()
    if rest > 0:
        raise Later(rest, f"{backend} is away ({now.failure})", outage=True)
    if now.trying:
        raise Later(1, "another worker is trying whether the provider is back", outage=True)
    return True


def alone(backend: str) -> None:
    """In the transaction that takes a question: of all workers whose pause ends now, one tries. Raises Later."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, backend])
    wait_out(backend)


def _failing(backend: str, rows: int) -> list[Request]:
    """The requests at the end of the record that failed by no fault of ours, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [backend, rows])
        latest = cursor.fetchall()
    failed = []
    for began, group in groupby(latest, key=lambda row: row[0]):
        found = list(group)
        if any(failure not in TRANSIENT for _, failure, _ in found):
            break
        failed.append(Request(found[0][1], began, began + timedelta(seconds=max(row[2] for row in found))))
    return failed


def _clock() -> datetime:
    """PostgreSQL's, which wrote when failures began: those of workers may differ by more than a pause."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def _in_turn(failed: list[Request]) -> int:
    """How many of them followed one another: eight workers that fail at one moment are one failure."""
    turns, begin = 0, None
    for request in failed:
        if begin is None or request.ended <= begin:
            turns, begin = turns + 1, request.began
    return turns


def _is_trying(backend: str) -> bool:
    """A request ends by itself before its lease does: whoever was killed while it tried is waited for no longer."""
    begun = Now() - timedelta(seconds=settings.JUDGE_TIMEOUT_SECONDS)
    asking = ModelCall.objects.filter(backend=backend, imported=False, asked_until__gt=Now())
    return asking.filter(created_at__gt=begun).exists()


def _pause(turns: int) -> float:
    return min(2.0 ** max(turns, AFTER), LONGEST_PAUSE)
