"""Precision and recall with their intervals, from counted pairs. Pure: no Django, no I/O."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

LEVELS = ("match", "likely_match", "likely_non_match", "non_match")
TAKEN = LEVELS[:2]  # what the machine calls the same product at the recall point
# The two operating points: which levels count as "the same product".
POINTS = {"precision": LEVELS[:1], "recall": TAKEN}
NORMAL_95 = 1.959963984540054
FEW = 30  # pairs; below that a share is hardly worth naming

# (what people decided, level under the live rules, level under the draft) -> pairs; nobody decided: None
Cells = Mapping[tuple[bool | None, str, str], int]


@dataclass(frozen=True)
class Share:
    """`hits` of `of` pairs. `value` and the bounds are 0-1; `value` is None where there is nothing to share."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def few(self) -> bool:
        return 0 < self.of < FEW

    @property
    def low(self) -> float:
        return self.interval[0]

    @property
    def high(self) -> float:
        return self.interval[1]

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval of 95 % (E. B. Wilson, JASA 22, 1927); of nothing it is everything."""
        if not self.of:
            return 0.0, 1.0
        n, p, z = self.of, self.hits / self.of, NORMAL_95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        # At the ends rounding may leave the share itself a hair outside of its interval.
        return max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half))


@dataclass(frozen=True)
class Scores:
    """At one operating point: of the pairs taken for the same those that are, and of those that are those taken."""

    precision: Share
    recall: Share


@dataclass(frozen=True)
class Point:
    """One operating point before and after."""

    name: str
    old: Scores
    new: Scores

    @property
    def precision_drops(self) -> bool:
        """By any amount: an interval says how sure that is, and a person weighs it. No pair taken is no drop."""
        old, new = self.old.precision.value, self.new.precision.value
        return old is not None and new is not None and new < old


@dataclass(frozen=True)
class Confusion:
    """Pairs at one level: decided the same and decided different, before and after."""

    level: str
    same_old: int
    same_new: int
    different_old: int
    different_new: int

    @property
    def words(self) -> str:
        return self.level.replace("_", " ")


def point(cells: Cells, name: str) -> Point:
    return Point(name, _scores(cells, POINTS[name], 1), _scores(cells, POINTS[name], 2))


def _scores(cells: Cells, taken: tuple[str, ...], side: int) -> Scores:
    """`side`: 1 of the live rules, 2 of the draft."""
    found = {(key[0], key[side] in taken): 0 for key in cells} | {(True, True): 0}
    for key, pairs in cells.items():
        found[key[0], key[side] in taken] += pairs
    hits = found[True, True]
    return Scores(Share(hits, hits + found.get((False, True), 0)), Share(hits, hits + found.get((True, False), 0)))


def confusion(cells: Cells) -> list[Confusion]:
    """Best level first; every level has its row."""

    def count(same: bool, side: int, level: str) -> int:
        return sum(pairs for key, pairs in cells.items() if key[0] is same and key[side] == level)

    return [
        Confusion(level, *(count(same, side, level) for same in (True, False) for side in (1, 2))) for level in LEVELS
    ]


def flips(cells: Cells) -> dict[str, int]:
    """Pairs whose level changed: to the side that people decided (`right`), away from it (`wrong`), or within a side
    (`moved`). Where nobody decided, a change of side is `crossed`."""
    found = dict.fromkeys(("right", "wrong", "moved", "crossed"), 0)
    for (same, old, new), pairs in cells.items():
        if old != new:
            found[_flip(same, old, new)] += pairs
    return found


def moves(cells: Cells) -> dict[tuple[str, str], int]:
    """Pairs that keep the answer and change level, by the level before and after; the most first."""
    found: Counter[tuple[str, str]] = Counter()
    for (same, old, new), pairs in cells.items():
        if old != new and _flip(same, old, new) == "moved":
            found[old, new] += pairs
    return dict(found.most_common())


def _flip(same: bool | None, old: str, new: str) -> str:
    if (old in TAKEN) == (new in TAKEN):
        return "moved"
    if same is None:
        return "crossed"
    return "right" if (new in TAKEN) == same else "wrong"


def agreement(cells: Cells) -> Share:
    """Pairs on which both say the same level."""
    return Share(sum(pairs for (_, old, new), pairs in cells.items() if old == new), sum(cells.values()))
