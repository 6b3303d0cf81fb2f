from __future__ import annotations

import pytest

from rules.values.numbers import parse_number
from rules.values.text import LIMIT, close_up, fold, is_blank, plain, split_list


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a\t\nb  ", "a b"),
        ("Ｈａｍａ\u200b", "Hama"),
        ("a\0b\u202ec", "a bc"),
        ("22½", "22 1⁄2"),
        ("1\u00a0234\u202f567", "1234567"),
        ("15\u00a0128", "15128"),
        ("\ud800x", "x"),
        ("e\u0301", "é"),
        ("AM53™ 2℠", "AM53 2"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_plain_is_bounded_however_it_unfolds() -> None:
    assert len(plain("\ufb03" * LIMIT)) == LIMIT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("«ЁЛКА»™", "елка"), ("Café", "cafe"), ("край", "край"), ("STRASSE", "strasse"), ("İ", "i"), ("¾", "3/4")),
        *(("−18 °C", "-18 °c"), ("- 18 °C", "-18 °c"), ("(-.5)", "-.5"), ("- 18 ports", "18 ports"), ("--5", "5")),
        *(("A-", "a-"), ("класс А–", "класс а-"), ("类型B-", "类型b-"), ("black-", "black"), ("A --", "a")),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == fold(expected) == expected


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("5 - 10 кг", "5-10кг"),
        ("黑 色 / 白", "黑色/白"),
        ("red wine 5 l", "red wine5l"),
        ("1 1/2", "1 1/2"),
        ("1, 5", "1, 5"),
        ("usb .5", "usb .5"),
        ("1, red", "1,red"),
    ],
)
def test_blanks_that_part_nothing(folded: str, expected: str) -> None:
    assert close_up(folded) == expected


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "N/A", "n.a.", "无", "Не указано", "(unknown)", "…", "\u200b", "—" * 500]
)
def test_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Нет информации.",
            "сведений нет",
            "информация отсутствует",
            "Состав: не указан",
            "цвет не указан",
            "не знаю?",
        ),
        *("I don't know", "Not Stated", "brand not specified", "no info", "idk", "временно нет в наличии"),
        *("不知道", "无法判断", "未注明", "品牌未知", "没有相关信息", "暂无数据", "不確定"),
    ],
)
def test_not_knowing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text", ["0", "无线", "nan-1", "нетто", "x" * 500, "no data cable", "无数据线", "未提供", "探索未知"]
)
def test_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_split_list() -> None:
    assert split_list("1,5 mm, cotton; linen / 涤纶、棉，麻\n丝|x\\y・z") == [
        *("1,5 mm", "cotton", "linen", "涤纶", "棉", "麻", "丝", "x", "y", "z")
    ]


def test_the_one_slash_between_two_numbers_parts_nothing() -> None:
    assert split_list("3/4, 8/256 GB; 38/39/40 / 1.5/2") == ["3/4", "8/256 GB", "38", "39", "40", "1.5/2"]
    assert split_list("S/38/39; 12／13; A4/5; 5/") == ["S", "38", "39", "12/13", "A4/5", "5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("1,234", 1234),
        ("0,125", 0.125),
        ("1.234", 1.234),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1 234,50", 1234.5),
        ("1'234.5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("−3", -3),
        ("+2.25", 2.25),
        ("22 1/2", 22.5),
        (".5", 0.5),
        ("1.2.3", None),
        ("12/10/2024", None),
        ("9" * 400, None),
        ("1e9", None),
        ("", None),
    ],
)
def test_numbers(text: str, expected: float | None) -> None:
    assert parse_number(text) == expected
