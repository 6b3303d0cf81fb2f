"""A replay from its start to its end."""

from __future__ import annotations

import copy

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from dedup.judging import calls
from review.models import Replay
from rules.models import RuleSet

from . import lines, reach, waking

Kind, State = Replay.Kind, Replay.State


class AlreadyRunning(Exception):
    """One replay of a draft runs at a time; cancel it first."""

    def __init__(self) -> None:
        super().__init__("A replay of this draft is running. Wait for it, or cancel it first.")


def start(draft: RuleSet, *, user: User | None, sample: int | None = None, seed: int = 0) -> Replay:
    """A replay with its lines, running from the moment that the transaction commits.

    `sample`: so many of the decided pairs, drawn by `seed`; None is all. Raises AlreadyRunning,
    resolve.MissingDefault, resolve.BrokenRule, calls.Stopped.
    """
    found = reach.of(draft)
    asks = calls.is_free(*calls.JUDGING)
    try:
        with transaction.atomic():
            replay = Replay.objects.create(
                draft=draft,
                spec=draft.spec,
                spec_key=found.key,
                sample=sample,
                seed=seed,
                asks=asks,
                started_by=user,
            )
            lines.choose(replay, found)
            transaction.on_commit(waking.wake)
    except IntegrityError as error:
        if "one_running_replay_of_a_kind" not in str(error):
            raise
        raise AlreadyRunning from error
    return replay


def cancel(replay: Replay) -> bool:
    """Stop it; what is done stays. Workers hear of it within a batch. False where it had ended before."""
    return end(replay, State.CANCELLED)


def ask(replay: Replay) -> None:
    """Go on, and ask the model what is not recorded. Raises AlreadyRunning."""
    _go_on(replay, asks=True)


def go_on(replay: Replay) -> None:
    """Take up a replay that was stopped or cancelled. Raises AlreadyRunning."""
    _go_on(replay)


def _go_on(replay: Replay, **columns: bool) -> None:
    try:
        with transaction.atomic():
            mine = Replay.objects.filter(pk=replay.pk)
            mine.update(state=State.RUNNING, ended_at=None, error="", run_after=Now(), **columns)
            lines.free(replay)
            transaction.on_commit(waking.wake)
    except IntegrityError as error:
        raise AlreadyRunning from error
    replay.refresh_from_db()


def end(replay: Replay, state: str, error: str = "") -> bool:
    """Once: of several who end it the first one says how. A replay that went away with its draft has ended."""
    running = Replay.objects.filter(pk=replay.pk, state=State.RUNNING)
    return running.update(state=state, error=error, ended_at=Now()) == 1


def content(replay: Replay) -> RuleSet:
    """The draft as it was when the replay began; not for saving."""
    draft = copy.copy(replay.draft)
    draft.spec = replay.spec
    return draft


def latest(draft: RuleSet) -> Replay | None:
    """The last one that is done, of exactly this content and the live rules of now. Raises resolve.BrokenRule."""
    rows = Replay.objects.filter(draft=draft, kind=Kind.REPLAY, state=State.DONE, spec_key=reach.of(draft).key)
    return rows.order_by("-id").first()
