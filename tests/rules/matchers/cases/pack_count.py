"""PackCountItemMatcher."""

from __future__ import annotations

from . import Table

TABLE = Table(
    "PackCountItemMatcher",
    cases=[
        ("6 x 330 ml", "pack of 6", "same"),
        ("330ml*6瓶", "6 шт x 330 мл", "same"),
        ("2 шт", "twin pack", "same"),
        ("2шт.", "两件套", "same"),
        ("3双装", "three-pack", "same"),
        ("三双装", "3 пары", "same"),
        ("30片", "30 lenses", "same"),
        ("30片*2盒", "60 линз", "same"),
        ("2 x 30 lenses", "60片装", "same"),
        ("a dozen", "12 pcs", "same"),
        ("Упаковка 6 шт", "набор из 6", "same"),
        ("10 пакетиков", "10 tea bags", "same"),
        (6, "six", "same"),
        ("x6", "6.0", "same"),
        ("6-pack", "bulk", "unreadable"),
        ("pack of 6", "pack of 12", "different"),
        ("1 шт", "2 шт", "different"),
        ("30片装", "90片装", "different"),
        ("2 x 30 lenses", "30 lenses", "different"),
        ("三双装", "两双装", "different"),
        ("набор", "2 шт", "unreadable"),
        ("盒装", "30片", "unreadable"),
        ("3个月", "3 pcs", "unreadable"),
        ("0", "1", "unreadable"),
        (None, "2 шт", "missing"),
        ("无", "2 шт", "missing"),
    ],
    with_options=[
        ({"none_is_one": True}, None, "1 шт", "same"),
        ({"none_is_one": True}, None, "2 шт", "different"),
        ({"none_is_one": True}, None, None, "same"),
        ({"none_is_one": True}, "набор", None, "unreadable"),
    ],
    hostile=[
        ("9" * 5000 + " шт", "2 шт", "unreadable"),
        ("2 шт\ud800", "2 шт", "same"),
        ("pack of " * 1000, "2 шт", "unreadable"),
    ],
)
