"""A fortnight of a judge as bars of an SVG: a day is ten units wide, the fullest day as high as the picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dedup.judging import standing, tallies
from dedup.judging.tallies import Count
from dedup.models import Tally

DAYS = 14
STEP = 10
HEIGHT = 40


@dataclass(frozen=True)
class Bar:
    """Of one day: `x` from the left, `y` from the top; `failed` is the part of its height that failed."""

    day: date
    sum: Count
    x: int
    y: float
    height: float
    failed: float

    @property
    def foot(self) -> float:
        """Where the failed part begins."""
        return HEIGHT - self.failed


@dataclass(frozen=True)
class Chart:
    """`measure`: calls, or cost where anything was paid. `most`: of the fullest day."""

    measure: str
    bars: tuple[Bar, ...]
    most: Decimal

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def total(self) -> Count:
        return sum((bar.sum for bar in self.bars), Count())

    @property
    def is_money(self) -> bool:
        return self.measure == "cost"


def of(rows: Iterable[Tally], measure: str = "calls") -> Chart:
    """`rows`: of one judge. Days without one are empty bars."""
    by_day: dict[date, list[Tally]] = {}
    for row in rows:
        by_day.setdefault(row.day, []).append(row)
    days = [tallies.today() - timedelta(days=back) for back in reversed(range(DAYS))]
    sums = [(day, standing.total(by_day.get(day, ()))) for day in days]
    most = max(Decimal(getattr(each, measure)) for _, each in sums)
    return Chart(measure, tuple(_bar(place, *each, measure, most) for place, each in enumerate(sums)), most)


def _bar(place: int, day: date, each: Count, measure: str, most: Decimal) -> Bar:
    """A day that had anything is never lower than a unit, so that it is seen."""
    value = Decimal(getattr(each, measure))
    height = max(1.0, float(HEIGHT * value / most)) if value else 0.0
    share = each.failures / each.calls if each.calls and measure == "calls" else 0.0
    return Bar(day, each, STEP * place, round(HEIGHT - height, 1), round(height, 1), round(height * share, 1))
