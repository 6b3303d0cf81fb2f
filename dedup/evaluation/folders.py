"""A labelled folder: `catalogue.jsonl[.gz]` or `.csv` in the import format, `clusters.csv`, `pairs.csv`."""

from __future__ import annotations

import csv
from pathlib import Path

CATALOGUES = ("catalogue.jsonl", "catalogue.jsonl.gz", "catalogue.csv")


class BadFolder(Exception):
    """The folder lacks what an evaluation needs; the message says what."""


def catalogue(folder: Path) -> Path:
    for name in CATALOGUES:
        if (folder / name).is_file():
            return folder / name
    raise BadFolder(f"There is no catalogue in {folder}: an evaluation needs one of {', '.join(CATALOGUES)}.")


def clusters(folder: Path) -> dict[str, str]:
    """External id -> name of the product."""
    file = folder / "clusters.csv"
    if not file.is_file():
        raise BadFolder(f"There is no clusters.csv (columns id, cluster) in {folder}.")
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["id"]: row["cluster"] for row in csv.DictReader(rows)}


def pairs(folder: Path) -> dict[tuple[str, str], bool]:
    """Two external ids -> whether they are the same product."""
    file = folder / "pairs.csv"
    if not file.is_file():
        raise BadFolder(f"There is no pairs.csv (columns a, b, label) in {folder}.")
    with file.open(encoding="utf-8", newline="") as rows:
        return {(row["a"], row["b"]): row["label"] == "1" for row in csv.DictReader(rows)}
