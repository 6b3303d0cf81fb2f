"""Sizes of shoes as sellers write them: "EU 42", "US 9 men", "39 2/3", "42 (27 см)", "стелька 26,5 см", 245, 11C."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from rules.values.clothing_patterns import PREFIXED, SUFFIXED, number_first, system_of
from rules.values.shoe_tables import fits
from rules.values.size_marks import RANGE, Mark, Person, head, persons, shown, span, take

ShoeSystem = Literal["unknown", "eu", "ru", "us", "uk", "cn", "it", "jp"]
MOST_MARKS = 24

_NO_LETTER = "(?![A-Za-zА-Яа-яёЁ])"
_UNIT = r"(?P<unit>см|cm|厘米|公分|мм|mm|毫米)"
_I = re.IGNORECASE
# Heels, shafts and platforms are measured too, and weights and counts stand in the same field.
_NOT_A_SIZE = re.compile(
    rf"(?:каблук[а-я]{{0,2}}|платформ[а-я]|голенищ[а-я]|высот[а-я]|подошв[а-я]|heels?|platform|shaft|height|跟高|筒高|鞋跟)"
    rf"(?: height)? ?[:=]? ?{RANGE} ?{_UNIT}?|{RANGE} ?(?:kgs?|кг|公?斤|%|шт|пар[аы]?|pairs?|pcs|双){_NO_LETTER}",
    _I,
)
_LABELLED = re.compile(
    rf"(?:(?P<insole>(?:длина )?(?:по )?стельк[аиеу]|insole(?: length)?|鞋垫长?|内长)"
    rf"|(?:длина )?(?:стоп[аы]|ног[аи])|foot(?: length)?|脚长|足长) ?[:=]? ?{RANGE} ?{_UNIT}?",
    _I,
)
_LENGTH = re.compile(rf"{RANGE} ?{_UNIT}{_NO_LETTER}(?P<insole> ?(?:по )?стельк)?", _I)
_CHILD = re.compile(rf"(?:US ?)?{RANGE} ?(?P<age>[CYK])(?![A-Za-z0-9])", _I)
_PERSONAL = re.compile(
    r"(?:US ?)?(?<![A-Za-zА-Яа-я0-9'’])(?:(?P<men>M|men'?s?|муж[а-я.]{0,5}|男码?)"
    rf"|(?P<women>W|women'?s?|жен[а-я.]{{0,5}}|女码?)) ?(?:US|size)? ?[:.]? ?{RANGE}{_NO_LETTER}",
    _I,
)
_BARE = re.compile(rf"(?<![A-Za-zА-Яа-яёЁ])(?<![A-Za-zА-Яа-яёЁ][/-]){RANGE}(?:码|碼|号|р\.?)?{_NO_LETTER}", _I)


@dataclass(frozen=True)
class ShoeSize:
    """`marks` are alternative statements of one size; lengths in mm."""

    marks: tuple[Mark, ...]
    person: Person | None = None

    @property
    def text(self) -> str:
        return " / ".join(dict.fromkeys(mark.text for mark in self.marks))


def parse_shoe_size(text: str, system: ShoeSystem = "unknown", person: Person | None = None) -> ShoeSize | None:
    """None where nothing is a size. `system` and `person`: what a bare number means in this shop."""
    text = head(text)
    named = persons(text)
    person = named[0] if len(named) == 1 else person
    marks = [_meant(mark, system, person) for mark in _marks(text)[:MOST_MARKS]]
    return ShoeSize(tuple(dict.fromkeys(marks)), person) if marks else None


def _marks(text: str) -> list[Mark]:
    marks: list[Mark] = []
    text = _NOT_A_SIZE.sub(" | ", text)
    for pattern, build in (
        (_LABELLED, _length),
        (_LENGTH, _length),
        (_CHILD, _child),
        (_PERSONAL, _personal),
        (SUFFIXED if number_first(text) else PREFIXED, _numbered),
        (_BARE, _bare),
    ):
        text = take(text, pattern, build, marks)
    return marks


def _length(match: re.Match[str]) -> list[Mark] | None:
    groups = [group for at, group in enumerate(match.groups(), 1) if at not in match.re.groupindex.values()]
    low, high = span(groups[0], groups[1])
    unit = (match["unit"] or ("mm" if low > 60 else "cm")).lower()
    millimetres = 1 if unit in ("мм", "mm", "毫米") else 10
    labelled = match.re is _LABELLED
    scale = "insole" if match["insole"] else "foot" if labelled or millimetres == 1 else "length"
    low, high = low * millimetres, high * millimetres
    if not 80 <= low <= high <= 340:
        return None
    return [Mark(scale, low, high, text=f"{shown(low / 10, high / 10)} cm")]


def _child(match: re.Match[str]) -> list[Mark] | None:
    low, high = span(match[1], match[2])
    scale = "us youth" if match["age"].upper() == "Y" else "us child"
    return [Mark(scale, low, high, text=f"US {shown(low, high)}{match['age'].upper()}")] if high <= 13.5 else None


def _personal(match: re.Match[str]) -> list[Mark] | None:
    """ "M9 / W11" are American; "мужские 42" is a bare number."""
    low, high = span(match[3], match[4])
    person = "men" if match["men"] else "women"
    if high > 18:
        return None
    return [Mark(f"us {person}", low, high, text=f"US {shown(low, high)} {person}")]


def _numbered(match: re.Match[str]) -> list[Mark] | None:
    system = system_of(match["system"])
    low, high = span(match["low"], match["high"])
    scale = _scale(system, low)
    if scale == "foot":
        factor = 1 if low > 60 else 10
        return [Mark("foot", low * factor, high * factor, text=f"{shown(low * factor, high * factor)} mm")]
    text = f"{system.upper()} {shown(low, high)}"
    return [Mark(scale, low, high, text=text)] if fits(scale, low, high) else None


def _scale(system: str, number: float) -> str:
    """German and French numbers are European; Chinese and Japanese ones are a foot, or the older Chinese table's."""
    if system == "jp" or (system == "cn" and (number > 60 or number < 30)):
        return "foot"
    return "eu" if system in ("cn", "de", "fr") else system


def _bare(match: re.Match[str]) -> list[Mark] | None:
    low, high = span(match[1], match[2])
    return [Mark("number", low, high, text=shown(low, high))] if high <= 340 else None


def _meant(mark: Mark, system: ShoeSystem, person: Person | None) -> Mark:
    """A bare number in the system of the rule, an American one as the person's."""
    if mark.scale == "number" and mark.low >= 100:  # three digits are millimetres everywhere
        return replace(mark, scale="foot", text=f"{mark.text} mm")
    if mark.scale == "number" and system != "unknown":
        scale = _scale(system, mark.low)
        if scale == "foot":
            return Mark("foot", mark.low * 10, mark.high * 10, text=f"{mark.text} cm")
        if fits(scale, mark.low, mark.high):
            mark = replace(mark, scale=scale, text=f"{scale.upper()} {mark.text}")
    if mark.scale == "us" and person in ("men", "women"):
        return replace(mark, scale=f"us {person}", text=f"{mark.text} {person}")
    return mark
