"""Pairs that a required line on the category keeps apart: two listings of one product, filed in two places."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from rules.models import Category
from rules.spec import CATEGORY_FIELDS, RuleSpec

LATEST = 20_000  # pairs looked at, so that a page waits no longer for a large catalogue
SQL = """
SELECT count(*), count(*) FILTER (WHERE one.path[%(depth)s] IS DISTINCT FROM other.path[%(depth)s])
FROM (SELECT a_id, b_id FROM dedup_pair ORDER BY id DESC LIMIT %(latest)s) pair
JOIN dedup_spu a ON a.id = pair.a_id JOIN dedup_spu b ON b.id = pair.b_id
LEFT JOIN rules_category one ON one.id = a.category_id LEFT JOIN rules_category other ON other.id = b.category_id
WHERE %(above)s = 0 OR (one.path[1 : %(above)s] = %(path)s AND other.path[1 : %(above)s] = %(path)s)
"""


@dataclass(frozen=True)
class Hidden:
    """`pairs` of the `among` latest ones below the category have two places at the level that `line` compares."""

    line: str
    pairs: int
    among: int


def of(spec: RuleSpec, category: Category | None) -> list[Hidden]:
    """For each required line on the category; a query each, and rules have one at most as a rule."""
    path = category.path if category else []
    return [
        Hidden(line.field, *_count(path, CATEGORY_FIELDS.index(line.source_field) + 1)) for line in spec.category_lines
    ]


def _count(path: list[str], depth: int) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"path": path, "above": len(path), "depth": depth, "latest": LATEST})
        among, hidden = cursor.fetchone()
    return hidden, among
