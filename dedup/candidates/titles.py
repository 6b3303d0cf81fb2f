"""Titles as vectors, without weights: rare features count more, and how rare is learnt from the catalogue.

The exact title is a long sparse vector (`matrix`), its cosine the score of a pair. For the index it
is projected to 512 numbers by a sparse signed random projection (each feature adds +-1 in 8 places
that its hash names), which keeps cosines up to some noise; whoever searches by it ranks again by `Titles.cosines`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from . import features
from .features import Counts, Integers, mix

Floats = NDArray[np.float32]

NAME = "titles:1"
DIMENSIONS = 512
PLACES = 8  # 4, 8, 16 and a dense projection found the same share of duplicates (docs/candidates.md)
GRAMS = 0.6  # share of the 3-grams in the squared length; the words have the rest
FORMAT = b"OLT1"
AT_ONCE = 10_000
PAIRS_AT_ONCE = 50_000
LARGEST_KEY = (1 << features.BITS) - 1


@dataclass(frozen=True)
class Weights:
    """In how many of `listings` titles each feature stands; `keys` ascend.

    Features of a single title are left out: one that nobody else has weighs the same as a new one.
    """

    listings: int
    keys: Integers
    titles: Integers

    def of(self, keys: Integers) -> NDArray[np.float64]:
        """Inverse document frequency, smoothed: ln((1 + n) / (1 + titles)) + 1."""
        if not len(self.keys):
            return np.full(len(keys), np.log((1 + self.listings) / 2) + 1)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        titles = np.where(self.keys[place] == keys, self.titles[place], 1)
        return np.log((1 + self.listings) / (1 + titles)) + 1

    def pack(self) -> bytes:
        """For EncoderVersion.parameters: mark, then number of listings, keys and titles, compressed."""
        body = np.concatenate([[self.listings], self.keys, self.titles]).astype("<u4").tobytes()
        return FORMAT + zlib.compress(body, 6)


def unpack(data: bytes) -> Weights:
    """Raises ValueError where another format was stored."""
    if data[:4] != FORMAT:
        raise ValueError(f"title weights begin with {data[:4]!r}, not {FORMAT!r}")
    numbers = np.frombuffer(zlib.decompress(data[4:]), "<u4").astype(np.int64)
    size = (len(numbers) - 1) // 2
    return Weights(int(numbers[0]), numbers[1 : 1 + size], numbers[1 + size :])


def learn(batches: Iterable[Sequence[str]]) -> Weights:
    """One pass over the titles of the whole catalogue."""
    listings = 0
    keys, titles = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for batch in batches:
        listings += len(batch)
        here = np.concatenate([features.grams(batch).keys, features.words(batch).keys])
        keys, place = np.unique(np.concatenate([keys, here]), return_inverse=True)
        seen = np.concatenate([titles, np.ones(len(here), np.int64)])
        titles = np.bincount(place, seen, len(keys)).astype(np.int64)
    often = titles > 1
    return Weights(listings, keys[often], titles[often])


def matrix(weights: Weights, titles: Sequence[str]) -> csr_matrix:
    """(titles, 2^31) sparse, rows of length 1; a title without letters or digits is a row of zeros."""
    if not titles:
        return csr_matrix((0, LARGEST_KEY), dtype=np.float32)
    parts = [_matrix(weights, batch) for batch in _batches(titles)]
    return vstack(parts, format="csr") if len(parts) > 1 else parts[0]


def project(rows: csr_matrix) -> NDArray[np.float16]:
    """(n, 512), each of length 1."""
    keys, place = np.unique(rows.indices, return_inverse=True)
    narrow = csr_matrix((rows.data, place, rows.indptr), shape=(rows.shape[0], len(keys)))
    dense = np.asarray((narrow @ _projection(keys.astype(np.int64))).todense(), np.float32)
    length = np.linalg.norm(dense, axis=1, keepdims=True)
    projected: NDArray[np.float16] = (dense / np.maximum(length, 1e-9)).astype(np.float16)
    return projected


@dataclass(frozen=True)
class Titles:
    """The exact vectors of some listings; `ids` ascend and number the rows of `rows`."""

    ids: Integers
    rows: csr_matrix

    def cosines(self, left: Integers, right: Integers) -> Floats:
        """Of the titles of listings left[i] and right[i], 0-1. All must be among `ids`."""
        a, b = np.searchsorted(self.ids, left), np.searchsorted(self.ids, right)
        found = np.zeros(len(a), np.float32)
        for at in range(0, len(a), PAIRS_AT_ONCE):
            here = slice(at, at + PAIRS_AT_ONCE)
            found[here] = np.asarray(self.rows[a[here]].multiply(self.rows[b[here]]).sum(axis=1)).ravel()
        return np.clip(found, 0, 1)


def _batches(titles: Sequence[str]) -> Iterable[Sequence[str]]:
    return (titles[at : at + AT_ONCE] for at in range(0, len(titles), AT_ONCE))


def _matrix(weights: Weights, titles: Sequence[str]) -> csr_matrix:
    shares = ((features.grams(titles), GRAMS), (features.words(titles), 1 - GRAMS))
    blocks = [(counts, np.sqrt(share) * _weighted(weights, counts, len(titles))) for counts, share in shares]
    rows = np.concatenate([counts.rows for counts, _ in blocks])
    keys = np.concatenate([counts.keys for counts, _ in blocks])
    values = _unit(rows, np.concatenate([data for _, data in blocks]), len(titles))
    made = csr_matrix((values.astype(np.float32), (rows, keys)), shape=(len(titles), LARGEST_KEY))
    made.sort_indices()
    return made


def _weighted(weights: Weights, counts: Counts, size: int) -> NDArray[np.float64]:
    """1 + ln(times), times how rare: a word said twice is not worth twice as much."""
    return _unit(counts.rows, (1 + np.log(counts.times)) * weights.of(counts.keys), size)


def _unit(rows: Integers, values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    length = np.sqrt(np.bincount(rows, values**2, size))
    return values / length[rows]


def _projection(keys: Integers) -> csr_matrix:
    """(keys, 512): eight times +-1 in each row, from the key alone."""
    turns = np.arange(1, PLACES + 1, dtype=np.uint64) << np.uint64(features.BITS)
    hashes = mix(keys.astype(np.uint64)[:, None] + turns[None])
    signs = np.where(hashes >> np.uint64(63), np.float32(1), np.float32(-1))
    places = (hashes % np.uint64(DIMENSIONS)).astype(np.int64)
    starts = np.arange(len(keys) + 1) * PLACES
    return csr_matrix((signs.ravel(), places.ravel(), starts), shape=(len(keys), DIMENSIONS))
