"""What a data folder says is true: which listings are the same, and which were planted and why."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

Names = tuple[str, str]  # two external ids, in order


@dataclass(frozen=True)
class Labels:
    """`duplicates`: every pair within a cluster. `kinds` and `near_misses`: planted pair -> its kind."""

    duplicates: frozenset[Names] = frozenset()
    kinds: dict[Names, str] = field(default_factory=dict)
    near_misses: dict[Names, str] = field(default_factory=dict)


def ordered(a: str, b: str) -> Names:
    return (a, b) if a < b else (b, a)


def read(folder: Path) -> Labels:
    """From `clusters.csv` (id, cluster) and `planted.json`, where they are."""
    planted = folder / "planted.json"
    truth = json.loads(planted.read_text(encoding="utf-8")) if planted.exists() else {}
    kinds, near_misses = (
        {ordered(pair["a"], pair["b"]): pair["kind"] for pair in truth.get(name, ())}
        for name in ("duplicates", "near_misses")
    )
    return Labels(_clusters(folder / "clusters.csv"), kinds, near_misses)


def _clusters(path: Path) -> frozenset[Names]:
    if not path.exists():
        return frozenset()
    members: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            members[row["cluster"]].add(row["id"])
    return frozenset(ordered(a, b) for names in members.values() for a, b in combinations(sorted(names), 2))
