"""Neighbours by vector, and the two most similar pictures of two listings.

Two ways to neighbours, one answer: the HNSW index for a few listings, memory for many (`bulk`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from dedup.models import EncoderVersion

from . import bulk, copying
from .copying import Halves
from .features import Integers

Floats = NDArray[np.float32]
Allowed = Callable[[int, int], bool]

# A probe costs 1.5 ms; memory, reading all vectors once and little more for each. They meet between one in a hundred
# (26,000 listings) and one in thirty (a million), and memory is exact.
BULK_SHARE = 1 / 50
AT_ONCE = 200_000
PROBES_AT_ONCE = 1000
PREFER_VARIANTS = 1e-6
LARGEST_EF = 1000

# The encoder is written into the statement: as a parameter, a generic plan would not use its partial index.
PROBE = """
SELECT q.spu_id, n.spu_id, -n.distance
FROM dedup_embedding q CROSS JOIN LATERAL (
  SELECT e.spu_id, (e.vector::halfvec({size})) <#> (q.vector::halfvec({size})) AS distance
  FROM dedup_embedding e
  WHERE e.encoder_id = {encoder} AND e.spu_id <> q.spu_id
  ORDER BY (e.vector::halfvec({size})) <#> (q.vector::halfvec({size}))
  LIMIT {depth}) n
WHERE q.encoder_id = {encoder} AND q.spu_id = ANY(%s)
"""
PICTURES = """
SELECT e.image_id, e.spu_id, (i.cspu_id IS NOT NULL)::int::int8, e.vector
FROM dedup_embedding e JOIN dedup_image i ON i.id = e.image_id
WHERE e.encoder_id = {encoder} AND e.spu_id = ANY({listings}) ORDER BY e.spu_id, e.image_id
"""


@dataclass(frozen=True)
class Found:
    """Listing `query[i]` has listing `other[i]` near it, at inner product `score[i]`; never itself."""

    query: Integers
    other: Integers
    score: Floats


@dataclass(frozen=True)
class NearestImages:
    """`score`: cosine, 0-1."""

    image_a_id: int
    image_b_id: int
    score: float


@dataclass(frozen=True)
class Pictures:
    """The picture vectors of some listings, ordered by listing. `variant`: 1 where a picture is of a variant."""

    image: Integers
    spu: Integers
    variant: Integers
    vector: Halves

    def nearest(self, left: Integers, right: Integers) -> tuple[Floats, Integers, Integers]:
        """For each pair of listings: cosine 0-1 and the two picture ids; -1 where a side has no picture.

        Of equals a variant's picture wins over the listing's own, for it says which variant it is.
        """
        score = np.full(len(left), -1, np.float32)
        images = np.full((2, len(left)), -1, np.int64)
        counts = self._count(left) * self._count(right)
        for at in _slices(counts):
            if counts[at].any():
                score[at], images[0, at], images[1, at] = self._nearest(left[at], right[at])
        return score, images[0], images[1]

    def best(self, a_id: int, b_id: int, allowed: Allowed) -> NearestImages | None:
        """The same by the same rule for one pair of listings, among the pairs of pictures that are allowed.

        `allowed` is asked with the ids of a picture of `a_id` and one of `b_id`. None where no such pair has vectors.
        """
        a, b = np.flatnonzero(self.spu == a_id), np.flatnonzero(self.spu == b_id)
        cosine = self.vector[a].astype(np.float32) @ self.vector[b].astype(np.float32).T
        order = np.argsort(-(cosine + PREFER_VARIANTS * (self.variant[a][:, None] + self.variant[b])), None, "stable")
        for row, column in zip(*np.unravel_index(order, cosine.shape), strict=True):
            found = int(self.image[a[row]]), int(self.image[b[column]])
            if allowed(*found):
                return NearestImages(*found, float(np.clip(cosine[row, column], 0, 1)))
        return None

    def _count(self, listings: Integers) -> Integers:
        return np.searchsorted(self.spu, listings, "right") - np.searchsorted(self.spu, listings)

    def _nearest(self, left: Integers, right: Integers) -> tuple[Floats, Integers, Integers]:
        across, down = self._count(right), self._count(left)
        pair = np.repeat(np.arange(len(left)), across * down)
        place = np.arange(len(pair)) - np.repeat(np.cumsum(across * down) - across * down, across * down)
        a = np.searchsorted(self.spu, left)[pair] + place // across[pair]
        b = np.searchsorted(self.spu, right)[pair] + place % across[pair]
        cosine = np.einsum("ij,ij->i", self.vector[a].astype(np.float32), self.vector[b].astype(np.float32))
        order = np.lexsort((-(cosine + PREFER_VARIANTS * (self.variant[a] + self.variant[b])), pair))
        best = order[np.flatnonzero(np.diff(pair[order], prepend=-1))]
        score, images = np.full(len(left), -1, np.float32), np.full((2, len(left)), -1, np.int64)
        score[pair[best]] = np.clip(cosine[best], 0, 1)
        images[0, pair[best]], images[1, pair[best]] = self.image[a[best]], self.image[b[best]]
        return score, images[0], images[1]


def pictures(version: EncoderVersion, spu_ids: Integers) -> Pictures:
    """All picture vectors of these listings."""
    query = PICTURES.format(encoder=int(version.pk), listings=copying.array(spu_ids))
    table = copying.read(query, integers=3, dimensions=version.dimensions)
    image, spu, variant = table.columns
    return Pictures(image, spu, variant, table.vectors)


def pictures_of(spu_ids: Iterable[int]) -> Pictures | None:
    """The picture vectors of these listings under the live encoder; None where there is no encoder yet."""
    version = EncoderVersion.objects.filter(kind=EncoderVersion.Kind.PICTURE, live=True).first()
    return pictures(version, np.fromiter(spu_ids, np.int64)) if version else None


def neighbours(version: EncoderVersion, spu_ids: Integers, depth: int) -> Found:
    """The `depth` nearest vectors of other listings, for each vector of these listings."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dedup_spu")
        (listings,) = cursor.fetchone()
    if len(spu_ids) > listings * BULK_SHARE:
        return in_memory(version, spu_ids, depth)
    return by_index(version, spu_ids, depth)


