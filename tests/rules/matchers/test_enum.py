"""EnumItemMatcher."""

from __future__ import annotations

from rules.matchers import compare

from .cases.enum import VALUES

MATCHER = "EnumItemMatcher"


def test_sentences() -> None:
    assert compare(MATCHER, "чёрная", "白色", {"values": VALUES}).sentence == "black vs white: no value in common"
    assert compare(MATCHER, "black/white", "黑", {"values": VALUES}).sentence == "black, white vs black: same"
