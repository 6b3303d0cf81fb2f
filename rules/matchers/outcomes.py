"""Several outcomes as one."""

from __future__ import annotations

from collections.abc import Iterable

from rules.matchers.base import Outcome


def weakest(outcomes: Iterable[Outcome]) -> Outcome:
    """Of parts that all have to agree; `same` where there are none."""
    found = set(outcomes)
    order = (Outcome.DIFFERENT, Outcome.UNREADABLE, Outcome.MISSING)
    return next((outcome for outcome in order if outcome in found), Outcome.SAME)


def strongest(outcomes: Iterable[Outcome]) -> Outcome:
    """Of alternatives: one agreement is enough, a doubt outweighs a difference."""
    found = set(outcomes)
    return next((outcome for outcome in (Outcome.SAME, Outcome.UNREADABLE) if outcome in found), Outcome.DIFFERENT)


def unanimous(outcomes: Iterable[Outcome]) -> Outcome:
    """Of readings of one text, of which one is meant: what all of them say, else it is open."""
    found = set(outcomes)
    return found.pop() if len(found) == 1 else Outcome.UNREADABLE
