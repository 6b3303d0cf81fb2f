from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from dedup.candidates.features import normal
from dedup.evaluation import metrics

TITLES = [
    "Fan controller DeepCool Rockman pt 3",
    "Fan Controller DeepCool Rockman DP-ROCKMAN",
    "Aparat de ras Panasonic ES-LF51-S803",
    "Aparat ras  PANASONIC ES-LF51",
    "绿茶 袋装 100克",
    "绿茶袋装",
    "Чайник 1,7 л",
    "-",
    "ＦＵＬＬ width",
]


def test_the_floor_is_that_of_scikit_learn() -> None:
    texts = [normal(title) for title in TITLES]
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3)).fit_transform(texts)
    cosines = (theirs @ theirs.T).toarray()
    ours = metrics._tfidf(TITLES)
    assert (ours @ ours.T).toarray() == pytest.approx(cosines, abs=1e-6)
    lists = metrics.floor_lists(TITLES, 3)
    np.fill_diagonal(cosines, -1)
    at_ours = np.take_along_axis(cosines, lists, axis=1)
    assert at_ours == pytest.approx(-np.sort(-cosines, axis=1)[:, :3], abs=1e-6)


def test_a_floor_list_never_holds_the_listing_itself_and_ends_with_minus_one() -> None:
    lists = metrics.floor_lists(["green tea", "green tea", "kettle"], 5)
    assert lists[0, 0] == 1
    assert all(row not in lists[row] for row in range(3))
    assert lists[:, 2:].max() == -1
    assert metrics.floor_lists(["alone"], 2).tolist() == [[-1, -1]]


def test_hit_at_counts_listings_that_have_a_mate() -> None:
    cluster = np.array([0, 0, 1, 1, 1, 2])
    lists = np.full((6, 20), -1)
    lists[0, :2] = [2, 1]  # the mate comes second
    lists[1, 0] = 0
    lists[2, :6] = [0, 1, 5, 0, 1, 3]  # sixth
    lists[5, 0] = 0  # has no mate: does not count
    assert metrics.hit_at(lists, cluster) == {"1": 0.2, "5": 0.4, "10": 0.6, "20": 0.6}


def test_pair_completeness() -> None:
    cluster = np.array([0, 0, 1, 1, 1, 2])
    assert metrics.pair_completeness(np.array([0, 2, 0]), np.array([1, 3, 5]), cluster) == 0.5
    assert metrics.pair_completeness(np.zeros(0, int), np.zeros(0, int), np.array([0, 1])) == 1


@pytest.mark.django_db
def test_cpu_seconds_grow_with_work() -> None:
    with metrics.cpu() as little:
        pass
    with metrics.cpu() as much:
        metrics.floor_lists([f"{number} {number * 7919} title of a product" for number in range(1500)])
    assert 0 <= little.seconds < much.seconds
