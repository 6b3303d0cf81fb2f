"""What a replay came to, from its lines."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from review.models import Replay, ReplayLine

from . import lines, scores
from .scores import TAKEN, Cells, Confusion, Point, Scores, Share

Flip = Literal["right", "wrong", "moved", "crossed"]
State = ReplayLine.State

# A question serves many pairs and is paid once, so each counts once.
COST = """
SELECT coalesce(sum(cost), 0) FROM dedup_modelcall WHERE id IN (
  SELECT unnest({side}_calls) FROM review_replayline WHERE replay_id = %s AND state = 'done')
"""
_OLD, _NEW = Q(old_level__in=TAKEN), Q(new_level__in=TAKEN)
_CHANGED = (_OLD & ~_NEW) | (~_OLD & _NEW)
FLIPS: dict[str, Q] = {
    "right": _CHANGED & (Q(same=True) & _NEW | Q(same=False) & ~_NEW),
    "wrong": _CHANGED & (Q(same=False) & _NEW | Q(same=True) & ~_NEW),
    "moved": ~_CHANGED,
    "crossed": _CHANGED & Q(same=None),
}


@dataclass(frozen=True)
class Result:
    """Figures over the lines that were answered on both sides; the others are counted and left out.

    `points`: the precision point, then the recall point. `moves`: pairs that change level and keep the answer, by the
    level before and after. `cost_old`, `cost_new`: US dollars for 1,000 pairs as if nothing had been recorded; None
    without a pair.
    """

    counts: lines.Counts
    points: tuple[Point, Point]
    confusion: list[Confusion]
    flips: dict[str, int]
    moves: dict[tuple[str, str], int]
    agreement: Share
    cost_old: Decimal | None
    cost_new: Decimal | None

    @property
    def answered(self) -> int:
        return self.counts.done

    @property
    def unanswered(self) -> int:
        return self.counts.total - self.counts.done

    @property
    def flipped(self) -> int:
        return sum(self.flips.values())

    @property
    def few(self) -> bool:
        """Some share at some point is of so few pairs that it says little."""
        both = [scores for point in self.points for scores in (point.old, point.new)]
        return any(share.few for one in both for share in (one.precision, one.recall))

    @property
    def precision_drops(self) -> bool:
        """At either operating point."""
        return any(point.precision_drops for point in self.points)


def result(replay: Replay) -> Result:
    counted = _cells(replay)
    return Result(
        counts=lines.counts(replay),
        points=(scores.point(counted, "precision"), scores.point(counted, "recall")),
        confusion=scores.confusion(counted),
        flips=scores.flips(counted),
        moves=scores.moves(counted),
        agreement=scores.agreement(counted),
        cost_old=_cost(replay, "old", counted),
        cost_new=_cost(replay, "new", counted),
    )


def _cells(replay: Replay) -> Cells:
    done = replay.lines.filter(state=State.DONE).order_by()
    found = done.values_list("same", "old_level", "new_level").annotate(n=Count("id"))
    return {(same, old, new): pairs for same, old, new, pairs in found}


def _cost(replay: Replay, side: Literal["old", "new"], counted: Cells) -> Decimal | None:
    pairs = sum(counted.values())
    if not pairs:
        return None
    with connection.cursor() as cursor:
        cursor.execute(COST.format(side=side), [replay.pk])
        (total,) = cursor.fetchone()
    return Decimal(total) * 1000 / pairs


def flips(replay: Replay, kind: str = "") -> QuerySet[ReplayLine]:
    """Lines whose level changed, of one kind in FLIPS or all."""
    changed = replay.lines.filter(state=State.DONE).exclude(old_level=F("new_level"))
    return (changed.filter(FLIPS[kind]) if kind else changed).order_by("id")


def figures(found: Result) -> dict[str, Any]:
    """The same as JSON. Shares are 0-1 with their interval; null where there is no pair."""
    return {
        "pairs": found.counts.total,
        "answered": found.answered,
        "points": {point.name: {"old": _scores(point.old), "new": _scores(point.new)} for point in found.points},
        "confusion": [asdict(row) for row in found.confusion],
        "flips": found.flips,
        "agreement": found.agreement.value,
        "cost_per_1000": {
            side: None if cost is None else float(cost)
            for side, cost in (("old", found.cost_old), ("new", found.cost_new))
        },
        "precision_drops": found.precision_drops,
    }


def _scores(scores: Scores) -> dict[str, Any]:
    shares = {"precision": scores.precision, "recall": scores.recall}
    return {
        name: {"value": share.value, "interval": share.interval, "pairs": share.of} for name, share in shares.items()
    }
