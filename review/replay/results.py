"""What a replay came to."""

from __future__ import annotations

from dataclasses import dataclass

from review.models import Replay


@dataclass(frozen=True)
class Result:
    """`precision_drops`: at either operating point, of the pairs that were answered on both sides."""

    precision_drops: bool = False


def result(replay: Replay) -> Result:
    return Result()
