"""The lines of a replay: made up front, taken by workers in batches, written once.

Taking is one `UPDATE … (SELECT … FOR UPDATE SKIP LOCKED)` that sets a lease; the lease is the token
under which the line is written. So two workers never have one line, and what a killed worker had
is taken again when its lease ran out. It is then taken alone, so that a pair that kills its worker
cannot take others down with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count

from dedup.models import Decision
from review.models import Replay, ReplayLine

from .reach import Categories, Reach

State = ReplayLine.State
Word = Decision.Word

AT_ONCE = 500
MAX_TAKES = 5
SAME = (Word.MERGE, Word.DELIST)
DECIDED = (*SAME, Word.DIFFERENT)

# Of every pair of categories once: how many there are does not grow with the pairs.
DECIDED_IN = """
SELECT DISTINCT a.category_id, b.category_id
FROM dedup_decision d
JOIN dedup_pair p ON p.id = d.pair_id
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
WHERE d.superseded_by_id IS NULL AND d.word = ANY(%(words)s)
"""
# The hash shuffles: the same seed draws the same pairs from the same decisions, on every server.
CHOOSE = """
INSERT INTO review_replayline (replay_id, pair_id, same)
SELECT %(replay)s, id, same FROM (
  SELECT p.id, d.word = ANY(%(same)s) AS same
  FROM dedup_decision d
  JOIN dedup_pair p ON p.id = d.pair_id
  JOIN dedup_spu a ON a.id = p.a_id
  JOIN dedup_spu b ON b.id = p.b_id
  JOIN unnest(%(a)s::bigint[], %(b)s::bigint[]) AS covered(a, b)
    ON covered.a = coalesce(a.category_id, 0) AND covered.b = coalesce(b.category_id, 0)
  WHERE d.superseded_by_id IS NULL AND d.word = ANY(%(words)s)
  ORDER BY md5(%(seed)s || ':' || p.id) LIMIT %(sample)s
) AS drawn ORDER BY id
"""
TAKE = """
UPDATE review_replayline SET takes = takes + 1,
  held_until = statement_timestamp() + make_interval(secs => %(lease)s)
WHERE id = ANY(ARRAY(
  SELECT id FROM review_replayline
  WHERE replay_id = %(replay)s AND {which}
    AND (held_until IS NULL OR held_until < statement_timestamp())
    AND EXISTS (SELECT 1 FROM review_replay WHERE id = %(replay)s AND state = 'running')
  ORDER BY id LIMIT %(size)s FOR UPDATE SKIP LOCKED))
RETURNING id, pair_id, takes, held_until, state
"""
FRESH = "state = 'open' AND takes = 0"
ALONE = "(state = 'open' AND takes > 0 OR state = 'unrecorded' AND %(asks)s)"
# Only what is still ours, and only while the replay runs.
WRITE = """
UPDATE review_replayline AS l SET state = d.state, held_until = NULL, error = d.error,
  old_level = d.old_level, new_level = d.new_level, old_sentence = d.old_sentence, new_sentence = d.new_sentence,
  old_calls = d.old_calls, new_calls = d.new_calls, missing = d.missing
FROM jsonb_to_recordset(%(found)s::jsonb) AS d(line bigint, state text, error text, old_level text, new_level text,
  old_sentence text, new_sentence text, old_calls bigint[], new_calls bigint[], missing text[])
WHERE l.id = d.line AND l.held_until = %(token)s
  AND EXISTS (SELECT 1 FROM review_replay r WHERE r.id = l.replay_id AND r.state = 'running')
"""
POSTPONE = """
UPDATE review_replayline SET takes = takes - 1, held_until = statement_timestamp() + make_interval(secs => %s)
WHERE id = ANY(%s) AND held_until = %s
"""


@dataclass(frozen=True)
class Held:
    """Lines that are ours while the lease lasts: line -> pair. `asks`: the record has no answer, a model is asked.

    `takes`: how often they were taken.
    """

    pairs: dict[int, int]
    takes: int
    token: datetime
    asks: bool

    @property
    def hopeless(self) -> bool:
        return self.takes > MAX_TAKES


@dataclass(frozen=True)
class Found:
    """What became of a line; the columns of `ReplayLine`."""

    line: int
    state: str
    error: str = ""
    old_level: str = ""
    new_level: str = ""
    old_sentence: str = ""
    new_sentence: str = ""
    old_calls: tuple[int, ...] = ()
    new_calls: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    open: int = 0
    unrecorded: int = 0
    done: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        return self.open + self.unrecorded + self.done + self.failed

    def reached(self, *, asks: bool) -> int:
        """Lines that need nothing more; where nobody may be asked, what is not recorded needs nothing more either."""
        return self.done + self.failed + (0 if asks else self.unrecorded)


def choose(replay: Replay, found: Reach) -> int:
    """Make the lines: decided pairs that the draft would judge, all or a sample; returns how many.

    Raises resolve.MissingDefault where no live rule judges one of them.
    """
    words = {"words": list(DECIDED), "same": list(SAME)}
    covered = list(found.among(groups(DECIDED_IN, words)))
    with connection.cursor() as cursor:
        limits = {"replay": replay.pk, "sample": replay.sample, "seed": str(replay.seed)}
        cursor.execute(CHOOSE, {**words, **limits, **columns(covered)})
        return int(cursor.rowcount)


def columns(groups: Sequence[Categories]) -> dict[str, list[int]]:
    """Pairs of categories as two arrays; 0 is no category."""
    return {"a": [a or 0 for a, _ in groups], "b": [b or 0 for _, b in groups]}


def groups(query: str, values: dict[str, Any]) -> list[Categories]:
    """What a query says of two columns of categories."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def take(replay: Replay) -> Held | None:
    """A batch that nobody has had yet, or else a single line: one to be asked, or one whose worker was lost."""
    return _take(replay, FRESH, AT_ONCE) or _take(replay, ALONE, 1)


def _take(replay: Replay, which: str, size: int) -> Held | None:
    values = {"replay": replay.pk, "size": size, "asks": replay.asks, "lease": settings.WORK_LEASE_SECONDS}
    with connection.cursor() as cursor:
        cursor.execute(TAKE.format(which=which), values)
        rows = cursor.fetchall()
    if not rows:
        return None
    _, _, takes, token, state = rows[0]
    pairs = {line: pair for line, pair, *_ in sorted(rows)}
    return Held(pairs, takes, token, asks=state == State.UNRECORDED)


def write(held: Held, found: Iterable[Found]) -> int:
    """How many were still ours."""
    packed = json.dumps([asdict(one) for one in found], ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"found": packed, "token": held.token})
        return int(cursor.rowcount)


def postpone(held: Held, seconds: float) -> None:
    """Not the line's fault: it comes back in `seconds`, and the take does not count."""
    with connection.cursor() as cursor:
        cursor.execute(POSTPONE, [seconds, list(held.pairs), held.token])


def release(held: Held) -> None:
    """Somebody may have them at once, each alone."""
    ReplayLine.objects.filter(pk__in=held.pairs, held_until=held.token).update(held_until=None)


def free(replay: Replay) -> None:
    """The replay goes on after it had ended: whatever lease is left is nobody's."""
    replay.lines.filter(held_until__isnull=False).update(held_until=None)


def left(replay: Replay) -> bool:
    """Something is to be done, if only by those who hold it."""
    states = [State.OPEN, State.UNRECORDED] if replay.asks else [State.OPEN]
    return replay.lines.filter(state__in=states).exists()


def counts(replay: Replay) -> Counts:
    found = replay.lines.order_by().values_list("state").annotate(n=Count("id"))
    return Counts(**dict(found))
