"""What happened in a week, per category; docs/figures.md defines each column.

A thing belongs to the week in which it happened, so the figures of a past week do not change when a
later week takes something back.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .weeks import Week


@dataclass(frozen=True)
class WeekRow:
    """One category's week, in the order of the export's columns. The last row, "Total", sums the others."""

    week: str  # 2026-W46
    category_lv1: str  # or one of NO_CATEGORY, SEVERAL, NOT_ATTRIBUTED, TOTAL
    category_lv2: str
    category_lv3: str
    candidates_found: int
    settled_by_rule: int
    settled_by_text: int
    settled_by_picture: int
    sent_to_people: int
    decided: int
    accepted: int
    acceptance_rate: Decimal | None  # 0-1 with three places; None when nothing was decided
    merged: int
    delisted: int
    declined: int
    unsure: int
    undone: int
    model_calls: int
    cost_usd: Decimal


NO_CATEGORY = "(no category)"
SEVERAL = "(several categories)"
NOT_ATTRIBUTED = "(not attributed)"
TOTAL = "Total"


def weekly(week: Week, *, level: int = 1) -> list[WeekRow]:
    """The rows of a week: one a category of this level (1-3) in which anything happened, then the total."""
    raise ValueError
