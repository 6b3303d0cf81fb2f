"""Sizes of up to three sides, in any order and unit."""

from __future__ import annotations

from itertools import combinations
from typing import Literal, Self

from pydantic import Field, model_validator

from rules.matchers.base import Options, Outcome, Result, Value, Words, read_all, settle
from rules.matchers.tolerance import Tolerance, ToleranceOption
from rules.values.dimensions import Dimensions, parse_sizes

Centimetres = tuple[float, ...]
# How far off a bare number is where another unit was meant than the rule assumes: mm, inches, metres.
_SLIPS = (10, 2.54, 25.4, 100)
_SLIP_ROUNDING = 0.04


class SizeOptions(Options):
    tolerance: ToleranceOption = Field(
        "2 cm",
        validate_default=True,
        description='How far each side may be apart: "2 cm", "1 in", "5 %", 0; left out: 2 cm',
    )
    unit: Literal["mm", "cm", "m", "in"] = Field("cm", description="What a number without a unit means")

    @model_validator(mode="after")
    def _is_a_length(self) -> Self:
        if not self.tolerance.fits("length"):
            raise ValueError(f"tolerance: {self.tolerance.text} is no length")
        return self


def size_of_equals(left: Value, right: Value, options: SizeOptions) -> Result:
    """One side against two or three, or two that fit among three, is `missing`: a part is not stated.

    So is a size without a unit that agrees only in another unit than the assumed one.
    """
    words = Words("size", _show, options.tolerance.same, options.tolerance.different)
    sides = (read_all(value, parse_sizes, _show) for value in (left, right))
    return settle(sides, lambda a, b: _agree(a, b, options), words)


def _show(size: Dimensions) -> str:
    return size.text


def _agree(left: Dimensions, right: Dimensions, options: SizeOptions) -> Outcome:
    a, b = left.in_cm(options.unit), right.in_cm(options.unit)
    outcome = _fit(a, b, options.tolerance)
    bare = not (left.has_unit and right.has_unit)
    return Outcome.MISSING if outcome is Outcome.DIFFERENT and bare and _unit_slipped(a, b) else outcome


def _fit(left: Centimetres, right: Centimetres, tolerance: Tolerance) -> Outcome:
    """Both largest first. Fewer sides that fit among more leave the rest unknown."""
    small, large = sorted((left, right), key=len)
    if len(small) == 1 < len(large):
        return Outcome.MISSING
    fits = any(all(map(tolerance.covers, small, some)) for some in combinations(large, len(small)))
    if not fits:
        return Outcome.DIFFERENT
    return Outcome.SAME if len(small) == len(large) else Outcome.MISSING


def _unit_slipped(left: Centimetres, right: Centimetres) -> bool:
    """All sides are off by one and the same factor between two units."""
    ratios = [max(a, b) / min(a, b) for a, b in zip(left, right, strict=False)]
    one_way = all(map(float.__ge__, left, right)) or all(map(float.__le__, left, right))
    return one_way and any(all(abs(ratio / slip - 1) <= _SLIP_ROUNDING for ratio in ratios) for slip in _SLIPS)
