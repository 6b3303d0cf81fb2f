from __future__ import annotations

import pytest

from review.replay import scores
from review.replay.scores import Share

# R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3; the last row is the mirror of none of 29.
WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
    (29, 29, 0.8830, 1.0000),
]


@pytest.mark.parametrize(("hits", "of", "low", "high"), WILSON)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert Share(hits, of).interval == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_there_is_no_share_and_the_interval_is_everything() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval == (0, 1)


def test_a_share_lies_within_its_interval() -> None:
    shares = [Share(hits, of) for of in range(1, 60) for hits in range(of + 1)]
    assert all(0 <= share.low <= share.hits / share.of <= share.high <= 1 for share in shares)


CELLS: scores.Cells = {
    (True, "match", "match"): 6,
    (True, "likely_match", "match"): 2,
    (True, "likely_non_match", "likely_match"): 1,
    (True, "match", "non_match"): 1,
    (False, "likely_match", "non_match"): 3,
    (False, "non_match", "match"): 1,
    (False, "non_match", "non_match"): 10,
    (False, "non_match", "likely_non_match"): 4,
}


def test_precision_and_recall_at_both_points() -> None:
    precise, wide = scores.point(CELLS, "precision"), scores.point(CELLS, "recall")
    assert (precise.old.precision, precise.old.recall) == (Share(7, 7), Share(7, 10))
    assert (precise.new.precision, precise.new.recall) == (Share(8, 9), Share(8, 10))
    assert (wide.old.precision, wide.old.recall) == (Share(9, 12), Share(9, 10))
    assert (wide.new.precision, wide.new.recall) == (Share(9, 10), Share(9, 10))


def test_only_a_lower_precision_is_a_drop() -> None:
    assert scores.point(CELLS, "precision").precision_drops
    assert not scores.point(CELLS, "recall").precision_drops


def test_no_pair_taken_on_a_side_is_no_drop() -> None:
    nothing_left: scores.Cells = {(True, "match", "non_match"): 5}
    nothing_before: scores.Cells = {(False, "non_match", "match"): 5}
    assert not scores.point(nothing_left, "precision").precision_drops
    assert not scores.point(nothing_before, "precision").precision_drops


def test_every_level_has_its_row() -> None:
    rows = scores.confusion(CELLS)
    assert [row.level for row in rows] == ["match", "likely_match", "likely_non_match", "non_match"]
    assert (rows[0].same_old, rows[0].same_new, rows[0].different_old, rows[0].different_new) == (7, 8, 0, 1)
    assert sum(row.same_old + row.different_old for row in rows) == sum(CELLS.values())
    assert sum(row.same_new + row.different_new for row in rows) == sum(CELLS.values())


def test_flips_are_told_apart_by_the_side_that_people_took() -> None:
    assert scores.flips(CELLS) == {"right": 1 + 3, "wrong": 1 + 1, "moved": 2 + 4, "crossed": 0}


def test_without_a_decision_a_change_of_side_is_nobodys_fault() -> None:
    cells: scores.Cells = {
        (None, "match", "non_match"): 2,
        (None, "match", "likely_match"): 1,
        (None, "match", "match"): 7,
    }
    assert scores.flips(cells) == {"right": 0, "wrong": 0, "moved": 1, "crossed": 2}
    assert scores.agreement(cells) == Share(7, 10)


def test_nothing_counted_is_nothing_said() -> None:
    point = scores.point({}, "recall")
    assert point.old.precision.value is None and point.new.recall.value is None
    assert not point.precision_drops


def test_a_level_may_change_without_the_answer() -> None:
    assert scores.moves(CELLS) == {("non_match", "likely_non_match"): 4, ("likely_match", "match"): 2}
