"""What an import could not take, in a file that people open in a spreadsheet."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path
from typing import Any, Literal, TextIO

from django.conf import settings

from . import cleaning

HEADER = ("line", "id", "reason", "status")
Status = Literal["rejected", "warning"]


class Rejects:
    """`<file>.rejects.csv` in `folder`, else beside the file, or in var/rejects/ where that cannot be written.

    It is made with its first entry; one that an earlier run left is removed. Close it by `with`.
    """

    def __init__(self, file: Path, folder: Path | None = None) -> None:
        self.counts: dict[Status, int] = {"rejected": 0, "warning": 0}
        self.path: Path | None = None
        self._places = [
            place / f"{file.name}.rejects.csv" for place in (folder or file.parent, settings.VAR / "rejects")
        ]
        self._out: TextIO | None = None
        for place in self._places:
            with contextlib.suppress(OSError):
                place.unlink(missing_ok=True)

    def __enter__(self) -> Rejects:
        return self

    def __exit__(self, *unused: object) -> None:
        if self._out:
            self._out.close()

    def add(self, status: Status, line: int, external_id: str, reason: str) -> None:
        """One entry; cells that a spreadsheet would run as formulas get an apostrophe."""
        self._writer.writerow((line, cleaning.guard(external_id), cleaning.guard(reason), status))
        self.counts[status] += 1

    @property
    def _writer(self) -> Any:
        if self._out is None:
            self._out = self._opened()
            csv.writer(self._out).writerow(HEADER)
        return csv.writer(self._out)

    def _opened(self) -> TextIO:
        wanted, fallback = self._places
        try:
            out = _open(wanted)
            self.path = wanted
        except OSError:
            fallback.parent.mkdir(parents=True, exist_ok=True)
            out = _open(fallback)
            self.path = fallback
        return out


def _open(place: Path) -> TextIO:
    return place.open("w", encoding="utf-8", errors="backslashreplace", newline="")
