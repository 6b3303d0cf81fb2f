"""What the record knows of questions: a recorded answer stands, and so does a recorded refusal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from pydantic import BaseModel

from dedup.backends.base import ASK_AGAIN, FOR_PEOPLE, Failure, JudgeError, Usage, parse

from .outcomes import Answered, Unanswerable

__all__ = ["ASKINGS", "Answered", "Row", "Unanswerable", "answer", "rows"]

ASKINGS = 2  # of a question whose answer was cut off or unusable
# As words of SQL: every question of every pair comes here, and putting a query together takes longer than its answer.
ROWS = "SELECT key, id, failure, answer, asked_until FROM dedup_modelcall WHERE key = ANY(%s) ORDER BY id"


@dataclass(frozen=True)
class Row:
    """A row of `ModelCall`: answered, failed, or with `asked_until` being asked."""

    id: int
    failure: str
    answer: str
    asked_until: datetime | None


def rows(keys: Iterable[str]) -> dict[str, list[Row]]:
    """All that is recorded under these keys, the oldest first; one query."""
    found: dict[str, list[Row]] = {}
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [list(keys)])
        for key, *row in cursor.fetchall():
            found.setdefault(key, []).append(Row(*row))
    return found


def answer(recorded: Sequence[Row], schema: type[BaseModel]) -> Answered | None:
    """What the rows of one key come to; None: it may be asked. Raises Unanswerable."""
    for row in recorded:
        if not row.failure and row.asked_until is None:
            return Answered(_read(row, schema), row.id)
    refused = [row for row in recorded if row.failure in FOR_PEOPLE]
    final = [row for row in refused if row.failure not in ASK_AGAIN]
    if final or len(refused) >= ASKINGS:
        last = (final or refused)[-1]
        raise Unanswerable(Failure(last.failure), last.id)
    return None


def _read(row: Row, schema: type[BaseModel]) -> BaseModel:
    """An answer that this version cannot read will not get better by asking: its key is taken. Raises Unanswerable."""
    try:
        return parse(schema, row.answer, Usage())
    except JudgeError as error:
        raise Unanswerable(error.kind, row.id) from error
