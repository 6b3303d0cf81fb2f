"""Drafts in the background: new pairs judged by the draft beside the live rule, and nothing else touched.

The cascade knows nothing of it. From time to time the verdicts that were given since the draft went
into the background become lines of a replay, which is worked on as every other.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import connection

from dedup.judging import runs
from review.models import Replay
from rules import resolve
from rules.models import RuleSet

from . import lines, reach, replays, waking
from .reach import Reach

log = structlog.get_logger()
Kind, State = Replay.Kind, Replay.State
FOLLOWED = "The draft or the live rules changed; the comparison goes on in a new one."

JUDGED_IN = """
SELECT DISTINCT a.category_id, b.category_id
FROM dedup_verdict v
JOIN dedup_pair p ON p.id = v.pair_id
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
WHERE v.live AND v.created_at >= %(since)s
"""
ADD = """
INSERT INTO review_replayline (replay_id, pair_id)
SELECT %(replay)s, p.id
FROM dedup_verdict v
JOIN dedup_pair p ON p.id = v.pair_id
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
JOIN unnest(%(a)s::bigint[], %(b)s::bigint[]) AS covered(a, b)
  ON covered.a = coalesce(a.category_id, 0) AND covered.b = coalesce(b.category_id, 0)
WHERE v.live AND v.created_at >= %(since)s
  AND NOT EXISTS (SELECT 1 FROM review_replayline l WHERE l.replay_id = %(replay)s AND l.pair_id = p.id)
ORDER BY p.id
ON CONFLICT DO NOTHING
"""


def gather() -> int:
    """End what is over, begin what is new, and add the pairs judged since; returns how many pairs came."""
    drafts = list(RuleSet.objects.filter(state=RuleSet.State.BACKGROUND).select_related("category"))
    over = Replay.objects.filter(kind=Kind.BACKGROUND, state=State.RUNNING).exclude(draft__in=drafts)
    for replay in over:
        replays.end(replay, State.DONE)
    added = sum(_gather(draft) for draft in drafts)
    if added:
        waking.wake()
    return added


def _gather(draft: RuleSet) -> int:
    """A draft that cannot be read, or a category newer than the rules we loaded, never stops the other drafts."""
    try:
        found = reach.of(draft)
        replay = _present(draft, found)
        return _add(replay, found, since(replay, draft))
    except (*runs.STOPS, resolve.UnknownCategory) as problem:
        log.warning("background waits", draft=draft.pk, reason=str(problem))
        return 0


def _present(draft: RuleSet, found: Reach) -> Replay:
    """Of exactly this content; one of another content ends. One that stopped waits until somebody lets it go on."""
    last = Replay.objects.filter(draft=draft, kind=Kind.BACKGROUND).order_by("-id").first()
    if last and last.state in (State.RUNNING, State.STOPPED) and last.spec_key == found.key:
        return last
    if last:
        replays.end(last, State.DONE, FOLLOWED)
    return Replay.objects.create(draft=draft, kind=Kind.BACKGROUND, spec=draft.spec, spec_key=found.key, asks=True)


def since(replay: Replay, draft: RuleSet) -> datetime:
    """The first comparison goes back to when the draft went into the background; one that follows never asks twice."""
    began = draft.background_since or replay.started_at
    earlier = Replay.objects.filter(draft=draft, kind=Kind.BACKGROUND, pk__lt=replay.pk, started_at__gte=began)
    return replay.started_at if earlier.exists() else began


def _add(replay: Replay, found: Reach, start: datetime) -> int:
    covered = list(found.among(lines.groups(JUDGED_IN, {"since": start})))
    with connection.cursor() as cursor:
        cursor.execute(ADD, {"replay": replay.pk, "since": start, **lines.columns(covered)})
        return int(cursor.rowcount)
