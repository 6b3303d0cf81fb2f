"""Figures as files that a spreadsheet reads rightly and does not run."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, fields
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from .figures import WeekRow

Cell = str | int | float | Decimal | None
# What makes Excel, LibreOffice or Sheets take a text cell for a formula or a command.
TRIGGERS = frozenset("=+-@|%")
COLUMNS = tuple(field.name for field in fields(WeekRow))


def guard(value: Cell) -> Cell:
    """The same cell, with an apostrophe before a text that a spreadsheet would run.

    Full-width signs and signs after blanks, tabs or returns count too. Numbers stay numbers.
    """
    if not isinstance(value, str) or not value:
        return value
    first = unicodedata.normalize("NFKC", value.lstrip())[:1]
    return f"'{value}" if first in TRIGGERS or value[0] in "\t\r\n" else value


def write_csv(rows: Iterable[WeekRow], out: TextIO) -> None:
    """A heading line and one line a row. Open or encode `out` as utf-8-sig, so that Excel reads it rightly."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([guard(cell) for cell in astuple(row)] for row in rows)


def save_csv(rows: Iterable[WeekRow], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        write_csv(rows, out)
