"""Which matcher is proposed for an attribute, by its name and its values."""

from __future__ import annotations

import pytest

from rules.guessing import guess, readable

# Attributes as listings have them: name, some values, the matcher that an admin would take.
CASES = [
    ("Colour", ["Black", "navy blue", "red"], "ColourItemMatcher"),
    ("颜色分类", ["黑色", "红色", "曜石黑"], "ColourItemMatcher"),
    ("Цвет товара", ["чёрный", "белый"], "ColourItemMatcher"),
    ("尺寸", ["55x40x20cm", "50*35*20 cm"], "SizeOfEqualsItemMatcher"),
    ("Габаритные размеры", ["55 х 40 х 20 см", "60х40х25 см"], "SizeOfEqualsItemMatcher"),
    ("净含量", ["500ml", "250毫升"], "QuantityItemMatcher"),
    ("Вес", ["500 г", "1,5 кг"], "QuantityItemMatcher"),
    ("Storage", ["128 GB", "256GB"], "QuantityItemMatcher"),
    ("货号", ["AB-12345", "CD99871"], "ModelNumberItemMatcher"),
    ("Артикул", ["PS-LX350H", "AM53BK"], "ModelNumberItemMatcher"),
    ("适用性别", ["女", "男女通用"], "GenderItemMatcher"),
    ("Пол", ["женский", "мужской"], "GenderItemMatcher"),
    ("材质", ["棉", "涤纶"], "MaterialItemMatcher"),
    ("Состав", ["хлопок 95%, эластан 5%", "100% хлопок"], "MaterialItemMatcher"),
    ("鞋码", ["42", "38.5"], "ShoeSizeItemMatcher"),
    ("适用型号", ["iPhone 12/12 Pro", "华为P40"], "CompatibleModelsItemMatcher"),
    ("Barcode", ["4006381333931", "036000291452"], "GtinItemMatcher"),
    ("Количество в упаковке", ["2 шт", "6 шт"], "PackCountItemMatcher"),
    ("Pack", ["pack of 6", "2 pcs"], "PackCountItemMatcher"),
    ("Ports", ["2", "4"], "NumberItemMatcher"),
    ("品牌", ["other/其他", "OTHER", "Nike/耐克"], "BrandItemMatcher"),
    ("Style", ["casual", "formal"], "EqualsItemMatcher"),
    ("Features", ["waterproof, light", "foldable"], "AnyOfEqualsItemMatcher"),
    ("Net", ["500 ml", "0.5 l"], "QuantityItemMatcher"),
]


@pytest.mark.parametrize(("name", "values", "matcher"), CASES)
def test_the_matcher_that_an_admin_would_take(name: str, values: list[str], matcher: str) -> None:
    found = guess(name, values)
    assert found is not None
    assert found.matcher == matcher


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("description", ["This jacket keeps you warm on the coldest of days, whatever you may have planned for them."]),
        ("colour", []),
        ("colour", ["n/a", "无", ""]),
        ("品牌", ["other/其他", "other其他", "Другое"]),
    ],
)
def test_prose_and_nothing_are_no_line(name: str, values: list[str]) -> None:
    assert guess(name, values) is None


def test_a_name_alone_is_not_enough() -> None:
    """“Package” is not an age, a “полка” has no gender, and colours that no table knows are compared as text."""
    for name, values in [("Package", ["box", "bag"]), ("Полка", ["дуб", "сосна"]), ("Colour", ["C-17", "K-9", "Z-2"])]:
        found = guess(name, values)
        assert found is not None
        assert found.matcher == "EqualsItemMatcher"


def test_the_reason_says_what_was_seen() -> None:
    found = guess("尺寸", ["55x40x20cm", "50*35*20 cm", "大号"])
    assert found is not None
    assert "尺寸" in found.why
    assert "67\N{NO-BREAK SPACE}%" in found.why


def test_readable_is_a_share() -> None:
    assert readable("SizeOfEqualsItemMatcher", ["55x40x20 cm", "large"]) == 0.5
    assert readable("SizeOfEqualsItemMatcher", []) == 0
