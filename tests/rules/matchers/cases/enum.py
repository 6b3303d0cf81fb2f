"""EnumItemMatcher."""

from __future__ import annotations

from . import Table

VALUES = {
    "black": ["обсидиан", "чёрны*", "чёрна*", "黑"],
    "white": ["белый", "белая", "白"],
    "gold": ["золот*", "金色"],
    "rose gold": ["розовое золото", "玫瑰金"],
    "vanilla": ["ванил*", "香草"],
    "earl grey": ["бергамот*", "伯爵"],
}

TABLE = Table(
    "EnumItemMatcher",
    options={"values": VALUES},
    cases=[
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
    ],
    with_options=[
        ({"values": VALUES, "mode": "all"}, "black/white", "黑白", "same"),
        ({"values": VALUES, "mode": "all"}, "black/white", "white", "different"),
        ({"values": VALUES, "mode": "all"}, ["white", "black"], "чёрный, белый", "same"),
        # Without values both sides carry names of values.
        ({}, "men", "Men", "same"),
        ({}, ["men", "women"], "women", "same"),
        ({}, "men", "women", "different"),
        ({}, [], "men", "missing"),
    ],
    hostile=[
        ("black" * 2000, "black", "unreadable"),
        ("bl\u200back\0", "black", "same"),
        ("黑" * 3000, "black", "same"),
    ],
)
