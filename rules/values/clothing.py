"""Sizes of clothes as sellers write them: "M (46)", "RU 48-50", 175/92A, "рост 104-110", W32 L34, 75B, 均码.

What is surest is read first and taken out of the text: a Chinese code, a bra, jeans, a labelled height; then
numbers beside the name of a system, letters, and last of all bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Literal

from rules.values.clothing_patterns import (
    AGE,
    BARE,
    BRA,
    CHEST,
    CHI,
    CHINESE_LETTERS,
    CODE,
    CUPS,
    HEIGHT,
    IN_CM,
    INCH_CUPS,
    JEANS,
    LENGTH,
    LETTER,
    NOT_A_SIZE,
    ONE_SIZE,
    PREFIXED,
    STATURE,
    SUFFIXED,
    number_first,
    system_of,
)
from rules.values.clothing_tables import HEIGHTS, fits
from rules.values.numerals import in_words
from rules.values.size_marks import Mark, Person, head, persons, shown, span, take

System = Literal["unknown", "eu", "ru", "us", "uk", "cn", "de", "fr", "it", "jp"]
# A size has a handful of marks; a text with more is no size, and comparing them all would take too long.
MOST_MARKS = 24
# Russian sizes, and the heights of grown people that stand beside them.
_GIRTHS = (36, 72)
_GROWN = 150  # cm; up to 146 a range may be the heights of children
# What has to agree besides the size: the L of jeans, "Tall" and "Petite", "рост 3".
_LENGTHS = ("inseam", "length", "stature")
# Who adds a "рост" counts in Russian sizes.
_RUSSIAN = re.compile("рост", re.IGNORECASE)


@dataclass(frozen=True)
class ClothingSize:
    """`marks` are alternative statements of one size; heights and lengths have to agree besides.

    A height that is the whole size, as a child's, is a mark. `tall` says that the seller wrote "рост" or a Russian
    48/170, so that a side without it states only a part; the height in 175/92A is not missed beside an "L".
    """

    marks: tuple[Mark, ...]
    heights: tuple[Mark, ...] = ()
    lengths: tuple[Mark, ...] = ()
    tall: bool = False
    people: tuple[Person, ...] = ()

    @property
    def likely(self) -> Person | None:
        """Whose a Chinese code is: 170/88 is a man's middle size, 160/84 a woman's; 4 cm wider is 5 cm taller."""
        for mark in self.marks if self.heights else ():
            if mark.scale == "cn":
                taller = self.heights[0].low - mark.low * 5 / 4
                return "men" if abs(taller - 60) < 1.25 else "women" if abs(taller - 55) < 1.25 else None
        return None

    @property
    def text(self) -> str:
        parts = [mark.text for mark in (*self.marks, *self.heights, *self.lengths) if mark.text]
        return " / ".join(dict.fromkeys(parts))


def parse_clothing_size(text: str, system: System = "unknown", person: Person | None = None) -> ClothingSize | None:
    """None where nothing is a size. `system` and `person`: what a bare number means in this shop."""
    text = head(text)
    system = "ru" if system == "unknown" and _RUSSIAN.search(text) else system
    named = persons(text)
    found = list(_marks(text))[:MOST_MARKS]
    if "children" not in (person, *named):  # of a child 50-170 are the sizes on offer
        found = list(_with_heights(found))
    lengths = tuple(mark for mark in found if mark.scale in _LENGTHS)
    heights = [replace(mark, scale="height") for mark in found if mark.scale in ("tall", "height")]
    marks = [_in_system(mark, system, person) for mark in found if mark.scale not in ("tall", "height", *_LENGTHS)]
    if not marks and not heights:
        return None
    if all(mark.scale == "age" for mark in marks):  # of a child the height is the size
        return ClothingSize((*marks, *heights), (), lengths, people=named)
    tall = any(mark.scale == "tall" for mark in found)
    return ClothingSize(tuple(marks), tuple(heights), lengths, tall, named)


def _with_heights(marks: list[Mark]) -> Iterator[Mark]:
    """ "50-170" and "50 (170-176)": beside a Russian size a number that nobody is wide is the height."""
    sized = any(mark.scale in ("number", "height", "ru") and _is_girth(mark.low) for mark in marks)
    for mark in marks:
        if not sized or mark.scale not in ("number", "height") or mark.high < _GROWN:
            yield mark
        elif _is_girth(mark.low):
            yield Mark("number", mark.low, mark.low, text=shown(mark.low, mark.low))
            yield Mark("tall", mark.high, mark.high, text=f"{shown(mark.high, mark.high)} cm")
        else:
            height = shown(mark.low, mark.high)
            yield Mark("tall", mark.low, mark.high, text=f"{height} cm") if mark.low >= _GROWN else mark


def _is_girth(number: float) -> bool:
    return _GIRTHS[0] <= number <= _GIRTHS[1]


def _marks(text: str) -> Iterator[Mark]:
    marks: list[Mark] = []
    text = NOT_A_SIZE.sub(" | ", text)
    for pattern, build in (
        (CODE, _code),
        (BRA, _bra),
        (JEANS, _jeans),
        (CHI, _chi),
        (CHEST, _chest),
        (STATURE, _stature),
        (HEIGHT, _labelled_height),
        (IN_CM, _height),
        (AGE, _age),
        (ONE_SIZE, lambda match: [Mark("one", 0, 0, text="one size")]),
        (LENGTH, _length),
        (SUFFIXED if number_first(text) else PREFIXED, _numbered),
        (LETTER, _letters),
        (BARE, _bare),
    ):
        text = take(text, pattern, build, marks)
    return iter(dict.fromkeys(marks))


def _code(match: re.Match[str]) -> list[Mark] | None:
    """175/92A, 110/56, and the Russian 96-100/170-176 and 48/170: the taller number is the height."""
    one, other = span(match[1], match[2]), span(match[3], match[4])
    height, girth = (one, other) if one > other else (other, one)
    if not (HEIGHTS[0] <= height[0] <= height[1] <= HEIGHTS[1] and 36 <= girth[0] <= girth[1] <= 0.72 * height[1]):
        return None
    build = " ABCY".find(_latin(match["build"] or " ").upper())
    scale = "cn" if girth[0] >= 73 or height[1] < 140 else "ru"
    tall = Mark("tall" if scale == "ru" else "height", *height, text="" if match["build"] else f"{shown(*height)} cm")
    if build > 0:
        return [Mark(scale, *girth, (build, build), f"{shown(*height)}/{shown(*girth)}{' ABCY'[build]}"), tall]
    return [Mark(scale, *girth, text=f"{shown(*girth)} cm chest" if scale == "cn" else f"RU {shown(*girth)}"), tall]


def _bra(match: re.Match[str]) -> list[Mark] | None:
    """Bands in one scale of centimetres: 34 inches are 75, and the French 90 is 75."""
    band, cup = int(match["band"]), _latin(match["cup"]).upper()
    if 28 <= band <= 50 and band % 2 == 0:
        centimetres, cups = (band - 30) * 5 / 2 + 65, INCH_CUPS.get(cup)
    elif 55 <= band <= 130 and band % 5 == 0:
        french = (match["system"] or "").upper().startswith("F")
        centimetres, cups = band - (15 if french else 0), CUPS.get(cup)
    else:
        return None
    return [Mark("bra", centimetres, centimetres, cups, f"{band}{cup}")] if cups else None


def _jeans(match: re.Match[str]) -> list[Mark] | None:
    waist, length = (
        next((one for one in pair if one), None) for pair in (match.group(1, 3, 5, 7), match.group(2, 4, 6))
    )
    if not waist or not 22 <= int(waist) <= 60 or (length and not 24 <= int(length) <= 40):
        return None
    marks = [Mark("waist", int(waist), int(waist), text=f"W{waist}")]
    return [*marks, Mark("inseam", int(length), int(length), text=f"L{length}")] if length else marks


def _chi(match: re.Match[str]) -> list[Mark]:
    """2尺2 is 28.9 inches, sold as 29. Sellers round both ways: every whole inch at most 0.6 off is meant.

    Less than half a 市寸 (1.3 inches), so that 2尺3 and 2尺4 have none in common.
    """
    feet, inches = (int(in_words(digit) or digit) if digit else 0 for digit in match.group("feet", "inches"))
    waist = (feet * 10 + inches) * 10 / 3 / 2.54
    return [Mark("waist", ceil(waist - 0.6), floor(waist + 0.6), text=match[0])]


def _chest(match: re.Match[str]) -> list[Mark] | None:
    low, high = span(match[1], match[2])
    if low < 56:  # inches
        low, high = low * 2.54, high * 2.54
    return [Mark("cn", low, high, text=f"{shown(low, high)} cm chest")]


def _stature(match: re.Match[str]) -> list[Mark]:
    low, high = span(match[1], match[2])
    return [Mark("stature", low, high, text=f"height {shown(low, high)}")]


def _length(match: re.Match[str]) -> list[Mark]:
    """Regular is 0, which goes without saying."""
    if match["regular"]:
        return [Mark("length", 0, 0, text="regular")]
    short = match["short"] or match[0] == "短款"
    return [Mark("length", -1, -1, text="short") if short else Mark("length", 1, 1, text="long")]


def _labelled_height(match: re.Match[str]) -> list[Mark] | None:
    return _tall("tall", match)


def _height(match: re.Match[str]) -> list[Mark] | None:
    return _tall("height", match)


def _tall(scale: str, match: re.Match[str]) -> list[Mark] | None:
    low, high = span(match[1], match[2])
    if not HEIGHTS[0] <= low <= high <= HEIGHTS[1]:
        return None
    return [Mark(scale, low, high, text=f"{shown(low, high)} cm")]


def _age(match: re.Match[str]) -> list[Mark] | None:
    years = match[1] is not None
    low, high = span(match[1], match[2]) if years else span(match[3], match[4])
    if high > (18 if years else 36):
        return None
    text = f"{shown(low, high)} {'years' if years else 'months'}"
    return [Mark("age", low * 12, high * 12, text=text) if years else Mark("age", low, high, text=text)]


def _numbered(match: re.Match[str]) -> list[Mark] | None:
    scale = system_of(match["system"])
    low, high = span(match["low"], match["high"])
    if scale == "cn":
        return [_chinese(low, high)]
    return [Mark(scale, low, high, text=f"{scale.upper()} {shown(low, high)}")] if fits(scale, low, high) else None


def _chinese(low: float, high: float) -> Mark:
    """A Chinese number alone is a height or a chest, by how large it is."""
    if 130 < low <= HEIGHTS[1]:
        return Mark("height", low, high, text=f"{shown(low, high)} cm")
    return Mark("cn" if fits("cn", low, high) else "number", low, high, text=f"CN {shown(low, high)}")


def _letters(match: re.Match[str]) -> list[Mark] | None:
    lone = match["from"] if len(match["from"]) == 1 and match["from"].islower() else ""
    rest = re.sub(r"(?i)\b(?:size|размер)\b", "", match.string.replace(match[0], "", 1))
    if lone and any(map(str.isalpha, rest)):  # a word of a sentence, not a size
        return None
    ends = [_letter(part) for part in (match["from"], match["to"]) if part]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    low, high = min(known)[0], max(known)[1]
    return [Mark("letter", low, high, text=_named(low) if low == high else f"{_named(low)}-{_named(high)}")]


def _letter(text: str) -> tuple[int, int] | None:
    """How far from M: "XL" is 2, "3XL" 4, "X-Small" -2. 特大号 may be XL or 2XL."""
    if text in CHINESE_LETTERS:
        return CHINESE_LETTERS[text]
    text = _latin(re.sub(r"(?i)extra[ -]?", "X", text)).upper()
    parts = re.fullmatch(r"([0-9]{0,2})[ -]?(X*)[ -]?(S|M|L)[A-Z]*", text)
    if not parts or (parts[1] and not parts[2]) or (parts[3] == "M" and parts[2]):
        return None
    more = int(parts[1]) + len(parts[2]) - 1 if parts[1] else len(parts[2])
    size = {"S": -1 - more, "M": 0, "L": 1 + more}[parts[3]]
    return (size, size) if -6 <= size <= 11 else None


def _named(size: int) -> str:
    if size == 0:
        return "M"
    letter, more = ("L" if size > 0 else "S"), abs(size) - 1
    return {0: "", 1: "X"}.get(more, f"{more}X") + letter


def _bare(match: re.Match[str]) -> list[Mark] | None:
    low, high = span(match[1], match[2])
    return [Mark("number", low, high, text=shown(low, high))] if high <= HEIGHTS[1] else None


def _in_system(mark: Mark, system: System, person: Person | None) -> Mark:
    """A bare number as the rule says that it is meant, where that system has such a number."""
    if mark.scale != "number":
        return mark
    if person == "children" and HEIGHTS[0] <= mark.low <= HEIGHTS[1]:  # a bare 110
        return replace(mark, scale="height", text=f"{mark.text} cm")
    if system == "cn":
        found = _chinese(mark.low, mark.high)
        return mark if found.scale == "number" else found
    if system != "unknown" and fits(system, mark.low, mark.high, person):
        return replace(mark, scale=system, text=f"{system.upper()} {mark.text}")
    return mark


def _latin(text: str) -> str:
    return text.translate(str.maketrans("АВСЕМХавсемх", "ABCEMXabcemx"))


__all__ = ["ClothingSize", "System", "parse_clothing_size"]
