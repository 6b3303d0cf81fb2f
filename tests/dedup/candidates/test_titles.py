from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from dedup.candidates import features, titles

CATALOGUE = [
    "Sony PS-LX350H turntable",
    "Sony turntable PSLX350H black",
    "Panasonic ES-LF51 shaver",
    "Panasonic shaver ES LF51-S803",
    "绿茶 100克 袋装",
    "绿茶袋装100克",
    "Чай зелёный 100 г",
    "-",
]


def learnt() -> titles.Weights:
    return titles.learn([CATALOGUE[:3], CATALOGUE[3:]])


def exact() -> titles.Titles:
    return titles.Titles(np.arange(10, 18), titles.matrix(learnt(), CATALOGUE))


def test_what_is_learnt_does_not_depend_on_portions() -> None:
    one, other = learnt(), titles.learn([CATALOGUE])
    assert one.listings == other.listings == len(CATALOGUE)
    assert np.array_equal(one.keys, other.keys)
    assert np.array_equal(one.titles, other.titles)


def test_weights_are_packed_and_unpacked() -> None:
    weights = learnt()
    again = titles.unpack(weights.pack())
    assert again.listings == weights.listings
    assert np.array_equal(again.keys, weights.keys)
    assert np.array_equal(again.titles, weights.titles)
    with pytest.raises(ValueError, match="not b'OLT1'"):
        titles.unpack(b"something else")


def test_rare_features_weigh_more_and_unknown_ones_like_those_of_one_title() -> None:
    weights = learnt()
    sony, turntable, nobody = (features.words([word]).keys for word in ("sony", "chalk", "xyzzy"))
    assert weights.of(sony)[0] == pytest.approx(math.log(9 / 3) + 1)
    assert weights.of(turntable)[0] == weights.of(nobody)[0] == pytest.approx(math.log(9 / 2) + 1)
    assert titles.Weights(3, np.zeros(0, np.int64), np.zeros(0, np.int64)).of(nobody)[0] == pytest.approx(
        math.log(4 / 2) + 1
    )


def products(rows: csr_matrix) -> Any:
    """All cosines, over the columns that are used: 2^31 of them would not fit into memory."""
    keys, place = np.unique(rows.indices, return_inverse=True)
    narrow = csr_matrix((rows.data, place, rows.indptr), shape=(rows.shape[0], len(keys)))
    return (narrow @ narrow.T).toarray()


def test_cosines() -> None:
    found = exact()
    cosine = lambda a, b: float(found.cosines(np.array([10 + a]), np.array([10 + b]))[0])  # noqa: E731
    assert cosine(0, 0) == pytest.approx(1)
    assert cosine(0, 1) > 0.5 > cosine(0, 2)
    assert cosine(4, 5) > 0.4
    assert cosine(4, 6) < 0.2
    assert cosine(7, 0) == 0  # "-" has a 3-gram, but no word and nothing in common


def test_cosines_are_those_of_the_full_matrix() -> None:
    found = exact()
    full = products(found.rows)
    a, b = (grid.ravel() for grid in np.meshgrid(np.arange(8), np.arange(8)))
    assert found.cosines(a + 10, b + 10) == pytest.approx(full[a, b], abs=1e-6)


def test_projection_keeps_cosines_roughly() -> None:
    found = exact()
    projected = titles.project(found.rows).astype(np.float32)
    assert projected.shape == (8, 512)
    assert np.linalg.norm(projected[:7], axis=1) == pytest.approx(1, abs=1e-3)
    assert np.abs(projected @ projected.T - products(found.rows)).max() < 0.25


def test_vectors_are_the_same_in_another_process() -> None:
    program = (
        "from dedup.candidates import titles as t; import hashlib;"
        "w = t.learn([['tea green', 'tea black']]);"
        "print(hashlib.sha256(t.project(t.matrix(w, ['green tea'])).tobytes()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_no_titles() -> None:
    assert titles.matrix(learnt(), []).shape[0] == 0
    assert titles.project(titles.matrix(learnt(), [])).shape == (0, 512)
