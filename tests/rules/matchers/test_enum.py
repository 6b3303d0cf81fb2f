"""EnumItemMatcher."""

from __future__ import annotations

import pytest

from rules.matchers import Value, compare

from .cases import outcome

MATCHER = "EnumItemMatcher"
VALUES = {
    "black": ["обсидиан", "чёрны*", "чёрна*", "黑"],
    "white": ["белый", "белая", "白"],
    "gold": ["золот*", "金色"],
    "rose gold": ["розовое золото", "玫瑰金"],
    "vanilla": ["ванил*", "香草"],
    "earl grey": ["бергамот*", "伯爵"],
}
CASES: list[tuple[Value, Value, str]] = [
    ("Black", "黑色", "same"),
    ("чёрная", "black", "same"),
    ("ЧЕРНЫЙ", "черный матовый", "same"),
    ("обсидиан", "曜石黑", "same"),
    ("vanilla flavour", "ванильный", "same"),
    ("со вкусом ванили", "香草味", "same"),
    ("Rose-Gold", "玫瑰金", "same"),
    ("Earl Grey", "чай с бергамотом", "same"),
    ("black/white", "white", "same"),
    (["black", "white"], "黑白", "same"),
    ("伯爵红茶", "earl grey tea", "same"),
    ("ｂｌａｃｋ", "black", "same"),
    ("rose gold", "gold", "different"),
    ("玫瑰金", "金色", "different"),
    ("black", "white", "different"),
    ("чёрный", "белый", "different"),
    ("黑色", "白色", "different"),
    ("blackberry", "black", "unreadable"),
    ("бирюзовый", "black", "unreadable"),
    ("如图", "黑色", "unreadable"),
    (None, "black", "missing"),
    ("не указан", "black", "missing"),
    ("无", "黑色", "missing"),
]


@pytest.mark.parametrize(("left", "right", "expected"), CASES)
def test_values(left: Value, right: Value, expected: str) -> None:
    assert outcome(MATCHER, left, right, {"values": VALUES}) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("black/white", "黑白", "same"),
        ("black/white", "white", "different"),
        (["white", "black"], "чёрный, белый", "same"),
    ],
)
def test_all_means_the_same_set(left: Value, right: Value, expected: str) -> None:
    assert outcome(MATCHER, left, right, {"values": VALUES, "mode": "all"}) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("men", "Men", "same"),
        (["men", "women"], "women", "same"),
        ("men", "women", "different"),
        ([], "men", "missing"),
    ],
)
def test_without_values_both_sides_carry_names_of_values(left: Value, right: Value, expected: str) -> None:
    assert outcome(MATCHER, left, right) == expected


def test_sentences() -> None:
    assert compare(MATCHER, "чёрная", "白色", {"values": VALUES}).sentence == "black vs white: no value in common"
    assert compare(MATCHER, "black/white", "黑", {"values": VALUES}).sentence == "black, white vs black: same"
