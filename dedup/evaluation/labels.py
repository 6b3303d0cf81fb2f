"""Labelled readings: `extraction*.jsonl[.gz]`, one listing a line.

`{"title", "description"?, "category": [...], "fields": {name: {"values": [...], "options"?: [...]}}, "normalized"?}`
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .folders import BadFolder

PATTERNS = ("extraction*.jsonl", "extraction*.jsonl.gz")


@dataclass(frozen=True)
class Labelled:
    """`fields`: attribute to the values that count, none where it is not stated; `options`: its choices."""

    title: str
    description: str
    category: str
    fields: Mapping[str, Sequence[str]]
    normalized: Mapping[str, Sequence[str]] = field(default_factory=dict)
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read(folder: Path) -> dict[str, list[Labelled]]:
    """By file name. Raises BadFolder where there is no such file, or a line is none of the kind above."""
    files = sorted(file for pattern in PATTERNS for file in folder.glob(pattern))
    if not files:
        raise BadFolder(f"There is no extraction*.jsonl[.gz] in {folder}.")
    return {file.name: _listings(file) for file in files}


def by_category(listings: Iterable[Labelled]) -> dict[str, list[Labelled]]:
    found: dict[str, list[Labelled]] = defaultdict(list)
    for listing in listings:
        found[listing.category].append(listing)
    return found


def _listings(file: Path) -> list[Labelled]:
    found = []
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found.append(_listing(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadFolder(f"{file}, line {number}: not a labelled listing ({error}).") from error
    return found


def _listing(row: Mapping[str, Any]) -> Labelled:
    labels: Mapping[str, Mapping[str, Any]] = row["fields"]
    return Labelled(
        title=row["title"],
        description=row.get("description") or "",
        category=" › ".join(row.get("category") or ()),
        fields={name: label["values"] for name, label in labels.items()},
        normalized=row.get("normalized") or {},
        options={name: label["options"] for name, label in labels.items() if label.get("options")},
    )
