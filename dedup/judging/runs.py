"""Pairs into the queue of work, and out of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings
from django.db import OperationalError, connection, transaction

from dedup import queue, work
from dedup.models import Spu
from rules import resolve
from rules.resolve import Rules

from . import ahead, budgets, calls, cascade, rulebook, tallies

log = structlog.get_logger()

Categories = tuple[int | None, int | None]

# What a person has to mend before judging can go on; the message says what.
STOPS = (calls.Stopped, resolve.MissingDefault, resolve.BrokenRule)
STOPPED_SECONDS = 60.0
HERE_SECONDS = 1.0

UNJUDGED = """
SELECT p.id FROM dedup_pair p
LEFT JOIN dedup_verdict v ON v.pair_id = p.id AND v.live
LEFT JOIN dedup_work w ON w.pair_id = p.id
WHERE (v.id IS NULL OR w.state = 'failed') AND w.state IS DISTINCT FROM 'ready' AND w.state IS DISTINCT FROM 'running'
"""
# A verdict stands under the rule of its two categories at the time; `%(within)s` narrows both, NULL is everywhere.
PAIRS = """
JOIN dedup_pair p ON p.id = it.pair_id
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
"""
WITHIN = """
(%(within)s::bigint[] IS NULL OR (a.category_id = ANY(%(within)s) AND b.category_id = ANY(%(within)s)))
"""
JUDGED_UNDER = f"""
SELECT a.category_id, b.category_id, it.rule_key, count(*), count(d.id), count(*) FILTER (WHERE p.open)
FROM dedup_verdict it {PAIRS}
LEFT JOIN dedup_decision d ON d.pair_id = p.id AND d.superseded_by_id IS NULL AND d.word <> 'undone'
WHERE it.live AND {WITHIN}
GROUP BY 1, 2, 3
"""
OF_GROUPS = f"""
FROM dedup_verdict it {PAIRS}
JOIN unnest(%(a)s::bigint[], %(b)s::bigint[], %(keys)s::text[]) AS g(a, b, key)
  ON g.a = coalesce(a.category_id, 0) AND g.b = coalesce(b.category_id, 0) AND g.key = it.rule_key
LEFT JOIN dedup_work w ON w.pair_id = p.id
WHERE it.live
"""
# What is being judged now will be under the rules that are live now.
AT_REST = f"SELECT p.id {OF_GROUPS} AND w.state IS DISTINCT FROM 'running'"
LISTINGS = f"SELECT count(*) FROM (SELECT p.a_id {OF_GROUPS} UNION SELECT p.b_id {OF_GROUPS}) AS both_sides"
IN_WORK = f"""
SELECT a.category_id, b.category_id, array_agg(p.id)
FROM dedup_work it {PAIRS}
WHERE it.state IN ('ready', 'running') AND {WITHIN}
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Group:
    """Pairs of two categories (None: a listing without one) whose verdicts were given under one rule."""

    categories: Categories
    key: str
    pairs: int
    decided: int
    open: int


def plan(*, again: bool = False) -> int:
    """Enqueue what needs a verdict and return how many pairs that is; `again` means every pair.

    A pair needs one if it has none, if judging it failed, if one of its listings has changed, or if
    its verdict was given under a rule that no longer says the same. Raises one of STOPS.
    """
    with transaction.atomic():
        pairs = set(_ids("SELECT id FROM dedup_pair" if again else UNJUDGED))
        pairs.update(_of_changed_listings(), changed(rulebook.current()))
        return work.enqueue(pairs)


def _of_changed_listings() -> list[int]:
    """A change that comes in between is marked anew and meets the next plan."""
    due = list(Spu.objects.select_for_update().filter(judging_due=True).order_by("id").values_list("id", flat=True))
    Spu.objects.filter(pk__in=due).update(judging_due=False)
    return queue.pairs_of(due)


def count_changed(rules: Rules, *, before: Rules | None = None) -> list[Group]:
    """Pairs whose verdict was given under another rule than the one that these rules have for them.

    With `before`, only those whose rule is another one there: what the step from one to the other changes.
    Raises resolve.MissingDefault.
    """
    within = _touched(before, rules) if before else None
    found = [Group((a, b), *rest) for a, b, *rest in _rows(JUDGED_UNDER, {"within": within})]
    return [group for group in found if _is_under_another(group, rules, before)]


def changed(rules: Rules, *, before: Rules | None = None) -> list[int]:
    """The pairs that `count_changed` counts, without those that are being judged now."""
    return [row[0] for row in _rows(AT_REST, _columns(count_changed(rules, before=before)))]


def listings(groups: Iterable[Group]) -> int:
    """How many listings stand in these pairs."""
    return int(_rows(LISTINGS, _columns(groups))[0][0])


def _columns(groups: Iterable[Group]) -> dict[str, list[Any]]:
    found = [(*(node or 0 for node in group.categories), group.key) for group in groups]  # NULLs join no hash
    return {name: [row[column] for row in found] for column, name in enumerate(("a", "b", "keys"))}


