"""Sizes of shoes: European, Russian, American, English, millimetres of the foot, insoles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import Literal

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, Words, read, settle
from rules.matchers.outcomes import strongest, unanimous
from rules.values.shoe_tables import MEASURED, STEP, Span, fits, is_length, slack, spans
from rules.values.shoes import ShoeSize, ShoeSystem, parse_shoe_size
from rules.values.size_marks import Mark, Person

# Through tables no more statements than this are compared: who offers more sizes offers a choice.
MOST_MARKS = 6
# Bare numbers of one group are compared as they stand: American and English, children's or centimetres, European.
GROUPS = ((0, 17), (16, 35), (32, 60))

Pair = tuple[Mark, Mark]


class ShoeSizeOptions(Options):
    system: ShoeSystem = Field("unknown", description="Whose sizes bare numbers are: with ru, 41 is EU 42")
    gender: Literal["unknown", "men", "women", "children"] = Field(
        "unknown", description="Whose American sizes, where the listing does not say; unknown: only what holds for both"
    )
    tolerance: float = Field(
        0, ge=0, le=3, description="How many European sizes more may lie between: 0.5 lets 42 and 42.5 agree"
    )

    @property
    def person(self) -> Person | None:
        return None if self.gender == "unknown" else self.gender


def shoe_size_item(left: Value, right: Value, options: ShoeSizeOptions) -> Result:
    """Statements on one scale are compared as they stand, others through the tables.

    What the tables leave open (half a size, a bare number that could be of several systems) is `unreadable`,
    never `different`.
    """
    words = Words("size", _show, unclear="the size tables leave it open")
    sides = (
        read(value, lambda text: parse_shoe_size(text, options.system, options.person), _show)
        for value in (left, right)
    )
    return settle(sides, lambda a, b: _agree(a, b, options.tolerance), words)


def _show(size: ShoeSize) -> str:
    return size.text


def _agree(left: ShoeSize, right: ShoeSize, tolerance: float) -> Outcome:
    if left == right:
        return Outcome.SAME
    pairs = list(product(left.marks, right.marks))
    if on_one_scale := [pair for pair in pairs if _one_scale(*pair)]:
        return _of_scales(on_one_scale, tolerance)
    if max(len(left.marks), len(right.marks)) > MOST_MARKS:
        return Outcome.UNREADABLE
    people = {left.person, right.person} - {None} or {None}
    return strongest(_by_tables(a, b, people, tolerance) for a, b in pairs)


def _one_scale(left: Mark, right: Mark) -> bool:
    if left.scale != right.scale:
        return False
    return left.scale != "number" or any(low <= left.low < high and low <= right.low < high for low, high in GROUPS)


def _of_scales(pairs: list[Pair], tolerance: float) -> Outcome:
    """The numbers decide, and lengths only where there are none: two sellers do not measure alike.

    Two scales that contradict each other leave it open.
    """
    pairs = [pair for pair in pairs if not is_length(pair[0])] or pairs
    return unanimous(
        strongest(_as_stated(a, b, tolerance) for a, b in pairs if a.scale == scale)
        for scale in {a.scale for a, _ in pairs}
    )


def _as_stated(left: Mark, right: Mark, tolerance: float) -> Outcome:
    return Outcome.SAME if left.overlaps(right, slack(left, tolerance)) else Outcome.DIFFERENT


def _by_tables(left: Mark, right: Mark, people: Iterable[Person | None], tolerance: float) -> Outcome:
    """One outcome for every reading of both, or it is open."""
    if _same_number(left, right) or _same_length(left, right) or _same_in_china(left, right, tolerance):
        return Outcome.SAME
    return unanimous(
        _near(a, b, tolerance) for person in people for a, b in product(spans(left, person), spans(right, person))
    )


def _same_number(left: Mark, right: Mark) -> bool:
    """A bare 42 beside "EU 42", a "US 9" beside "US 9 men": the number that stands there."""
    open_sides = [mark for mark in (left, right) if mark.scale in ("number", "us")]
    lengths = is_length(left) or is_length(right)
    kin = "number" in (left.scale, right.scale) or left.scale[:2] == right.scale[:2] == "us"
    return bool(open_sides) and kin and not lengths and left.overlaps(right)


def _same_length(left: Mark, right: Mark) -> bool:
    """26.5 cm, of the foot or of the insole, beside an insole of 26,5 см."""
    return (
        is_length(left)
        and is_length(right)
        and "length" in (left.scale, right.scale)
        and left.overlaps(right, MEASURED)
    )


def _same_in_china(left: Mark, right: Mark, tolerance: float) -> bool:
    """A bare 39 beside 245 mm is the European one: nobody else writes millimetres."""
    number, other = sorted((left, right), key=lambda mark: mark.scale != "number")
    if number.scale != "number" or other.scale != "foot" or not fits("eu", number.low, number.high):
        return False
    european = spans(replace(number, scale="eu"), None)
    return any(_near(a, b, tolerance) is Outcome.SAME for a, b in product(european, spans(other, None)))


def _near(left: Span, right: Span, tolerance: float) -> Outcome:
    gap = max(left.low, right.low) - min(left.high, right.high) - max(left.width, right.width) - tolerance
    if gap <= 1e-9:
        return Outcome.SAME
    return Outcome.UNREADABLE if gap <= STEP else Outcome.DIFFERENT
