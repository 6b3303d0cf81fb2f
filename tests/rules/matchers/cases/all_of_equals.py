"""AllOfEqualsItemMatcher."""

from __future__ import annotations

from . import Table

TABLE = Table(
    "AllOfEqualsItemMatcher",
    cases=[
        ("cotton, linen", "Linen / Cotton", "same"),
        ("60% cotton, 40% polyester", "polyester 40 %; cotton 60 %", "same"),
        ("USB-C; HDMI; 3.5 mm", ["HDMI", "3.5 mm", "USB-C"], "same"),
        ("ABS+PC", "PC + ABS", "same"),
        ("Bluetooth | Wi-Fi", "WI-FI, BLUETOOTH", "same"),
        ("cotton, cotton, linen", "linen, cotton", "same"),
        ("• charger\n• cable\n• case", "cable, case, charger", "same"),
        ("chicken, n/a, rice", "Rice, Chicken", "same"),
        (["Jalapeño", "Lime"], "lime; jalapeno", "same"),
        ("棉、麻", "麻，棉", "same"),
        ("不锈钢+塑料", "塑料/不锈钢", "same"),
        ("客厅；卧室；书房", ["书房", "客厅", "卧室"], "same"),
        ("ＡＢＳ、硅胶", "硅胶,abs", "same"),
        ("95％棉、5％氨纶", "棉95% / 氨纶5%", "same"),
        ("хлопок, лён", "Лен; Хлопок", "same"),
        ("кухня/гостиная", "Гостиная, кухня", "same"),
        ("хлопок 95 %, эластан 5 %", "эластан, хлопок", "same"),
        ("зарядное устройство; кабель; чехол", ["Чехол", "Кабель", "Зарядное устройство"], "same"),
        ("38/39/40", "40, 39, 38", "same"),
        ("3/4; 1/2", "½, ¾", "same"),
        ("- 5 USB ports\n- HDMI", "HDMI, 5 USB ports", "same"),
        ("3/4", "4/3", "different"),
        ('1/2"', '2/1"', "different"),
        ("-5; 5", "5", "different"),
        ("cotton, linen", "cotton", "different"),
        ("cotton, linen", "cotton, linen, silk", "different"),
        ("cotton linen", "cotton, linen", "different"),
        ("S21+", "S21", "different"),
        ("棉、麻", "棉", "different"),
        ("客厅、卧室", "客厅、厨房", "different"),
        ("хлопок, лён", "хлопок, шерсть", "different"),
        ("кухня", "кухня, гостиная", "different"),
        ("1,5 мм; 2 мм", "1.5 мм; 2 мм", "different"),
        (None, "cotton", "missing"),
        ("无", "棉、麻", "missing"),
        ("не указано", "хлопок", "missing"),
        (["", "n/a", "—"], "cotton, linen", "missing"),
    ],
    hostile=[
        (",;/|" * 2000, "cotton", "missing"),
        ("a,b," * 2500, "b;a", "same"),
        ("cot\u200bton\ud800, li\0nen", "linen, cotton", "different"),
        ([[]] * 10, "cotton", "missing"),  # type: ignore[list-item]
        (["cotton"] * 5000, "cotton", "same"),
    ],
)
