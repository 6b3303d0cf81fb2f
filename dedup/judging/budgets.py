"""What may be spent on models: a day (UTC), by settings, and a run of `judge`, by its options.

A question and what it is expected to cost are reserved in the transaction that takes it, and corrected by the one
that keeps its answer. So workers together never ask more questions than they may, and spend more money only by what
questions in flight cost above what was expected. A question that cost nothing, or was not sent after all, gives its
reservation back; one that was in the hands of a killed worker, that nobody answered in time, or whose spoilt answer
came without a count of tokens, stays spent: the model may have worked on it.

Where a budget has no room a question waits until it ends. What needs no question goes on.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_UP, Decimal
from typing import Never

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from dedup import work
from dedup.backends.base import Role
from dedup.models import Budget, Tally, Work

from . import limits, prices
from .outcomes import Later

log = structlog.get_logger()

Scope = Budget.Scope
A_DAY = timedelta(days=1)
MOST_COUNTED = 10_000
EXPECTATION_SECONDS = 30.0
_expectations: dict[tuple[Role, str], tuple[float, Decimal]] = {}

# Why a pair waits: these very words stand in its row of the queue, and find it when the budget is raised.
REASONS = {
    Scope.DAY: "today's budget for models is spent; JUDGE_COST_A_DAY or JUDGE_CALLS_A_DAY raises it",
    Scope.RUN: "the budget of this run is spent; another `judge` raises or lifts it",
}

IN_FORCE = """
SELECT * FROM dedup_budget WHERE (scope = 'day' AND starts_at = %s) OR (scope = 'run' AND ends_at IS NULL)
ORDER BY scope, id
"""
RESERVE = """
WITH held AS MATERIALIZED (
  SELECT id, calls, cost, most_calls, most_cost FROM dedup_budget WHERE id = ANY(%(budgets)s) ORDER BY id FOR UPDATE
), room AS (
  SELECT greatest(0, least(%(wanted)s::bigint, min(most_calls::bigint - calls),
    min(CASE WHEN cost >= most_cost THEN 0 WHEN %(each)s > 0 THEN floor((most_cost - cost) / %(each)s) END))) AS n
  FROM held
)
UPDATE dedup_budget b SET calls = held.calls + room.n, cost = held.cost + room.n * %(each)s
FROM held, room WHERE b.id = held.id
RETURNING room.n
"""
CORRECT = """
WITH held AS MATERIALIZED (SELECT id FROM dedup_budget WHERE id = ANY(%s) ORDER BY id FOR UPDATE)
UPDATE dedup_budget b SET calls = greatest(0, b.calls - %s), cost = greatest(0, b.cost + %s)
FROM held WHERE b.id = held.id
"""


@dataclass(frozen=True)
class Need:
    """The budgets that a question falls under, by id, and what it is expected to cost in US dollars."""

    budgets: tuple[int, ...] = ()
    each: Decimal = Decimal(0)


def current() -> list[Budget]:
    """The budgets in force, the day's first, with the limits that settings give it now; it need not be stored yet."""
    rows = _in_force()
    if _is_limited() and not any(row.scope == Scope.DAY for row in rows):
        rows.insert(0, _today())
    for row in rows:
        if row.scope == Scope.DAY:
            row.most_calls, row.most_cost = _limits()
    return rows


def reached() -> str:
    """What a banner says while a budget keeps work waiting, else nothing. One query while none does."""
    return " ".join(_told(row) for row in _in_force() if row.reached_at)


def check(role: Role, judge: str) -> Need:
    """What one more question to this judge falls under. Raises Later where there is no room for it."""
    rows = _in_force()
    if _is_limited() and not any(_is_as_settings_say(row) for row in rows):
        keep_up()
        rows = _in_force()
    if not rows:
        return Need()
    each = _expected(role, judge)
    for row in rows:
        if not _has_room(row, each):
            _refuse(row)
    return Need(tuple(row.pk for row in rows), each)


def reserve(need: Need, wanted: int) -> int:
    """For how many of these questions there is room; they are reserved, in the transaction that there is."""
    if not need.budgets:
        return wanted
    with connection.cursor() as cursor:
        cursor.execute(RESERVE, {"budgets": list(need.budgets), "wanted": wanted, "each": need.each})
        return int(cursor.fetchone()[0])


def correct(need: Need, *, reserved: int, calls: int, cost: Decimal) -> None:
    """Of so many that were reserved these calls, at this cost, were really made; in the transaction that there is."""
    if need.budgets:
        with connection.cursor() as cursor:
            cursor.execute(CORRECT, [list(need.budgets), reserved - calls, cost - reserved * need.each])


def keep_up() -> None:
    """The day's row as settings have it: made when it is first needed; changed, what waited for it is taken up."""
    row = _day().first()
    if row is None:
        if _is_limited():
            Budget.objects.bulk_create([_today()], ignore_conflicts=True)
    elif not _is_as_settings_say(row):
        _change(row, *_limits())


