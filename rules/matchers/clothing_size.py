"""Sizes of clothes: letters, numbers of several countries, Chinese codes, heights, jeans, bras."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Literal

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, Words, read, settle
from rules.matchers.outcomes import strongest, unanimous, weakest
from rules.values.clothing import ClothingSize, System, parse_clothing_size
from rules.values.clothing_tables import STEP, Span, spans
from rules.values.size_marks import Mark, Person

# Through tables no more statements than this are compared: who offers more sizes offers a choice.
MOST_MARKS = 6
ADULT = 140  # cm; of a child the height is the size
# Numbers below are American or British, above everybody else's: 8 and 38 may be one size.
_SMALL = 28


class ClothingSizeOptions(Options):
    system: System = Field("unknown", description="Whose sizes bare numbers are: with ru, 48 is RU 48")
    gender: Literal["unknown", "men", "women", "children"] = Field(
        "unknown", description="Whose tables count where the listing does not say; unknown: only what holds for both"
    )

    @property
    def person(self) -> Person | None:
        return None if self.gender == "unknown" else self.gender


def clothing_size_item(left: Value, right: Value, options: ClothingSizeOptions) -> Result:
    """Statements on one scale are compared as they stand, others through the tables.

    What the tables leave open (the neighbouring size, a bare number that could be of several systems) is
    `unreadable`, never `different`.
    """
    words = Words("size", _show, unclear="the size tables leave it open")
    sides = (
        read(value, lambda text: parse_clothing_size(text, options.system, options.person), _show)
        for value in (left, right)
    )
    return settle(sides, lambda a, b: _agree(a, b, options), words)


def _show(size: ClothingSize) -> str:
    return size.text


def _agree(left: ClothingSize, right: ClothingSize, options: ClothingSizeOptions) -> Outcome:
    if left == right:
        return Outcome.SAME
    body = _bodies(left, right, options)
    if body is Outcome.UNREADABLE and not (left.tall and right.tall):  # "M 170/88A" against "M 175/92A"
        return body
    return weakest([body, *_parts(left, right)])


def _parts(left: ClothingSize, right: ClothingSize) -> Iterator[Outcome]:
    """Heights and lengths beside the girth."""
    if left.heights and right.heights:
        yield _overlap(left.heights, right.heights)
    elif left.tall or right.tall:
        yield Outcome.MISSING
    for scale in dict.fromkeys(mark.scale for mark in (*left.lengths, *right.lengths)):
        ours, theirs = ([mark for mark in side.lengths if mark.scale == scale] for side in (left, right))
        if ours and theirs:
            yield _overlap(ours, theirs)
        elif any(mark.low for mark in (*ours, *theirs)):  # "regular" goes without saying
            yield Outcome.MISSING


def _overlap(left: Iterable[Mark], right: Iterable[Mark]) -> Outcome:
    same = any(a.overlaps(b) for a, b in product(left, right))
    return Outcome.SAME if same else Outcome.DIFFERENT


def _bodies(left: ClothingSize, right: ClothingSize, options: ClothingSizeOptions) -> Outcome:
    if alone := _height_alone(left, right) or _height_alone(right, left):
        return alone
    people = _people(left, right, options)
    on_one_scale = [_as_stated(a, b) for a, b in product(left.marks, right.marks) if _one_scale(a, b)]
    if not people:  # sizes of men and women do not compare
        return Outcome.UNREADABLE
    if on_one_scale:
        return _of_scales(left, right)
    if max(len(left.marks), len(right.marks)) > MOST_MARKS:
        return Outcome.UNREADABLE
    return strongest(_by_tables(a, b, people) for a, b in product(left.marks, right.marks))


def _height_alone(size: ClothingSize, other: ClothingSize) -> Outcome | None:
    """A side that says only "175" against 175/92A: a part is not stated. A child's 110/56 is a 110."""
    if size.heights or not other.heights or not all(_is_tall(mark, other.heights[0]) for mark in size.marks):
        return None
    if _overlap(size.marks, other.heights) is Outcome.DIFFERENT:
        return Outcome.DIFFERENT
    return Outcome.SAME if other.heights[0].high < ADULT else Outcome.MISSING


def _is_tall(mark: Mark, height: Mark) -> bool:
    """A bare 92 beside 175/92A is the chest."""
    bare = mark.scale == "number" and mark.low >= (73 if height.high < ADULT else ADULT)
    return mark.scale == "height" or bare


def _people(left: ClothingSize, right: ClothingSize, options: ClothingSizeOptions) -> tuple[Person, ...]:
    """Whose tables may count; none where the sides name different people."""
    if left.people and right.people:
        return tuple(person for person in left.people if person in right.people)
    if named := left.people or right.people:
        return named
    likely = {left.likely, right.likely} - {None}
    person = options.person or (likely.pop() if len(likely) == 1 else None)
    return (person,) if person else ("women", "men")


def _one_scale(left: Mark, right: Mark) -> bool:
    if left.scale != right.scale:
        return False
    return left.scale != "number" or (left.low < _SMALL) == (right.low < _SMALL)


def _of_scales(left: ClothingSize, right: ClothingSize) -> Outcome:
    """Two scales that contradict each other, as "L (48)" against "M (48)", leave it open."""
    pairs = [(a, b) for a, b in product(left.marks, right.marks) if _one_scale(a, b)]
    return unanimous(
        strongest(_as_stated(a, b) for a, b in pairs if a.scale == scale) for scale in {a.scale for a, _ in pairs}
    )


def _as_stated(left: Mark, right: Mark) -> Outcome:
    """Ranges agree where they overlap: 48-50 and 50-52 both fit 50."""
    if not left.overlaps(right):
        return Outcome.DIFFERENT
    if (0, 0) in (left.extra, right.extra) or left.extra == right.extra:
        return Outcome.SAME
    apart = left.extra[0] > right.extra[1] or right.extra[0] > left.extra[1]
    return Outcome.DIFFERENT if apart else Outcome.UNREADABLE


def _by_tables(left: Mark, right: Mark, people: Iterable[Person]) -> Outcome:
    """One outcome for every reading of both, or it is open."""
    if "number" in (left.scale, right.scale) and _same_number(left, right):
        return Outcome.SAME
    chinese = "cn" in (left.scale, right.scale)
    exact = {left.scale, right.scale} == {"height", "number"}
    return unanimous(
        _near(a, b, exact=exact)
        for person in people
        for a, b in product(spans(left, person, chinese=chinese), spans(right, person, chinese=chinese))
        if a.axis == b.axis or not (_of_a_child(left) or _of_a_child(right))
    )


def _of_a_child(mark: Mark) -> bool:
    """Beside an age or such a height a bare 74 is a height."""
    return mark.scale == "age" or (mark.scale == "height" and mark.high < ADULT)


def _same_number(left: Mark, right: Mark) -> bool:
    """A bare 48 beside "RU 48" is the number that stands there."""
    return (
        {left.scale, right.scale} != {"number"} and "letter" not in (left.scale, right.scale) and left.overlaps(right)
    )


def _near(left: Span, right: Span, *, exact: bool) -> Outcome:
    """One inside the other is the same; neighbours, and ranges that overlap in a part, are open."""
    if left.axis != right.axis:
        return Outcome.UNREADABLE
    inside = (left.low <= right.low and right.high <= left.high) or (right.low <= left.low and left.high <= right.high)
    if inside:
        return Outcome.SAME
    step = 0 if exact else STEP[left.axis]
    gap = max(left.low, right.low) - min(left.high, right.high)
    return Outcome.UNREADABLE if gap <= step else Outcome.DIFFERENT
