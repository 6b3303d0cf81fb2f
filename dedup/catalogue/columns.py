"""Which column of an import file is which of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from . import cleaning
from .lines import BadFile

COLUMNS = frozenset({
    "id", "title", "brand", "category", "attributes", "description", "price", "currency", "gtin", "mpn", "seller",
    "url", "images", "cspus",
})  # fmt: skip
NEEDED = ("id", "title")
ATTRIBUTE = "attributes."  # a column of one attribute: `attributes.colour`


def read_mapping(path: Path) -> dict[str, str]:
    """A mapping file `{"their column": "our column"}`; an empty name leaves a column out. Raises BadFile."""
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise BadFile(f"the mapping file {path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise BadFile(f"the mapping file {path.name} is no JSON: {error}") from error
    if not isinstance(found, dict) or not all(isinstance(name, str | None) for name in found.values()):
        raise BadFile(f'the mapping file {path.name} must hold an object {{"their column": "our column"}}')
    mapping = {cleaning.line(theirs): ours or "" for theirs, ours in found.items()}
    _check(mapping, path.name)
    return mapping


def _check(mapping: Mapping[str, str], name: str) -> None:
    targets = [ours for ours in mapping.values() if ours]
    for ours in targets:
        if ours not in COLUMNS and not ours.startswith(ATTRIBUTE):
            known = ", ".join([*sorted(COLUMNS), f"{ATTRIBUTE}NAME"])
            raise BadFile(f"the mapping file {name} names a column {ours!r} that we do not have; ours are {known}")
        if targets.count(ours) > 1:
            raise BadFile(f"the mapping file {name} gives two columns the name {ours!r}")


class Columns:
    """Renames the fields of a listing. Names of ours are known in any case (`Title`)."""

    def __init__(self, mapping: Mapping[str, str] | None = None) -> None:
        self._mapping = dict(mapping or {})
        self._taken = {ours for ours in self._mapping.values() if ours}

    def ours(self, fields: Mapping[str, object]) -> tuple[Mapping[str, object], list[str]]:
        """(the fields under our names, the names of those that are not ours)"""
        if not self._mapping and fields.keys() <= COLUMNS:
            return fields, []
        known: dict[str, object] = {}
        ignored = []
        for theirs, value in fields.items():
            ours = self.name(theirs)
            if ours is None:
                ignored.append(theirs)
            elif ours:
                known[ours] = value
        return known, ignored

    def name(self, theirs: str) -> str | None:
        """Our name of their column; empty to leave it out without a word, None where we know none."""
        theirs = cleaning.line(theirs)
        if theirs in self._mapping:
            return self._mapping[theirs]
        if theirs.startswith(ATTRIBUTE):
            return theirs
        small = theirs.casefold()
        return small if small in COLUMNS and small not in self._taken else None

    def check(self, header: list[str]) -> None:
        """A CSV file without ids or titles is not worth starting on. Raises BadFile."""
        found = {self.name(theirs) for theirs in header}
        if missing := [name for name in NEEDED if name not in found]:
            raise BadFile(
                f"no column is called {' or '.join(missing)}; the file has {', '.join(header)[:500]}."
                " Say which is which in a mapping file: --mapping FILE"
            )
