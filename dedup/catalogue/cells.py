"""Fields that hold several values: real JSON, JSON written into a cell, or one cell with `;` between the values.

What cannot be read is left out and told to `warn`, in words for people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from . import cleaning
from .lines import JSON

Warn = Callable[[str], None]
Attributes = dict[str, str | list[str]]

LEVEL = re.compile("[>›]")
MOST_ATTRIBUTES, MOST_VALUES, MOST_IMAGES = 300, 100, 50
LONGEST_NAME, LONGEST_VALUE, LONGEST_SOURCE = 200, 2_000, 2_000  # characters
DEEPEST = 5  # levels of nesting that are written out as text


def opened(value: object) -> object:
    """A cell that holds JSON as what it means, everything else as it is."""
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            return JSON.decode(value)
        except (ValueError, ArithmeticError, RecursionError):
            return value
    return value


def scalar(value: object) -> str | None:
    """Text or a number as text, nothing as empty text; None for anything else."""
    if value is None:
        return ""
    if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
        return str(value)
    return None


def category(value: object) -> tuple[str, ...] | None:
    """The names from the top down, however many; None where there is something else than names."""
    value = opened(value)
    if isinstance(value, str):
        value = LEVEL.split(value)
    if value is None:
        return ()
    names = [scalar(name) for name in value] if isinstance(value, list) else [None]
    if None in names:
        return None
    return tuple(name for name in (cleaning.line(name or "") for name in names) if name)


def attributes(value: object, warn: Warn) -> Attributes:
    """Names with one text or several. A name that stands twice gets the values of both."""
    found: dict[str, list[str]] = {}
    for name, values in _pairs(opened(value), warn):
        clean = cleaning.line(name)[:LONGEST_NAME]
        texts = [text for text in _texts(clean, values, warn) if text]
        if not clean or not texts:
            continue
        if len(found) == MOST_ATTRIBUTES and clean not in found:
            warn(f"attributes: only the first {MOST_ATTRIBUTES} are kept")
            break
        found.setdefault(clean, []).extend(texts)
    return {name: texts[0] if len(texts) == 1 else texts[:MOST_VALUES] for name, texts in found.items()}


def _pairs(value: object, warn: Warn) -> Iterator[tuple[str, object]]:
    """From an object, from a list of {"name", "value"}, or from `name: value; name: value`."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        for item in value:
            name = item.get("name") if isinstance(item, dict) else None
            if isinstance(name, str):
                yield name, item.get("value")
            else:
                warn("attributes: an entry without a name is left out")
    elif isinstance(value, str):
        for part in filter(str.strip, value.split(";")):
            name, mark, text = part.partition(":" if ":" in part else "=")
            if mark:
                yield name, text
            else:
                warn(f"attributes: “{cleaning.shown(part)}” has no name and is left out")
    elif value is not None:
        warn("attributes: neither names with values nor text, left empty")


def _texts(name: str, value: object, warn: Warn) -> list[str]:
    try:
        texts = [_text(item) for item in (value if isinstance(value, list) else [value])]
    except _TooDeep:
        warn(f"attributes: {cleaning.shown(name)} is nested too deeply and is left out")
        return []
    if any(len(text) > LONGEST_VALUE for text in texts):
        warn(f"attributes: {cleaning.shown(name)} is cut to {LONGEST_VALUE:,} characters")
    return [text[:LONGEST_VALUE] for text in texts]


def _text(value: object, depth: int = 0) -> str:
    """A value on one line: `{"w": 5, "h": 3}` as `w: 5, h: 3`."""
    if depth > DEEPEST:
        raise _TooDeep
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{cleaning.line(name)}: {_text(item, depth + 1)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(_text(item, depth + 1) for item in value)
    return cleaning.line(scalar(value) or "")


class _TooDeep(Exception):
    pass


def images(value: object, warn: Warn) -> tuple[str, ...]:
    """Paths and addresses in their order, each once."""
    value = opened(value)
    if isinstance(value, str):
        value = value.split(";")
    if not isinstance(value, list | None):
        warn("images: neither a list nor text, left empty")
        return ()
    found = dict.fromkeys(_sources(value or [], warn))
    if len(found) > MOST_IMAGES:
        warn(f"images: only the first {MOST_IMAGES} of {len(found)} are kept")
    return tuple(found)[:MOST_IMAGES]


def _sources(values: Iterable[object], warn: Warn) -> Iterator[str]:
    for value in values:
        source = cleaning.exact(value or "") if isinstance(value, str | None) else None
        if source is None:
            warn("images: an entry that is no text is left out")
        elif len(source) > LONGEST_SOURCE:
            warn(f"images: “{cleaning.shown(source)}” is too long to be a path or an address")
        elif source:
            yield source
