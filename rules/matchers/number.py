"""Plain numbers, in the marks of any country."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, Words, read, settle
from rules.matchers.tolerance import BareTolerance, Tolerance
from rules.values.figures import Figure, parse_figure
from rules.values.units import BY_SYMBOL, factor, worths, zero

# How far a seller rounds who converts: 1 m is "3.3 ft", 2 hp are "1.5 kW". Only where no tolerance is set.
_ROUNDED = Tolerance(2, "%")
_UNCLEAR = "these measure different things, or one may be rounded"


class NumberOptions(Options):
    tolerance: BareTolerance = Field(
        "0",
        validate_default=True,
        description='How far the numbers may be apart: 0.5, or "5 %" of the larger one; left out: exactly the same',
    )


def number_item(left: Value, right: Value, options: NumberOptions) -> Result:
    """A number that can be read in two ways ("1.234") agrees where one reading does."""
    tolerance = options.tolerance
    words = Words("number", _show, tolerance.same, tolerance.different, _UNCLEAR)
    sides = (read(value, parse_figure, _show) for value in (left, right))
    return settle(sides, lambda a, b: _agree(a, b, tolerance), words)


def _show(figure: Figure) -> str:
    return figure.text


def _agree(left: Figure, right: Figure, tolerance: Tolerance) -> Outcome:
    """A unit that only one side states does not count."""
    if left.unit == right.unit or not (left.unit and right.unit):
        same = any(tolerance.covers(a, b) for a, b in product(left.readings, right.readings))
        return Outcome.SAME if same else Outcome.DIFFERENT
    units = product((left.unit, *left.other_units), (right.unit, *right.other_units))
    comparable = [(one, other) for one, other in units if _comparable(one, other)]
    pairs = [
        both
        for one, other in comparable
        for a, b in product(left.readings, right.readings)
        for both in _converted(a, one, b, other)
    ]
    if any(tolerance.covers(a, b) for a, b in pairs):
        return Outcome.SAME
    rounded = not tolerance.amount and any(_ROUNDED.covers(a, b) for a, b in pairs)
    return Outcome.UNREADABLE if rounded or not comparable else Outcome.DIFFERENT


def _comparable(one: str, other: str) -> bool:
    return "%" not in (one, other) and BY_SYMBOL[one].kind == BY_SYMBOL[other].kind


def _converted(left: float, one: str, right: float, other: str) -> Iterator[tuple[float, float]]:
    """Both in the finer of their units, once for each worth that these may have."""
    finer = min(one, other, key=lambda unit: (factor(unit), unit))
    for of_left, of_right in product(worths(one), worths(other)):
        bases = (left * of_left + zero(one), right * of_right + zero(other))
        a, b = ((base - zero(finer)) / factor(finer) for base in bases)
        yield a, b
