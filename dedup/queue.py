"""Which pairs people should look at, and in what order: `Pair.open`, `rank`, `root_a`, `root_b`.

`refresh` is called inside the transaction that writes a live verdict, a decision, a merge or an
undo, and by the nightly check; nothing else writes these four columns. One lock (`lock`) stands
before all of these writers, so that each sees what the one before it did.

A pair is open when its live verdict is one that the rule set sends to people, nobody has settled
it, both listings are on sale, and they stand in two families that no live decision keeps apart
(or holds as unsure). Of several such pairs between the same two families the best-ranked stays.
"""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from django.db import connection, transaction

log = structlog.get_logger()

# Any number that nothing else on the server uses as an advisory lock.
LOCK = 4711

# A level is worth one point; within a level the best score of the three sources decides.
LEVELS = {"match": 3, "likely_match": 2, "likely_non_match": 1, "non_match": 0}
RANK = f"""
  CASE v.level {" ".join(f"WHEN '{level}' THEN {points}" for level, points in LEVELS.items())} ELSE 0 END
  + least(1, greatest(p.title_score, p.picture_score, CASE WHEN p.identifier = '' THEN 0 ELSE 1 END))
"""

# Pairs between the same two families settle each other, so all of them are looked at again.
SAME_FAMILIES = """
SELECT DISTINCT other.id
FROM dedup_pair p
JOIN dedup_spu a ON a.id = p.a_id
JOIN dedup_spu b ON b.id = p.b_id
JOIN dedup_pair other ON other.root_a_id IN (p.root_a_id, p.root_b_id, a.root_id, b.root_id)
 AND other.root_b_id IN (p.root_a_id, p.root_b_id, a.root_id, b.root_id)
WHERE p.id = ANY(%s)
"""

STATE = f"""
WITH place AS NOT MATERIALIZED (
  SELECT id, root_id AS root, delisted_by_id IS NULL AS on_sale FROM dedup_spu
), fact AS (
  SELECT p.id, a.root AS root_a, b.root AS root_b,
    least(a.root, b.root) AS low, greatest(a.root, b.root) AS high,
    {RANK} AS rank,
    coalesce(v.to_people, false) AND a.root <> b.root AND a.on_sale AND b.on_sale AS wanted,
    d.word IN ('different', 'unsure') AS held,
    d.word IS NOT NULL AND d.word <> 'undone' AS settled
  FROM dedup_pair p
  JOIN place a ON a.id = p.a_id
  JOIN place b ON b.id = p.b_id
  LEFT JOIN dedup_verdict v ON v.pair_id = p.id AND v.live
  LEFT JOIN dedup_decision d ON d.pair_id = p.id AND d.superseded_by_id IS NULL
  WHERE p.id = ANY(%s)
), state AS (
  SELECT id, root_a, root_b, coalesce(rank, 0) AS rank,
    wanted AND NOT settled AND NOT coalesce(bool_or(held) OVER family, false)
      AND row_number() OVER (PARTITION BY low, high, wanted AND NOT settled ORDER BY rank DESC NULLS LAST, id) = 1
      AS open
  FROM fact WINDOW family AS (PARTITION BY low, high)
)
"""

CHANGED = """
p.id = s.id
  AND (p.root_a_id, p.root_b_id, p.rank, p.open) IS DISTINCT FROM (s.root_a, s.root_b, s.rank, s.open)
"""

# What `STATE` would say if one family stood under the root of another.
MERGED = STATE.replace("root_id AS root", "CASE root_id WHEN %s THEN %s ELSE root_id END AS root")
TOUCHING = "SELECT id FROM dedup_pair WHERE root_a_id IN (%s, %s) OR root_b_id IN (%s, %s)"


def lock() -> None:
    """Wait until no other transaction is changing families or queue columns; held until this one ends.

    Whoever holds it may update listings, so take it before the first write of the transaction:
    asked for later, a row already written could make two transactions wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def refresh(pair_ids: Iterable[int]) -> int:
    """Bring the queue columns of these pairs, and of pairs between the same families, up to date.

    Returns the number of rows that changed. Call it inside the transaction of the change.
    """
    given = sorted(set(pair_ids))
    if not given:
        return 0
    lock()
    with connection.cursor() as cursor:
        cursor.execute(SAME_FAMILIES, [given])
        related = sorted({row[0] for row in cursor.fetchall()} | set(given))
        cursor.execute(
            f"{STATE} UPDATE dedup_pair p SET root_a_id = s.root_a, root_b_id = s.root_b, rank = s.rank, open = s.open"
            f" FROM state s WHERE {CHANGED}",
            [related],
        )
        return int(cursor.rowcount)


def pairs_of(spu_ids: Iterable[int]) -> list[int]:
    """Every pair in which one of these listings stands."""
    ids = list(spu_ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM dedup_pair WHERE a_id = ANY(%s) OR b_id = ANY(%s)", [ids, ids])
        return [row[0] for row in cursor.fetchall()]


def closing(loser_root: int, winner_root: int) -> list[int]:
    """The pairs that wait for people now and no longer would with the first family under the second."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHING, [loser_root, winner_root] * 2)
        touching = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            f"{MERGED} SELECT p.id FROM dedup_pair p JOIN state s ON s.id = p.id WHERE p.open AND NOT s.open",
            [loser_root, winner_root, touching],
        )
        return sorted(row[0] for row in cursor.fetchall())


def differences() -> list[int]:
    """Pairs whose stored queue columns are not what they should be: empty, or somebody wrote around `refresh`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(array_agg(id), '{}') FROM dedup_pair")
        (everything,) = cursor.fetchone()
        cursor.execute(f"{STATE} SELECT p.id FROM dedup_pair p, state s WHERE {CHANGED} ORDER BY p.id", [everything])
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def check() -> list[int]:
    """The nightly check: mend what `differences` finds, say so in the log, and return those pairs."""
    lock()
    found = differences()
    if found:
        refresh(found)
        log.error("the queue was written around dedup.queue", pairs=len(found), first=found[:20])
    return found
