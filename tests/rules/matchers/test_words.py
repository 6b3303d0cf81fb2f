"""Sentences of the matchers whose values are words: GenderItemMatcher, AgeItemMatcher, BooleanItemMatcher."""

from __future__ import annotations

import pytest

from rules.matchers import Value, compare


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("для мужчин", "男士", "для мужчин vs 男士: both men"),
        ("мужской", "для мальчиков", "one side does not say whether it is for children"),
        ("унисекс", "女款", "унисекс vs 女款: they go together"),
        ("如图", "Men", "“如图” vs Men: no gender could be read on one side"),
    ],
)
def test_gender(left: Value, right: Value, sentence: str) -> None:
    assert compare("GenderItemMatcher", left, right).sentence.endswith(sentence)


@pytest.mark.parametrize(
    ("value", "understood"),
    [
        ("36M+", "3 years+"),
        ("3-6岁", "3–6 years"),
        ("6-18 мес", "6–18 months"),
        ("до 2 лет", "under 2 years"),
        ("18 мес", "18 months"),
        ("0+", "0 months+"),
        ("1岁6个月以上", "18 months+"),
        ("1 год 7 мес", "19 months"),
        ("полтора года", "18 months"),
    ],
)
def test_ages_as_they_were_understood(value: Value, understood: str) -> None:
    assert compare("AgeItemMatcher", value, value).left == understood


def test_sentence_about_ages() -> None:
    assert compare("AgeItemMatcher", "3-6 лет", "5岁").sentence == "3-6 лет vs 5岁: ages in common"
    assert compare("AgeItemMatcher", "5+", "6+").sentence == "5+ vs 6+: close, and shops round the age"


def test_yes_and_no() -> None:
    assert compare("BooleanItemMatcher", "есть", "支持").sentence == "есть vs 支持: both yes"
    assert compare("BooleanItemMatcher", "无", "да").sentence == "无 vs да: different"
    none_stated = compare("BooleanItemMatcher", None, "нет", {"none_is_no": True})
    assert none_stated.sentence == "no (none stated) vs нет: both no"
