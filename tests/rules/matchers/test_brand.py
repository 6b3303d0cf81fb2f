"""BrandItemMatcher."""

from __future__ import annotations

import pytest

from rules.matchers import compare

MATCHER = "BrandItemMatcher"


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("Адидас", "阿迪达斯", "Адидас vs 阿迪达斯: both Adidas"),
        ("Norvik", "Норвик", "Norvik vs Норвик: same, by its sound"),
        ("Redmi", "Xiaomi", "Redmi vs Xiaomi: Redmi is made by Xiaomi, and one side names only the maker"),
        ("诺维克", "Norvik", "诺维克 vs Norvik: names in different scripts, which may be one"),
        ("Samsonit", "Samsonite", "Samsonit vs Samsonite: almost the same name"),
        ("OEM", "Nike", "not stated vs Nike: the brand is not stated on one side"),
    ],
)
def test_sentences(left: str, right: str, sentence: str) -> None:
    assert compare(MATCHER, left, right).sentence == sentence


def test_the_values_are_brands_as_everybody_knows_them() -> None:
    result = compare(MATCHER, "NIKE耐克", "Адидас AG")
    assert (result.left, result.right) == ("Nike", "Adidas")
