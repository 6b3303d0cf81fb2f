"""One number with whatever stands around it: "1.234,50 ₽", "≈ 12 шт", "10万次", "минус 5 °C".

Where the marks of a number can be read in two ways, both are kept: "1.234" is 1.234 in London and 1234 in
Berlin. Babel knows how each writes its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import isfinite

from rules.values.numbers import BLANK_GROUPS, FRACTION, show_number, to_float
from rules.values.numerals import HAN, in_words
from rules.values.text import plain
from rules.values.units import pattern, unit_of

# Between them they write every number of a shop: 1,234.5 and 1.234,5 and 1,23,456.7.
_LOCALES = ("en", "de", "en_IN")
_NO_WORD_BEFORE = re.compile(r"[^\w]*[0-9][0-9 .,']*[^0-9]*")
_MINUS = r"(?:(?<![\w).,])[-−–](?: (?=[0-9.,'e]+$))?|минус |minus |零下|负|負)"
_MARKED = r"(?:[.,](?=[0-9]))?[0-9](?:[0-9]|[.,'](?=[0-9])){0,22}"
_TIMES = {
    **{"百万": 1e6, "百萬": 1e6, "千万": 1e7, "千萬": 1e7, "十亿": 1e9, "百亿": 1e10},
    **{"百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8},
    **{"тыс": 1e3, "млн": 1e6, "млрд": 1e9},
    **{"thousand": 1e3, "million": 1e6, "billion": 1e9, "mln": 1e6},
}
# 48 MP is 4800万, and 48 where the other side leaves the unit out.
_MEGAPIXELS = "m(?:ega)?p(?:ix(?:els?)?|x)?|м(?:ега)?п(?:икс(?:ел[а-я]{1,4})?|кс)?"
# What a letter stands for besides the unit that it is short for: "12 м" of warranty, "2.4G" of Wi-Fi, "8G" of memory.
_LETTERS = {
    "г": ("yr", "GHz", "GB"),
    "g": ("GHz", "GB", "Gbit/s"),
    "м": ("mo", "min", "MB"),
    "m": ("mo", "min", "MB", "Mbit/s"),
    "л": ("yr",),
    "т": ("TB",),
    "t": ("TB",),
}
# Tonnes: not in `values.units`, where "pack of 3 T-shirts" would be read as such.
_TONNES = "[tт](?![a-zа-яё-])"
_GOES_ON = re.compile("[a-zа-яё]{0,3}[0-9]", re.IGNORECASE)
_NUMERO = re.compile(r"(?<![a-zа-яё])No$", re.IGNORECASE)  # what NFKC makes of №
_MEASURE = "[个個层層件只支条條台套片位座口档級级段门門人页頁]"
_IN_WORDS = re.compile(rf"([{HAN}]{{1,6}})(?:{_MEASURE})?|([a-zа-яё]{{3,12}})", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """`readings`: every number that it can be, smallest first; `unit`: a symbol of `values.units`, "%" or "".

    `other_units`: what else the seller may mean by a single letter.
    """

    readings: tuple[float, ...]
    unit: str = ""
    other_units: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return f"{' or '.join(map(show_number, self.readings))} {self.unit}".rstrip()


def parse_figure(text: str) -> Figure | None:
    """The only number of a text. Several ("4-6", "1920x1080") and parts of a code ("S21") are none."""
    text = plain(text)
    joined = BLANK_GROUPS.sub("", text)
    if _NO_WORD_BEFORE.fullmatch(joined):
        text = joined
    found = list(islice((match for match in _figure().finditer(text) if not _is_in_a_code(match)), 2))
    if not found:
        return _in_words(text)
    return _figure_of(found[0]) if len(found) == 1 else None


@cache
def _figure() -> re.Pattern[str]:
    fraction = rf"(?P<fraction>(?:[0-9]{{1,3}}[ -])?{FRACTION}(?![0-9/]))"
    number = rf"{fraction}|(?P<marked>{_MARKED})(?:e(?P<power>[+-]?[0-9]{{1,2}})(?![0-9]))?"
    times = "|".join(_TIMES)
    scaled = rf"(?P<times>{times})|(?:(?P<k>k)|(?P<mega>{_MEGAPIXELS}))(?![a-zа-яё])"
    unit = rf"(?: ?(?:{scaled}))?\.?(?: ?(?P<unit>%|{pattern(ratings=True)}|{_TONNES}))?"
    return re.compile(rf"(?P<minus>{_MINUS})?(?:{number}){unit}", re.IGNORECASE)


def _is_in_a_code(match: re.Match[str]) -> bool:
    """ "S21" and "12x3" are no numbers; "12V", "约12" and "12m2" are."""
    text, start = match.string, match.start()
    before = text[start - 1] if start and not match["minus"] else ""
    glued = before.isalnum() and (before.isascii() or "а" <= before.lower() <= "ё")
    glued = glued and not _NUMERO.search(text, max(0, start - 4), start)
    end = match.end("marked") if match["marked"] else match.end("fraction")
    if any(map(str.isdigit, match["unit"] or "")):  # m2, m3/h
        end = match.end()
    return glued or bool(not match["power"] and _GOES_ON.match(text, end))


def _figure_of(match: re.Match[str]) -> Figure | None:
    sign = -1.0 if match["minus"] else 1.0
    numbers = [to_float(match["fraction"])] if match["fraction"] else list(_readings(match["marked"]))
    factor = _TIMES.get((match["times"] or "").lower(), 1.0) * 10.0 ** int(match["power"] or 0)
    numbers = [sign * number * factor for number in numbers]
    if match["k"] or match["mega"]:  # 10k is ten thousand, 14k gold is not
        numbers += [number * (1e3 if match["k"] else 1e6) for number in numbers]
    readings = tuple(sorted({number for number in numbers if isfinite(number)}))
    unit = (match["unit"] or "").lower()
    return Figure(readings, _symbol(unit), _LETTERS.get(unit, ())) if readings else None


def _symbol(unit: str) -> str:
    if unit in ("", "%"):
        return unit
    return "t" if unit in ("t", "т") else unit_of(unit).symbol


def _readings(token: str) -> Iterator[float]:
    from babel.numbers import NumberFormatError, parse_decimal

    token = token.replace("'", "")
    for locale in _LOCALES:
        try:
            yield float(parse_decimal(token, locale=locale, strict=True))
        except (NumberFormatError, ArithmeticError):
            continue


def _in_words(text: str) -> Figure | None:
    whole = _IN_WORDS.fullmatch(text)
    number = in_words(whole[1] or whole[2]) if whole else None
    return None if number is None else Figure((float(number),))
