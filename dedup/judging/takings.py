"""Questions that are ours to ask: taken with a lease and a reservation, and kept with what came of them.

Locks are always taken in this order: budgets, tallies, questions by key. Also who only meets a question that another
is asking locks its row for a moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from dedup.backends.base import ASK_AGAIN, Answer, Ask, Failure, Judge, JudgeError, Role, Usage
from dedup.models import ModelCall

from . import breaker, budgets, prices, tallies
from .budgets import Need
from .tallies import Count

# One moment for all of them: so the breaker sees that they went together.
TAKE = """
INSERT INTO dedup_modelcall AS c (key, role, backend, question, asked_until, created_at,
  model, answer, failure, input_tokens, output_tokens, cost, seconds)
SELECT key, %s, %s, question::jsonb, statement_timestamp() + make_interval(secs => %s), statement_timestamp(),
  '', '', '', 0, 0, 0, 0
FROM unnest(%s::text[], %s::text[]) AS asked(key, question) ORDER BY key
ON CONFLICT (key) WHERE failure = '' DO UPDATE
  SET asked_until = excluded.asked_until, created_at = excluded.created_at
  WHERE c.asked_until < clock_timestamp()
RETURNING key, id, asked_until
"""
KEEP = """
UPDATE dedup_modelcall SET model = %(model)s, answer = %(answer)s, failure = %(failure)s, asked_until = NULL,
  input_tokens = %(input_tokens)s, cached_tokens = %(cached_tokens)s, output_tokens = %(output_tokens)s,
  cost = %(cost)s, seconds = %(seconds)s, together = %(together)s
WHERE id = %(id)s AND asked_until = %(asked_until)s
"""

LONGEST_MODEL = 500  # characters of a server's name for it

# The model has, or may have, worked on it; some servers count no tokens.
WORKED = ASK_AGAIN | {Failure.TIMEOUT}

Came = Answer | JudgeError


@dataclass(frozen=True)
class Taken:
    """A question that is ours to ask: its row, and the lease as the token that we still hold it."""

    key: str
    row: int
    asked_until: datetime


@dataclass(frozen=True)
class Taking:
    """Questions of one role that go to one judge together. `left`: taken by nobody, for the budget had no room."""

    judge: Judge
    role: Role
    taken: tuple[Taken, ...]
    left: frozenset[str]
    need: Need


@dataclass(frozen=True)
class Kept:
    """What came of a question and was recorded. `mine`: in the row of the taking, else another had taken that over."""

    taken: Taken
    came: Came
    model: str
    cost: Decimal
    mine: bool = True

    @property
    def failure(self) -> str:
        return self.came.kind if isinstance(self.came, JudgeError) else ""

    @property
    def usage(self) -> Usage:
        return self.came.usage or Usage()

    @property
    def unseen(self) -> bool:
        """The model may have worked on it without our seeing a bill; not on what was never sent."""
        sent = isinstance(self.came, JudgeError) and self.came.together > 0
        return sent and self.failure in WORKED and self.usage == Usage()

    @property
    def together(self) -> int:
        return self.came.together if isinstance(self.came, Answer) else 1

    @property
    def raw(self) -> str:
        return self.came.raw if isinstance(self.came, Answer) else self.came.raw or self.came.message


def take(judge: Judge, role: Role, asked: Mapping[str, Ask], need: Need, *, alone: bool = False) -> Taking:
    """What others are asking already is not taken. `alone`: of all workers that would try now one may; raises Later."""
    with transaction.atomic(durable=True):
        if alone:
            breaker.alone(judge.name)
        keys = list(asked)[: budgets.reserve(need, len(asked))]
        taken = tuple(_insert(judge, role, {key: asked[key] for key in keys})) if keys else ()
        if len(taken) < len(keys):
            budgets.correct(need, reserved=len(keys) - len(taken), calls=0, cost=Decimal(0))
    return Taking(judge, role, taken, frozenset(asked).difference(keys), need)


def _insert(judge: Judge, role: Role, asked: Mapping[str, Ask]) -> Iterator[Taken]:
    questions = [json.dumps(question.question(), ensure_ascii=False) for question in asked.values()]
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [role, judge.name, settings.WORK_LEASE_SECONDS, list(asked), questions])
        found = {key: Taken(key, *row) for key, *row in cursor.fetchall()}
    return (found[key] for key in asked if key in found)


def keep(taking: Taking, came: Sequence[Came], seconds: float) -> list[Kept]:
    """Commit what came of each, in their order; `seconds` went by until then."""
    kept = _priced(taking, came)
    with transaction.atomic(durable=True):
        _correct(taking, kept)
        _count(taking, kept, seconds)
        written = {one.taken.key: _write(one, seconds) for one in sorted(kept, key=lambda one: one.taken.key)}
    return [written[one.taken.key] for one in kept]


def _priced(taking: Taking, came: Sequence[Came]) -> list[Kept]:
    """With their cost; a price is looked up once for each model that answered."""
    named = taking.judge.name.partition(":")[2]
    models = [storable(one.model)[:LONGEST_MODEL] if isinstance(one, Answer) else named for one in came]
    used = {model for model, one in zip(models, came, strict=True) if one.usage and one.usage != Usage()}
    price = {model: prices.of(model, named) for model in used}
    found = [price.get(model) for model in models]
    exact = [
        prices.exactly(one.usage, row) if row and one.usage else Decimal(0)
        for one, row in zip(came, found, strict=True)
    ]
    return list(map(Kept, taking.taken, came, models, prices.rounded(exact)))


def _correct(taking: Taking, kept: Sequence[Kept]) -> None:
    """What may have been worked on without our seeing a bill stays reserved."""
    unseen = sum(one.unseen for one in kept)
    billed = sum(not one.failure or one.usage != Usage() for one in kept)
    cost = sum((one.cost for one in kept), unseen * taking.need.each)
    budgets.correct(taking.need, reserved=len(kept), calls=billed + unseen, cost=cost)


def _count(taking: Taking, kept: Sequence[Kept], seconds: float) -> None:
    found = Count(
        calls=len(kept),
        failures=sum(bool(one.failure) for one in kept),
        input_tokens=sum(one.usage.input for one in kept),
        cached_tokens=sum(one.usage.cached for one in kept),
        output_tokens=sum(one.usage.output + one.usage.thoughts for one in kept),
        cost=sum((one.cost for one in kept), Decimal(0)),
        seconds=seconds,
    )
    add = tallies.note if taking.judge.free else tallies.count
    add(taking.judge.name, taking.role, found)


def _write(kept: Kept, seconds: float) -> Kept:
    """If the lease ran out and another took the question, only the money is recorded."""
    usage, taken = kept.usage, kept.taken
    columns: dict[str, Any] = {
        "model": kept.model,
        "input_tokens": usage.input,
        "cached_tokens": usage.cached,
        "output_tokens": usage.output + usage.thoughts,
        "cost": kept.cost,
        "seconds": seconds,
        "together": kept.together,
        "answer": storable(kept.raw),
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {**columns, "failure": kept.failure, "id": taken.row, "asked_until": taken.asked_until})
        if cursor.rowcount:
            return kept
    first = ModelCall.objects.values("key", "role", "backend", "question").get(pk=taken.row)
    ModelCall.objects.create(**first, failure=kept.failure or Failure.TIMEOUT, **columns)
    return replace(kept, mine=False)


def storable(text: str) -> str:
    """Raw, but for what PostgreSQL refuses: NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
