"""Figures of a command as JSON, in the file that `--json` names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError


def check(file: Path | None) -> None:
    """Before anything is measured. Raises CommandError."""
    if file and not file.parent.is_dir():
        raise CommandError(f"There is no folder {file.parent} to write {file.name} into: make it first.")


def text(figures: dict[str, Any]) -> str:
    return json.dumps(figures, indent=2, ensure_ascii=False)


def write(figures: dict[str, Any], file: Path) -> None:
    """Raises CommandError."""
    try:
        file.write_text(text(figures) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be written ({error.strerror}); the figures stand above.") from error
