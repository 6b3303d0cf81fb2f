"""PackCountItemMatcher."""

from __future__ import annotations

import pytest

from rules.matchers import Value, compare

from .cases import outcome

MATCHER = "PackCountItemMatcher"
CASES: list[tuple[Value, Value, str]] = [
    ("6 x 330 ml", "pack of 6", "same"),
    ("330ml*6瓶", "6 шт x 330 мл", "same"),
    ("2 шт", "twin pack", "same"),
    ("2шт.", "两件套", "same"),
    ("3双装", "three-pack", "same"),
    ("三双装", "3 пары", "same"),
    ("30片", "30 lenses", "same"),
    ("30片*2盒", "60 линз", "same"),
    ("2 x 30 lenses", "60片装", "same"),
    ("a dozen", "12 pcs", "same"),
    ("Упаковка 6 шт", "набор из 6", "same"),
    ("10 пакетиков", "10 tea bags", "same"),
    (6, "six", "same"),
    ("x6", "6.0", "same"),
    ("6-pack", "bulk", "unreadable"),
    ("pack of 6", "pack of 12", "different"),
    ("1 шт", "2 шт", "different"),
    ("30片装", "90片装", "different"),
    ("2 x 30 lenses", "30 lenses", "different"),
    ("三双装", "两双装", "different"),
    ("набор", "2 шт", "unreadable"),
    ("盒装", "30片", "unreadable"),
    ("3个月", "3 pcs", "unreadable"),
    ("0", "1", "unreadable"),
    (None, "2 шт", "missing"),
    ("无", "2 шт", "missing"),
]


@pytest.mark.parametrize(("left", "right", "expected"), CASES)
def test_counts(left: Value, right: Value, expected: str) -> None:
    assert outcome(MATCHER, left, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [(None, "1 шт", "same"), (None, "2 шт", "different"), (None, None, "same"), ("набор", None, "unreadable")],
)
def test_none_stated_is_one_only_when_the_option_says_so(left: Value, right: Value, expected: str) -> None:
    assert outcome(MATCHER, left, right, {"none_is_one": True}) == expected


def test_sentences() -> None:
    assert compare(MATCHER, "3双装", "twin pack").sentence == "3 vs 2: different"
    none_stated = compare(MATCHER, None, "2 шт", {"none_is_one": True})
    assert none_stated.sentence == "1 (none stated) vs 2: different"
