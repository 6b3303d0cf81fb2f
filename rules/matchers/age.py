"""Ages of those whom a thing is made for."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import Literal

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value
from rules.matchers.naming import Naming, Verdict
from rules.values.ages import OPEN, Ages, overlap, parse_ages

# Two shops may round the age from which a thing is fit: 5+ and 6+.
_NEAR = 12


class AgeOptions(Options):
    mode: Literal["overlap", "equal"] = Field(
        "overlap", description="overlap: ages in common are enough (3-6 and 4-8); equal: the same range on both sides"
    )
    unit: Literal["years", "months"] = Field("years", description="What a number without a unit means")


def age_item(left: Value, right: Value, options: AgeOptions) -> Result:
    naming = Naming("age", partial(parse_ages, unit=options.unit), lambda ages: ages.text)
    return naming.compare(left, right, partial(_agree, mode=options.mode))


def _agree(left: tuple[Ages, ...], right: tuple[Ages, ...], mode: str) -> Verdict:
    """Several ranges on a side are alternatives."""
    one = _equal if mode == "equal" else _overlapping
    outcomes = [one(a, b) for a, b in product(left, right)]
    return next(verdict for verdict in _IN_ORDER if verdict[0] in outcomes)


_IN_ORDER: tuple[Verdict, ...] = (
    (Outcome.SAME, "ages in common"),
    (Outcome.UNREADABLE, "close, and shops round the age"),
    (Outcome.DIFFERENT, "different ages"),
)


def _overlapping(a: Ages, b: Ages) -> Outcome:
    """Two ranges without an end always overlap: there the beginnings count."""
    if a.high == b.high == OPEN and not (a.rough or b.rough):
        if a.low == b.low:
            return Outcome.SAME
        return Outcome.UNREADABLE if abs(a.low - b.low) <= _NEAR else Outcome.DIFFERENT
    return Outcome.SAME if overlap(a, b) else Outcome.DIFFERENT


def _equal(a: Ages, b: Ages) -> Outcome:
    if (a.low, a.high) == (b.low, b.high):
        return Outcome.SAME
    return Outcome.UNREADABLE if overlap(a, b) and (a.rough or b.rough) else Outcome.DIFFERENT
