"""Where in a JSON text a value stands, so that a mistake can name its line. Pure: no Django.

No value is read here a second time: only brackets, commas and texts are told apart, in one pass
without recursion, however long the text and however deep its nesting.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Key = str | int
Path = Sequence[Key]

# Texts whole, so that a bracket inside one is none; a text that never ends is left to the reader of JSON.
TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]', re.DOTALL)
NEXT = re.compile(r"[^ \t\r\n]")


class Event(NamedTuple):
    """`inside` a list or object, `at` a member (at its key) or element (at its first character), `outside` again."""

    kind: Literal["inside", "at", "outside"]
    offset: int
    key: Key = ""


@dataclass
class Wanted:
    """A value on the way to one that is looked for. `offset` is -1 while it was not seen."""

    offset: int = -1
    below: dict[Key, Wanted] = field(default_factory=dict)


def line_of(text: str, path: Path) -> int:
    """The line, counted from 1, of the value at `path`; where the text lacks it, of the nearest that would hold it."""
    return lines_of(text, [path])[0]


def lines_of(text: str, paths: Iterable[Path]) -> list[int]:
    """As `line_of`, for many paths in one pass. Of a key that stands twice the last counts, as JSON is read."""
    paths = list(paths)
    root = Wanted(_next(text, 0))
    for path in paths:
        node = root
        for key in path:
            node = node.below.setdefault(key, Wanted())
    _see(text, root)
    ends = [match.start() for match in re.finditer("\n", text)]
    return [bisect_right(ends, _offset(root, path) - 1) + 1 for path in paths]


def key_twice(text: str) -> tuple[str, int] | None:
    """The first key that stands twice in one object, and the line of its second place."""
    seen: list[set[Key]] = []
    for event in events(text):
        if event.kind == "inside":
            seen.append(set())
        elif event.kind == "outside":
            seen.pop()
        elif isinstance(event.key, str) and event.key in seen[-1]:
            return event.key, text.count("\n", 0, event.offset) + 1
        else:
            seen[-1].add(event.key)
    return None


def events(text: str) -> Iterator[Event]:
    """What stands where, in order, as far as the text is JSON."""
    lists: list[bool] = []  # of every bracket that is open: is it a list
    counts: list[int] = []
    wants_key = False
    for token in TOKEN.finditer(text):
        sign, offset = token[0], token.start()
        if sign in "[{":
            lists.append(sign == "[")
            counts.append(0)
            yield Event("inside", offset)
            wants_key = sign == "{"
            if sign == "[" and (first := _next(text, token.end())) >= 0 and text[first] != "]":
                yield Event("at", first, 0)
        elif sign in "]}":
            if not lists:
                return
            lists.pop()
            counts.pop()
            wants_key = False
            yield Event("outside", offset)
        elif sign == "," and lists:
            wants_key = not lists[-1]
            if lists[-1]:
                counts[-1] += 1
                yield Event("at", _next(text, token.end()), counts[-1])
        elif wants_key and sign[0] == '"':
            wants_key = False
            try:
                key = json.loads(sign, strict=False)
            except json.JSONDecodeError:  # "\1": where JSON ends, so does what can be told
                return
            yield Event("at", offset, key)


def _see(text: str, root: Wanted) -> None:
    """Write down where the wanted values stand."""
    at: Wanted | None = root
    above: list[Wanted | None] = []
    for event in events(text):
        if event.kind == "inside":
            above.append(at)
        elif event.kind == "outside":
            above.pop()
        else:
            parent = above[-1]
            at = parent.below.get(event.key) if parent else None
            if at:
                at.offset = event.offset


def _offset(root: Wanted, path: Path) -> int:
    """A value that stands before what holds it was held by an earlier member of that key, which does not count."""
    node = root
    for key in path:
        below = node.below[key]
        if below.offset < node.offset:
            break
        node = below
    return node.offset


def _next(text: str, start: int) -> int:
    found = NEXT.search(text, start)
    return found.start() if found else -1
