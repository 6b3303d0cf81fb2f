"""SizeOfEqualsItemMatcher."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from rules.matchers import compare

MATCHER = "SizeOfEqualsItemMatcher"


@pytest.mark.parametrize(
    "options", [{"tolerance": "2 kg"}, {"tolerance": "wide"}, {"tolerance": -1}, {"unit": "kg"}, {"tolerence": 1}]
)
def test_bad_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        compare(MATCHER, "1 cm", "1 cm", options)


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("55x40x20 cm", "22x16x8 in", "55×40×20 cm vs 22×16×8 in: same within 2 cm"),
        ("55x40x20 cm", "67x45x28 cm", "55×40×20 cm vs 67×45×28 cm: more than 2 cm apart"),
        ("20寸", "55x40x20 cm", "20 in vs 55×40×20 cm: one side states only a part of the size"),
        ("XL", "55x40x20 cm", "“XL” vs 55×40×20 cm: no size could be read on one side"),
        ("1.200 mm", "50 cm", "1.2 mm, 1200 mm vs 50 cm: more than 2 cm apart"),
        ("XL", "M", "“XL” vs “M”: no size could be read on either side"),
    ],
)
def test_sentences(left: str, right: str, sentence: str) -> None:
    assert compare(MATCHER, left, right).sentence == sentence
