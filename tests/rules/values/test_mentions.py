"""Years, seasons, versions, ages in words, sizes and plain wordings inside free text, with their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from rules.values.ages import find_age_words
from rules.values.seasons import find_seasons, find_years
from rules.values.size_mentions import find_clothing_sizes, find_shoe_sizes
from rules.values.text import Found, plain
from rules.values.versions import find_versions
from rules.values.wordings import WORDINGS, find_wordings


@pytest.mark.parametrize(
    ("find", "text", "quotes"),
    [
        (find_years, "Jacket 2023, FW23/24", ["2023", "FW23/24"]),
        (find_years, "外套 2023秋冬", ["2023"]),
        (find_years, "Kettle 2000 W, 1999 ₽", []),
        (find_seasons, "Coat autumn/winter", ["autumn", "winter"]),
        (find_seasons, "Куртка демисезонная, летняя", ["демисезонная", "летняя"]),
        (find_seasons, "外套 秋冬", ["秋", "冬"]),
        (find_seasons, "Fallen springs", []),
        (find_versions, "Earbuds Gen 2 v2.1", ["Gen 2", "v2.1"]),
        (find_versions, "耳机 二代", ["二代"]),
        (find_versions, "Наушники 2-го поколения", ["2-го поколения"]),
        (find_versions, "Edition 50 ml", []),
        (find_age_words, "Shoes for toddlers", ["toddlers"]),
        (find_age_words, "Cot for newborn babies", ["newborn", "babies"]),
        (find_age_words, "Подгузники для взрослых", ["взрослых"]),
        (find_clothing_sizes, "Jacket XL black", ["XL"]),
        (find_clothing_sizes, "Рубашка, размер 48-50", ["48-50"]),
        (find_clothing_sizes, "Jeans W32 L34", ["W32 L34"]),
        (find_clothing_sizes, "T恤 175/92A", ["175/92A"]),
        (find_clothing_sizes, "Dress, M", ["M"]),
        (find_clothing_sizes, "Dress M Missoni", []),
        (find_clothing_sizes, "T-shirt S M L XL", []),
        (find_shoe_sizes, "Boots EU 42", ["EU 42"]),
        (find_shoe_sizes, "Pumps, red, 14 M US", ["14 M US"]),
        (find_shoe_sizes, "Clogs 9.5 D(M) US", ["9.5 D(M) US"]),
        (find_shoe_sizes, "运动鞋 42码", ["42码"]),
        (find_shoe_sizes, "Model 42 phone", []),
        (find_wordings("form"), "Vitamin C 60 vegetarian capsules", ["vegetarian capsules"]),
        (find_wordings("pattern"), "Рубашка в клетку", ["в клетку"]),
        (find_wordings("neckline"), "毛衣 高领", ["高领"]),
    ],
)
def test_mentions(find: Callable[[str], Sequence[Found[Any]]], text: str, quotes: list[str]) -> None:
    found = find(text)
    assert [one.quote for one in found] == quotes
    assert all(plain(text)[one.start :].startswith(one.quote) for one in found)


@pytest.mark.parametrize("kind", WORDINGS)
def test_every_wording_is_found_alone(kind: str) -> None:
    """A line that is mistyped, or a synonym that another line has taken, would be found under another value or not."""
    for line in WORDINGS[kind].strip().replace("\n    ", " ").splitlines():
        value = line.partition(":")[0]
        assert [one.value for one in find_wordings(kind)(value)] == [value]
