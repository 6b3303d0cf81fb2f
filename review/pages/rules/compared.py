"""A difference of two rules for the eye: labels as the editor has them, and what changed in a text marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from review.pages.marks import changed
from rules import differences
from rules.differences import Part
from rules.spec import RuleSpec

from .key_forms import GROUPS

LABELS = {key.path.replace("/", "."): f"{group.title}: {key.label}" for group in GROUPS.values() for key in group.keys}
LABELS |= {"extends": "Extends", "remove": "Lines taken away", "prompt_path": "File of the guideline"}
KINDS = {"line": "Line", "output": "Value read from text", "key": "", "order": ""}


@dataclass(frozen=True)
class Row:
    name: str
    old: SafeString | str
    new: SafeString | str


@dataclass(frozen=True)
class Shown:
    """A part that differs. `state`: added, removed, changed."""

    title: str
    kind: str
    state: str
    rows: tuple[Row, ...]


def compared(old: RuleSpec, new: RuleSpec) -> list[Shown]:
    """Empty where both say the same."""
    return [_shown(part) for part in differences.parts(old, new)]


def _shown(part: Part) -> Shown:
    title = LABELS.get(part.name, part.name) if part.kind == "key" else part.name
    return Shown(title, KINDS[part.kind], part.state, tuple(_rows(part)))


def _rows(part: Part) -> Iterator[Row]:
    for change in part.changes:
        old, new = change.old or "", change.new or ""
        if part.name == "routing.levels":
            old, new = old.replace("_", " "), new.replace("_", " ")
        name = change.name.replace("_", " ").replace(".", " › ")
        yield Row(name, *(changed(old, new) if old and new else (old, new)))
