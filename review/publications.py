"""A draft goes live: counted before, and then with exactly the pairs that it changes queued again."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from dedup import work
from dedup.judging import runs
from rules import publishing, resolve
from rules.models import RuleSet


@dataclass(frozen=True)
class Preview:
    """Pairs that would be judged again."""

    pairs: int


@dataclass(frozen=True)
class Published:
    """The version that went live, and how many pairs were queued to be judged again."""

    row: RuleSet
    pairs: int


def preview(draft: RuleSet) -> Preview:
    """Raises resolve.BrokenRule, resolve.MissingDefault."""
    return Preview(len(runs.changed(resolve.load(draft))))


def publish(
    draft: RuleSet, *, user: User | None, note: str, reason: str = "", revision: int, over: RuleSet | None
) -> Published:
    """The live rule, the retirement and the queue, all or nothing. Raises what `publishing.publish_draft` raises."""
    with transaction.atomic():
        row = publishing.publish_draft(draft, user=user, note=note, reason=reason, revision=revision, over=over)
        return Published(row, work.enqueue(runs.changed(resolve.load())))
