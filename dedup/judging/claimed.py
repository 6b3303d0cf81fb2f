"""The pair of a claim with its two listings and their categories, in one query that is put together once.

The ORM puts such a query together anew for every pair, and that takes longer than PostgreSQL to answer it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, JSONField, Model

from dedup.models import Pair, Spu
from rules.models import Category

SELECT = """
SELECT {columns} FROM dedup_pair p
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
LEFT JOIN rules_category ca ON ca.id = a.category_id
LEFT JOIN rules_category cb ON cb.id = b.category_id
WHERE p.id = %s
"""
TABLES: tuple[tuple[str, type[Model]], ...] = (("p", Pair), ("a", Spu), ("b", Spu), ("ca", Category), ("cb", Category))
M = TypeVar("M", bound=Model)


def load(pair_id: int) -> Pair:
    """Raises Pair.DoesNotExist. The columns of a category that is not there are all empty."""
    with connection.cursor() as cursor:
        cursor.execute(_select(), [pair_id])
        row = cursor.fetchone()
    if row is None:
        raise Pair.DoesNotExist(f"pair {pair_id} is gone")
    values = iter(row)
    pair, a, b = _made(Pair, values), _made(Spu, values), _made(Spu, values)
    for side in (a, b):
        node = _made(Category, values)
        side.category = node if side.category_id else None
    pair.a, pair.b = a, b
    return pair


@cache
def _select() -> str:
    columns = (f'{name}."{field.column}"' for name, model in TABLES for field in _fields(model))
    return SELECT.format(columns=", ".join(columns))


@cache
def _fields(model: type[Model]) -> Sequence[Field[Any, Any]]:
    return model._meta.concrete_fields


@cache
def _names(model: type[Model]) -> tuple[list[str], list[bool]]:
    fields = _fields(model)
    return [field.attname for field in fields], [isinstance(field, JSONField) for field in fields]


def _made(model: type[M], values: Iterator[Any]) -> M:
    names, packed = _names(model)
    row = [
        json.loads(value) if of_json else value
        for value, of_json in zip(islice(values, len(names)), packed, strict=True)
    ]
    return model.from_db(connection.alias, names, row)
