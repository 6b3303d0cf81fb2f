"""Which pairs people should look at, and in what order: `Pair.open`, `rank`, `root_a`, `root_b`.

`refresh` is called inside the transaction that writes a live verdict, a decision, a merge or an
undo, and by the nightly check; nothing else writes these four columns.

A pair is open when its live verdict is one that the rule set sends to people, nobody has settled
it, both listings are on sale, and they stand in two families that no live decision keeps apart
(or holds as unsure). Of several such pairs between the same two families the best-ranked stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

# A level is worth one point; within a level the best score of the three sources decides.
RANK = """
  CASE v.level WHEN 'match' THEN 3 WHEN 'likely_match' THEN 2 WHEN 'likely_non_match' THEN 1 ELSE 0 END
  + greatest(coalesce(p.title_score, 0), coalesce(p.picture_score, 0), CASE WHEN p.identifier <> '' THEN 1 ELSE 0 END)
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
WITH fact AS (
  SELECT p.id, a.root_id AS root_a, b.root_id AS root_b,
    least(a.root_id, b.root_id) AS low, greatest(a.root_id, b.root_id) AS high,
    {RANK} AS rank,
    coalesce(v.to_people, false) AND a.root_id <> b.root_id
      AND a.delisted_by_id IS NULL AND b.delisted_by_id IS NULL AS wanted,
    d.word IN ('different', 'unsure') AS held,
    d.word IS NOT NULL AND d.word <> 'undone' AS settled
  FROM dedup_pair p
  JOIN dedup_spu a ON a.id = p.a_id
  JOIN dedup_spu b ON b.id = p.b_id
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
FROM state s WHERE p.id = s.id
  AND (p.root_a_id, p.root_b_id, p.rank, p.open) IS DISTINCT FROM (s.root_a, s.root_b, s.rank, s.open)
"""


def refresh(pair_ids: Iterable[int]) -> int:
    """Bring the queue columns of these pairs, and of pairs between the same families, up to date.

    Returns the number of rows that changed. Call it inside the transaction of the change.
    """
    given = sorted(set(pair_ids))
    if not given:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(SAME_FAMILIES, [given])
        related = sorted({row[0] for row in cursor.fetchall()} | set(given))
        cursor.execute(
            STATE + "UPDATE dedup_pair p SET root_a_id = s.root_a, root_b_id = s.root_b, rank = s.rank, open = s.open"
            f" {CHANGED}",
            [related],
        )
        return cursor.rowcount


def pairs_of(spu_ids: Iterable[int]) -> list[int]:
    """Every pair in which one of these listings stands."""
    ids = list(spu_ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM dedup_pair WHERE a_id = ANY(%s) OR b_id = ANY(%s)", [ids, ids])
        return [row[0] for row in cursor.fetchall()]


def differences() -> list[int]:
    """Pairs whose stored queue columns are not what they should be: empty, or somebody wrote around `refresh`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(array_agg(id), '{}') FROM dedup_pair")
        everything = cursor.fetchone()[0]
        cursor.execute(
            f"{STATE} SELECT p.id FROM dedup_pair p, state s {CHANGED.replace('FROM state s', '')}", [everything]
        )
        return [row[0] for row in cursor.fetchall()]
