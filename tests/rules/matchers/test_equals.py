"""EqualsItemMatcher and AnyOfEqualsItemMatcher."""

from __future__ import annotations

import pytest

from rules.matchers import Value, compare

from .cases import outcome

EQUALS: list[tuple[Value, Value, str]] = [
    ("Norvik", "NORVIK", "same"),
    ("Nescafé®", "NESCAFE", "same"),
    ("L'Oréal  Paris", "L'Oreal Paris", "same"),
    ("Ｓａｍｓｕｎｇ", "samsung", "same"),
    ("小米", " 小米 ", "same"),
    ("Чёрный жемчуг", "ЧЕРНЫЙ ЖЕМЧУГ", "same"),
    ("«Красный Октябрь»", "Красный Октябрь", "same"),
    ("Ha\u200bma", "Hama", "same"),
    ("Straße", "STRASSE", "same"),
    (["Canon", "Canon Inc."], "canon", "same"),
    (4711, "4711", "same"),
    ("行李箱", "背包", "different"),
    ("Bosch", "Bosch Siemens", "different"),
    ("край", "краи", "different"),
    ("Adidas", "阿迪达斯", "different"),
    ("n/a", "Bosch", "missing"),
    ("无品牌", "小米", "missing"),
    ("Без бренда", "Красный Октябрь", "missing"),
    (None, None, "missing"),
    ("", "Bosch", "missing"),
    ([], "Bosch", "missing"),
    ("---", "Bosch", "missing"),
]
ANY_OF: list[tuple[Value, Value, str]] = [
    ("PC", "pc", "same"),
    ("涤纶、棉", "棉", "same"),
    ("尼龙/涤纶", "涤纶", "same"),
    ("牛皮，帆布", ["帆布"], "same"),
    ("60% cotton, 40% polyester", "Polyester 100%", "same"),
    ("100％ 棉", "棉", "same"),
    ("хлопок; лён", "Лен", "same"),
    ("хлопок, полиэстер", "полиэстер 30 %", "same"),
    ("leather | suede", "SUEDE", "same"),
    ("wool\nsilk", "silk", "same"),
    (["ABS", "PC"], ["PC", "PP"], "same"),
    ("1,5 мм", "1,5 мм", "same"),
    ("cotton", "linen", "different"),
    ("PC", "ABS", "different"),
    ("棉", "涤纶", "different"),
    ("хлопок, лён", "шерсть", "different"),
    ("cotton wool", "cotton", "different"),
    (["", "n/a"], "cotton", "missing"),
    ("无", "棉", "missing"),
    ("не указано", "хлопок", "missing"),
    (None, "PC", "missing"),
]


@pytest.mark.parametrize(("left", "right", "expected"), EQUALS)
def test_equals(left: Value, right: Value, expected: str) -> None:
    assert outcome("EqualsItemMatcher", left, right) == expected


@pytest.mark.parametrize(("left", "right", "expected"), ANY_OF)
def test_any_of_equals(left: Value, right: Value, expected: str) -> None:
    assert outcome("AnyOfEqualsItemMatcher", left, right) == expected


def test_texts_that_differ_only_far_behind_are_different() -> None:
    assert outcome("EqualsItemMatcher", "a" * 5000, "a" * 4999 + "b") == "different"


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("Norvik", "NORVIK", "Norvik vs NORVIK: same"),
        ("Norvik", "Altamar", "Norvik vs Altamar: different"),
        ("Norvik", None, "Norvik vs not stated: the value is not stated on one side"),
        (None, "n/a", "not stated vs not stated: the value is not stated on either side"),
    ],
)
def test_sentences(left: Value, right: Value, sentence: str) -> None:
    assert compare("EqualsItemMatcher", left, right).sentence == sentence
