"""QuantityItemMatcher."""

from __future__ import annotations

import pytest

from rules.matchers import compare

MATCHER = "QuantityItemMatcher"


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("0,5 л", "500мл", "0.5 l vs 500 ml: same within 1 %"),
        ("250 г", "8 oz", "250 g vs 8 oz: more than 1 % apart"),
        ("400-500 г", "450 g", "400-500 g vs 450 g: these may be one amount or two"),
        ("500 г", "500 ml", "500 g vs 500 ml: these measure different things"),
    ],
)
def test_sentences(left: str, right: str, sentence: str) -> None:
    assert compare(MATCHER, left, right).sentence == sentence
