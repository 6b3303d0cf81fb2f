"""The questions that a replay lacks an answer to, and what asking them would cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from dedup.backends.base import Role
from dedup.judging import calls
from review.models import Replay

# One question serves many pairs and is paid once.
MISSING = """
SELECT split_part(question, ':', 1), count(*) FROM (
  SELECT DISTINCT unnest(missing) AS question FROM review_replayline
  WHERE replay_id = %s AND state = 'unrecorded') AS lacking
GROUP BY 1 ORDER BY 1
"""
NAMES: dict[Role, str] = {"extract": "to read a listing", "compare": "on two pictures", "reason": "on two listings"}


@dataclass(frozen=True)
class Missing:
    """Questions by role. `cost`: US dollars, expected."""

    roles: dict[Role, int]
    cost: Decimal

    @property
    def questions(self) -> int:
        return sum(self.roles.values())

    @property
    def words(self) -> str:
        parts = [f"{count:,} {NAMES.get(role, role)}" for role, count in self.roles.items()]
        return f"{', '.join(parts)}." if parts else ""


def missing(replay: Replay) -> Missing:
    """What its unrecorded lines would ask next. Raises calls.Stopped."""
    with connection.cursor() as cursor:
        cursor.execute(MISSING, [replay.pk])
        roles: dict[Role, int] = dict(cursor.fetchall())
    return Missing(roles, sum((count * calls.expected_cost(role) for role, count in roles.items()), Decimal(0)))
