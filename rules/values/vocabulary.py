"""Vocabularies as text, one value a line: `dark blue: navy, тёмно-синий+, 藏青色`.

What stands before the colon is the vocabulary's own affair; an indented line goes on with the one above. A + after a
Russian adjective stands for all its forms, a * at the end of a word for any ending.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.values.russian import forms


def entries(text: str) -> Iterator[tuple[str, list[str]]]:
    """What stands before the colon, and the synonyms with all their forms."""
    for line in text.replace("\n    ", " ").strip().splitlines():
        head, _, synonyms = line.partition(":")
        stated = filter(None, map(str.strip, synonyms.split(",")))
        yield head.strip(), [form for synonym in stated for form in forms(synonym)]


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
