"""Amounts with a unit: 500 ml = 0.5 L = 50 cl = 500 мл; 1斤 = 500 克; 10 000 мАч; 16 GB."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache

from rules.values.numbers import NUMBER, show_number, to_float
from rules.values.text import Found, plain
from rules.values.units import BY_SYMBOL, Kind, factor, pattern, unit_of

__all__ = ["Kind", "Quantity", "find_quantities", "parse_quantity"]


@dataclass(frozen=True)
class Quantity:
    """`amount` in the unit as stated; `base` in g, ml, cm, MB, mAh, Wh or W.

    `loose`: written with one mark before three digits, so that "1,500 кг" may be one and a half.
    """

    amount: float
    unit: str
    loose: bool = field(default=False, compare=False)

    @property
    def kind(self) -> Kind:
        return BY_SYMBOL[self.unit].kind

    @property
    def base(self) -> float:
        return self.amount * factor(self.unit)

    @property
    def text(self) -> str:
        return f"{show_number(self.amount)} {self.unit}"

    def as_volume(self) -> Quantity:
        """A bottle of "12 oz" means fluid ounces; anything else stays as it is."""
        return Quantity(self.amount, "fl oz") if self.unit == "oz" else self

    def as_memory(self) -> Quantity:
        """Beside a storage "256G" means gigabytes; anything else stays as it is."""
        return Quantity(self.amount, "GB") if self.unit == "g" else self


def parse_quantity(text: str, kinds: Collection[Kind] = ()) -> Quantity | None:
    """The first amount that a whole value states; in "6 x 330 ml" one can's 330 ml, in "8GB+256GB" the storage."""
    found = [one.value for one in _scan(_HAN.sub(_digits, plain(text)), kinds)]
    first = next(iter(found), None)
    if first is None or first.kind != "memory":
        return first
    return max((one for one in found if one.kind == "memory"), key=lambda quantity: quantity.base)


_NUMERALS = {"半": "0.5", "两": "2"} | {numeral: str(at) for at, numeral in enumerate("一二三四五六七八九十", 1)}
_HAN = re.compile(r"(?<![一二三四五六七八九十百千])(半|[一二三四五六七八九十]|两(?=[公市]?斤|升))(?=[公市]?斤|两|升)")


def _digits(match: re.Match[str]) -> str:
    """ "半斤" and "八两", as a whole value; in a sentence "一升" may be a part of a word."""
    return _NUMERALS[match[0]]


def find_quantities(text: str, kinds: Collection[Kind] = ()) -> list[Found[Quantity]]:
    """All amounts in free text, of these kinds only (any without kinds), in order."""
    return list(_scan(plain(text), kinds))


def _scan(text: str, kinds: Collection[Kind]) -> Iterator[Found[Quantity]]:
    previous: Found[Quantity] | None = None
    for match in _amount().finditer(text):
        unit, number = unit_of(match["unit"]), to_float(match["number"])
        if (kinds and unit.kind not in kinds) or not number or _is_no_amount(match, unit.kind):
            continue
        loose = bool(_LOOSE.fullmatch(match["number"]))
        found = Found(Quantity(number, unit.symbol, loose), match[0], match.start())
        if previous and _goes_on(previous, found):
            found = _joined(previous, found)
        elif previous:
            yield previous
        previous = found
    if previous:
        yield previous


def _goes_on(left: Found[Quantity], right: Found[Quantity]) -> bool:
    """ "1 lb 4 oz" and "1 кг 200 г" are one amount."""
    adjacent = left.start + len(left.quote) + 1 == right.start
    return adjacent and (left.value.unit, right.value.unit) in _COMPOUND


def _joined(left: Found[Quantity], right: Found[Quantity]) -> Found[Quantity]:
    amount = left.value.amount + right.value.base / factor(left.value.unit)
    return Found(Quantity(amount, left.value.unit), f"{left.quote} {right.quote}", left.start)


_COMPOUND = frozenset({("lb", "oz"), ("kg", "g"), ("ft", "in"), ("m", "cm")})


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"(?P<number>{NUMBER})[ -]?(?P<unit>{pattern()})", re.IGNORECASE)


_LOOSE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_NETWORK = re.compile(r"[2-6]G")
_YEAR = re.compile(r"(?:19|20)[0-9]{2} ?г")
_CHAIN = re.compile(r"[x×х*] ?$", re.IGNORECASE)


def _is_no_amount(match: re.Match[str], kind: Kind) -> bool:
    """A network (5G), a Russian year (2024 г.), a carat (克拉), or one side of 55x40x20 cm."""
    if kind == "mass":
        carat = match["unit"] == "克" and match.string.startswith("拉", match.end())
        return carat or bool(_NETWORK.fullmatch(match[0]) or _YEAR.fullmatch(match[0]))
    return kind == "length" and bool(_CHAIN.search(match.string, max(0, match.start() - 2), match.start()))
