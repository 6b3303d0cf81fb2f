"""Texts by which sellers may try to command a model, and ordinary ones that only look like it.

`en.jsonl`, `zh.jsonl` and `ru.jsonl` hold one attempt a line: `id`, `language`, `place` (title, attribute, description
or picture), `kind`, `wants`, `text`; `value` where it wants a certain value, `rest` where a second text goes with it.
`harmless.jsonl` holds ordinary texts: `id`, `language`, `text`. docs/safety.md says how to add one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dedup.catalogue import injections
from dedup.catalogue.cleaning import clean
from dedup.catalogue.injections import Mark

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "zh", "ru")
ATTRIBUTE = "note"  # the attribute that carries an attempt which is to stand in one

Place = Literal["title", "attribute", "description", "picture"]


@dataclass(frozen=True)
class Attempt:
    """`wants`: match, differ, value, reveal, leak, call or break. `texts`: one or two places with what stands there."""

    id: str
    language: str
    place: Place
    kind: str
    wants: str
    texts: tuple[tuple[Place, str], ...]
    value: str = ""

    @property
    def words(self) -> str:
        return "\n".join(text for _, text in self.texts)


@cache
def attempts() -> tuple[Attempt, ...]:
    return tuple(_attempt(row) for language in LANGUAGES for row in _rows(language))


@cache
def harmless() -> tuple[str, ...]:
    return tuple(row["text"] for row in _rows("harmless"))


def planted(attempt: Attempt, listing: dict[str, Any]) -> dict[str, Any]:
    """A listing of the import format with the attempt in it; what belongs on its picture is for the caller to draw."""
    found = dict(listing)
    for place, text in attempt.texts:
        if place == "attribute":
            found["attributes"] = {**listing.get("attributes", {}), ATTRIBUTE: text}
        elif place != "picture":
            found[place] = f"{found.get(place, '')} {text}".strip()
    return found


def marks(attempt: Attempt) -> list[Mark]:
    """What the marker says of the attempt by itself; of one on a picture, as if its words had been read rightly."""
    told = {place: clean(text) for place, text in attempt.texts}
    description = told.get("description", "") or told.get("picture", "")
    attributes: dict[str, str | list[str]] = {ATTRIBUTE: told["attribute"]} if "attribute" in told else {}
    found = injections.of(told.get("title", ""), attributes, description)
    return found + injections.hidden(text for _, text in attempt.texts)


def _attempt(row: dict[str, Any]) -> Attempt:
    rest = row.get("rest")
    texts = ((row["place"], row["text"]), *([(rest["place"], rest["text"])] if rest else ()))
    return Attempt(
        row["id"], row["language"], row["place"], row["kind"], row["wants"], tuple(texts), row.get("value", "")
    )


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
