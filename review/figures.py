"""What happened in a week, per category; docs/figures.md defines each column.

A thing belongs to the week in which it happened, so the figures of a past week do not change when a
later week takes something back. Every thing belongs to one row, so the rows add up to the total.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from .weeks import Week

Path = tuple[str, ...]

NO_CATEGORY = "(no category)"
SEVERAL = "(several categories)"
NOT_ATTRIBUTED = "(not attributed)"
TOTAL = "Total"
LAST = (NO_CATEGORY, SEVERAL, NOT_ATTRIBUTED)  # in this order, after the real categories

# The category that listings `a` and `b` share.
SHARED = f"""
CASE
  WHEN ca.id IS NULL AND cb.id IS NULL THEN ARRAY['{NO_CATEGORY}']
  WHEN ca.path[1:3] = cb.path[1:3] THEN ca.path[1:3]
  WHEN ca.path[1:2] = cb.path[1:2] THEN ca.path[1:2]
  WHEN ca.path[1:1] = cb.path[1:1] THEN ca.path[1:1]
  ELSE ARRAY['{SEVERAL}']
END
"""
CATEGORIES = "LEFT JOIN rules_category ca ON ca.id = a.category_id LEFT JOIN rules_category cb ON cb.id = b.category_id"

# The rows of a week as (category path, column, number). Of several verdicts or words on one pair in
# the week the last one counts. `%(level)s` levels of the category that both listings share.
PAIRS = f"""
WITH judged AS (
  SELECT DISTINCT ON (pair_id) pair_id, settled_by, to_people FROM dedup_verdict
  WHERE created_at >= %(start)s AND created_at < %(end)s ORDER BY pair_id, id DESC
), said AS (
  SELECT DISTINCT ON (pair_id) pair_id, word FROM dedup_decision
  WHERE created_at >= %(start)s AND created_at < %(end)s ORDER BY pair_id, id DESC
), fact(pair_id, what) AS (
  SELECT id, 'candidates_found' FROM dedup_pair WHERE found_at >= %(start)s AND found_at < %(end)s
  UNION ALL SELECT pair_id, 'settled_by_' || settled_by FROM judged
  UNION ALL SELECT pair_id, 'sent_to_people' FROM judged WHERE to_people
  UNION ALL SELECT pair_id, CASE word WHEN 'merge' THEN 'merged' WHEN 'delist' THEN 'delisted'
    WHEN 'different' THEN 'declined' ELSE word END FROM said WHERE word <> 'undone'
  UNION ALL SELECT pair_id, 'undone' FROM dedup_decision
  WHERE word = 'undone' AND created_at >= %(start)s AND created_at < %(end)s
), placed AS (
  SELECT fact.what, {SHARED} AS path
  FROM fact
  JOIN dedup_pair p ON p.id = fact.pair_id
  JOIN dedup_spu a ON a.id = p.a_id
  JOIN dedup_spu b ON b.id = p.b_id
  {CATEGORIES}
)
SELECT path[1:%(level)s], what, count(*) FROM placed GROUP BY 1, 2
"""

# A reading belongs to its listing, whatever else was asked of a pair to the pair; what served several, to the first
# of them. What was asked of a pair is found through the evidence of verdicts, which are written soon after the call: a
# week more is looked through, not the whole table. Old evidence names the calls of its pictures only.
CALLS = f"""
WITH call AS (
  SELECT id, role, cost FROM dedup_modelcall
  WHERE created_at >= %(start)s AND created_at < %(end)s AND asked_until IS NULL
), used(call_id, a, b) AS (
  SELECT e.call_id, e.spu_id, e.spu_id FROM dedup_extraction e JOIN call ON call.id = e.call_id
  UNION ALL
  SELECT of_pair.id, p.a_id, p.b_id
  FROM dedup_verdict v JOIN dedup_pair p ON p.id = v.pair_id
  CROSS JOIN LATERAL (
    SELECT (picture ->> 'call')::bigint AS id FROM jsonb_array_elements(v.evidence -> 'pictures') AS picture
    UNION SELECT asked.id::bigint FROM jsonb_array_elements_text(v.evidence -> 'calls') AS asked(id)
  ) AS of_pair
  JOIN call ON call.id = of_pair.id AND call.role <> 'extract'
  WHERE v.created_at >= %(start)s AND v.created_at < %(end)s + interval '7 days'
), placed AS (
  SELECT DISTINCT ON (call.id) call.cost,
    CASE WHEN used.call_id IS NULL THEN ARRAY['{NOT_ATTRIBUTED}'] ELSE {SHARED} END AS path
  FROM call
  LEFT JOIN used ON used.call_id = call.id
  LEFT JOIN dedup_spu a ON a.id = used.a
  LEFT JOIN dedup_spu b ON b.id = used.b
  {CATEGORIES}
  ORDER BY call.id, used.a, used.b
)
SELECT path[1:%(level)s], 'model_calls', count(*) FROM placed GROUP BY 1
UNION ALL SELECT path[1:%(level)s], 'cost_usd', sum(cost) FROM placed GROUP BY 1
"""


@dataclass(frozen=True)
class WeekRow:
    """One category's week, in the order of the export's columns. The last row, "Total", sums the others."""

    week: str  # 2026-W46
    category_lv1: str  # or one of LAST, or TOTAL
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


def weekly(week: Week, *, level: int = 1) -> list[WeekRow]:
    """The rows of a week: one a category of this level (1-3) in which anything happened, then the total.

    A pair of which the listings share only a higher level stands in the row of that one.
    """
    numbers: defaultdict[Path, Counter[str]] = defaultdict(Counter)
    for query in (PAIRS, CALLS):
        for path, column, number in _ask(query, {"start": week.start, "end": week.end, "level": level}):
            numbers[tuple(path)][column] += number
    total = sum(numbers.values(), Counter[str]())
    return [*(_row(week, path, numbers[path]) for path in sorted(numbers, key=_place)), _row(week, (TOTAL,), total)]


def _ask(query: str, limits: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, limits)
        return list(cursor.fetchall())


def _place(path: Path) -> tuple[int, Path]:
    return (LAST.index(path[0]) + 1 if path[0] in LAST else 0), path


def _row(week: Week, path: Path, numbers: Counter[str]) -> WeekRow:
    accepted = numbers["merged"] + numbers["delisted"]
    decided = accepted + numbers["declined"]
    lv1, lv2, lv3 = (*path, "", "")[:3]
    return WeekRow(
        week=str(week),
        category_lv1=lv1,
        category_lv2=lv2,
        category_lv3=lv3,
        candidates_found=numbers["candidates_found"],
        settled_by_rule=numbers["settled_by_rule"],
        settled_by_text=numbers["settled_by_text"],
        settled_by_picture=numbers["settled_by_picture"],
        sent_to_people=numbers["sent_to_people"],
        decided=decided,
        accepted=accepted,
        acceptance_rate=round(Decimal(accepted) / decided, 3) if decided else None,
        merged=numbers["merged"],
        delisted=numbers["delisted"],
        declined=numbers["declined"],
        unsure=numbers["unsure"],
        undone=numbers["undone"],
        model_calls=numbers["model_calls"],
        cost_usd=round(Decimal(numbers["cost_usd"]), 6),
    )
