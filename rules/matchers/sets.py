"""Sets of named values whose members are the same, different, or not to be told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from rules.matchers.base import Outcome
from rules.matchers.naming import Verdict

T = TypeVar("T")
Mode = Literal["any", "all"]

_ORDER = (Outcome.SAME, Outcome.MISSING, Outcome.UNREADABLE, Outcome.DIFFERENT)


def compare_sets(left: Sequence[T], right: Sequence[T], relation: Callable[[T, T], Verdict], mode: Mode) -> Verdict:
    """any: the best that two members reach. all: every member needs a partner, and the worst of these counts."""
    table = [[relation(a, b) for b in right] for a in left]
    if mode == "any":
        return min((verdict for row in table for verdict in row), key=rank)
    best = [min(partners, key=rank) for partners in (*table, *zip(*table, strict=True))]
    outcome, why = max(best, key=rank)
    if outcome is Outcome.DIFFERENT:
        return outcome, "not the same set"
    if outcome is Outcome.SAME:
        return outcome, " and ".join(dict.fromkeys(why for _, why in best)).replace(" and both ", " and ")
    return outcome, why


def rank(verdict: Verdict) -> int:
    return _ORDER.index(verdict[0])