def in_work(before: Rules | None, after: Rules) -> list[int]:
    """Pairs that wait, or that a worker has in hand under the rules before, whose rule the step changes."""
    return [
        pair
        for a, b, pairs in _rows(IN_WORK, {"within": _touched(before, after)})
        if _key(before, (a, b)) != _key(after, (a, b))
        for pair in pairs
    ]


def _is_under_another(group: Group, rules: Rules, before: Rules | None) -> bool:
    try:
        key = rules.for_pair(*group.categories).key
    except resolve.UnknownCategory:  # the listing was filed anew since; its pairs are due for that
        return False
    return key != group.key and (before is None or key != _key(before, group.categories))


def _touched(before: Rules | None, after: Rules) -> list[int] | None:
    """Where both listings of a pair are filed whose rule the step changes; None: anywhere.

    That is below a category with another rule than before, even where a rule of its own stands: two listings
    from different branches are judged by a rule from above both.
    """
    if _key(before, (None, None)) != _key(after, (None, None)):
        return None
    new = {node for node in after.lines if _key(before, (node, node)) != _key(after, (node, node))}
    return [node for node, line in after.lines.items() if not new.isdisjoint(line)]


def _key(rules: Rules | None, categories: Categories) -> str | None:
    """None where no rule applies, or where a category is newer than these rules."""
    try:
        return rules.for_pair(*categories).key if rules else None
    except (resolve.MissingDefault, resolve.UnknownCategory):
        return None


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _ids(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def drain(seconds: float) -> None:
    """For a worker: judge what is due for so long, then hand over to the next task, so that a deploy is heard."""
    try:
        more = _work_off(seconds)
    except STOPS as stop:
        log.error("judging stopped", reason=str(stop))
    else:
        if more:
            work.wake()


def drain_here(*, progress: Callable[[work.Counts], None] = lambda counts: None) -> None:
    """Judge here, beside any workers, until the queue is empty or all of it waits for a budget. Raises one of STOPS."""
    while (due := work.seconds_until_due()) is not None:
        progress(work.counts())
        if due > settings.WORK_LEASE_SECONDS and budgets.reached():  # nobody works on the rest either
            return
        time.sleep(min(due, HERE_SECONDS))
        _work_off(HERE_SECONDS)
    progress(work.counts())


def _work_off(seconds: float) -> bool:
    """True when time ran out before the work did."""
    end = time.monotonic() + seconds
    rulebook.current()  # broken rules stop the work before any pair is claimed
    most = ahead.pairs_at_once()
    budgets.keep_up()
    try:
        while time.monotonic() < end:
            if not (judge_some(most) if most > 1 else judge_next()):
                return False
        return True
    finally:
        tallies.flush()


def judge_next(rules: Rules | None = None) -> bool:
    """Claim a pair and judge it, by the rules that are live at the claim or by `rules`.

    False when nothing is due or the provider is away. Raises one of STOPS.
    """
    held = work.claim()
    return held is not None and _judge(held, rules)


def judge_some(most: int, rules: Rules | None = None) -> bool:
    """Claim several pairs, ask together what they lack, and judge one after the other. As `judge_next` in all else."""
    held = work.claim_some(most)
    if len(held) > 1:
        _ask_ahead(held, rules)
    going = bool(held)
    while held := ahead.renewed(held):
        first, *held = held
        try:
            going &= _judge(first, rules)
        except STOPS:
            for rest in held:
                work.postpone(rest, 0, reason="")
            raise
    return going


def _ask_ahead(held: Sequence[work.Claim], rules: Rules | None) -> None:
    try:
        ahead.ask(held, rules or rulebook.of(held[0].edition))
    except Exception:  # the task boundary too: whichever pair it is of meets it again, alone, and is charged for it
        log.exception("asking ahead failed", pairs=[claim.pair for claim in held])


def _judge(held: work.Claim, rules: Rules | None) -> bool:
    try:
        cascade.judge_one(held, rules or rulebook.of(held.edition))
    except work.Lost as lost:
        log.info("another worker has it", reason=str(lost))
    except calls.Later as later:
        work.postpone(held, later.seconds, reason=str(later))
        return not later.outage
    except STOPS as stop:
        _put_back(held, stop)
        raise
    except resolve.UnknownCategory as newer:
        work.postpone(held, 1, reason=str(newer))
    except OperationalError as error:  # a deadlock, or the database was away: not the pair's fault
        connection.close_if_unusable_or_obsolete()
        work.postpone(held, 1, reason=str(error))
    except Exception as error:  # the task boundary: one broken pair never stops the others
        log.exception("judging failed", pair=held.pair, attempt=held.attempts)
        work.retry(held, error=f"{type(error).__name__}: {error}")
    return True


def _put_back(held: work.Claim, stop: Exception) -> None:
    if isinstance(stop, calls.Stopped) and stop.of_this_question:
        work.retry(held, error=str(stop))
    else:
        work.postpone(held, STOPPED_SECONDS, reason=str(stop))
