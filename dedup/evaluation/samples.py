"""The rules that an evaluation judges by: the samples that come with the project, or a file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from rules import files

FOLDER = settings.BASE_DIR / "rules" / "examples"


def load(rules: Path | None = None) -> None:
    """All samples, each in its category; with `rules` that file, and for every other category the default sample.

    Raises files.BadFile.
    """
    for file in (FOLDER / "default.json", rules) if rules else sorted(FOLDER.glob("*.json")):
        files.load(file)
