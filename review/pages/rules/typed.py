"""How lists, dictionaries and numbers are typed into a text field. Pure.

A list stands one value a line, a dictionary as "black: чёрный, 黑色" lines. A comma between two digits
parts nothing (1,5 л), and what holds a comma or a colon otherwise stands in quotes, its own quotes doubled.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal

COMMA = r"(?:(?<!\d),|,(?!\d)|[，、;；])"
INSIDE = '"((?:[^"]|"")*)"'
QUOTED = re.compile(rf"\s*{INSIDE}\s*(?:{COMMA}|$)")
PLAIN = re.compile(rf"(.*?)(?:{COMMA}|$)")
QUOTED_NAME = re.compile(rf"\s*{INSIDE}\s*(?:[:：](.*)|$)")
TO_QUOTE = re.compile(rf'{COMMA}|[:：]|^"|^\s|\s$')


def number(typed: str) -> float | str:
    """Comma or point; what is no number stays as it was typed."""
    try:
        value = float(typed.replace(",", "."))
    except ValueError:
        return typed
    if not math.isfinite(value):
        return typed
    return int(value) if value.is_integer() else value


def digits(value: float, *, percent: bool = False) -> str:
    """A number with all its digits, for `number` to read."""
    return f"{Decimal(str(value)).scaleb(2 if percent else 0).normalize():f}"


def of_percent(value: float) -> float:
    """Of 12.3 % exactly 0.123."""
    return float(Decimal(str(value)).scaleb(-2))


def lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def mapping(typed: str) -> dict[str, list[str]]:
    """Each name once; a name alone has no words."""
    found: dict[str, list[str]] = {}
    for line in lines(typed):
        name, rest = _named(line)
        found.setdefault(name, []).extend(words(rest))
    return found


def _named(line: str) -> tuple[str, str]:
    if match := QUOTED_NAME.fullmatch(line):
        return _unquoted(match[1]), match[2] or ""
    return parted(line)


def parted(line: str) -> tuple[str, str]:
    """At its first colon, of either width."""
    name, *rest = re.split("[:：]", line, maxsplit=1)
    return name.strip(), "".join(rest).strip()


def words(typed: str) -> list[str]:
    """Parted by commas of any script."""
    found, at = [], 0
    while at < len(typed):
        match = QUOTED.match(typed, at) or PLAIN.match(typed, at)
        if not match or match.end() == at:
            break
        found.append(_unquoted(match[1]) if match.re is QUOTED else match[1].strip())
        at = match.end()
    return [word for word in found if word]


def listed(values: list[str]) -> str:
    return "\n".join(values)


def entries(values: Mapping[str, list[str]]) -> str:
    """A dictionary as `mapping` reads it."""
    told = ((_quoted(name), ", ".join(map(_quoted, words))) for name, words in values.items())
    return "\n".join(f"{name}: {words}" if words else name for name, words in told)


def _quoted(word: str) -> str:
    """On one line: for a reader of values a line's end is a blank like any other."""
    word = " ".join(word.splitlines())
    return '"{}"'.format(word.replace('"', '""')) if TO_QUOTE.search(word) else word


def _unquoted(word: str) -> str:
    return word.replace('""', '"')
