"""QuantityItemMatcher."""

from __future__ import annotations

from . import Table

TABLE = Table(
    "QuantityItemMatcher",
    cases=[
        ("500 ml", "0.5 L", "same"),
        ("500 ml", "50 cl", "same"),
        ("0,5 л", "500мл", "same"),
        ("500毫升", "0.5升", "same"),
        ("1斤", "500克", "same"),
        ("1 公斤", "1000 г", "same"),
        ("250 г", "8.8 oz", "same"),
        ("1 lb 4 oz", "567 g", "same"),
        ("16.9 fl oz", "500 ml", "same"),
        ("12 oz", "355 ml", "same"),
        ("½ л", "500 ml", "same"),
        ("10 000 мАч", "10Ah", "same"),
        ("5000mAh", "5000毫安", "same"),
        ("16GB", "16 гб", "same"),
        ("1 TB", "1000 GB", "same"),
        ("2.2 kW", "2200 Вт", "same"),
        ("1.234,5 г", "1,234.5 g", "same"),
        ("250g/8.8oz", "250 г", "same"),
        ("6 x 330 ml", "330 мл", "same"),
        (["250 g", "500 g"], "500 г", "same"),
        ("250 g", "500 g", "different"),
        ("1 斤", "1 кг", "different"),
        ("128GB", "256 ГБ", "different"),
        ("1,5 л", "1 л", "different"),
        ("100 ml", "100 l", "different"),
        ("500 g", "500 ml", "unreadable"),
        ("16 GB", "5000 mAh", "unreadable"),
        ("large", "500 ml", "unreadable"),
        ("大号", "500毫升", "unreadable"),
        ("много", "500 г", "unreadable"),
        ("500", "500 g", "unreadable"),
        ("5G", "5 g", "unreadable"),
        (None, "500 ml", "missing"),
        ("не указан", "500 мл", "missing"),
    ],
    with_options=[
        ({"tolerance": "2 %"}, "250 g", "8.7 oz", "same"),
        ({"tolerance": "2 %"}, "250 g", "240 g", "different"),
        ({"tolerance": 0}, "500 ml", "0.5 l", "same"),
        ({"tolerance": 0}, "500 ml", "501 ml", "different"),
        ({"tolerance": "5 g"}, "250 g", "254 g", "same"),
        ({"tolerance": "5 g"}, "250 ml", "254 ml", "different"),
    ],
    hostile=[
        ("9" * 5000 + " g", "1 g", "unreadable"),
        ("1 g\0", "1 g", "same"),
        ("g" * 5000, "1 g", "unreadable"),
    ],
)