def begin_run(*, most_calls: int | None = None, most_cost: Decimal | None = None) -> None:
    """A budget for what is judged from now on, in place of the last one; without limits none. What waited goes on."""
    now = timezone.now()
    with transaction.atomic():
        Budget.objects.filter(scope=Scope.RUN, ends_at=None).update(ends_at=now)
        if most_calls is not None or most_cost is not None:
            Budget.objects.create(scope=Scope.RUN, starts_at=now, most_calls=most_calls, most_cost=most_cost)
    work.hurry(REASONS[Scope.RUN])


def forget() -> None:
    """What questions were expected to cost: prices have changed. Other processes find out within half a minute."""
    _expectations.clear()


def _limits() -> tuple[int | None, Decimal | None]:
    return limits.count(settings.JUDGE_CALLS_A_DAY), limits.money(settings.JUDGE_COST_A_DAY)


def _is_limited() -> bool:
    return _limits() != (None, None)


def _is_as_settings_say(row: Budget) -> bool:
    return row.scope == Scope.DAY and (row.most_calls, row.most_cost) == _limits()


def _midnight() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _day() -> QuerySet[Budget]:
    return Budget.objects.filter(scope=Scope.DAY, starts_at=_midnight())


def _today() -> Budget:
    """Not stored yet: what was spent today before anybody set a limit counts as well."""
    start = _midnight()
    paid = Tally.objects.filter(Q(cost__gt=0) | Q(input_tokens__gt=0) | Q(output_tokens__gt=0), day=start.date())
    spent = paid.aggregate(calls=Sum("calls"), cost=Sum("cost"))
    calls, cost = spent["calls"] or 0, spent["cost"] or Decimal(0)
    most_calls, most_cost = _limits()
    return Budget(
        scope=Scope.DAY,
        starts_at=start,
        ends_at=start + A_DAY,
        most_calls=most_calls,
        most_cost=most_cost,
        calls=calls,
        cost=cost,
    )


def _in_force() -> list[Budget]:
    return list(Budget.objects.raw(IN_FORCE, [_midnight() if _is_limited() else None]))


def _change(row: Budget, most_calls: int | None, most_cost: Decimal | None) -> None:
    as_it_was = _day().filter(most_calls=row.most_calls, most_cost=row.most_cost)
    if as_it_was.update(most_calls=most_calls, most_cost=most_cost, reached_at=None) and row.reached_at:
        work.hurry(REASONS[Scope.DAY])


def _has_room(row: Budget, each: Decimal) -> bool:
    calls = row.most_calls is None or row.calls < row.most_calls
    return calls and (row.most_cost is None or (row.cost < row.most_cost and row.cost + each <= row.most_cost))


def _refuse(row: Budget) -> Never:
    """That it was reached is kept, for the banner: what is left may be too little for one question and yet not 0."""
    now = timezone.now()
    if Budget.objects.filter(pk=row.pk, reached_at=None).update(reached_at=now):
        log.warning("budget reached", scope=row.scope, calls=row.calls, cost=f"{row.cost:f}")
    rest = (row.ends_at or now + A_DAY) - now
    raise Later(max(1.0, rest.total_seconds()), REASONS[Scope(row.scope)])


def _expected(role: Role, judge: str) -> Decimal:
    """What a question will cost, looked up anew twice a minute."""
    known = _expectations.get((role, judge))
    if known is None or time.monotonic() - known[0] > EXPECTATION_SECONDS:
        cost = prices.expected(role, judge).quantize(prices.SMALLEST, ROUND_UP)
        known = _expectations[role, judge] = (time.monotonic(), cost)
    return known[1]


def _told(row: Budget) -> str:
    waiting = _waiting(REASONS[Scope(row.scope)])
    calls_are = row.most_calls is not None and row.calls >= row.most_calls
    most = _questions(row.most_calls or 0) if calls_are else dollars(row.most_cost or Decimal(0))
    if row.scope == Scope.RUN:
        return (
            f"The budget of {most} for this run of `judge` is spent: {waiting}. "
            "Run `judge` again, with a new limit or without one, to go on."
        )
    setting = "JUDGE_CALLS_A_DAY" if calls_are else "JUDGE_COST_A_DAY"
    return f"Today's budget of {most} for models is spent: {waiting} until 00:00 UTC. Raise {setting} to go on."


def _waiting(reason: str) -> str:
    rows = Work.objects.filter(state=Work.State.READY, error=reason).exclude(error="")
    count = rows[: MOST_COUNTED + 1].count()
    if count > MOST_COUNTED:
        return f"more than {MOST_COUNTED:,} pairs wait"
    return {0: "what needs a model waits", 1: "1 pair waits"}.get(count, f"{count:,} pairs wait")


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count:,} questions"


def dollars(amount: Decimal) -> str:
    """With cents, and with more digits only where it has them: $5.00, $0.005."""
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return f"${amount:,.{places}f}"
