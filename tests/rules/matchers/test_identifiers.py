"""ModelNumberItemMatcher and GtinItemMatcher."""

from __future__ import annotations

from rules.matchers import compare


def test_sentences() -> None:
    assert compare("ModelNumberItemMatcher", "am-53-bk", "AM54").sentence == "AM53BK vs AM54: different"
    said = compare("ModelNumberItemMatcher", "EOS R6 Body", "EOS R6").sentence
    assert said == "EOSR6BODY vs EOSR6: one may be a part of the other"
    said = compare("GtinItemMatcher", "4006381333930", "4006381333931").sentence
    assert said == "“4006381333930” vs 04006381333931: no GTIN could be read on one side"
