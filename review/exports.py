"""Figures as files that a spreadsheet reads rightly and does not run."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import astuple, fields
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from dedup.catalogue import cleaning

from .figures import WeekRow

Cell = str | int | float | Decimal | None
COLUMNS = tuple(field.name for field in fields(WeekRow))


def guard(value: Cell) -> Cell:
    """Texts as `cleaning.guard` makes them; numbers stay numbers."""
    return cleaning.guard(value) if isinstance(value, str) else value


def write_csv(rows: Iterable[WeekRow], out: TextIO) -> None:
    """A heading line and one line a row. Open or encode `out` as utf-8-sig, so that Excel reads it rightly."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([guard(cell) for cell in astuple(row)] for row in rows)


def save_csv(rows: Iterable[WeekRow], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        write_csv(rows, out)