def by_index(version: EncoderVersion, spu_ids: Integers, depth: int) -> Found:
    probe = PROBE.format(encoder=int(version.pk), size=int(version.dimensions), depth=int(depth))
    parts = [np.zeros((0, 3))]
    with transaction.atomic(), connection.cursor() as cursor:
        # Own pictures are filtered out behind the index, so it has to go on until the list is full.
        cursor.execute(f"SET LOCAL hnsw.iterative_scan = strict_order; SET LOCAL hnsw.ef_search = {_ef(depth)}")
        for at in range(0, len(spu_ids), PROBES_AT_ONCE):
            cursor.execute(probe, [spu_ids[at : at + PROBES_AT_ONCE].tolist()])
            parts.append(np.array(cursor.fetchall(), np.float64).reshape(-1, 3))
    rows = np.concatenate(parts)
    return Found(rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64), rows[:, 2].astype(np.float32))


def in_memory(version: EncoderVersion, spu_ids: Integers, depth: int) -> Found:
    query = f"SELECT spu_id, vector FROM dedup_embedding WHERE encoder_id = {int(version.pk)} ORDER BY id"
    table = copying.read(query, integers=1, dimensions=version.dimensions)
    (spu,) = table.columns
    queries = np.flatnonzero(np.isin(spu, spu_ids))
    if not len(queries):
        return Found(*(np.zeros(0, np.int64),) * 2, np.zeros(0, np.float32))
    found, scores = bulk.neighbours(table.vectors, queries, depth + 1)
    query_spu = np.repeat(spu[queries], found.shape[1])
    other = spu[found.ravel()]
    real = (found.ravel() >= 0) & (other != query_spu)
    return Found(query_spu[real], other[real], scores.ravel()[real])


def _ef(depth: int) -> int:
    """Twice as many as are asked for: finds .989 of the ten nearest of 26,000 titles; at 60 it would be .977."""
    return min(2 * depth, LARGEST_EF)


def _slices(counts: Integers) -> list[slice]:
    """Neighbouring pairs in portions of about AT_ONCE comparisons."""
    if not len(counts):
        return []
    portion = np.cumsum(counts) // AT_ONCE
    starts = np.flatnonzero(np.diff(portion, prepend=-1)).tolist()
    return [slice(a, b) for a, b in zip(starts, [*starts[1:], len(counts)], strict=True)]
