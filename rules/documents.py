"""A JSON text that a person wrote, into values; what is wrong with it names its line. Pure: no Django."""

from __future__ import annotations

import json
import re
from typing import Any, Never

from rules import positions


class NotJson(ValueError):
    """`line` counts from 1; None where the whole text is meant."""

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(f"line {line}: {text}" if line else text)
        self.text, self.line = text, line

    def in_file(self, name: str) -> str:
        """As compilers say it: `rules.json:12: …`."""
        return f"{name}:{self.line}: {self.text}" if self.line else f"{name}: {self.text}"


# What Python's reader says, for people; the places are right, the words are a parser's.
WORDS = {
    "Extra data": "the JSON ends before this; nothing may stand behind it",
    "Expecting value": "a value is missing here, or what stands here is none",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing here",
    "Illegal trailing comma before end of object": "this comma has nothing behind it",
    "Illegal trailing comma before end of array": "this comma has nothing behind it",
    "Unterminated string starting at": "this text has no closing quote",
    "Invalid control character at": "a text may hold no line break or tab: write \\n or \\t",
}


class _Twice(ValueError):
    pass


class _NoNumber(ValueError):
    pass


NO_NUMBER = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|NaN|-?Infinity', re.DOTALL)

HUGE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[0-9]{4000,}', re.DOTALL)


def parse(text: str) -> Any:
    """Strict: no key twice in one object, no NaN, as the database keeps neither. Raises NotJson."""
    try:
        return json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise NotJson(f"column {error.colno}: {WORDS.get(error.msg, error.msg)}", error.lineno) from error
    except _Twice as error:
        key, line = positions.key_twice(text) or (str(error), None)
        raise NotJson(f"the key {key!r} stands twice in one object; only one of them would count", line) from error
    except _NoNumber as error:
        place = next(found.start() for found in NO_NUMBER.finditer(text) if found[0][0] != '"')
        raise NotJson(f"{error} is no number of JSON", text.count("\n", 0, place) + 1) from error
    except RecursionError as error:
        raise NotJson("is nested too deep") from error
    except ValueError as error:  # Python reads no whole number of more digits
        raise NotJson("has a number of thousands of digits", _line_of_huge(text)) from error


def _line_of_huge(text: str) -> int | None:
    found = next((found for found in HUGE.finditer(text) if found[0][0] != '"'), None)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _no_number(name: str) -> Never:
    raise _NoNumber(name)
