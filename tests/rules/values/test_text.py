from __future__ import annotations

import pytest

from rules.values.numbers import parse_number
from rules.values.text import LIMIT, fold, is_blank, plain, split_list


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
    ("text", "expected"), [("«ЁЛКА»™", "елка"), ("Café", "cafe"), ("край", "край"), ("STRASSE", "strasse"), ("İ", "i")]
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "N/A", "n.a.", "无", "Не указано", "(unknown)", "…", "\u200b", "—" * 500]
)
def test_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "无线", "nan-1", "нетто", "x" * 500])
def test_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_split_list() -> None:
    assert split_list("1,5 mm, cotton; linen / 涤纶、棉，麻\n丝|x\\y・z") == [
        *("1,5 mm", "cotton", "linen", "涤纶", "棉", "麻", "丝", "x", "y", "z")
    ]


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
