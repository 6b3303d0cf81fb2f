"""SignedDecimalItemMatcher."""

from __future__ import annotations

from rules.matchers import compare

MATCHER = "SignedDecimalItemMatcher"


def test_sentences() -> None:
    assert compare(MATCHER, "近视300度", "-3,25").sentence == "−3.00 vs −3.25: different"
    assert compare(MATCHER, "2.5", "+2.50").sentence == "+2.50 vs +2.50: same"
