"""Why a draft goes live, as far as the program can say it."""

from __future__ import annotations

from typing import Any

from rules.models import RuleSet


def of(row: RuleSet) -> str:
    """A version's own note; the one that a draft was begun with only while its words are those it was begun with:
    "Back to v1" is not true of a draft that was changed since."""
    if not row.open or not row.note:
        return row.note
    trail: Any = row.events  # type: ignore[attr-defined]  # pghistory makes it
    first = trail.order_by("pgh_id").first()
    return row.note if first and first.spec == row.spec else ""
