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
from .labels import LABELS, VALUES

KEYS = {key.path.replace("/", "."): key for group in GROUPS.values() for key in group.keys}
TITLES = {key.path.replace("/", "."): f"{group.title}: {key.label}" for group in GROUPS.values() for key in group.keys}
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
    title = TITLES.get(part.name) or LABELS.get(part.name, part.name) if part.kind == "key" else part.name
    return Shown(title, KINDS[part.kind], part.state, tuple(_rows(part)))


def _rows(part: Part) -> Iterator[Row]:
    for change in part.changes:
        old, new = (_words(part, change.name, text or "") for text in (change.old, change.new))
        yield Row(_name(change.name), *(changed(old, new) if old and new else (old, new)))


def _name(name: str) -> str:
    """An option by its own name, as in the form; "values.black" under the label of what it is one of."""
    group, _, rest = name.partition(".")
    if group == "options":
        return rest.replace("_", " ")
    return " › ".join([LABELS.get(group, group.replace("_", " ")), *([rest] if rest else [])]) if name else ""


def _words(part: Part, name: str, text: str) -> str:
    """What a value says, as the forms say it; what has no such words is the text itself."""
    if part.kind != "key":
        return VALUES.get(name, {}).get(text, text)
    if part.name == "routing.levels":
        return text.replace("_", " ")
    key = KEYS.get(part.name)
    return dict(key.choices).get(text, text) if key else text
