"""SizeOfEqualsItemMatcher."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from rules.matchers import Value, compare

from .cases import outcome

MATCHER = "SizeOfEqualsItemMatcher"
CASES: list[tuple[Value, Value, str]] = [
    ("55x40x20 cm", "22x16x8 in", "same"),
    ("55x40x20", "20 x 55 x 40 cm", "same"),
    ("长55宽40高20", "55 х 40 х 20 см", "same"),
    ("55*40*20CM", "550×400×200 毫米", "same"),
    ('22" x 16" x 8"', "55 x 40 x 20 厘米", "same"),
    ("Длина 55 см, ширина 40 см, высота 20 см", "55x40x20", "same"),
    ("Height: 20cm Width: 40 cm Depth: 55 cm", "55 на 40 на 20 см", "same"),
    ("22英寸x16英寸x8英寸", "55x40x20cm", "same"),
    ("20寸", "20 inch", "same"),
    ("20英寸", "50.8 cm", "same"),
    ("21 市寸", "70 cm", "same"),
    ("20寸 (55x35x22 cm)", "35 x 22 x 55", "same"),
    ("26x16x9.5 inches (66 x 41 x 24 cm)", "66×41×24 см", "same"),
    ("1.6m x 2m", "160 x 200 cm", "same"),
    ("22 1/2 x 14 x 9 in", "57 x 35.5 x 23 см", "same"),
    ("55,5 x 40,2 x 20 см", "55.5x40.2x20", "same"),
    (["66x45x26 cm", "55x40x20 cm"], "55x40x20 cm", "same"),
    ("55x40x20 cm", "55x40x23 cm", "different"),
    ("20寸", "24寸", "different"),
    ("55 х 40 х 20 см", "65 х 45 х 25 см", "different"),
    ("长55宽40高20", "长67宽45高28", "different"),
    ("55x40 cm", "70x50x30 cm", "different"),
    ("55x40x20", "60x45x25", "different"),
    ("20寸", "55x40x20 cm", "missing"),
    ("20 inch", "55x40 cm", "missing"),
    ("55x40 cm", "55x40x20 cm", "missing"),
    ("22x16x8", "55x40x20 cm", "missing"),
    ("550x400x200", "55x40x20 см", "missing"),
    (None, "55x40x20", "missing"),
    ("暂无", "55x40x20", "missing"),
    ("one size", "55x40x20 cm", "unreadable"),
    ("均码", "55x40x20 cm", "unreadable"),
    ("универсальный", "55x40x20 cm", "unreadable"),
    ("6 x 330 ml", "55x40x20 cm", "unreadable"),
    ("0x0x0", "55x40x20 cm", "unreadable"),
]


@pytest.mark.parametrize(("left", "right", "expected"), CASES)
def test_sizes(left: Value, right: Value, expected: str) -> None:
    assert outcome(MATCHER, left, right) == expected


@pytest.mark.parametrize(
    ("options", "left", "right", "expected"),
    [
        ({"tolerance": 0}, "55x40x20", "55x40x20 cm", "same"),
        ({"tolerance": "5 mm"}, "55x40x20", "55x40x20.4 cm", "same"),
        ({"tolerance": "5 mm"}, "55x40x20", "55x40x21 cm", "different"),
        ({"tolerance": "1 in"}, "55x40x20", "57.5x40x20 cm", "same"),
        ({"tolerance": "5 %"}, "100x100x10 cm", "104x96.5x10 cm", "same"),
        ({"tolerance": "5 %"}, "100x100x10 cm", "100x100x11 cm", "different"),
        ({"unit": "in"}, "22x16x8", "55x40x20 cm", "same"),
        ({"unit": "mm", "tolerance": 0}, "550x400x200", "55x40x20 cm", "same"),
    ],
)
def test_options(options: dict[str, Any], left: str, right: str, expected: str) -> None:
    assert outcome(MATCHER, left, right, options) == expected


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
        ("XL", "M", "“XL” vs “M”: no size could be read on either side"),
    ],
)
def test_sentences(left: str, right: str, sentence: str) -> None:
    assert compare(MATCHER, left, right).sentence == sentence
