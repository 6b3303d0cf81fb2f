"""The one door to a model: every question is looked up first, recorded, paid for once, and answered or refused.

A question is known by its content key. `ask` does, in this order:

1. looks the key up: a recorded answer is returned, a recorded refusal stands, without a call;
2. waits out an outage: the last askings of this backend are the circuit breaker, read from the
   table itself, so all workers share it and it needs no Redis;
3. takes the question: one row per key may be "being asked", held by a lease in the row. A lease and
   not a lock, because no lock may be held while a model thinks; a worker that dies leaves a row
   that its successor takes over. Who meets a question that another is asking comes back later;
4. asks, and commits what came, tokens and cost included, before anybody does anything with it.

Failures: see the table in `dedup.backends.base`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import connection, transaction

from dedup import backends
from dedup.backends.base import FOR_PEOPLE, TRANSIENT, Answer, Ask, Failure, Judge, JudgeError, Role, Usage
from dedup.models import ModelCall

from . import breaker, prices, records
from .outcomes import Answered, Later, Outcome, Stopped, Unanswerable
from .records import ASKINGS

__all__ = ["Answered", "Later", "Stopped", "Unanswerable", "ask", "ask_all", "chosen", "expected_cost", "is_free"]

BUSY_SECONDS = 0.5
# What a verdict may need.
JUDGING: tuple[Role, ...] = ("extract", "reason", "compare", "describe")

TAKE = """
INSERT INTO dedup_modelcall AS c (key, role, backend, question, asked_until, created_at,
  model, answer, failure, input_tokens, output_tokens, cost, seconds)
VALUES (%s, %s, %s, %s, clock_timestamp() + make_interval(secs => %s), clock_timestamp(), '', '', '', 0, 0, 0, 0)
ON CONFLICT (key) WHERE failure = '' DO UPDATE
  SET asked_until = excluded.asked_until, created_at = excluded.created_at
  WHERE c.asked_until < clock_timestamp()
RETURNING id, asked_until
"""


@dataclass(frozen=True)
class Taken:
    """A question that is ours to ask: its row, and the lease as the token that we still hold it."""

    model: str
    row: int
    asked_until: datetime


def chosen(role: Role) -> Judge:
    """The judge that settings choose for this role; whether it has its key is seen when it is asked."""
    return backends.judge(role)


def is_free(*roles: Role) -> bool:
    """Asking in these roles costs no money."""
    return all(chosen(role).free for role in roles)


def expected_cost(role: Role) -> Decimal:
    """US dollars that one more question of this role to the chosen backend will cost."""
    judge = chosen(role)
    return Decimal(0) if judge.free else prices.expected(role, judge.name)


def ask(question: Ask) -> Answered:
    """The answer, from the record or from the model. Raises Later, Stopped or Unanswerable; opens no transaction."""
    judge = chosen(question.role)
    key = question.key(judge.name)
    for _ in range(ASKINGS + 1):
        if known := records.answer(records.rows([key]).get(key, []), question.schema):
            return known
        _check(judge)
        question.load()  # before the question is taken: what cannot be read cannot be asked
        breaker.wait_out(judge.name)
        _ask(judge, key, question)
    raise Later(BUSY_SECONDS, "the record of this question moved under us")


def ask_all(questions: Sequence[Ask]) -> list[Outcome]:
    """What comes of each question, in their order."""
    return [_outcome(question) for question in questions]


def _outcome(question: Ask) -> Outcome:
    try:
        return ask(question)
    except (Unanswerable, Later, Stopped) as no:
        return no


def _check(judge: Judge) -> None:
    try:
        judge.check()
    except JudgeError as error:
        raise Stopped(error.kind, error.message) from error


def _ask(judge: Judge, key: str, question: Ask) -> None:
    """Ask once, and commit what came. A failure that another asking may mend is only recorded."""
    taken = _take(judge.name, key, question)
    start = time.monotonic()
    try:
        answer = judge.ask(question)
    except JudgeError as error:
        _keep_failure(taken, error, time.monotonic() - start)
        _raise_on(error)
    else:
        _keep_answer(taken, answer, time.monotonic() - start)


def _take(backend: str, key: str, question: Ask) -> Taken:
    recorded = json.dumps(question.question(), ensure_ascii=False)
    lease = settings.WORK_LEASE_SECONDS
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(TAKE, [key, question.role, backend, recorded, lease])
        row = cursor.fetchone()
    if row is None:
        raise Later(BUSY_SECONDS, "another worker is asking the same question")
    return Taken(backend.partition(":")[2], *row)


def _keep_answer(taken: Taken, answer: Answer, seconds: float) -> None:
    _keep(taken, answer.usage, seconds, model=answer.model, answer=_storable(answer.raw))


def _keep_failure(taken: Taken, error: JudgeError, seconds: float) -> None:
    text = _storable(error.raw or error.message)
    _keep(taken, error.usage or Usage(), seconds, model=taken.model, answer=text, failure=error.kind)


def _keep(taken: Taken, usage: Usage, seconds: float, *, model: str, answer: str, failure: str = "") -> None:
    """Commit what came. If the lease ran out and another took the question, only the money is recorded."""
    columns = {
        "model": model,
        "input_tokens": usage.input,
        "output_tokens": usage.output + usage.thoughts,
        "cost": prices.cost(usage, model, taken.model),
        "seconds": seconds,
        "answer": answer,
    }
    with transaction.atomic(durable=True):
        mine = ModelCall.objects.filter(pk=taken.row, asked_until=taken.asked_until)
        if not mine.update(**columns, failure=failure, asked_until=None):
            first = ModelCall.objects.get(pk=taken.row)
            late = failure or Failure.TIMEOUT
            ModelCall.objects.create(
                key=first.key, role=first.role, backend=first.backend, question=first.question, failure=late, **columns
            )


def _raise_on(error: JudgeError) -> None:
    if error.kind in TRANSIENT:
        raise Later(max(error.retry_after or 0, 2), str(error), outage=True)
    if error.kind not in FOR_PEOPLE:
        raise Stopped(error.kind, error.message)


def _storable(text: str) -> str:
    """Raw, but for what PostgreSQL refuses: NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
