"""Measures in running text that state one side, one memory or one rating of a thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Literal

from rules.values.counts import find_counts
from rules.values.numbers import NUMBER
from rules.values.quantity import Kind, Quantity, find_quantities
from rules.values.text import Found
from rules.values.units import Measure, pattern

Find = Callable[[str], list[Found[Any]]]
Memory = Literal["storage", "memory"]

_I = re.IGNORECASE
_ENDS = "(?![^\\W\\d_])"
# Words, letters and Chinese signs for each side.
SIDES = {
    "length": ("length|long|дл(?:ина|\\.)?", "l", "长度?|長度?"),
    "width": ("width|wide|шир(?:ина|\\.)?", "w|ш", "[宽寬]度?"),
    "height": ("height|high|tall|выс(?:ота|\\.)?", "h|в", "高度?"),
    "depth": ("depth|deep|глуб(?:ина|\\.)?", "d|г", "深度?"),
    "diameter": ("diameter|diam\\.?|dia\\.?|диаметр|диам\\.?", "ø", "直径"),
    "thickness": ("thickness|thick|толщина|толщ\\.?", "t", "[厚]度?"),
}
_TIMES = re.compile(r"[0-9][\"'a-zа-я ]{0,6}[x×х*] ?[0-9]", _I)
_MASSES: tuple[Kind, ...] = ("mass",)
_VOLUMES: tuple[Kind, ...] = ("volume",)
_LENGTHS: tuple[Kind, ...] = ("length",)
_MEMORIES: tuple[Kind, ...] = ("memory",)
_DIGIT = re.compile("[0-9]")
_REACH = 24


def find_amounts(*kinds: Kind) -> Find:
    return lambda text: list(find_quantities(text, kinds)) if _DIGIT.search(text) else []


def find_volumes(text: str) -> list[Found[Any]]:
    """A bottle of "12 oz" holds fluid ounces."""
    volumes = find_quantities(text, _VOLUMES)
    return list(volumes or [one for one in find_quantities(text, _MASSES) if one.value.unit == "oz"])


def find_contents(text: str) -> list[Found[Any]]:
    """What one pack holds: its weight or volume, else how many pieces ("60 capsules"), not how many packs."""
    amounts = find_quantities(text, (*_MASSES, *_VOLUMES))
    return list(amounts) or [one for one in find_counts(text) if _PIECES.search(one.quote)]


_PIECES = re.compile(r"(?:caps|tab|count|ct|softgel|pods?|bags?|sachet|sheet|капс|табл|пакетик|саше|粒|片|颗)", _I)


def find_sides(side: str) -> Find:
    """ "36" W x 24" D", "length 40 mm", "2 m long", 长55cm; what is sold by the metre or foot is that long."""
    return lambda text: _sides(side, text)


def _sides(side: str, text: str) -> list[Found[Any]]:
    found = [amount for name, amount in _labelled_amounts(text) if name == side]
    if found or side != "length" or not _DIGIT.search(text):
        return found
    lengths = find_quantities(text, _LENGTHS)
    return (
        list(lengths) if len(lengths) == 1 and lengths[0].value.unit in _BY_LENGTH and not _TIMES.search(text) else []
    )


_BY_LENGTH = frozenset(("m", "ft", "yd"))


@lru_cache(maxsize=64)  # a listing's texts are looked through once for all its sides
def _labelled_amounts(text: str) -> tuple[tuple[str, Found[Any]], ...]:
    found = ((_side_of(match), Found(match[0], match[0], match.start())) for match in _amounts().finditer(text))
    return tuple((side, amount) for side, amount in found if side)


def _side_of(match: re.Match[str]) -> str:
    """By the name behind an amount with a unit, else by the one before."""
    text, start = match.string, match.start()
    behind = _behind().match(text, match.end()) if match["unit"] else None
    named = behind or _before().search(text, max(0, start - _REACH), start)
    return named.lastgroup or "" if named else ""


@cache
def _amounts() -> re.Pattern[str]:
    return re.compile(f"{NUMBER}(?:[ -]?(?P<unit>{pattern('length')}))?", _I)


@cache
def _behind() -> re.Pattern[str]:
    sides = "|".join(f"(?P<{side}>{words}|{letters})" for side, (words, letters, _) in SIDES.items())
    return re.compile(rf" ?-?\(?(?:{sides}){_ENDS}", _I)


@cache
def _before() -> re.Pattern[str]:
    sides = "|".join(
        rf"(?P<{side}>(?<![^\W_])(?:{words}) ?(?:of |is )?[:=.]? ?|(?<=[x×х*] )(?:{letters}) ?|(?:{han}) ?[:=]? ?)"
        for side, (words, letters, han) in SIDES.items()
    )
    return re.compile(f"(?:{sides})$", _I)


# ---- memory

_RAM = re.compile(
    r" ?(?:ram|ddr[2-6]?|lpddr\w*|memory(?! (?:cards?|sticks?))|unified|оператив\w+|озу|运行|内存)(?![a-zа-яё])", _I
)
_RAM_BEFORE = re.compile(r"(?:ram|ddr[2-6]?|lpddr\w*|memory|оператив\w+(?: памят\w+)?|озу|运行内存|内存) ?[:=]? ?$", _I)
_DISK = re.compile(
    r" ?(?:memory (?:card|stick)|internal|built[ -]in|ssd|hdd|rom|emmc|ufs|nvme|storage|flash|hard|disk|drive"
    r"|встроен\w+|накопител\w+|硬盘|存储|固态)",
    _I,
)
_DISK_BEFORE = re.compile(r"(?:ssd|hdd|rom|emmc|storage|flash|накопител\w+|硬盘|存储|固态) ?[:=]? ?$", _I)
# "8/256GB", "8G+256G", "16/1T".
_BOTH = re.compile(
    r"(?<![0-9A-Za-z.,/])(?P<memory>[0-9]{1,2}) ?(?:GB?|Гб?)? ?[/+] ?(?P<storage>[0-9]{1,4}) ?"
    r"(?P<unit>[GTГТ])[BБ]?(?!\w)",
    _I,
)


def find_memory(which: Memory) -> Find:
    """Of "8GB RAM, 256GB SSD" and "8/256GB" the one or the other; an amount that says nothing is storage if alone."""
    return lambda text: _memory(which, text) if _DIGIT.search(text) else []


def _memory(which: Memory, text: str) -> list[Found[Any]]:
    if both := _BOTH.search(text):
        unit = "TB" if which == "storage" and both["unit"] in "TtТт" else "GB"
        quote = both[0] if which == "storage" else text[both.start() : both.end("storage")]  # "8/256" holds no unit
        return [Found(Quantity(float(both[which]), unit), quote, both.start())]
    found = find_quantities(text, _MEMORIES)
    told = [(one, _which(one, text)) for one in found]
    if named := [one for one, said in told if said == which]:
        return named
    unsaid = [one for one, said in told if not said]
    if len(found) == len(unsaid) == 2:
        low, high = sorted(unsaid, key=lambda one: one.value.base)
        return [high if which == "storage" else low] if high.value.base >= 4 * low.value.base else []
    return unsaid if which == "storage" else []


def _which(one: Found[Any], text: str) -> str:
    end, before = one.start + len(one.quote), max(0, one.start - _REACH)
    if _RAM.match(text, end):
        return "memory"
    if _DISK.match(text, end):
        return "storage"
    if _RAM_BEFORE.search(text, before, one.start):
        return "memory"
    return "storage" if _DISK_BEFORE.search(text, before, one.start) else ""


# ---- ratings

RATINGS = ("voltage", "power", "frequency", "rotation", "protection", "gauge")
_SPOKEN = {
    "rotation": rf"(?<![A-Za-z0-9.,-]){NUMBER} ?(?:(?:k ?)?rpm|r/min|об\.?/мин\.?|转/分钟?){_ENDS}",
    "protection": r"(?<![a-z])SPF[ -]?[0-9]{1,3}\+?|(?<![0-9])[0-9]{1,3}\+? SPF",
    "gauge": rf"(?<![\w.,]){NUMBER}[ -]?(?:gauge|ga\.?){_ENDS}",
}


def find_ratings(rating: str) -> Find:
    """ "220-240 V", "3.2 GHz", "7200 об/мин", "SPF 50"."""
    return lambda text: _rated(rating, text) if _DIGIT.search(text) else []


def _rated(rating: str, text: str) -> list[Found[Any]]:
    return [Found(match[0], match[0], match.start()) for match in _rating(rating).finditer(text)]


@cache
def _rating(rating: str) -> re.Pattern[str]:
    measured: dict[str, Measure] = {"voltage": "voltage", "power": "power", "frequency": "frequency"}
    if rating in _SPOKEN:
        return re.compile(_SPOKEN[rating], _I)
    unit = pattern(measured[rating], ratings=True)
    return re.compile(rf"(?<![A-Za-z0-9.,-]){NUMBER}(?:[ -]?[-–/~] ?{NUMBER})?[ -]?{unit}", _I)
