"""PackCountItemMatcher."""

from __future__ import annotations

from rules.matchers import compare

MATCHER = "PackCountItemMatcher"


def test_sentences() -> None:
    assert compare(MATCHER, "3双装", "twin pack").sentence == "3 pairs vs 2: different"
    nested = compare(MATCHER, "2 boxes of 10", "2 boxes")
    assert nested.sentence == "20 in 2 packs vs 2: one side states only a part of the count"
    none_stated = compare(MATCHER, None, "2 шт", {"none_is_one": True})
    assert none_stated.sentence == "1 (none stated) vs 2: different"
