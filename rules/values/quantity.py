"""Amounts with a unit: 500 ml = 0.5 L = 50 cl = 500 мл; 1斤 = 500 克; 10 000 мАч; 16 GB."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from rules.values.numbers import NUMBER, show_number, to_float
from rules.values.numerals import HAN, han_number
from rules.values.text import Found, plain
from rules.values.units import BY_SYMBOL, Kind, Measure, factor, pattern, unit_of

__all__ = ["Kind", "Quantity", "find_quantities", "parse_quantity"]


@dataclass(frozen=True)
class Quantity:
    """`amount` in the unit as stated; `base` in g, ml, cm, MB, mAh, Wh or W.

    `least` is the lower end of a range ("400-500 g"), whose upper one is `amount`.
    `loose`: written with one mark before three digits, so that "1,500 кг" may be one and a half.
    """

    amount: float
    unit: str
    least: float | None = None
    loose: bool = field(default=False, compare=False)

    @property
    def kind(self) -> Measure:
        return BY_SYMBOL[self.unit].kind

    @property
    def base(self) -> float:
        return self.amount * factor(self.unit)

    @property
    def least_base(self) -> float:
        """`base` where it is no range."""
        return self.base if self.least is None else self.least * factor(self.unit)

    @property
    def text(self) -> str:
        least = "" if self.least is None else f"{show_number(self.least)}-"
        return f"{least}{show_number(self.amount)} {self.unit}"

    def as_volume(self) -> Quantity:
        """A bottle of "12 oz" means fluid ounces; anything else stays as it is."""
        return replace(self, unit="fl oz") if self.unit == "oz" else self

    def as_memory(self) -> Quantity:
        """Beside a storage "256G" means gigabytes; anything else stays as it is."""
        return replace(self, unit="GB") if self.unit == "g" else self


def parse_quantity(text: str, kinds: Collection[Kind] = ()) -> Quantity | None:
    """The first amount that a whole value states; in "6 x 330 ml" one can's 330 ml, in "8GB+256GB" the storage."""
    text = _DECIMALS.sub(_as_decimals, _MEMORY.sub(_as_memory, _HAN.sub(_digits, plain(text))))
    found = [one.value for one in _scan(text, kinds)]
    first = next(iter(found), None)
    if first is None or first.kind != "memory":
        return first
    return max((one for one in found if one.kind == "memory"), key=lambda quantity: quantity.base)


_HAN = re.compile(rf"(?<![0-9{HAN}])(?:半|[{HAN}]{{1,6}})(?=[公市千毫]?[斤克升]|两)")


def _digits(match: re.Match[str]) -> str:
    """ "半斤", "八两" and "十二斤", as a whole value; in a sentence "一升" may be a part of a word."""
    return "0.5" if match[0] == "半" else str(han_number(match[0]))


# A phone's memory and storage: "8G+256G", "16G/1T".
_MEMORY = re.compile(r"(?<![0-9.,])[0-9]{1,4} ?G(?: ?[+/] ?[0-9]{1,4} ?[GT]){1,3}(?![A-Za-zА-Яа-яё])")


def _as_memory(match: re.Match[str]) -> str:
    """Storage comes in powers of two: "8G+256G" is a phone, "10G+250G" two weights."""
    most = max(map(int, re.findall("[0-9]+", match[0])))
    is_storage = "T" in match[0] or (most >= 16 and not most & (most - 1))
    return re.sub("([GT])", r"\1B", match[0]) if is_storage else match[0]


# 1米5 and 1m80 are 1.5 and 1.8 m; 5 m2 is an area, and 2米3条 three pieces.
_DECIMALS = re.compile(
    r"(?<![0-9.,])([0-9]{1,2})(米|[mм](?![23](?![0-9])))([0-9]{1,2})"
    "(?![0-9A-Za-zА-Яа-яё]|[.,][0-9]|/(?![0-9])|[个個条條根只件支套片张張包盒卷段])"
)


def _as_decimals(match: re.Match[str]) -> str:
    return f"{match[1]}.{match[3]}{match[2]}"


def find_quantities(text: str, kinds: Collection[Kind] = ()) -> list[Found[Quantity]]:
    """All amounts in free text, of these kinds only (any without kinds), in order."""
    return list(_scan(plain(text), kinds))


