"""Numbers whose sign matters: the dioptre of a lens. -3.00 = −3 = 近视300度 = минус 3; 远视 and 老花 are plus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from rules.values.numbers import parse_number, to_float
from rules.values.text import Found, plain

# What "300度" without 近视 or 远视 means: a lens shop says minus, a shop for reading glasses plus.
Degrees = Literal["minus", "plus", "unknown"]

_MINUS = ("-", "−", "–", "‐", "―", "minus", "минус", "负", "近视", "近視", "близорукость")
_PLUS = ("+", "plus", "плюс", "正", "远视", "遠視", "老花", "дальнозоркость")
_WORDS = "|".join(word for word in (*_MINUS, *_PLUS) if word.isalpha())
_LABEL = "sphere|sph|pwr|power|ds|d|сфера|оптическая сила|диоптри[ия]|度数|度數|光度|屈光度"
_UNIT = "度|d(?![a-z])|dpt|diopt(?:er|re)s?|дптр|диоптри[йия]"
_FORM = re.compile(
    rf"(?:(?<![a-zа-яё])(?P<label>{_LABEL}) ?[:=]? ?|(?<![a-zа-яё0-9.,/+−–‐―-]))"
    rf"(?:(?P<word>{_WORDS}) ?[:=]? ?)?(?P<sign>[-−–‐―+])?"
    rf"(?P<value>[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?)(?![0-9]|[.,][0-9])(?: ?(?P<unit>{_UNIT}))?",
    re.IGNORECASE,
)
_VALUE = rf"(?:{_WORDS})? ?[-−–‐―+]?[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?(?![0-9]|[.,][0-9])(?: ?(?:{_UNIT}))?"
# "-1.00 ~ -6.00" is what a shop offers. "-3.00 -0.75" and "-3.00-0.75x180" are a sphere and its cylinder.
_RANGE = re.compile(
    rf"(?<![0-9.,]){_VALUE}(?: ?(?:~|〜|÷|\.{{2,3}}|to|до|по|至|到|[-−–‐―—](?= ?[-−–‐―+])) ?|[-−–‐―—]| [-−–‐―—] )"
    rf"{_VALUE}(?![a-zа-яё]| ?[x×х*@])",
    re.IGNORECASE,
)
_ZERO = re.compile(r"平光|(?<![a-z])plano(?![a-z])", re.IGNORECASE)
# Cylinder and addition are signed too, but they are not the power.
_OTHER = re.compile(r"(?:cyl|cylinder|add|addition|цилиндр|аддидация|散光|柱镜) ?[:=]? ?$", re.IGNORECASE)


def parse_signed(text: str, degrees: Degrees = "unknown") -> float | None:
    """A whole value; a bare "3.00" is plus three, a bare "300度" what `degrees` says. A range is no value."""
    text = plain(text)
    number = parse_number(text)
    if number is not None:
        return number
    first = min(_scan(text, degrees), key=lambda found: found.start, default=None)
    return first.value if first else None


def find_signed(text: str) -> list[Found[float]]:
    """Signed values in free text: with a word or label, or with a sign and decimals ("-3.00", not "-3")."""
    return sorted(_scan(plain(text), "unknown"), key=lambda found: found.start)


def _scan(text: str, degrees: Degrees) -> Iterator[Found[float]]:
    text = _RANGE.sub(lambda match: " " * len(match[0]), text)
    for match in _FORM.finditer(text):
        value = _value(match, degrees)
        if value is not None and not _OTHER.search(text, max(0, match.start() - 12), match.start()):
            yield Found(value, match[0], match.start())
    for zero in _ZERO.finditer(text):
        yield Found(0.0, zero[0], zero.start())


def _value(match: re.Match[str], degrees: Degrees) -> float | None:
    size = to_float(match["value"])
    hundredths = match["value"].isdigit() and size >= 25 and (match["unit"] == "度" or match["word"])
    sign = _sign(match, degrees if hundredths else "unknown")
    if size == 0 and match["unit"]:
        return 0.0
    return None if sign is None else sign * (size / 100 if hundredths else size)


def _sign(match: re.Match[str], degrees: Degrees) -> float | None:
    stated = (match["sign"] or match["word"] or "").lower()
    if not stated:
        return {"minus": -1.0, "plus": 1.0, "unknown": None}[degrees]
    sure = match["word"] or match["label"] or match["unit"] or not match["value"].isdigit()
    if not sure:
        return None
    return -1.0 if stated in _MINUS else 1.0
