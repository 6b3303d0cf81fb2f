from __future__ import annotations

import pytest

from dedup.candidates import identifiers
from dedup.candidates.identifiers import Row


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4006381333931", "4006381333931"),
        ("4006381333932", ""),  # check digit
        ("036000291452", "0036000291452"),  # UPC-A
        ("0036000291452", "0036000291452"),
        ("00036000291452", "0036000291452"),
        ("10036000291459", "10036000291459"),  # a case of them is another thing to buy
        ("9638-5074", "0000096385074"),
        ("0000000000000", ""),
        ("2012345678900", ""),  # 2: given out inside a shop
        ("0212345678907", ""),
        ("", ""),
        ("n/a", ""),
        ("12345", ""),
    ],
)
def test_gtin(text: str, number: str) -> None:
    assert identifiers.gtin(text) == number


@pytest.mark.parametrize(
    ("brand", "mpn", "key"),
    [
        ("Sony", "PS-LX350H", ("mpn", "sony", "pslx350h")),
        ("SONY ", "ps lx350h", ("mpn", "sony", "pslx350h")),
        ("", "PS-LX350H", None),
        ("Sony", "", None),
        ("Sony", "does not apply", None),
        ("Sony", "black", None),
        ("Sony", "-", None),
        ("no brand", "PS-LX350H", None),
        ("Sony", "12", None),
        ("小米", "MJ-01", ("mpn", "小米", "mj01")),
    ],
)
def test_part_number(brand: str, mpn: str, key: tuple[str, ...] | None) -> None:
    assert identifiers.part_number(brand, mpn) == key


ROWS = [
    Row(3, "Sony", "4006381333931", "PS-LX350H"),
    Row(1, "sony", "04006381333931", "PSLX350H"),
    Row(2, "Other", "", "PS-LX350H"),
    Row(7, "SONY", "", "ps.lx350h"),
]


def test_each_pair_once_smaller_id_first_and_the_gtin_says_more() -> None:
    assert identifiers.find(ROWS, {1, 2, 3, 7}).pairs == {
        (1, 3): "gtin 4006381333931",
        (1, 7): "mpn sony pslx350h",
        (3, 7): "mpn sony pslx350h",
    }


def test_only_pairs_of_wanted_listings() -> None:
    assert set(identifiers.find(ROWS, {7}).pairs) == {(1, 7), (3, 7)}
    assert not identifiers.find(ROWS, {2}).pairs


def test_a_number_on_too_many_listings_is_skipped_and_named() -> None:
    rows = [Row(number, "", "4006381333931", "") for number in range(identifiers.LARGEST + 1)]
    shared = identifiers.find(rows, {5})
    assert not shared.pairs
    assert shared.skipped == ["gtin 4006381333931"]
    assert len(identifiers.find(rows[1:], {5}).pairs) == identifiers.LARGEST - 1