def _scan(text: str, kinds: Collection[Kind]) -> Iterator[Found[Quantity]]:
    previous: Found[Quantity] | None = None
    for match in _amount().finditer(text):
        unit = unit_of(match["unit"])
        if (kinds and unit.kind not in kinds) or _is_no_amount(match, unit.kind):
            continue
        found = _found(match, unit.symbol)
        if not found.value.amount:
            continue
        joined = _joined(previous, found, text) if previous else None
        if previous and not joined:
            yield previous
        previous = joined or found
    if previous:
        yield previous


def _found(match: re.Match[str], unit: str) -> Found[Quantity]:
    number = match["number"] or match["most"]
    amount = to_float(number) + (0.5 if match["half"] else 0)
    least = to_float(match["least"]) if match["least"] else None
    if least is not None and not _is_range(least, amount, unit):
        least = None
    start = match.start("most") if match["most"] and least is None else match.start()
    loose = bool(_LOOSE.fullmatch(number))
    return Found(Quantity(amount, unit, least, loose), match.string[start : match.end()], start)


def _is_range(least: float, most: float, unit: str) -> bool:
    """A variant stands before a dash too ("No. 1-250 g"), and memory comes in sizes: "15-128GB" is a phone.

    "16 oz - 454 g" is one amount in two units.
    """
    return BY_SYMBOL[unit].kind != "memory" and 1.01 * least < most <= 10 * least


def _joined(left: Found[Quantity], right: Found[Quantity], text: str) -> Found[Quantity] | None:
    """ "1 lb 4 oz", "1 кг 200 г" and "400 g - 500 g" are one amount. "1 кг 1000 г" states it twice."""
    between = text[left.start + len(left.quote) : right.start]
    quote = text[left.start : right.start + len(right.quote)]
    one, other, unit = left.value, right.value, left.value.unit
    if one.least is not None or other.least is not None:
        return None
    amount = other.base / factor(unit)
    if between in ("", " ") and (unit, other.unit) in _COMPOUND and amount < 1:
        return Found(Quantity(one.amount + amount, unit), quote, left.start)
    if _TO.fullmatch(between) and one.kind == other.kind and _is_range(one.amount, amount, unit):
        return Found(Quantity(amount, unit, one.amount), quote, left.start)
    return None


_COMPOUND = frozenset(
    {("lb", "oz"), ("kg", "g"), ("斤", "两"), ("斤", "g"), ("kg", "两"), ("l", "ml"), ("ft", "in"), ("m", "cm")}
)
_DASH = "(?: ?[-–—~] ?| ?[至到] ?| до | to )"
_TO = re.compile(_DASH, re.IGNORECASE)
_MARGIN = rf"(?:±|\+ ?/ ?-|\+-) ?{NUMBER}"


@cache
def _amount() -> re.Pattern[str]:
    """ "500 g", "500±10 g", "500 g (±2 %)", "400-500 g", "1斤半"."""
    bounded = r"(?<![0-9a-zа-яё.,])(?<![0-9a-zа-яё][-–—])"
    number = rf"(?P<number>{NUMBER})|{bounded}(?P<least>{NUMBER}){_DASH}(?P<most>{NUMBER})"
    half = r"(?:(?P<half>半)(?=装|\W|$))?"
    margin = rf"(?: ?\(? ?{_MARGIN} ?(?:%|{pattern()})?(?: ?\))?)?"
    return re.compile(rf"(?:{number})(?: ?{_MARGIN} ?%?)?[ -]?(?P<unit>{pattern()}){half}{margin}", re.IGNORECASE)


_LOOSE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_NETWORK = re.compile(r"[2-6]G")
_YEAR = re.compile(r"(?:19|20)[0-9]{2} ?г")
_CHAIN = re.compile(r"[x×х*] ?$", re.IGNORECASE)


def _is_no_amount(match: re.Match[str], kind: Measure) -> bool:
    """A network (5G), a Russian year (2024 г.), a carat (克拉), or one side of 55x40x20 cm."""
    if kind == "mass":
        carat = match["unit"] == "克" and match.string.startswith("拉", match.end())
        return carat or bool(_NETWORK.fullmatch(match[0]) or _YEAR.fullmatch(match[0]))
    return kind == "length" and bool(_CHAIN.search(match.string, max(0, match.start() - 2), match.start()))
