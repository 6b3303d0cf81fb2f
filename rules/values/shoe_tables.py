"""Which sizes of shoes are one. All scales are put on the European one (Paris points of 2/3 cm).

Sources, all of them general knowledge of the trade: ISO 9407 and GB/T 3293 (Mondopoint: the length of the foot in
mm), ISO/TS 19407 (conversions), ГОСТ 11373. A Paris point is 6.67 mm and a barleycorn of the English scales 8.47 mm,
so that one English size is 1.27 European ones; UK 8 is EU 42. An American man's size is half a size to one more than
the English, a woman's one and a half to two and a half. A Russian size is one below the European. Shops put 265 mm
at 42 (a foot and 15 mm) or at 43 (the older Chinese table, mm / 5 - 10). Makers differ by half a size: `width`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rules.values.size_marks import Mark, Person

ENGLISH = 8.47 / 6.67


@dataclass(frozen=True)
class Line:
    """The number n of a scale, from `first` to `last`, is the European (n - at)·times + eu, give or take `width`."""

    at: float
    eu: float
    times: float
    width: float
    first: float
    last: float

    def european(self, n: float) -> float:
        return (n - self.at) * self.times + self.eu


@dataclass(frozen=True)
class Span:
    """European sizes, and how far from them the same shoe may be labelled."""

    low: float
    high: float
    width: float


# Above an English or American child's 13 comes the grown-up 1. An insole is some 5 mm longer than the foot.
LINES: dict[str, tuple[Line, ...]] = {
    "eu": (Line(0, 0, 1, 0, 14, 55),),
    "ru": (Line(0, 1, 1, 0.4, 14, 54),),
    "it": (Line(0, 1, 1, 0.4, 14, 54),),
    "uk": (Line(8, 42.1, ENGLISH, 0.6, 0, 16),),
    "uk child": (Line(21, 42.1, ENGLISH, 0.6, 0, 13.5),),
    "us men": (Line(8.75, 42.1, ENGLISH, 0.55, 3, 18),),
    "us women": (Line(10, 42.1, ENGLISH, 0.6, 3, 16),),
    "us youth": (Line(8.75, 42.1, ENGLISH, 0.55, 0.5, 7),),
    "us child": (Line(21.75, 42.1, ENGLISH, 0.6, 0, 13.5),),
    "foot": (Line(265, 42, 1 / 6.67, 0.4, 80, 330), Line(260, 42, 1 / 5, 0.4, 80, 330)),
    "insole": (Line(270, 42, 1 / 6.67, 0.55, 80, 340),),
    "cm": (Line(26.5, 42, 1 / 0.667, 0.4, 20, 32), Line(26, 42, 1 / 0.5, 0.4, 20, 32)),
    "insole cm": (Line(27, 42, 1 / 0.667, 0.55, 20, 33),),
}
YOUTH = 7  # the largest size of a youth; a child's 7.5 and more are of the small scale
# Two sizes through the tables are open where no more than this lies between them.
STEP = 0.6
# What a number, an American size, a length in mm may be where the listing does not say; by person.
_US: dict[Person | None, tuple[str, ...]] = {
    "men": ("us men",),
    "women": ("us women",),
    "children": ("us child", "us youth"),
    None: ("us men", "us women"),
}
# How far lengths in mm are apart that two sellers measure of one shoe; half a size is 5 mm.
MEASURED = 3.0
# 42.5 and 42 2/3 are one size in two manners of rounding.
ROUNDED = 0.2


@lru_cache(maxsize=4096)
def spans(mark: Mark, person: Person | None) -> tuple[Span, ...]:
    """One for each reading of the mark."""
    return tuple(found for scale in readings(mark, person) if (found := _span(scale, mark)))


def readings(mark: Mark, person: Person | None) -> tuple[str, ...]:
    if mark.scale == "us":
        return _us(mark, person)
    if mark.scale == "uk" and person == "children":
        return ("uk child",) if mark.low > YOUTH else ("uk child", "uk")
    if mark.scale == "length":
        return ("foot", "insole")
    if mark.scale == "number" and mark.low > LINES["eu"][0].last:
        return ("foot",)
    if mark.scale == "number":
        lengths = ("cm", "insole cm") if mark.low < 32 else ()  # the Japanese 24.5
        return ("eu", "ru", *_us(mark, person), "uk", *(("uk child",) if person == "children" else ()), *lengths)
    return (mark.scale,)


def _us(mark: Mark, person: Person | None) -> tuple[str, ...]:
    return ("us child",) if person == "children" and mark.low > YOUTH else _US[person]


def fits(scale: str, low: float, high: float) -> bool:
    """Whether a number is one that the scale has; "us" and "uk" are anybody's."""
    lines = [line for name, lines in LINES.items() if name.split()[0] == scale for line in lines]
    return any(line.first <= low <= high <= line.last for line in lines)


def is_length(mark: Mark) -> bool:
    return mark.scale in ("foot", "insole", "length")


def slack(mark: Mark, tolerance: float) -> float:
    """How far apart two marks of this scale may be, in its own numbers; `tolerance` is in European sizes."""
    if is_length(mark):
        return MEASURED + tolerance * 6.67
    return ROUNDED + tolerance / (ENGLISH if mark.scale[:2] in ("us", "uk") else 1)


def _span(scale: str, mark: Mark) -> Span | None:
    lines = [line for line in LINES[scale] if line.first <= mark.low <= mark.high <= line.last]
    if not lines:
        return None
    ends = [line.european(n) for line in lines for n in (mark.low, mark.high)]
    return Span(min(ends), max(ends), lines[0].width)
