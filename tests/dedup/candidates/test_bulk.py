from __future__ import annotations

import numpy as np

from dedup.candidates import bulk
from dedup.candidates.copying import Halves


def vectors(count: int, size: int, seed: int = 1) -> Halves:
    rows = np.random.default_rng(seed).standard_normal((count, size))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)


def test_small_catalogues_are_exact() -> None:
    rows = vectors(300, 16)
    queries = np.array([7, 0, 299])
    found, scores = bulk.neighbours(rows, queries, 5)
    exact = rows.astype(np.float32) @ rows.astype(np.float32).T
    assert np.array_equal(found, np.argsort(-exact[queries], axis=1)[:, :5])
    assert np.allclose(scores, -np.sort(-exact[queries], axis=1)[:, :5], atol=1e-5)
    assert found[:, 0].tolist() == queries.tolist()


def test_fewer_rows_than_asked_for() -> None:
    found, _ = bulk.neighbours(vectors(3, 8), np.array([1]), 5)
    assert sorted(found[0].tolist()) == [-1, -1, 0, 1, 2]


def test_large_catalogues_find_planted_duplicates_by_a_graph_and_the_same_every_time() -> None:
    base = vectors(4000, 24)
    noise = vectors(1000, 24, seed=2).astype(np.float32)
    base[-1000:] = base[:1000].astype(np.float32) + 0.2 * noise
    found, scores = bulk.neighbours(base, np.arange(1000), 10, flat=100)
    planted = np.arange(3000, 4000)
    assert (found == planted[:, None]).any(axis=1).mean() > 0.99
    again, _ = bulk.neighbours(base, np.arange(1000), 10, flat=100)
    assert np.array_equal(found, again)
    assert (np.diff(scores, axis=1) <= 0).all()
