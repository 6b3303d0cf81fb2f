"""The pair of a claim with its two listings and their categories, in one query."""

from __future__ import annotations

from functools import cache

from django.db import connection

from dedup.models import Pair, Spu
from rules.models import Category

from . import columns

SELECT = """
SELECT {columns} FROM dedup_pair p
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
LEFT JOIN rules_category ca ON ca.id = a.category_id
LEFT JOIN rules_category cb ON cb.id = b.category_id
WHERE p.id = %s
"""


def load(pair_id: int) -> Pair:
    """Raises Pair.DoesNotExist."""
    with connection.cursor() as cursor:
        cursor.execute(_select(), [pair_id])
        row = cursor.fetchone()
    if row is None:
        raise Pair.DoesNotExist(f"pair {pair_id} is gone")
    values = iter(row)
    pair, a, b = columns.made(Pair, values), columns.made(Spu, values), columns.made(Spu, values)
    for side in (a, b):
        node = columns.made(Category, values)
        side.category = node if side.category_id else None
    pair.a, pair.b = a, b
    return pair


@cache
def _select() -> str:
    return SELECT.format(columns=columns.of(p=Pair, a=Spu, b=Spu, ca=Category, cb=Category))
