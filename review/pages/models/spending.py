"""What the budgets in force have left, as bars with their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dedup.models import Budget

from .health import at

LENGTH = 100  # of a bar


@dataclass(frozen=True)
class Bar:
    """One limit of one budget; `length` of LENGTH is spent. `left` never falls below nought."""

    title: str
    money: bool
    spent: Decimal
    most: Decimal
    until: str

    @property
    def left(self) -> Decimal:
        return max(self.most - self.spent, Decimal(0))

    @property
    def reached(self) -> bool:
        return not self.left

    @property
    def length(self) -> float:
        return round(min(1.0, float(self.spent / self.most)) * LENGTH, 1) if self.most else LENGTH


def bars(budgets: Iterable[Budget]) -> list[Bar]:
    """Of a budget one bar for each of its limits."""
    found = []
    for row in budgets:
        day = row.scope == Budget.Scope.DAY
        title = "Today (UTC)" if day else f"This run, since {at(row.starts_at)}"
        until = f"anew at {at(row.ends_at)}" if row.ends_at else "until the run ends"
        if row.most_cost is not None:
            found.append(Bar(title, True, row.cost, row.most_cost, until))
        if row.most_calls is not None:
            found.append(Bar(title, False, Decimal(row.calls), Decimal(row.most_calls), until))
    return found
