"""Work on replays in short turns: batches from the record first, then line by line what has to be asked.

Nothing is lost when a worker dies, and nothing is paid twice: answers are recorded before a line is
written, and a line is written only by who holds it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.db.models.functions import Greatest, Now

from dedup.judging import calls, runs
from review.models import Replay
from rules import resolve

from . import comparing, lines, reach, replays, waking
from .lines import Found, Held
from .reach import Reach

log = structlog.get_logger()

HERE_SECONDS = 2.0
IDLE_SECONDS = 1.0  # until a replay is looked at again of which others hold the last lines
BUDGET_SECONDS = 60.0  # between two looks whether a budget that is spent has been raised
OTHER_RULES = "The live rules have changed since this replay began. Start it again."
DIED = "The worker that compared this pair was lost each time."


def drain(seconds: float) -> None:
    """For a worker: work for so long, then hand over to the next task, so that a deploy is heard."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        replay = due().first()
        if replay is None:
            return
        turn(replay, end)
    waking.wake()


def drain_here(replay: Replay, *, progress: Callable[[lines.Counts], None] = lambda counts: None) -> None:
    """In this process, beside any workers, until this replay has ended."""
    while replay.state == Replay.State.RUNNING:
        progress(lines.counts(replay))
        if due().filter(pk=replay.pk).exists():
            turn(replay, time.monotonic() + HERE_SECONDS)
        else:
            time.sleep(IDLE_SECONDS / 4)
        replay.refresh_from_db()
    progress(lines.counts(replay))


def due() -> QuerySet[Replay]:
    """Those that may run now; who had a turn longest ago comes first."""
    running = Replay.objects.filter(state=Replay.State.RUNNING, run_after__lte=Now())
    return running.select_related("draft").order_by("run_after", "id")


def turn(replay: Replay, end: float) -> None:
    """Batch after batch of this replay until `end` (monotonic seconds) or until there is nothing to take."""
    if not lines.left(replay):
        _close(replay)
        return
    try:
        found = reach.of(replays.content(replay))
    except runs.STOPS as stop:
        replays.end(replay, Replay.State.STOPPED, str(stop))
        return
    if found.key != replay.spec_key:
        replays.end(replay, Replay.State.STOPPED, OTHER_RULES)
        return
    while time.monotonic() < end:
        held = lines.take(replay)
        if held is None:
            _close(replay)
            return
        if not _work(replay, held, found):
            return
    _wait(replay, 0)


def _close(replay: Replay) -> None:
    """Nothing to take: it is done, or others hold the rest. In the background more may always come."""
    if replay.kind == Replay.Kind.REPLAY and not lines.left(replay):
        replays.end(replay, Replay.State.DONE)
    else:
        _wait(replay, IDLE_SECONDS)


def _wait(replay: Replay, seconds: float, reason: str = "") -> None:
    """Never earlier than another worker has set it."""
    after = Greatest("run_after", Now() + timedelta(seconds=seconds))
    Replay.objects.filter(pk=replay.pk, state=Replay.State.RUNNING).update(run_after=after, error=reason)


def _work(replay: Replay, held: Held, found: Reach) -> bool:
    """Compare and write. False where this replay has to wait."""
    try:
        lines.write(held, _compared(held, found))
    except calls.Later as later:
        return _put_off(replay, held, later)
    except calls.Stopped as stop:
        return _stop(replay, held, stop)
    except (resolve.UnknownCategory, OperationalError) as error:  # newer than our rules, or the database was away
        connection.close_if_unusable_or_obsolete()
        lines.postpone(held, 1)
        log.info("replay waits", replay=replay.pk, reason=str(error))
        return False
    except Exception as error:  # the task boundary: one broken pair never stops the others
        log.exception("replay failed", replay=replay.pk, lines=len(held.pairs))
        _fail(held, f"{type(error).__name__}: {error}")
    return True


def _put_off(replay: Replay, held: Held, later: calls.Later) -> bool:
    """What is left of a replay are questions, so a budget that is spent keeps all of it waiting, as an outage does."""
    seconds = later.seconds if later.outage else min(later.seconds, BUDGET_SECONDS)
    lines.postpone(held, seconds)
    if later.outage or later.seconds > BUDGET_SECONDS:
        _wait(replay, seconds, str(later))
        return False
    return True


def _fail(held: Held, error: str) -> None:
    """A line alone has failed for good; of a batch each line is tried alone."""
    if len(held.pairs) == 1:
        lines.write(held, [Found(line, lines.State.FAILED, error) for line in held.pairs])
    else:
        lines.release(held)


def _compared(held: Held, found: Reach) -> list[Found]:
    if held.hopeless:
        return [Found(line, lines.State.FAILED, DIED) for line in held.pairs]
    return comparing.asked(held.pairs, found) if held.asks else comparing.recorded(held.pairs, found)


def _stop(replay: Replay, held: Held, stop: calls.Stopped) -> bool:
    """A wrong key stops the replay; a question that the provider calls bad only its line."""
    if stop.of_this_question:
        lines.write(held, [Found(line, lines.State.FAILED, str(stop)) for line in held.pairs])
        return True
    lines.postpone(held, 0)
    replays.end(replay, Replay.State.STOPPED, str(stop))
    return False
