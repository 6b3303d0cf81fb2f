"""What a run of judging came to, from the rows that it left."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from dedup.models import ModelCall, Verdict

RECHECKED = [{"kind": "variant"}]


@dataclass(frozen=True)
class Summary:
    """`rechecked`: verdicts for which variants were compared too. `asked`: by backend, failed askings included."""

    levels: dict[str, int] = field(default_factory=dict)
    settled_by: dict[str, int] = field(default_factory=dict)
    rechecked: int = 0
    to_people: int = 0
    asked: dict[str, int] = field(default_factory=dict)
    cost: Decimal = Decimal(0)

    @property
    def verdicts(self) -> int:
        return sum(self.levels.values())


def since(moment: datetime | None = None) -> Summary:
    """Over the live verdicts given and the questions asked since then; without a moment, over all."""
    verdicts, calls = Verdict.objects.filter(live=True), ModelCall.objects.all()
    if moment:
        verdicts, calls = verdicts.filter(created_at__gte=moment), calls.filter(created_at__gte=moment)
    levels, settled_by = (
        dict(verdicts.values_list(column).annotate(n=Count("id")).order_by(column))
        for column in ("level", "settled_by")
    )
    return Summary(
        levels={level: levels[level] for level in Verdict.Level.values if level in levels},
        settled_by=settled_by,
        rechecked=verdicts.filter(evidence__pictures__contains=RECHECKED).count(),
        to_people=verdicts.filter(to_people=True).count(),
        asked=_counted(calls, "backend"),
        cost=calls.aggregate(sum=Sum("cost"))["sum"] or Decimal(0),
    )


def _counted(rows: QuerySet[Any], column: str) -> dict[str, int]:
    return dict(rows.values_list(column).annotate(n=Count("id")).order_by(column))
