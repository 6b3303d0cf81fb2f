"""What an admin's prompt may leave open: `$category` and its like, filled in by us. Pure: no Django.

`string.Template` looks names up and does nothing else, so no word of an admin reaches into an object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from string import Template

ALLOWED: Mapping[str, str] = {
    "category": "name of the category that the rule applies to",
    "required": "the lines that are required, with commas",
    "optional": "the lines that are optional, with commas",
    "outputs": "the values to be read, with commas",
}
TOLD = 5  # mistakes of one prompt; more would only hide the first


def mistake(text: str) -> str:
    """What is wrong with a prompt, in words and with line and column; nothing when it can be filled."""
    return next(mistakes(text), "")


def mistakes(text: str) -> Iterator[str]:
    """`line 3, column 7: $size is no placeholder; …`"""
    return islice(_mistakes(text), TOLD)


def _mistakes(text: str) -> Iterator[str]:
    for found in Template.pattern.finditer(text):
        name = found["named"] or found["braced"]
        if name in ALLOWED or found["escaped"] is not None:
            continue
        yield f"{_where(text, found.start())}: {_words(name, text[found.start() :])}"


def _where(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - text.rfind(chr(10), 0, at)}"


def _words(name: str | None, rest: str) -> str:
    if name is None:
        return f"“{rest[:10].splitlines()[0]}”: a $ stands before no placeholder; write $$ for a dollar sign"
    known = ", ".join(f"${each}" for each in ALLOWED)
    return f"${name} is no placeholder; there are {known}, and $$ for a dollar sign{_hint(name)}"


def _hint(name: str) -> str:
    """`$categorys` is read as one name: braces end it."""
    begins = next((each for each in ALLOWED if name.startswith(each)), None)
    return f". Did you mean ${{{begins}}}{name.removeprefix(begins)}?" if begins else ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """`values` has every allowed name. What `mistake` refuses stays as it was typed."""
    return Template(text).safe_substitute(values)
