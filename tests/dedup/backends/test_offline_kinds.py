"""What code finds in running text by what an output is about, in three languages, and what it leaves."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.backends.offline_text import read
from rules import matchers
from rules.matchers.base import Outcome
from rules.spec import Output

WORDS = Output(type="text")
LIST = Output(type="text", many=True)
MEMORY = Output(type="quantity", kinds=["memory"])
COLOURS = Output(type="enum", values={"black": ["чёрн*", "黑色"], "white": ["бел*", "白色"], "gold": ["золот*"]})


def field(name: str, title: str = "", /, *, output: Output = WORDS, **listing: Any) -> dict[str, Any]:
    facts = {"title": title, "brand": "", "attributes": {}, "description": "", **listing}
    return read({"listing": facts, "outputs": {name: output}}, graded=True)["f1"]


def values(name: str, title: str = "", /, *, output: Output = WORDS, **listing: Any) -> list[str]:
    found: list[str] = field(name, title, output=output, **listing)["values"]
    return found


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("brand", "Bosch cordless drill 18V", "Bosch"),
        ("品牌", "小米 无线耳机 白色", "小米"),
        ("бренд", "Кофе молотый Lavazza 250 г", "Lavazza"),
        ("brand", "Apple iPhone 13 128GB", "Apple"),
        ("brand", "Shipping tags by Norvik", "Norvik"),
        ("brand", "Norvik® label maker", "Norvik"),
        ("colour", "Running shoes, rose gold", "rose gold"),
        ("colour", "Trench coat dark blue, size M", "dark blue"),
        ("colour", "Matte black kettle", "Matte black"),
        ("颜色", "跑步鞋 黑色 男", "黑色"),
        ("цвет", "Чехол для iPhone 13 чёрный", "чёрный"),
        ("colour", "Shirt black/white", "black/white"),
        ("material", "Stainless steel bottle 500 ml", "Stainless steel"),
        ("material", "Faux leather bag", "Faux leather"),
        ("材质", "T恤 纯棉 男士", "纯棉"),
        ("материал", "Сумка из натуральной кожи", "натуральной кожи"),
        ("состав", "Футболка 95% хлопок 5% эластан", "95% хлопок 5% эластан"),
        ("material", "Vase, glass", "glass"),
        ("gender", "Crew socks for men", "men"),
        ("gender", "Women's running shoes", "Women's"),
        ("性别", "女士 连衣裙 夏季", "女士"),
        ("пол", "Кроссовки мужские беговые", "мужские"),
        ("age range", "Building blocks 3-6 years", "3-6 years"),
        ("возраст", "Конструктор от 3 лет", "от 3 лет"),
        ("年龄段", "积木 3岁以上", "3岁以上"),
        ("clothing size", "Jacket XL black", "XL"),
        ("размер одежды", "Рубашка, размер 48-50", "48-50"),
        ("尺码", "T恤 175/92A 黑色", "175/92A"),
        ("shoe size", "Pumps, red, 9 M US", "9 M US"),
        ("размер обуви", "Ботинки 42 размер", "42 размер"),
        ("鞋码", "运动鞋 42码", "42码"),
        ("season", "Jacket autumn/winter", "autumn/winter"),
        ("сезон", "Ботинки демисезонные", "демисезонные"),
        ("季节", "连衣裙 夏季", "夏"),
        ("model year", "Catalogue edition 2023", "2023"),
        ("поколение", "Наушники 2-го поколения", "2-го поколения"),
        ("generation", "Earbuds Gen 2", "Gen 2"),
        ("flavour", "Ice cream with strawberry", "strawberry"),
        ("вкус", "Чай с лимоном 100 г", "лимоном"),
        ("口味", "硬糖 草莓味", "草莓"),
        ("pack size", "Toothbrush, pack of 6", "pack of 6"),
        ("количество", "Линзы контактные, 6 шт", "6 шт"),
        ("weight", "Lure 40mm 3.5g", "3.5g"),
        ("volume", "Shampoo 12 oz", "12 oz"),
        ("net content", "Vitamin C, 60 capsules", "60 capsules"),
        ("width", 'Table 36" W x 24" D x 40" H', '36"'),
        ("height", 'Table 36" W x 24" D x 40" H', '40"'),
        ("высота", "Стол 120 см шир. выс. 75 см", "75 см"),
        ("宽度", "行李箱 长55cm 宽40cm 高20cm", "40cm"),
        ("cable length", "Cable length 2 m", "2 m"),
        ("voltage", "Kettle 220-240 V", "220-240 V"),
        ("clock speed", "Processor 3.2 GHz", "3.2 GHz"),
        ("скорость вращения", "Диск 7200 об/мин", "7200 об/мин"),
        ("frame colour", "Sunglasses black frame grey lens", "black"),
        ("lens colour", "Sunglasses black frame grey lens", "grey"),
        ("roast", "Coffee beans dark roast", "dark roast"),
        ("застёжка", "Куртка на молнии", "на молнии"),
        ("袖长", "衬衫 长袖 白色", "长袖"),
        ("sport type", "Gloves for cycling", "cycling"),
        ("upc", "Widget UPC: 036000291452", "036000291452"),
    ],
)  # fmt: skip
def test_titles_by_what_is_asked(name: str, title: str, expected: str) -> None:
    assert values(name, title) == [expected]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("brand", "Case for Samsung S21"),
        ("brand", "iPhone 13 case clear"),
        ("brand", "华为手机壳 适用于苹果13"),
        ("brand", "Чехол для iPhone 13"),
        ("brand", "Wireless charger compatible with Samsung"),
        ("brand", "Apple cider vinegar"),
        ("brand", "Dress made by hand"),
        ("colour", "Black tea 250 g"),
        ("цвет", "Чёрный чай 250 г"),
        ("colour", "Dye for black hair"),
        ("colour", "Belt, goes with black trousers"),
        ("colour", "Shirt black, white, red, green, blue"),
        ("colour", "Wine cooler for coffee"),
        ("颜色", "红茶 250克"),
        ("material", "Leather cleaner"),
        ("material", "Bag, not leather"),
        ("material", "Vase like marble"),
        ("материал", "Пуховик без меха"),
        ("material", "PC gaming desk"),
        ("material", "Wine glass rack"),
        ("gender", "Spider-Man mask"),
        ("gender", "Baby blue scarf"),
        ("gender", "Universal adapter"),
        ("clothing size", "T-shirt S M L XL"),
        ("clothing size", "Large bag"),
        ("shoe size", "Model 42 phone"),
        ("season", "Spring mattress"),
        ("flavour", "Yoghurt without strawberry"),
        ("length", "Lure 40mm"),
        ("upc", "Widget 036000291453"),
        ("serial", "Widget AB-123 black"),
    ],
)
def test_words_in_passing_state_nothing(name: str, title: str) -> None:
    assert field(name, title) == {"values": [], "evidence": None, "confidence": 0.0}


@pytest.mark.parametrize(
    ("title", "storage", "memory"),
    [
        ("Laptop 8GB RAM 256GB SSD", ["256 GB"], ["8 GB"]),
        ("Ноутбук 16 ГБ ОЗУ, 512 ГБ SSD", ["512 GB"], ["16 GB"]),
        ("手机 8G+256G", ["256 GB"], ["8 GB"]),
        ("Xiaomi 8/256GB", ["256 GB"], ["8 GB"]),
        ("Phone 4GB 64GB", ["64 GB"], ["4 GB"]),
        ("Phone 128GB", ["128 GB"], []),
        ("DDR4 16GB kit", [], ["16 GB"]),
        ("Sony 8GB memory stick", ["8 GB"], []),
        ("Two cards 32GB 64GB", [], []),
    ],
)
def test_working_memory_is_no_storage(title: str, storage: list[str], memory: list[str]) -> None:
    assert values("storage", title, output=MEMORY) == storage
    assert values("ram", title, output=MEMORY) == memory


@pytest.mark.parametrize(
    ("name", "description", "expected", "confidence"),
    [
        ("colour", "25K PAGE YIELD COLOR: BlackUPC: 036000291452", ["Black"], 0.85),
        ("upc", "Item #: T15, 106R01409UPC: 036000291452", ["036000291452"], 0.85),
        ("material", "The body is made of stainless steel and lasts.", ["stainless steel"], 0.6),
        ("материал", "Корпус изготовлен из алюминия.", ["алюминия"], 0.6),
        ("颜色", "材质：纯棉；颜色：白色", ["白色"], 0.85),
        ("colour", "Goes well with black trousers.", [], 0.0),
        ("brand", "With the Avantor kettle you boil in a minute.", ["Avantor"], 0.6),
    ],
)
def test_descriptions(name: str, description: str, expected: list[str], confidence: float) -> None:
    found = field(name, "Avantor kettle", description=description)
    assert (found["values"], found["confidence"]) == (expected, confidence)


def test_how_sure_it_is_says_where_it_read() -> None:
    read_from = {
        "attribute": field("colour", "White cup", attributes={"цвет": "чёрный"}),
        "title": field("colour", "White cup"),
        "one of several": field("colour", "White cup and black pot", output=LIST),
        "as written": field("colour", "Cup", attributes={"colour": "as in the picture"}),
        "nowhere": field("colour", "Cup"),
    }
    assert {place: found["confidence"] for place, found in read_from.items()} == {
        "attribute": 0.95,
        "title": 0.8,
        "one of several": 0.6,
        "as written": 0.5,
        "nowhere": 0.0,
    }
    assert read_from["attribute"]["values"] == ["чёрный"]
    assert read_from["one of several"]["values"] == ["White", "black"]


def test_an_attribute_that_cannot_be_understood_goes_behind_the_title() -> None:
    assert values("colour", "White cup", attributes={"colour": "see the picture"}) == ["White"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Black tea with white cup", ["white"]),
        ("Cup without white handle, black", ["black"]),
        ("Чёрный чай", []),
        ("茶壶 黑色", ["black"]),
    ],
)
def test_a_closed_list_of_colours_is_read_as_carefully(title: str, expected: list[str]) -> None:
    assert values("colour", title, output=COLOURS) == expected


def test_a_number_behind_for_is_another_things() -> None:
    number = Output(type="identifier")
    assert values("model number", "Toner for CF410A", output=number) == []
    assert values("model number", "Case for SM-A525F, AB-1234", output=number) == ["AB-1234"]
    ink = "Ink cartridge for PIXMA MP450 and PIXMA MP460 printers 0616B002"
    assert values("model number", ink, output=number) == ["0616B002"]
    assert values("model number", "Sleeve for MacBook Air F8N065BLK", output=number) == ["F8N065BLK"]
    assert values("型号", "适用于SM-A525F 手机壳", output=number) == []


@pytest.mark.parametrize(
    ("name", "matcher", "left", "right"),
    [
        ("brand", "BrandItemMatcher", "Xiaomi earbuds", "小米 耳机"),
        ("colour", "ColourItemMatcher", "Cup navy blue", "Кружка тёмно-синяя"),
        ("material", "MaterialItemMatcher", "Shirt 100% cotton", "T恤 纯棉"),
        ("gender", "GenderItemMatcher", "Shoes for men", "男士 跑鞋"),
        ("clothing size", "ClothingSizeItemMatcher", "Jacket XL", "Куртка, размер XL"),
        ("shoe size", "ShoeSizeItemMatcher", "Boots EU 42", "运动鞋 42码"),
        ("generation", "VersionItemMatcher", "Earbuds Gen 2", "耳机 二代"),
        ("season", "YearItemMatcher", "Coat autumn/winter", "外套 秋冬"),
    ],
)
def test_matchers_read_the_words_back(name: str, matcher: str, left: str, right: str) -> None:
    a, b = values(name, left), values(name, right)
    assert matchers.compare(matcher, a, b, {}).outcome is Outcome.SAME


KINDS = ("brand", "colour", "material", "gender", "age", "size", "season", "storage", "upc", "width", "flavour", "form")
TEXT = st.text(
    st.sampled_from(
        '0123456789 .,x×-/()%:"®卡黑色棉片装gмлcmвес хлопок black cotton for iPhone 8GB XL W мужской 2023 夏'
    ),
    max_size=70,
)


@settings(max_examples=150, deadline=None)
@given(title=TEXT, stated=TEXT, description=TEXT)
def test_every_value_stands_in_the_listing(title: str, stated: str, description: str) -> None:
    listing = {"title": title, "attributes": dict.fromkeys(KINDS[:4], stated), "description": description}
    asked = {"listing": listing, "outputs": dict.fromkeys(KINDS, WORDS)}
    whole = squeezed("\n".join((title, stated, description)))
    for found in read(asked, graded=True).values():
        assert bool(found["values"]) == bool(found["evidence"]) == (found["confidence"] >= 0.5)
        assert all(squeezed(value) in whole for value in (*found["values"], found["evidence"] or ""))


def squeezed(text: str) -> str:
    """Trademark signs are blanks to the reader."""
    visible = "".join(ch for ch in text if ch not in "®™" and unicodedata.category(ch) != "Cf")
    return "".join(unicodedata.normalize("NFKC", visible).casefold().split())


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            " ",
            "0",
            "1 ",
            "x",
            "12x",
            "for ",
            "для ",
            "适用于",
            "black ",
            "黑",
            "хлопок ",
            "50% ",
            "(",
            ":",
            "Colour: ",
        ),
        *(
            '12" W ',
            "Sony ",
            "UPC 0360002914 ",
            "A-",
            "©®™",
            "\u0301",
            "ﷺ",
            "\u202e",
            "🧨",
            "8GB/",
            "XL ",
            "made of ",
            "A B C ",
        ),
    ],
)
def test_ten_kilobytes_of_anything_take_no_time(piece: str) -> None:
    """CPU time of the best of three, a dozen kinds at once."""
    text = (piece * 10_000)[:10_000]
    asked = {"listing": {"title": text, "description": text, "attributes": {"colour": text}}, "outputs": OUTPUTS}
    assert min(cpu_seconds(asked) for _ in range(3)) < 0.05


OUTPUTS = dict.fromkeys(KINDS, WORDS)


def cpu_seconds(asked: dict[str, Any]) -> float:
    start = time.process_time()
    read(asked)
    return time.process_time() - start
