"""PackCountItemMatcher."""

from __future__ import annotations

from rules.matchers import compare

MATCHER = "PackCountItemMatcher"


def test_sentences() -> None:
    assert compare(MATCHER, "3双装", "twin pack").sentence == "3 vs 2: different"
    none_stated = compare(MATCHER, None, "2 шт", {"none_is_one": True})
    assert none_stated.sentence == "1 (none stated) vs 2: different"
