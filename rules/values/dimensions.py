"""Sizes of one to three sides, in any order and unit: 55x40x20 см, 22" x 16" x 8", 长55宽40高20, 20寸.

Sides are found one by one and then put together where only "x" or a label ("宽", "высота", "W") stands
between them. That keeps the work linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from rules.values.numbers import BLANK_GROUPS, NUMBER, show_number, to_float
from rules.values.text import Found, plain
from rules.values.units import factor, pattern, unit_of

_WORDS = (
    *("length", "width", "height", "depth", "diameter", "thickness"),
    *("длина", "ширина", "высота", "глубина", "диаметр", "толщина", "дл", "шир", "выс"),
)
_LETTERS = "lwhdøдшвг"
_HAN = "[长宽高深厚長寬]度?|直径"
_LABEL = (
    rf"(?:(?:(?<![a-zа-яё])|(?<=[0-9][x×х*]))(?:(?:{'|'.join(_WORDS)})(?![a-zа-яё])|[{_LETTERS}](?![a-zа-яё]))|{_HAN})"
)
_TIMES = r"(?: ?[x×х*✕╳] ?| by | на )"
_SOFT = r"[ ,;/|·()]{0,3}"
_MOST = 3
_MOST_STATED = 40  # of one value


@dataclass(frozen=True)
class Dimensions:
    """Sides as stated, each with its unit ("cm", "in", …) or "" where none was given."""

    sides: tuple[tuple[float, str], ...]

    def in_cm(self, unit: str = "cm") -> tuple[float, ...]:
        """Largest first; `unit` is what a bare number means."""
        return tuple(sorted((side * factor(own or unit) for side, own in self.sides), reverse=True))

    @property
    def has_unit(self) -> bool:
        return all(unit for _, unit in self.sides)

    @property
    def text(self) -> str:
        units = {unit for _, unit in self.sides}
        if len(units) == 1:
            return "×".join(show_number(side) for side, _ in self.sides) + f" {units.pop()}".rstrip()
        return " × ".join(f"{show_number(side)} {unit}".strip() for side, unit in self.sides)


def parse_dimensions(text: str) -> Dimensions | None:
    """The fullest size that a whole value states: of "20寸 (55x35x22 cm)" the three sides. Units may be absent.

    Of two readings the one whose sides are nearest: 1.200 x 600 mm is 1200×600.
    """
    return min(parse_sizes(text), key=_spread, default=None)


def parse_sizes(text: str) -> tuple[Dimensions, ...]:
    """Every reading of a whole value: "1.200 mm" is 1.2 mm in London and 1200 mm in Berlin."""
    text = _joined(plain(text))
    readings = dict.fromkeys((text, _EITHER.sub(r"\1.\2", text), _EITHER.sub(r"\1\2", text)))
    return tuple(dict.fromkeys(size for reading in readings if (size := _fullest(reading))))


def _spread(size: Dimensions) -> float:
    sides = size.in_cm()
    return sides[0] / sides[-1]


def _fullest(text: str) -> Dimensions | None:
    if re.fullmatch(NUMBER, number := BLANK_GROUPS.sub("", text)):
        return _dimensions([(to_float(number), "")])
    stated = list(islice(_scan(text), _MOST_STATED))
    ranges = {found.start for pair in pairwise(stated) if _is_a_range(*pair, text) for found in pair}
    sizes = [one.value for one in stated if one.start not in ranges and not _ends_a_range(one, text)]
    return max(sizes, key=lambda size: len(size.sides), default=None)


def _joined(text: str) -> str:
    """In "1 200 x 600 mm" the blank parts thousands; in "60 120 cm" it does not, for a thing of 600 m is none."""
    return _thousands().sub(lambda match: (match["before"] or "") + match["number"].replace(" ", ""), text)


@cache
def _thousands() -> re.Pattern[str]:
    millimetres = rf"[1-9][0-9]? [0-9]{{3}}(?={_TIMES}| ?\(| ?(?:mm|мм|毫米)(?![a-zа-яё]))"
    others = rf"[1-9] [0-9]{{3}}(?= ?{pattern('length')})"
    number = rf"(?<![0-9.,])(?<![0-9] )(?P<number>{millimetres}|{others}|(?(before)[1-9] [0-9]{{3}}|(?!)))"
    before = rf"(?P<before>(?:{_LABEL}|{_TIMES}) ?[:=.]? ?)?"
    return re.compile(rf"{before}{number}(?![0-9]| [0-9]{{3}})", re.IGNORECASE)


def find_dimensions(text: str) -> list[Found[Dimensions]]:
    """Sizes in free text, in order. Without a unit only three sides count: 1920x1080 is no size."""
    return [
        found
        for found in _scan(plain(text))
        if len(found.value.sides) == _MOST or any(unit for _, unit in found.value.sides)
    ]


def _scan(text: str) -> Iterator[Found[Dimensions]]:
    for group in _groups(text):
        start, end = group[0].start(), group[-1].end()
        size = None if _is_no_size(group) else _dimensions(list(_sides(group)))
        if size:
            yield Found(size, text[start:end], start)


def _groups(text: str) -> Iterator[list[re.Match[str]]]:
    """Sides that belong together: "x" between them, or a label on each and no word between."""
    group: list[re.Match[str]] = []
    for match in _side_pattern().finditer(text):
        if group and not _linked(group[-1], match):
            yield group
            group = []
        group.append(match)
    if group:
        yield group


@cache
def _side_pattern() -> re.Pattern[str]:
    before = rf"(?:(?P<before>{_LABEL}) ?[:=.]? ?)?"
    unit = rf"(?:(?: |-| ?\(|, ?(?=[cmсм]))?(?P<unit>{pattern('length')}))?"
    label = rf"(?:{_LABEL}|[{_LETTERS}])"
    after = rf"(?(before)|(?P<after> ?\({label}\)| ?{label}(?={_TIMES}|[ ,;)]|$))?)"
    behind = rf"(?(after)(?: ?(?P<behind>{pattern('length')}))?)"
    return re.compile(f"{before}(?P<number>{NUMBER}){unit}{after}{behind}", re.IGNORECASE)


_LINK = re.compile(_TIMES, re.IGNORECASE)
_GAP = re.compile(_SOFT)
_EITHER = re.compile(r"(?<![0-9.,'])([1-9][0-9]{0,2})[.,]([0-9]{3})(?![0-9]|[.,][0-9])")


def _linked(left: re.Match[str], right: re.Match[str]) -> bool:
    gap = left.string[left.end() : right.start()]
    if _adjacent(left, right) and _goes_on(left, right):
        return True
    labelled = all(match["before"] or match["after"] for match in (left, right))
    return bool(_LINK.fullmatch(gap) or (labelled and _GAP.fullmatch(gap)))


def _goes_on(left: re.Match[str], right: re.Match[str]) -> bool:
    """ "2 ft 6 in" and "1 м 20 см" are one side, and so is 1米8."""
    if not left["unit"] or left["after"] or right["before"]:
        return False
    if not right["unit"]:
        return _is_decimals(left, right)
    return (unit_of(left["unit"]).symbol, unit_of(right["unit"]).symbol) in _COMPOUND


def _is_decimals(left: re.Match[str], right: re.Match[str]) -> bool:
    """1米8 and 1m80 are 1.8 m; 5 m2 is an area, and 2米3条 three pieces."""
    glued = left.end() == right.start() and left["number"].isdigit() and unit_of(left["unit"]).symbol == "m"
    if not glued or not re.fullmatch("[0-9]{1,2}", right["number"]):
        return False
    text, end = right.string, right.end("number")
    among_sides = _LINK.match(text, end) or _TIMES_BEFORE.search(text, max(0, left.start() - 4), left.start())
    return bool(among_sides or (right["number"] not in "23" and not _PIECES.match(text, end)))


_TIMES_BEFORE = re.compile(rf"{_TIMES}$", re.IGNORECASE)
_PIECES = re.compile("[a-zа-яё/]|[个個条條根只件支套片张張包盒卷段]", re.IGNORECASE)
_COMPOUND = frozenset({("ft", "in"), ("m", "cm"), ("cm", "mm")})


def _sides(group: Sequence[re.Match[str]]) -> Iterator[tuple[float, str]]:
    """Number and unit of each side, those that go on put together."""
    at = 0
    while at < len(group):
        side = _side(group[at])
        if at + 1 < len(group) and _adjacent(group[at], group[at + 1]) and _goes_on(group[at], group[at + 1]):
            side = _together(side, group[at + 1])
            at += 1
        yield side
        at += 1


def _together(side: tuple[float, str], more: re.Match[str]) -> tuple[float, str]:
    amount, unit = _side(more)
    if not unit:
        return float(f"{side[0]:.0f}.{more['number']}"), side[1]
    return side[0] + amount * factor(unit) / factor(side[1]), side[1]


def _side(match: re.Match[str]) -> tuple[float, str]:
    unit = match["unit"] or match["behind"]
    return to_float(match["number"]), unit_of(unit).symbol if unit else ""


def _adjacent(left: re.Match[str], right: re.Match[str]) -> bool:
    return left.string[left.end() : right.start()] in ("", " ")


def _dimensions(sides: Sequence[tuple[float, str]]) -> Dimensions | None:
    """A unit counts for the sides before it, the last one also for those after it."""
    if not all(side > 0 for side, _ in sides):
        return None
    stated = [unit for _, unit in sides if unit]
    unit, filled = stated[-1] if stated else "", []
    for side, own in reversed(sides):
        unit = own or unit
        filled.append((side, unit))
    return Dimensions(tuple(reversed(filled)))


def _is_no_size(group: Sequence[re.Match[str]]) -> bool:
    """Too many sides, a part of a model number, a bare number, "6 x 330 ml", "2 in 1", 508 m3/h, ±1 cm."""
    first, last = group[0], group[-1]
    text, start, end = first.string, first.start(), last.end()
    if len(group) == 1 and not first["unit"]:
        return True
    glued = not first["before"] and text[max(0, start - 1) : start].isalpha()
    if (glued and text[start - 1].isascii()) or len(group) > _MOST or text.startswith("±", start - 1):
        return True
    if (_DERIVED if last["unit"] else _other_unit()).match(text, end):
        return True
    return len(group) == 1 and _is_preposition(first)


@cache
def _other_unit() -> re.Pattern[str]:
    return re.compile(f"[ -]?{pattern('mass', 'volume', 'memory', 'charge', 'energy', 'power')}", re.IGNORECASE)


# An area, a volume, a speed or a flow: 20 m2, 508 m3/h, 5 m/s. The end of a range: 40-60 cm.
_DERIVED = re.compile(
    r"\^?[23](?![0-9.,])|(?<=in)[0-9]| ?/ ?(?:h|hr|hour|s|sec|min|ч|час|с|сек|мин)(?![a-zа-яё])|/小时", re.IGNORECASE
)
_TO = "(?: ?[-–—~…] ?| to | до | ?[至到] ?)"
_RANGE = re.compile(rf"[0-9](?: ?[a-zа-яё]{{1,2}})?{_TO}$", re.IGNORECASE)
_BETWEEN_ENDS = re.compile(_TO, re.IGNORECASE)
_NOT_INCH = re.compile(r" (?:[0-9]|(?:an?|the|one|stock|total|box|pack|set|each|all|this|my|your)\b)", re.IGNORECASE)


def _is_preposition(match: re.Match[str]) -> bool:
    return match["unit"].lower() == "in" and bool(_NOT_INCH.match(match.string, match.end()))


def _ends_a_range(found: Found[Dimensions], text: str) -> bool:
    """40-60 cm is no size; in a title the end of "70-300mm" still tells one lens from another."""
    start = found.start
    return len(found.value.sides) == 1 and bool(_RANGE.search(text, max(0, start - 12), start))


def _is_a_range(left: Found[Dimensions], right: Found[Dimensions], text: str) -> bool:
    """ "80cm-120cm" is 80-120 cm; "60 cm - 24 in" is one length, said twice."""
    ends = [left.value, right.value]
    if any(len(end.sides) > 1 for end in ends) or left.value.sides[0][1] != right.value.sides[0][1]:
        return False
    return bool(_BETWEEN_ENDS.fullmatch(text, left.start + len(left.quote), right.start))
