"""Pairs into the queue of work, and out of it."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from django.db import OperationalError, connection, transaction

from dedup import queue, work
from dedup.models import Spu
from rules import resolve
from rules.resolve import Rules

from . import calls, cascade, rulebook

log = structlog.get_logger()

# What a person has to mend before judging can go on; the message says what.
STOPS = (calls.Stopped, resolve.MissingDefault, resolve.BrokenRule)
STOPPED_SECONDS = 60.0
HERE_SECONDS = 1.0

UNJUDGED = """
SELECT p.id FROM dedup_pair p
LEFT JOIN dedup_verdict v ON v.pair_id = p.id AND v.live
LEFT JOIN dedup_work w ON w.pair_id = p.id
WHERE (v.id IS NULL OR w.state = 'failed') AND w.state IS DISTINCT FROM 'ready' AND w.state IS DISTINCT FROM 'running'
"""
JUDGED_UNDER = """
SELECT a.category_id, b.category_id, v.rule_key, array_agg(p.id)
FROM dedup_verdict v
JOIN dedup_pair p ON p.id = v.pair_id
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
JOIN dedup_work w ON w.pair_id = p.id AND w.state = 'done'
WHERE v.live
GROUP BY 1, 2, 3
"""


def plan(*, again: bool = False) -> int:
    """Enqueue what needs a verdict and return how many pairs that is; `again` means every pair.

    A pair needs one if it has none, if judging it failed, if one of its listings has changed, or if
    its verdict was given under a rule that no longer says the same. Raises one of STOPS.
    """
    with transaction.atomic():
        pairs = set(_ids("SELECT id FROM dedup_pair" if again else UNJUDGED))
        pairs.update(_of_changed_listings(), changed(rulebook.current()))
        return work.enqueue(pairs)


def _of_changed_listings() -> list[int]:
    """A change that comes in between is marked anew and meets the next plan."""
    due = list(Spu.objects.select_for_update().filter(judging_due=True).order_by("id").values_list("id", flat=True))
    Spu.objects.filter(pk__in=due).update(judging_due=False)
    return queue.pairs_of(due)


def changed(rules: Rules) -> list[int]:
    """Pairs whose verdict was given under another rule than the one that these rules have for them."""
    with connection.cursor() as cursor:
        cursor.execute(JUDGED_UNDER)
        groups = cursor.fetchall()
    return [pair for a, b, key, pairs in groups if rules.for_pair(a, b).key != key for pair in pairs]


def _ids(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def drain(seconds: float) -> None:
    """For a worker: judge what is due for so long, then hand over to the next task, so that a deploy is heard."""
    try:
        more = _work_off(seconds)
    except STOPS as stop:
        log.error("judging stopped", reason=str(stop))
    else:
        if more:
            work.wake()


def drain_here(*, progress: Callable[[work.Counts], None] = lambda counts: None) -> None:
    """Judge in this process, beside any workers, until the queue is empty. Raises one of STOPS."""
    while (due := work.seconds_until_due()) is not None:
        progress(work.counts())
        time.sleep(min(due, HERE_SECONDS))
        _work_off(HERE_SECONDS)
    progress(work.counts())


def _work_off(seconds: float) -> bool:
    """True when time ran out before the work did."""
    end = time.monotonic() + seconds
    rules = rulebook.current()
    while time.monotonic() < end:
        if not judge_next(rules):
            return False
    return True


def judge_next(rules: Rules) -> bool:
    """Claim a pair and judge it. False when nothing is due or the provider is away. Raises one of STOPS."""
    held = work.claim()
    if held is None:
        return False
    try:
        cascade.judge_one(held, rules)
    except work.Lost as lost:
        log.info("another worker has it", reason=str(lost))
    except calls.Later as later:
        work.postpone(held, later.seconds, reason=str(later))
        return not later.outage
    except STOPS as stop:
        _put_back(held, stop)
        raise
    except resolve.UnknownCategory as newer:
        work.postpone(held, 1, reason=str(newer))
    except OperationalError as error:  # a deadlock, or the database was away: not the pair's fault
        connection.close_if_unusable_or_obsolete()
        work.postpone(held, 1, reason=str(error))
    except Exception as error:  # the task boundary: one broken pair never stops the others
        log.exception("judging failed", pair=held.pair, attempt=held.attempts)
        work.retry(held, error=f"{type(error).__name__}: {error}")
    return True


def _put_back(held: work.Claim, stop: Exception) -> None:
    if isinstance(stop, calls.Stopped) and stop.of_this_question:
        work.retry(held, error=str(stop))
    else:
        work.postpone(held, STOPPED_SECONDS, reason=str(stop))
