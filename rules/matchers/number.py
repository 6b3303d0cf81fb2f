"""Plain numbers, in the marks of any country."""

from __future__ import annotations

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, Words, read, settle
from rules.matchers.tolerance import BareTolerance, Tolerance
from rules.values.figures import Figure, parse_figure
from rules.values.units import BY_SYMBOL, factor


class NumberOptions(Options):
    tolerance: BareTolerance = Field(
        "0",
        validate_default=True,
        description='How far the numbers may be apart: 0.5, or "5 %" of the larger one; left out: exactly the same',
    )


def number_item(left: Value, right: Value, options: NumberOptions) -> Result:
    """A number that can be read in two ways ("1.234") agrees where one reading does."""
    tolerance = options.tolerance
    words = Words("number", _show, tolerance.same, tolerance.different)
    sides = (read(value, parse_figure, _show) for value in (left, right))
    return settle(sides, lambda a, b: _agree(a, b, tolerance), words)


def _show(figure: Figure) -> str:
    return figure.text


def _agree(left: Figure, right: Figure, tolerance: Tolerance) -> Outcome:
    """A unit that only one side states does not count."""
    scales = _scales(left.unit, right.unit)
    if scales is None:
        return Outcome.UNREADABLE
    one, other = scales
    same = any(tolerance.covers(a * one, b * other) for a in left.readings for b in right.readings)
    return Outcome.SAME if same else Outcome.DIFFERENT


def _scales(left: str, right: str) -> tuple[float, float] | None:
    """What brings both numbers into the finer of their units; None where they measure different things."""
    if left == right or not (left and right):
        return 1.0, 1.0
    if "%" in (left, right) or BY_SYMBOL[left].kind != BY_SYMBOL[right].kind:
        return None
    finer = min(factor(left), factor(right))
    return factor(left) / finer, factor(right) / finer
