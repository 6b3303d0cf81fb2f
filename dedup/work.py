"""The queue: rows of the table Work, moved from state to state here and nowhere else.

Claim: one `UPDATE … (SELECT … FOR UPDATE SKIP LOCKED)`, committed before any model is asked, with
a fence that grows at every claim and a lease that runs out. No lock is held while a model thinks.
Finish: state and effects change in one transaction, and only under the fence. So a worker may die,
stall or come back late at any point: a pair is neither lost nor judged twice.

Celery and Redis only run and wake the workers; a lost wake-up costs the two seconds until the beat.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from dedup.models import Work
from rules import versions

log = structlog.get_logger()

# A pair that has failed so often is given to people.
MAX_ATTEMPTS = 5
State = Work.State

CLAIM = f"""
UPDATE dedup_work SET state = 'running', fence = fence + 1, attempts = attempts + 1,
  lease_until = clock_timestamp() + make_interval(secs => %s)
WHERE id = (
  SELECT id FROM dedup_work
  WHERE state IN ('ready', 'running') AND run_after <= clock_timestamp()
    AND (state = 'ready' OR lease_until < clock_timestamp())
  ORDER BY run_after, id
  FOR UPDATE SKIP LOCKED LIMIT 1)
RETURNING id, pair_id, fence, attempts, error, ({versions.EDITION})
"""
# Of several only what never came back: a pair that takes its worker down with it must not wear out others.
CLAIM_SOME = (
    CLAIM.replace("id = (", "id = ANY(ARRAY(")  # not IN, which may be planned to run the SELECT again, and claim more
    .replace("AND (state = 'ready' OR lease_until < clock_timestamp())", "AND state = 'ready' AND attempts = 0")
    .replace("LIMIT 1)", "LIMIT %s))")
)

# Asked for again: a finished pair is armed anew; of a running one the fence grows, so that what
# its worker read before the change is not written.
ENQUEUE = """
INSERT INTO dedup_work AS w (pair_id, state, fence, attempts, error)
SELECT id, 'ready', 0, 0, '' FROM unnest(%s::bigint[]) AS asked(id)
ON CONFLICT (pair_id) DO UPDATE
  SET state = 'ready', fence = w.fence + 1, attempts = 0, run_after = now(), lease_until = NULL, error = ''
  WHERE w.state <> 'ready'
"""

DUE = """
SELECT extract(epoch FROM min(CASE state WHEN 'ready' THEN run_after ELSE lease_until END) - clock_timestamp())
FROM dedup_work WHERE state IN ('ready', 'running')
"""


class Lost(Exception):
    """The claim is no longer ours: its lease ran out and another worker has it, or it was asked for again."""


@dataclass(frozen=True)
class Claim:
    """The right to judge a pair while the lease lasts. `error`: why it came back; `since`: monotonic, of the lease.

    `edition`: which rules were live at that moment (`rules.versions.EDITION`). It comes with the claim, so that
    rules which go live are used from the next pair on, without a query for each.
    """

    since: float
    work: int
    pair: int
    fence: int
    attempts: int
    error: str
    edition: str | None

    @property
    def hopeless(self) -> bool:
        """Failed, or took its worker down with it, so often that people must have it."""
        return self.attempts > MAX_ATTEMPTS


@dataclass(frozen=True)
class Counts:
    ready: int = 0
    running: int = 0
    done: int = 0
    failed: int = 0

    @property
    def open(self) -> int:
        return self.ready + self.running


def enqueue(pair_ids: Iterable[int]) -> int:
    """Ask for these pairs to be judged, once each however often they are named; returns how many were armed.

    The workers are woken when the surrounding transaction commits.
    """
    with connection.cursor() as cursor:
        cursor.execute(ENQUEUE, [sorted(set(pair_ids))])
        armed = int(cursor.rowcount)
    if armed:
        transaction.on_commit(wake)
    return armed


# As words of SQL, like all that happens for each pair: putting such a query together takes longer than its answer.
FINISH = """
UPDATE dedup_work SET state = %s, lease_until = NULL, error = %s WHERE id = %s AND state = 'running' AND fence = %s
"""


def claim() -> Claim | None:
    """The next pair that is due, or whose worker is overdue; None when there is none."""
    since = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [settings.WORK_LEASE_SECONDS])
        row = cursor.fetchone()
    return Claim(since, *row) if row else None


def claim_some(most: int) -> list[Claim]:
    """Up to so many pairs that are due, in their order; one that failed before, or whose worker died, comes alone.

    The one that is due first says which: so what came back waits for its turn, and not until nothing else is due.
    Each has its own fence: they are finished, postponed or lost one by one.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        first = claim()
        if first is None or first.attempts > 1:
            return [first] if first else []
        cursor.execute(CLAIM_SOME, [settings.WORK_LEASE_SECONDS, most - 1])
        more = [Claim(first.since, *row) for row in cursor.fetchall()]
    return sorted([first, *more], key=lambda held: held.work)


