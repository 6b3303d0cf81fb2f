"""QuantityItemMatcher."""

from __future__ import annotations

from typing import Any

import pytest

from rules.matchers import Value, compare

from .cases import outcome

MATCHER = "QuantityItemMatcher"
CASES: list[tuple[Value, Value, str]] = [
    ("500 ml", "0.5 L", "same"),
    ("500 ml", "50 cl", "same"),
    ("0,5 л", "500мл", "same"),
    ("500毫升", "0.5升", "same"),
    ("1斤", "500克", "same"),
    ("1 公斤", "1000 г", "same"),
    ("250 г", "8.8 oz", "same"),
    ("1 lb 4 oz", "567 g", "same"),
    ("16.9 fl oz", "500 ml", "same"),
    ("12 oz", "355 ml", "same"),
    ("½ л", "500 ml", "same"),
    ("10 000 мАч", "10Ah", "same"),
    ("5000mAh", "5000毫安", "same"),
    ("16GB", "16 гб", "same"),
    ("1 TB", "1000 GB", "same"),
    ("2.2 kW", "2200 Вт", "same"),
    ("1.234,5 г", "1,234.5 g", "same"),
    ("250g/8.8oz", "250 г", "same"),
    ("6 x 330 ml", "330 мл", "same"),
    (["250 g", "500 g"], "500 г", "same"),
    ("250 g", "500 g", "different"),
    ("1 斤", "1 кг", "different"),
    ("128GB", "256 ГБ", "different"),
    ("1,5 л", "1 л", "different"),
    ("100 ml", "100 l", "different"),
    ("500 g", "500 ml", "unreadable"),
    ("16 GB", "5000 mAh", "unreadable"),
    ("large", "500 ml", "unreadable"),
    ("大号", "500毫升", "unreadable"),
    ("много", "500 г", "unreadable"),
    ("500", "500 g", "unreadable"),
    ("5G", "5 g", "unreadable"),
    (None, "500 ml", "missing"),
    ("не указан", "500 мл", "missing"),
]


@pytest.mark.parametrize(("left", "right", "expected"), CASES)
def test_quantities(left: Value, right: Value, expected: str) -> None:
    assert outcome(MATCHER, left, right) == expected


@pytest.mark.parametrize(
    ("options", "left", "right", "expected"),
    [
        ({"tolerance": "2 %"}, "250 g", "8.7 oz", "same"),
        ({"tolerance": "2 %"}, "250 g", "240 g", "different"),
        ({"tolerance": 0}, "500 ml", "0.5 l", "same"),
        ({"tolerance": 0}, "500 ml", "501 ml", "different"),
        ({"tolerance": "5 g"}, "250 g", "254 g", "same"),
        ({"tolerance": "5 g"}, "250 ml", "254 ml", "different"),
    ],
)
def test_options(options: dict[str, Any], left: str, right: str, expected: str) -> None:
    assert outcome(MATCHER, left, right, options) == expected


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("0,5 л", "500мл", "0.5 l vs 500 ml: same within 1 %"),
        ("250 г", "8 oz", "250 g vs 8 oz: more than 1 % apart"),
        ("500 г", "500 ml", "500 g vs 500 ml: these measure different things"),
    ],
)
def test_sentences(left: str, right: str, sentence: str) -> None:
    assert compare(MATCHER, left, right).sentence == sentence
