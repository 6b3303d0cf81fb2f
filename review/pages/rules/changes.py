"""What somebody else changed in a draft while a person was at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rules.models import RuleSet

from .desk import changed_by

NESTED = ("outputs", "routing", "thresholds")


@dataclass(frozen=True)
class Change:
    """A part of the rule with its text before and after; empty where it was not, or is not any more."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Conflict:
    who: str
    when: datetime
    changes: tuple[Change, ...]


def since(draft: RuleSet, revision: int) -> Conflict:
    """Between the revision that a person saw and now, from the trail of changes."""
    trail: Any = draft.events  # type: ignore[attr-defined]  # pghistory makes it
    seen = trail.filter(revision=revision).order_by("-pgh_id").first()
    before, after = parts(seen.spec if seen else draft.spec), parts(draft.spec)
    names = [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]
    told = tuple(Change(name, before.get(name, ""), after.get(name, "")) for name in names)
    return Conflict(changed_by(draft), draft.changed_at, told)


def parts(spec: dict[str, Any]) -> dict[str, str]:
    """A stored spec in small named pieces."""
    found = {f"line {line['field']}": _text(line) for line in spec.get("fields", [])}
    for key, value in spec.items():
        if key in NESTED:
            found |= {f"{key} {name}": _text(part) for name, part in value.items()}
        elif key != "fields":
            found[key.replace("_", " ")] = _text(value)
    return found


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(part)}" for name, part in value.items() if name != "field")
    return ", ".join(map(_text, value)) if isinstance(value, list) else str(value)