def renew(held: Claim) -> Claim:
    """Lengthen a lease that has used up a quarter of its time. Raises Lost. Call it before asking a model."""
    now = time.monotonic()
    if now - held.since < settings.WORK_LEASE_SECONDS / 4:
        return held
    if not _move(held, lease_until=Now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)):
        raise Lost(f"pair {held.pair}")
    return replace(held, since=now)


def finish(held: Claim, *, error: str = "") -> None:
    """Done, or with an error given to people. Raises Lost. Call it first in the transaction of the effects."""
    state = State.FAILED if error else State.DONE
    with connection.cursor() as cursor:
        cursor.execute(FINISH, [state, error, held.work, held.fence])
        mine = cursor.rowcount == 1
    if not mine:
        raise Lost(f"pair {held.pair}")


def postpone(held: Claim, seconds: float, *, reason: str) -> None:
    """Not the pair's fault: it comes back in `seconds` and the attempt does not count."""
    _back(held, seconds, error=reason, attempts=F("attempts") - 1)


def retry(held: Claim, *, error: str) -> None:
    """The attempt failed and counts: the pair comes back, each time later."""
    _back(held, 2.0 ** min(held.attempts, MAX_ATTEMPTS), error=error)


def _back(held: Claim, seconds: float, **columns: Any) -> None:
    run_after = Now() + timedelta(seconds=seconds)
    _move(held, state=State.READY, lease_until=None, run_after=run_after, **columns)


def _move(held: Claim, **columns: Any) -> bool:
    mine = Work.objects.filter(pk=held.work, state=State.RUNNING, fence=held.fence)
    return mine.update(**columns) == 1


def hurry(reason: str = "") -> None:
    """Take up at once what was postponed, or what was for this reason: somebody has mended the cause."""
    waiting = Work.objects.filter(state=State.READY, run_after__gt=Now())
    if reason:
        waiting = waiting.filter(error=reason).exclude(error="")  # said twice, for the index
    waiting.update(run_after=Now(), error="")


def bring_forward(seconds: float) -> None:
    """What waits is due so much sooner: for measurements on a simulated clock."""
    sooner = F("run_after") - timedelta(seconds=seconds)
    Work.objects.filter(state=State.READY, run_after__gt=Now()).update(run_after=sooner)


def counts() -> Counts:
    found = Work.objects.order_by().values_list("state").annotate(n=Count("id"))
    return Counts(**dict(found))


def reason() -> str:
    """Why some open pair had to wait, or nothing."""
    return Work.objects.filter(state=State.READY).exclude(error="").values_list("error", flat=True).first() or ""


def seconds_until_due() -> float | None:
    """Until the next open pair can be claimed: 0 when one is due, None when the queue is empty."""
    with connection.cursor() as cursor:
        cursor.execute(DUE)
        (seconds,) = cursor.fetchone()
    return None if seconds is None else max(0.0, float(seconds))


def wake() -> bool:
    """Tell one worker that there is work. False when the broker is down, which is no error: beat wakes too."""
    app = import_string(settings.CELERY_APP)
    try:
        app.send_task("dedup.tasks.drain", expires=2 * settings.WORK_WAKE_SECONDS, retry=False)
    except (BrokerError, RedisError, OSError) as error:
        log.info("wake-up lost", error=str(error))
        return False
    return True


def workers() -> int:
    """How many worker nodes answer within a second; 0 too when the broker is down."""
    try:
        return len(import_string(settings.CELERY_APP).control.ping(timeout=1))
    except (BrokerError, RedisError, OSError):
        return 0
