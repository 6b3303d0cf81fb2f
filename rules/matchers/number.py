"""Plain numbers, in the marks of any country."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, Words, read, settle
from rules.matchers.tolerance import BareTolerance, Tolerance
from rules.values.figures import Figure, parse_figure
from rules.values.units import BY_SYMBOL, factor, worths, zero


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
    pairs = [(a, b) for a in left.readings for b in right.readings]
    if left.unit != right.unit and left.unit and right.unit:
        if "%" in (left.unit, right.unit) or BY_SYMBOL[left.unit].kind != BY_SYMBOL[right.unit].kind:
            return Outcome.UNREADABLE
        pairs = [both for a, b in pairs for both in _converted(a, left.unit, b, right.unit)]
    return Outcome.SAME if any(tolerance.covers(a, b) for a, b in pairs) else Outcome.DIFFERENT


def _converted(left: float, one: str, right: float, other: str) -> Iterator[tuple[float, float]]:
    """Both in the finer of their units, once for each worth that these may have."""
    finer = min(one, other, key=lambda unit: (factor(unit), unit))
    for of_left, of_right in product(worths(one), worths(other)):
        bases = (left * of_left + zero(one), right * of_right + zero(other))
        a, b = ((base - zero(finer)) / factor(finer) for base in bases)
        yield a, b
