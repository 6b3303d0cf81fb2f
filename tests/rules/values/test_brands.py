"""Brands in free text, and the table that they come from."""

from __future__ import annotations

from collections import Counter

import pytest

from rules.values import brand_names
from rules.values.brand_index import key_of
from rules.values.brands import find_brands, maker_of, makers_of, parse_brand, says_no_brand
from rules.values.text import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("чехол для iPhone 13, Сяоми Redmi Note 9", [("iPhone", "iPhone"), ("Xiaomi", "Сяоми"), ("Redmi", "Redmi")]),
        ("适用苹果华为P40荣耀vivo手机壳", [("Apple", "苹果"), ("Huawei", "华为"), ("Honor", "荣耀"), ("Vivo", "vivo")]),
        ("Case for Samsung Galaxy S21 / HP", [("Galaxy", "Samsung Galaxy"), ("HP", "HP")]),
        ("H&M, P&G and L'Oréal Paris", [("H&M", "H&M"), ("Procter & Gamble", "P&G"), ("L'Oreal", "L'Oréal Paris")]),
        ("TP LINK and tp-link", [("TP-Link", "TP LINK"), ("TP-Link", "tp-link")]),
        ("hp, lv and mi in small letters", []),
        ("pineapple, samsungs, Bosching", []),
        ("蘋果 聯想", [("Apple", "蘋果"), ("Lenovo", "聯想")]),
    ],
)
def test_found_in_free_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_brands(text)
    assert [(brand.value, brand.quote) for brand in found] == expected
    assert all(plain(text)[brand.start :].startswith(brand.quote) for brand in found)


def test_own_names_are_found_too_and_go_before_the_known_ones() -> None:
    own = (("Norvik", ("诺威克",)), ("Xiaomi", ("Redmi",)))
    assert [found.value for found in find_brands("诺威克 norvik redmi", own)] == ["Norvik", "Norvik", "Xiaomi"]


def test_the_maker_of_a_sub_brand() -> None:
    assert [maker_of(brand) for brand in ("Redmi", "iPhone", "Nike", "nobody")] == ["Xiaomi", "Apple", "Nike", "nobody"]


def test_who_makes_a_brand_may_be_named_for_it_all_the_way_up_though_their_things_are_not_one() -> None:
    assert list(makers_of("EA7")) == ["Emporio Armani", "Armani"]
    assert list(makers_of("JBL")) == ["Harman"]
    assert list(makers_of("Nike")) == []
    assert maker_of("JBL") == "JBL"


@pytest.mark.parametrize("text", ["", "无品牌", "other/其他", "OEM", "Без бренда", "No-Name", "其它品牌", "Другой"])
def test_no_brand(text: str) -> None:
    assert says_no_brand(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NIKE耐克", [("nike", "Nike"), ("耐克", "Nike")]),
        ("9魅", [("9魅", "")]),
        ("ТМ «Чистюля»", [("чистюля", "")]),
        ("HP, Inc.", [("hp", "HP")]),
        ("Nike Air", [("nikeair", "Nike")]),
        ("Apple Bottoms", [("applebottoms", "")]),
        ("для Xiaomi", []),
        ("004", []),
    ],
)
def test_names_of_a_whole_value(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name.key, name.brand) for name in parse_brand(text)] == expected


def test_every_spelling_is_read_as_its_own_brand() -> None:
    for line in filter(None, "".join(brand_names.ALL).splitlines()):
        brand, _, aliases = line.partition(":")
        brand = brand.lstrip("~").partition("<")[0].strip()
        for spelling in (brand, *filter(None, map(str.strip, aliases.split(",")))):
            assert {name.brand for name in parse_brand(spelling)} == {brand}, spelling


def test_no_name_stands_for_two_brands() -> None:
    lines = [line for line in "".join(brand_names.ALL).splitlines() if line]
    brands = [line.partition(":")[0].lstrip("~").partition("<") for line in lines]
    keys = Counter(key for line in lines for key in {*map(key_of, line.partition(":")[2].split(",")), ""} - {""})
    assert [key for key, count in keys.items() if count > 1] == []
    known = {brand.strip() for brand, _, _ in brands}
    assert len(known) == len(lines) >= 600
    assert {maker.strip("< ") for _, _, maker in brands} - {""} <= known
