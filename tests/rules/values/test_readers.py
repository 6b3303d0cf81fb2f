"""What each reader finds inside free text, with the words that it was read from."""

from __future__ import annotations

import pytest

from rules.values.counts import find_counts
from rules.values.dimensions import find_dimensions
from rules.values.enums import find_enum
from rules.values.identifiers import find_identifiers
from rules.values.quantity import find_quantities
from rules.values.signed import find_signed
from rules.values.text import plain
from rules.values.units import Kind

TITLE = "Norvik Orbit KT-1700 suitcase 55x40x20 cm, black, 3.2 kg, pack of 2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE, [("55×40×20 cm", "55x40x20 cm")]),
        ("Чемодан Norvik, 55 х 40 х 20 см, чёрный", [("55×40×20 cm", "55 х 40 х 20 см")]),
        ("拉杆箱 长55宽40高20 万向轮", [("55×40×20", "长55宽40高20")]),
        ("20寸 (55x35x22cm) 登机箱", [("20 in", "20寸"), ("55×35×22 cm", "55x35x22cm")]),
        ('Bag 20"H x 30"W x 10"D', [("20×30×10 in", '20"H x 30"W x 10"D')]),
        ("Рамка Ш40 В55 Г20 см", [("40×55×20 cm", "Ш40 В55 Г20 см")]),
        ("monitor 1920x1080, 24-inch", [("24 in", "24-inch")]),
        ("榻榻米 1米8床, кабель 2м3шт", [("1.8 m", "1米8")]),
        ("55 L x 40 W x 20 H cm", [("55×40×20 cm", "55 L x 40 W x 20 H cm")]),
        ("cola 6 x 330 ml", []),
        ("3 in 1, 10 in stock", []),
        ("PSLX350H turntable", []),
        ("10 x 10 x 10 x 10 cm", []),
    ],
)
def test_dimensions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.value.text, found.quote) for found in find_dimensions(text)] == expected


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        (TITLE, ("mass",), [("3.2 kg", "3.2 kg")]),
        ("Кофе молотый 250 г, 2 упаковки", (), [("250 g", "250 г")]),
        ("燕窝 1斤 500克", ("mass",), [("1 斤", "1斤"), ("500 g", "500克")]),
        ("Powerbank 10 000 мАч, 22.5W", ("charge",), [("10000 mAh", "10 000 мАч")]),
        ("Powerbank 20\u00a0500 mAh", (), [("20500 mAh", "20500 mAh")]),
        ("iPhone 15 128GB 5G 2024 г.", (), [("128 GB", "128GB")]),
        ("cola 6 x 330 ml", (), [("330 ml", "330 ml")]),
        ("case 55x40x20 cm", (), []),
        ("baby 5 lb 3 oz", (), [("5.1875 lb", "5 lb 3 oz")]),
        ("ring 2克拉", (), []),
        ("Корм 400-500 г, 2 шт", (), [("400-500 g", "400-500 г")]),
        ("牛肉 1斤2两 顺丰", (), [("1.2 斤", "1斤2两")]),
        ("Coffee 500±10 g, 12 months", (), [("500 g", "500±10 g")]),
        ("iPhone 15-128GB 5V 2A 60 Hz", (), [("128 GB", "128GB")]),
    ],
)
def test_quantities(text: str, kinds: tuple[Kind, ...], expected: list[tuple[str, str]]) -> None:
    assert [(found.value.text, found.quote) for found in find_quantities(text, kinds)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE, [(2, "pack of 2")]),
        ("Coca-Cola 24 x 0.33 l", [(24, "24 x 0.33 l")]),
        ("Носки, 3 пары, 2 шт.", [(3, "3 пары"), (2, "2 шт")]),
        ("隐形眼镜 30片*2盒", [(60, "30片*2盒")]),
        ("袜子三双装 包邮", [(3, "三双装")]),
        ("保质期3个月 2件包邮", [(2, "2件")]),
        ("简单包装 A4 iPhone 15 128GB", []),
        ("suitcase 55x40x20 cm", []),
        ("隐形眼镜 1盒(30片) 日抛", [(30, "1盒(30片")]),
        ("日抛 每盒30片，共2盒", [(60, "每盒30片,共2盒")]),
        ("Чай 2 уп. по 25 пакетиков", [(50, "2 уп. по 25 пакетиков")]),
        ("2 packs of 10 black pens", [(20, "2 packs of 10")]),
        ("one out of 10 cats", []),
    ],
)
def test_counts(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(found.value, found.quote) for found in find_counts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acuvue Oasys 6 pack -3.00 BC 8.4 DIA 14.0", [(-3.0, "-3.00")]),
        ("隐形眼镜近视300度30片", [(-3.0, "近视300度")]),
        ("Линзы −2,75 дптр, 30 шт.", [(-2.75, "−2,75 дптр")]),
        ("SPH -2.75 CYL -0.75 AX 180", [(-2.75, "SPH -2.75")]),
        ("30 lenses - 3 colours, 1.00–3.00, AB-300, -3", []),
        ("平光 美瞳", [(0.0, "平光")]),
    ],
)
def test_signed(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(found.value, found.quote) for found in find_signed(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE, [("KT1700", "KT-1700")]),
        ("Sony WH-1000XM4 Wireless, 16GB, 500ml, USB3.0", [("WH1000XM4", "WH-1000XM4")]),
        ("Наушники АМ53ВК, арт. 12345", [("AM53BK", "АМ53ВК"), ("12345", "12345")]),
        ("型号AM53BK黑色 货号：A1234-5", [("AM53BK", "AM53BK"), ("A12345", "A1234-5")]),
        ("model 4711 black", [("4711", "4711")]),
        ("чехол AM53BK/AM53WH, MB990LL/A", [("AM53BK", "AM53BK"), ("AM53WH", "AM53WH"), ("MB990LLA", "MB990LL/A")]),
        ("4K 1080p 24-inch 3-piece 12v-24v 8GB/256GB wi-fi6 IP67 2-in-1 XXL 500мл", []),
    ],
)
def test_identifiers(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.value, found.quote) for found in find_identifiers(text)] == expected


def test_enum() -> None:
    values = {"black": ["чёрны*", "黑"], "gold": ["золот*"], "rose gold": ["玫瑰金", "розовое золото"]}
    found = find_enum("Чемодан ЧЁРНЫЙ, rose-gold / 玫瑰金, blackberry", values)
    assert [(one.value, one.quote) for one in found] == [
        ("black", "ЧЁРНЫЙ"),
        ("rose gold", "rose-gold"),
        ("rose gold", "玫瑰金"),
    ]


def test_a_quote_stands_where_it_says() -> None:
    text = plain("  Чемодан\u200b 5½ in,  ２０寸 и 3.2 кг ")
    for found in [*find_dimensions(text), *find_quantities(text)]:
        assert text[found.start :].startswith(found.quote)
