"""EqualsItemMatcher."""

from __future__ import annotations

from . import Table

TABLE = Table(
    "EqualsItemMatcher",
    cases=[
        ("Norvik", "NORVIK", "same"),
        ("Nescafé®", "NESCAFE", "same"),
        ("L'Oréal  Paris", "L'Oreal Paris", "same"),
        ("Ｓａｍｓｕｎｇ", "samsung", "same"),
        ("小米", " 小米 ", "same"),
        ("Чёрный жемчуг", "ЧЕРНЫЙ ЖЕМЧУГ", "same"),
        ("«Красный Октябрь»", "Красный Октябрь", "same"),
        ("Ha\u200bma", "Hama", "same"),
        ("Straße", "STRASSE", "same"),
        (["Canon", "Canon Inc."], "canon", "same"),
        (4711, "4711", "same"),
        ("Levi's", "LEVI’S", "same"),
        ("Made in Italy", "made  in ITALY", "same"),
        ("Wi-Fi", "WI-FI", "same"),
        ("(Unisex)", "unisex", "same"),
        ("Coca-Cola", "Pepsi-Cola", "different"),
        ("苏泊尔", "蘇泊爾", "different"),
        ("Санкт-Петербург", "САНКТ-ПЕТЕРБУРГ", "same"),
        ("行李箱", "背包", "different"),
        ("Bosch", "Bosch Siemens", "different"),
        ("край", "краи", "different"),
        ("Adidas", "阿迪达斯", "different"),
        ("n/a", "Bosch", "missing"),
        ("无品牌", "小米", "missing"),
        ("Без бренда", "Красный Октябрь", "missing"),
        (None, None, "missing"),
        ("", "Bosch", "missing"),
        ([], "Bosch", "missing"),
        ("---", "Bosch", "missing"),
    ],
    hostile=[
        ("\0\u202e", "Bosch", "missing"),
        ("Bo\ud800sch", "Bosch", "same"),
        ("B" * 5000, "B" * 5001, "different"),
        ([""] * 1000 + ["Bosch"], "BOSCH", "same"),
    ],
)
