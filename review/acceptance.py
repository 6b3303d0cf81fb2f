"""How often people said "the same", by category, each with all below it.

Of many decisions the count takes a second, and one more changes no rate that anybody sees: then it is kept a minute.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

MANY = 10_000
KEPT_SECONDS = 60.0

# One live word a pair; "unsure" and what was taken back say nothing.
DECIDED = """
SELECT a.category_id, b.category_id, count(*), count(*) FILTER (WHERE d.word IN ('merge', 'delist'))
FROM dedup_decision d
JOIN dedup_pair p ON p.id = d.pair_id
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
WHERE d.superseded_by_id IS NULL AND d.word IN ('merge', 'delist', 'different')
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Rate:
    """At least one pair was decided."""

    decided: int
    accepted: int

    @property
    def per_cent(self) -> int:
        return round(100 * self.accepted / self.decided)


@dataclass
class Kept:
    until: float = 0.0  # monotonic
    rates: Mapping[int | None, Rate] | None = None


_kept = Kept()


def rates(lines: Mapping[int, tuple[int, ...]]) -> Mapping[int | None, Rate]:
    """By category where anything was decided, None for all pairs; one query.

    A pair counts for every category that both listings are in. `lines` is `rules.resolve.Rules.lines`.
    """
    if _kept.rates is not None and time.monotonic() < _kept.until:
        return _kept.rates
    found = _counted(lines)
    many = None in found and found[None].decided >= MANY
    _kept.rates, _kept.until = (found, time.monotonic() + KEPT_SECONDS) if many else (None, 0.0)
    return found


def _counted(lines: Mapping[int, tuple[int, ...]]) -> dict[int | None, Rate]:
    decided: defaultdict[int | None, int] = defaultdict(int)
    accepted: defaultdict[int | None, int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(DECIDED)
        for a, b, pairs, same in cursor.fetchall():
            for node in (None, *set(lines.get(a, ())).intersection(lines.get(b, ()))):
                decided[node] += pairs
                accepted[node] += same
    return {node: Rate(decided[node], accepted[node]) for node in decided}
