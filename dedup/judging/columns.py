"""Rows of several models out of one query that is put together once.

The ORM puts a query together anew each time. For the queries of every pair that takes longer than PostgreSQL's answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, JSONField, Model

M = TypeVar("M", bound=Model)


def of(**models: type[Model]) -> str:
    """Alias of a table to its model → the columns of all of them, for SELECT; `made` takes them off in this order."""
    return ", ".join(f'{alias}."{field.column}"' for alias, model in models.items() for field in _fields(model))


def made(model: type[M], values: Iterator[Any]) -> M:
    """The next columns as a row of this model; of an outer join that found nothing all are empty."""
    names, packed = _names(model)
    row = [
        json.loads(value) if of_json and value is not None else value
        for value, of_json in zip(islice(values, len(names)), packed, strict=True)
    ]
    return model.from_db(connection.alias, names, row)


@cache
def _fields(model: type[Model]) -> Sequence[Field[Any, Any]]:
    return model._meta.concrete_fields


@cache
def _names(model: type[Model]) -> tuple[list[str], list[bool]]:
    fields = _fields(model)
    return [field.attname for field in fields], [isinstance(field, JSONField) for field in fields]
