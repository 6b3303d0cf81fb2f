"""Which sizes of clothes are one: Russian, EU, US, UK, Chinese numbers, letters, inches of waist, ages.

All are put on one of two axes: the *girth*, counted in Russian sizes (half the chest in cm, ГОСТ 31396 for women
and ГОСТ 31399 for men), or the *height* in cm. Sources, all of them general knowledge of the trade:

- EN 13402-3 (numbers and letters by chest), the German, French and Italian women's numbers by their usual offsets;
- GB/T 1335 (身高/胸围 and build: 175/92A), where M is 160/84A for women and 170/88A for men;
- US and UK women's numbers by the usual shop charts, which disagree by one size: each covers two Russian sizes;
- children: the height is the size (EN 13402-3, GB/T 1335.3), ages by the usual 6 cm steps.

A letter covers two sizes, because charts put M at RU 44 or 46. No brand keeps to a table: a neighbour is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rules.values.size_marks import Mark, Person

Axis = Literal["girth", "height"]


@dataclass(frozen=True)
class Row:
    """The number n of a scale, from `first` to `last`, is the Russian size n·times+low to n·times+high."""

    low: float
    high: float
    first: float
    last: float
    times: float = 1


@dataclass(frozen=True)
class Span:
    axis: Axis
    low: float
    high: float


# Letters count from M = 0: XS = -2, S = -1, L = 1. A man's numbers begin at 44: an EU 38 is a woman's.
WOMEN = {
    "ru": Row(0, 0, 36, 84),
    "eu": Row(6, 6, 30, 70),
    "de": Row(6, 6, 30, 70),
    "fr": Row(4, 4, 32, 70),
    "it": Row(0, 0, 34, 70),
    "jp": Row(35, 37, 3, 27),
    "uk": Row(32, 34, 2, 38),
    "us": Row(36, 38, 0, 34),
    "cn": Row(0, 0, 68, 140, times=0.5),
    "waist": Row(16, 18, 22, 46),
    "letter": Row(44, 46, -5, 9, times=2),
    "cn letter": Row(42, 42, -5, 9, times=2),
}
MEN = {
    "ru": Row(0, 0, 44, 84),
    "eu": Row(0, 0, 44, 84),
    "de": Row(0, 0, 44, 84),
    "fr": Row(0, 0, 44, 84),
    "it": Row(0, 0, 44, 84),
    "uk": Row(10, 10, 28, 66),
    "us": Row(10, 10, 28, 66),
    "cn": Row(0, 0, 72, 150, times=0.5),
    "waist": Row(16, 16, 24, 60),
    "letter": Row(46, 48, -5, 9, times=2),
    "cn letter": Row(44, 44, -5, 9, times=2),
}
TABLES: dict[Person, dict[str, Row]] = {"men": MEN, "women": WOMEN, "children": {}}
# What a number without a system can be.
NUMBERED = ("ru", "eu", "us", "uk", "it", "fr", "cn", "waist")
HEIGHTS = (50, 205)
# A child of so many months is so tall, in cm.
AGES = ((0, 50), (1, 56), (3, 62), (6, 68), (9, 74), (12, 80), (18, 86), (24, 92), (36, 98), (48, 104))
# One step of the tables: neighbours may be the same size at another maker.
STEP: dict[Axis, float] = {"girth": 2.0, "height": 6.0}


@lru_cache(maxsize=4096)
def spans(mark: Mark, person: Person, *, chinese: bool) -> tuple[Span, ...]:
    """Where the size may lie; several for a bare number. `chinese`: the other side is a Chinese code."""
    if mark.scale == "number":
        tall = (Span("height", mark.low, mark.high),) if HEIGHTS[0] <= mark.low <= HEIGHTS[1] else ()
        return tall + tuple(found for scale in NUMBERED if (found := _girth(scale, mark, person)))
    if mark.scale == "height":
        return (Span("height", mark.low, mark.high),)
    if mark.scale == "age":
        return (Span("height", tall_at(mark.low), tall_at(mark.high)),)
    found = _girth("cn letter" if chinese and mark.scale == "letter" else mark.scale, mark, person)
    return (found,) if found else ()


def fits(scale: str, low: float, high: float, person: Person | None = None) -> bool:
    """Whether a number is one that the scale has, for this person or for any."""
    tables = [TABLES[person]] if person else list(TABLES.values())
    return any(scale in table and table[scale].first <= low <= high <= table[scale].last for table in tables)


def tall_at(months: float) -> float:
    """The usual height in cm; from four years on 6 cm a year."""
    if months > AGES[-1][0]:
        return AGES[-1][1] + (months - AGES[-1][0]) / 2
    return next(cm for age, cm in AGES if months <= age)


def _girth(scale: str, mark: Mark, person: Person) -> Span | None:
    row = TABLES[person].get(scale)
    if row is None or not row.first <= mark.low <= mark.high <= row.last:
        return None
    return Span("girth", mark.low * row.times + row.low, mark.high * row.times + row.high)
