"""AnyOfEqualsItemMatcher."""

from __future__ import annotations

from . import Table

TABLE = Table(
    "AnyOfEqualsItemMatcher",
    cases=[
        ("PC", "pc", "same"),
        ("涤纶、棉", "棉", "same"),
        ("尼龙/涤纶", "涤纶", "same"),
        ("牛皮，帆布", ["帆布"], "same"),
        ("60% cotton, 40% polyester", "Polyester 100%", "same"),
        ("100％ 棉", "棉", "same"),
        ("хлопок; лён", "Лен", "same"),
        ("хлопок, полиэстер", "полиэстер 30 %", "same"),
        ("leather | suede", "SUEDE", "same"),
        ("wool\nsilk", "silk", "same"),
        (["ABS", "PC"], ["PC", "PP"], "same"),
        ("1,5 мм", "1,5 мм", "same"),
        ("ABS+PC", "PC", "same"),
        ("Android; iOS", "iOS 15 / iOS", "same"),
        ("n/a, cotton", "Cotton", "same"),
        ("Milk, Soy, Nuts", "nuts", "same"),
        ("不锈钢+塑料", "塑料", "same"),
        ("S21+", "S21", "different"),
        ("cotton", "linen", "different"),
        ("PC", "ABS", "different"),
        ("棉", "涤纶", "different"),
        ("хлопок, лён", "шерсть", "different"),
        ("cotton wool", "cotton", "different"),
        (["", "n/a"], "cotton", "missing"),
        ("无", "棉", "missing"),
        ("не указано", "хлопок", "missing"),
        (None, "PC", "missing"),
    ],
    hostile=[
        (",;/|" * 2000, "cotton", "missing"),
        ("cotton," * 3000, "linen", "different"),
        ("cot\u200bton\ud800", "cotton", "same"),
    ],
)
