"""SubsetItemMatcher."""

from __future__ import annotations

from . import Table

TABLE = Table(
    "SubsetItemMatcher",
    cases=[
        ("cotton", "cotton, linen", "same"),
        ("USB-C, HDMI", "HDMI / USB-C / VGA", "same"),
        ("charger, cable", ["Cable", "Charger", "Case", "Manual"], "same"),
        ("Windows 10", "Windows 11; Windows 10", "same"),
        ("peanut", "Milk, Peanut, Soy", "same"),
        ("green + blue", "red/green/blue", "same"),
        ("80% wool", "wool 80%, nylon 20%", "same"),
        ("Cotton", "COTTON", "same"),
        ("iOS", "Android | iOS", "same"),
        ("客厅", "客厅、卧室、书房", "same"),
        ("充电器、数据线", "数据线，充电器，说明书", "same"),
        ("防水/防摔", ["防摔", "防水", "防尘"], "same"),
        ("涤纶", "60%棉、40%涤纶", "same"),
        ("кухня", "кухня, гостиная, спальня", "same"),
        ("хлопок; лён", "лен, хлопок, шёлк", "same"),
        ("кабель, чехол", ["Чехол", "Кабель", "Инструкция"], "same"),
        ("шерсть 50 %", "акрил 50 %, шерсть 50 %", "same"),
        ('3/4"', '1/2", 3/4"', "same"),
        ("3", "3/4", "different"),
        ("cotton, silk", "cotton, linen", "different"),
        ("HDMI, VGA", "HDMI, DisplayPort, USB-C", "different"),
        ("Windows", "Windows 10, Windows 11", "different"),
        ("cotton", "linen, silk", "different"),
        ("客厅、厨房", "客厅、卧室", "different"),
        ("棉", "麻、丝", "different"),
        ("кухня, ванная", "кухня, гостиная", "different"),
        ("хлопок", "лён, шёлк", "different"),
        ("кухонная мебель", "кухонная, мебель", "different"),
        ([], "cotton, linen", "missing"),
        ("暂无", "客厅、卧室", "missing"),
        ("нет данных", "кухня", "missing"),
        ("n/a; none", "cotton", "missing"),
    ],
    hostile=[
        ("、" * 3000, "棉", "missing"),
        ("a," * 5000 + "b", "b, c, a", "same"),
        (["\u202ecotton\0"], "cotton;linen", "same"),
        ("x" * 9000, "x" * 8999, "different"),
    ],
)
