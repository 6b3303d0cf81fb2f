"""Candidate pairs into the table: new ones in, scores of known ones refreshed, forsaken ones out.

A pair is credited to every source whose gate it passes, whichever source found it, so the scores
do not depend on who was searched for. A known pair that passes no gate any more goes, unless
something hangs on it (a verdict, a decision, work): then it stays, with its title's cosine as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from dedup import queue
from dedup.models import Pair

from . import copying
from .features import Integers
from .gates import Gates
from .nearest import Floats
from .sources import Pairs

Flags = NDArray[np.bool_]

DIGITS = 4
CHANGED_AT_ONCE = 5000
NO_PICTURE = -1

MEASURED = """
CREATE TEMP TABLE measured_pair (
  a_id int8, b_id int8, title float8, picture float8, identifier text, image_a int8, image_b int8, cosine float8,
  found bool GENERATED ALWAYS AS (title IS NOT NULL OR picture IS NOT NULL OR identifier <> '') STORED)
"""
COLUMNS = "a_id, b_id, title, picture, identifier, image_a, image_b, cosine"
TYPES = ["int8", "int8", "float8", "float8", "text", "int8", "int8", "float8"]
# Pictures that an import removed meanwhile are left out.
IMAGES = "LEFT JOIN dedup_image ia ON ia.id = m.image_a LEFT JOIN dedup_image ib ON ib.id = m.image_b"
INSERT = f"""
INSERT INTO dedup_pair (a_id, b_id, title_score, picture_score, identifier, image_a_id, image_b_id,
                        found_at, open, rank, root_a_id, root_b_id)
SELECT m.a_id, m.b_id, m.title, m.picture, m.identifier, ia.id, ib.id, now(), false, 0, a.root_id, b.root_id
FROM measured_pair m JOIN dedup_spu a ON a.id = m.a_id JOIN dedup_spu b ON b.id = m.b_id {IMAGES}
WHERE m.found AND a.root_id <> b.root_id
ON CONFLICT (a_id, b_id) DO NOTHING
"""
NOW = "CASE WHEN m.found THEN m.title ELSE m.cosine END, m.picture, m.identifier, ia.id, ib.id"
CHANGED = f"""
SELECT p.id FROM dedup_pair p JOIN measured_pair m USING (a_id, b_id) {IMAGES}
WHERE (p.title_score, p.picture_score, p.identifier, p.image_a_id, p.image_b_id) IS DISTINCT FROM ({NOW})
ORDER BY p.id
"""
UPDATE = f"""
UPDATE dedup_pair p
SET (title_score, picture_score, identifier, image_a_id, image_b_id) = ROW({NOW})
FROM measured_pair m {IMAGES}
WHERE p.a_id = m.a_id AND p.b_id = m.b_id AND p.id = ANY(%s)
"""
JUDGED = "SELECT pair_id FROM dedup_verdict WHERE live AND pair_id = ANY(%s)"
FORSAKEN = """
SELECT p.id FROM dedup_pair p JOIN measured_pair m USING (a_id, b_id)
WHERE NOT m.found
  AND NOT EXISTS (SELECT FROM dedup_verdict v WHERE v.pair_id = p.id)
  AND NOT EXISTS (SELECT FROM dedup_decision d WHERE d.pair_id = p.id)
  AND NOT EXISTS (SELECT FROM dedup_work w WHERE w.pair_id = p.id)
"""
# Known pairs of the listings that were searched for; those inside one family or with a delisted listing rest.
KNOWN = """
SELECT p.a_id, p.b_id FROM searched s JOIN dedup_pair p ON s.id = p.{side}
JOIN dedup_spu a ON a.id = p.a_id JOIN dedup_spu b ON b.id = p.b_id
WHERE s.wanted AND a.root_id <> b.root_id AND a.delisted_by_id IS NULL AND b.delisted_by_id IS NULL
"""


@dataclass(frozen=True)
class Measured:
    """Pairs with what was measured of each: `cosine` of the titles, nearest pictures (-1 for none), shared number."""

    pairs: Pairs
    cosine: Floats
    picture: Floats
    image_a: Integers
    image_b: Integers
    identifier: list[str]
    gates: Gates

    def by_title(self) -> Flags:
        passed: Flags = self.cosine >= self.gates.title
        return passed

    def by_picture(self) -> Flags:
        passed: Flags = (self.image_a != NO_PICTURE) & (self.picture >= self.gates.picture)
        return passed

    def by_identifier(self) -> Flags:
        return np.array([bool(text) for text in self.identifier], np.bool_)


@dataclass(frozen=True)
class Stored:
    new: int
    changed: int
    removed: int


def store(measured: Measured) -> Stored:
    """Bring the table up to date with what was measured. Each step commits by itself and can be repeated."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS measured_pair")
        cursor.execute(MEASURED)
        _load(measured)
        cursor.execute("ANALYZE measured_pair")
        cursor.execute(FORSAKEN)
        removed = _remove([row[0] for row in cursor.fetchall()])
        cursor.execute(INSERT)
        new = cursor.rowcount
        cursor.execute(CHANGED)
        changed = [row[0] for row in cursor.fetchall()]
        for at in range(0, len(changed), CHANGED_AT_ONCE):
            _refresh(changed[at : at + CHANGED_AT_ONCE])
        cursor.execute("DROP TABLE measured_pair")
    return Stored(new, len(changed), removed)


def known() -> Pairs:
    """The known pairs of the listings in the temporary table `searched`."""
    query = f"{KNOWN.format(side='a_id')} UNION {KNOWN.format(side='b_id')}"
    return Pairs(*copying.read(query, integers=2).columns)


def _load(measured: Measured) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY measured_pair ({COLUMNS}) FROM STDIN (FORMAT binary)") as copy,
    ):
        copy.set_types(TYPES)
        for row in _rows(measured):
            copy.write_row(row)


def _rows(m: Measured) -> Iterator[tuple[Any, ...]]:
    """Scores are rounded: the same vectors summed in another order are no change."""
    columns = (m.pairs.a, m.pairs.b, _rounded(m.cosine), _rounded(m.picture), m.by_title(), m.by_picture())
    lists = [column.tolist() for column in (*columns, m.image_a, m.image_b)]
    for a, b, cosine, picture, by_title, by_picture, image_a, image_b, identifier in zip(
        *lists, m.identifier, strict=True
    ):
        pictures = (image_a, image_b) if image_a != NO_PICTURE else (None, None)
        yield a, b, cosine if by_title else None, picture if by_picture else None, identifier, *pictures, cosine


def _rounded(scores: Floats) -> NDArray[np.float64]:
    return scores.astype(np.float64).round(DIGITS)


def _refresh(ids: list[int]) -> None:
    """The order in the queue follows the scores, so it changes with them."""
    with transaction.atomic(), connection.cursor() as cursor:
        queue.lock()
        cursor.execute(UPDATE, [ids])
        cursor.execute(JUDGED, [ids])
        queue.refresh([row[0] for row in cursor.fetchall()])


def _remove(ids: list[int]) -> int:
    for at in range(0, len(ids), CHANGED_AT_ONCE):
        Pair.objects.filter(pk__in=ids[at : at + CHANGED_AT_ONCE]).delete()
    return len(ids)
