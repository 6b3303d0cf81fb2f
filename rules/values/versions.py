"""Versions and generations: "Gen 2", "2nd generation", 二代, 第3代, "2-го поколения", v2.1, "Mark II", Mk3, III.

A bare number or Roman numeral is one only as a whole value, or, for II and above, at the end of a name
("A7 III", "A7III"). "2.0 L" is an engine and "2 in 1" a use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rules.values.numerals import HAN, ORDINAL, ROMAN, han_number, ordinal, roman_number
from rules.values.text import Found, plain
from rules.values.units import pattern

Number = tuple[int, ...]

_DOTTED = r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}"
_ROMAN = f"{ROMAN}(?![a-z])"
_NUMERAL = f"(?:{_DOTTED}|{_ROMAN})"
_ENDING = "(?:st|nd|rd|th|-?(?:й|я|е|го|ое|ий|ый|ая|ого))?"
_START, _END = "(?<![a-zа-яё0-9.])", r"(?![0-9a-zа-яё]|\.[0-9])"
# 新一代 is "the new generation", 一件代发 and 代购 are trades.
_NEW = "(?<![新下这每年同轻老那])"
_AGENCY = "代(?![购发理用码工沟])"
# What stands before the number, and what may stand there in its place: a letter ("rev. B") or a Roman numeral.
_BEFORE = (
    ("generation", r"(?:generation|gen\.?|поколени[еяй]|mark|mk\.?|марк)", f"[0-9]{{1,2}}(?:\\.[0-9])?|{_ROMAN}"),
    ("version", r"(?:version|ver\.?|revision|rev\.?|edition|верси[яи]|вер\.?|ревизия|издание)", f"{_NUMERAL}|[a-h]"),
    ("version", r"(?:v\.?|в\.|版本|版)", _DOTTED),
    ("series", r"(?:series|сери[яи]|系列)", _NUMERAL),
)
_AFTER = (
    ("generation", rf"(?:generation|gen|поколени[еяйю]|пок|{_AGENCY})(?!\.? ?[0-9]{{1,2}}(?![0-9]))", "[0-9]{1,2}"),
    ("version", "(?:edition|version|верси[яи]|издани[ея]|版)(?! ?[0-9])", _DOTTED),
)


@dataclass(frozen=True)
class Version:
    """The number of each kind that is stated: "generation", "version", "series", or "" for a bare one."""

    numbers: tuple[tuple[str, Number | str], ...]

    @property
    def text(self) -> str:
        return ", ".join(f"{kind} {_show(number)}".lstrip() for kind, number in self.numbers)


def parse_version(text: str) -> Version | None:
    text = plain(text)
    whole = _bare(text)
    found: dict[str, Number | str] = {} if whole is None else {"": whole}
    for mention in find_versions(text):
        for kind, number in mention.value.numbers:
            found.setdefault(kind, number)
    if not found and (last := _last_roman(text)):
        found[""] = last
    return Version(tuple(sorted(found.items()))) if found else None


def find_versions(text: str) -> list[Found[Version]]:
    """Versions in free text that say what they are ("Gen 2", 二代, v2.1), in order; no bare number or numeral."""
    text = plain(text)
    found = [
        Found(Version(((kind, number),)), match[0].strip(), match.start())
        for kind, form in _patterns()
        for match in form.finditer(text)
        if (number := _number(match["number"])) is not None
    ]
    return sorted(found, key=lambda one: one.start)


def _bare(text: str) -> Number | None:
    """A whole value: "2", "2.0", "II", "3rd", 第二."""
    number = _number(text.removeprefix("第"))
    return None if isinstance(number, str) else number


def _last_roman(text: str) -> Number | None:
    """Of a name that ends in one ("A7 III", "Rebel IV kit"); I, V and X are letters more often."""
    romans = [match[0] for match in _romans().finditer(text) if match[0] not in ("I", "V", "X", "XX", "XXX")]
    number = roman_number(romans[-1]) if romans else None
    return (number,) if number else None


@cache
def _romans() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d]|-){ROMAN}(?![\w-])")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    amount = rf"(?! ?(?!in\b){pattern()})"  # "edition 50 ml", but not "Gen 2 in white"
    mark = r" ?(?:№|no\.? |[-:#])? ?"
    before = [
        (kind, rf"{_START}{words}{mark}(?P<number>{number}){_ENDING}{_END}{amount}") for kind, words, number in _BEFORE
    ]
    after = [
        (kind, rf"{_START}(?P<number>(?:{number}|{_ROMAN}){_ENDING}|{ORDINAL})[ -]?{words}(?![a-z])")
        for kind, words, number in _AFTER
    ]
    han = [
        ("generation", rf"{_NEW}(?:第 ?)?(?P<number>[{HAN}]{{1,4}}|初) ?{_AGENCY}"),
        ("version", rf"第 ?(?P<number>[{HAN}]{{1,4}}) ?版"),
    ]
    return tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in (*before, *after, *han))


def _number(stated: str) -> Number | str | None:
    text = re.sub(rf"(?<=[0-9])(?:{_ENDING})$", "", stated, flags=re.IGNORECASE)
    if re.fullmatch(_DOTTED, text):
        return _dotted(text)
    if text == "初":
        return (1,)
    if len(text) == 1 and text.lower() in "abcdefgh":
        return text.upper()
    number = roman_number(text) or han_number(text) or ordinal(text)
    return (number,) if number else None


def _dotted(text: str) -> Number:
    """2.0 is 2, and v1.10 is not v1.1."""
    parts = [int(part) for part in text.split(".")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _show(number: Number | str) -> str:
    return number if isinstance(number, str) else ".".join(map(str, number))
