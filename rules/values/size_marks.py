"""One statement of a size on one scale: "RU 48-50", "M", "W32", "EU 42". A listing often makes several."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from rules.values.numbers import show_number
from rules.values.text import plain

Person = Literal["men", "women", "children"]

LONGEST = 240  # characters
# A whole or a half size, and a range of them: 48, 42.5, 42 1/2, 48-50, 104/110.
SIZE = r"[0-9]{1,3}(?:[.,][0-9]{1,2}|[ -][12][/⁄][23])?"
_RANGE = rf"(?<![0-9.,])(%s{SIZE})(?: ?[-–—~/] ?(%s{SIZE}))?(?![0-9])(?![.,⁄][0-9])"
RANGE = _RANGE % ("", "")
NAMED_RANGE = _RANGE % ("?P<low>", "?P<high>")

_PERSONS: tuple[tuple[Person, str], ...] = (
    ("children", r"\b(?:kid|child|boy|girl|toddler|junior|youth|infant|baby)|детск|подрост|мальч|девоч|童|婴|宝宝"),
    ("women", r"\b(?:women|woman|ladies|lady|female|wmns)|женск|женщ|\bжен\b|дамск|女"),
    ("men", r"\b(?:men|man|male|gents?)(?![a-z])|мужск|мужч|\bмуж\b|男"),
)
_PERSON = tuple((person, re.compile(words, re.IGNORECASE)) for person, words in _PERSONS)


@dataclass(frozen=True)
class Mark:
    """`low` and `high` are numbers of the scale, equal where no range is stated.

    `extra` is what else has to agree, as numbers: the cup of a bra, the build (A, B) in 175/92A; (0, 0) if unstated.
    """

    scale: str
    low: float
    high: float
    extra: tuple[int, int] = (0, 0)
    text: str = field(default="", compare=False)

    def overlaps(self, other: Mark, slack: float = 0.0) -> bool:
        return self.low <= other.high + slack and other.low <= self.high + slack


def head(text: str) -> str:
    """One line with no more than a size needs, cut between words: nobody's size takes a paragraph."""
    text = plain(text[: LONGEST * 4])
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]


def number(text: str) -> float:
    """The value of what `SIZE` matched: 39 2/3 is 39.67."""
    if part := re.fullmatch(r"([0-9]+)[ -]([12])[/⁄]([23])", text):
        return int(part[1]) + int(part[2]) / int(part[3])
    return float(text.replace(",", "."))


def span(first: str, last: str | None) -> tuple[float, float]:
    low, high = sorted((number(first), number(last or first)))
    return low, high


def shown(low: float, high: float) -> str:
    return show_number(round(low, 1)) if low == high else f"{show_number(round(low, 1))}-{show_number(round(high, 1))}"


def persons(text: str) -> tuple[Person, ...]:
    """Whom a text names: one, or several for a size that is stated for both."""
    return tuple(person for person, words in _PERSON if words.search(text))


# What a pattern found, as marks; None leaves the words for the patterns after it.
Build = Callable[[re.Match[str]], list[Mark] | None]


def take(text: str, pattern: re.Pattern[str], build: Build, marks: list[Mark]) -> str:
    """The text without what `build` made marks of."""

    def taken(match: re.Match[str]) -> str:
        found = build(match)
        if found is None:
            return match[0]
        marks.extend(found)
        return " | "

    return pattern.sub(taken, text)
