"""SignedDecimalItemMatcher."""

from __future__ import annotations

from . import Table

TABLE = Table(
    "SignedDecimalItemMatcher",
    cases=[
        ("-3.00", "−3", "same"),
        ("-3,00", "近视300度", "same"),
        ("минус 3", "-3.00D", "same"),
        ("SPH -2.75", "PWR: -2,75", "same"),
        ("-325度", "−3.25 дптр", "same"),
        ("远视200度", "+2.00", "same"),
        ("老花 150度", "plus 1.5", "same"),
        ("近视 3.00", "- 3", "same"),
        ("оптическая сила -4,25", "度数:-4.25", "same"),
        ("plano", "平光", "same"),
        ("0.00", "-0.00", "same"),
        ("SPH -2.75 CYL -0.75", "-2.75", "same"),
        (-3, "-3.00", "same"),
        ("2.25", "+2,25", "same"),
        ("-3.00", "+3.00", "different"),
        ("-3.00", "-3.25", "different"),
        ("近视300度", "远视300度", "different"),
        ("минус 3", "плюс 3", "different"),
        ("平光", "-0.25", "different"),
        ("300度", "-3.00", "unreadable"),
        ("разные", "-3.00", "unreadable"),
        ("近视", "-3.00", "unreadable"),
        ("1.00–3.00", "-3.00", "unreadable"),
        (None, "-3.00", "missing"),
        ("无", "-3.00", "missing"),
    ],
    with_options=[
        ({"degrees": "minus"}, "300度", "-3.00", "same"),
        ({"degrees": "minus"}, "远视300度", "-3.00", "different"),
        ({"degrees": "plus"}, "200度", "+2.00", "same"),
        ({"tolerance": 0.25}, "-3.00", "-3.25", "same"),
        ({"tolerance": 0.25}, "-3.00", "-3.50", "different"),
    ],
    hostile=[
        ("-" * 5000, "-3.00", "missing"),
        ("\u202e-3.00", "-3.00", "same"),
        ("-" + "9" * 5000, "-3.00", "unreadable"),
    ],
)
