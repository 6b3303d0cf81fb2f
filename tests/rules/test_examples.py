"""The sample rule sets say what docs/rules.md promises of them."""

from __future__ import annotations

import json
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from rules import files
from rules.inheritance import whole
from rules.matchers import Outcome, compare
from rules.models import RuleSet
from rules.spec import RuleSpec
from rules.values.enums import parse_enum

EXAMPLES = Path(settings.BASE_DIR) / "rules" / "examples"
FILES = {
    **dict.fromkeys(("bags", "shoes", "contact_lenses", "grocery", "default", "clothing", "scarves"), 1),
    **{"fashion_zh": 7, "household_chemicals": 1, "phone_accessories": 1, "electronics": 5},
}
BELOW_ELECTRONICS = tuple(f"electronics/{name}" for name in ("Audio", "Headphones", "Smartphones", "Laptops"))
NAMES = (*FILES, *BELOW_ELECTRONICS)


def spec(name: str) -> RuleSpec:
    """The rule as it applies: "electronics/Headphones" with what it takes from the levels above it."""
    file, _, leaf = name.partition("/")
    entries = json.loads((EXAMPLES / f"{file}.json").read_text(encoding="utf-8"))
    specs = {tuple(entry["category"] or ()): RuleSpec.model_validate(entry["spec"]) for entry in entries}
    path = next(path for path in specs if not leaf or path[-1] == leaf)
    above = [specs[path[:depth]] for depth in range(1, len(path) + 1) if path[:depth] in specs] or [specs[path]]
    return reduce(whole, above)


def outcome(name: str, field: str, left: Any, right: Any) -> str:
    (rule,) = (rule for rule in spec(name).fields if rule.field == field)
    return compare(rule.matcher, left, right, rule.options).outcome.value


def test_there_is_nothing_else() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.json")) == sorted(FILES)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "count"), FILES.items())
def test_each_loads_twice_without_a_warning(name: str, count: int) -> None:
    first, second = files.load(EXAMPLES / f"{name}.json"), files.load(EXAMPLES / f"{name}.json")
    assert (first.new, second.unchanged, first.warnings) == (count, count, [])
    for row in RuleSet.objects.all():
        assert row.spec.get("extends") or len(row.spec["prompt"]) > 200


@pytest.mark.parametrize("name", NAMES)
def test_no_category_line_is_required(name: str) -> None:
    assert not spec(name).category_lines


@pytest.mark.parametrize("name", NAMES)
def test_a_word_stands_for_one_value_only(name: str) -> None:
    for output in spec(name).outputs.values():
        words = [word for synonyms in output.values.values() for word in synonyms if word != "黑白"]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("name", "output", "words", "expected"),
    [
        ("shoes", "colour", ("black", "чёрные кроссовки", "黑色", "黑", "曜石黑", "обсидиан"), "black"),
        ("shoes", "colour", ("navy", "тёмно-синие", "藏青", "light blue", "голубые"), "blue"),
        ("shoes", "colour", ("beige", "бежевая", "米色", "хаки"), "beige"),
        ("shoes", "gender", ("men's running shoes", "мужские кроссовки", "男款运动鞋", "для мужчин"), "men"),
        ("shoes", "gender", ("women", "женские ботинки", "женский", "女鞋", "ladies"), "women"),
        ("shoes", "upper material", ("suede", "замша", "反绒皮", "замшевые"), "suede"),
        ("grocery", "flavour", ("vanilla", "ванильный", "со вкусом ванили", "香草味", "French vanilla"), "vanilla"),
        ("grocery", "flavour", ("Earl Grey", "с бергамотом", "伯爵红茶", "佛手柑"), "bergamot"),
        ("grocery", "flavour", ("原味", "классический", "original"), "classic"),
        ("contact_lenses", "wear", ("日抛", "однодневные", "1-day", "daily disposable"), "daily"),
        ("default", "colour", ("white", "белый", "白色"), "white"),
        ("clothing", "gender", ("women's dress", "женское платье", "连衣裙女款"), "women"),
        ("electronics/Headphones", "form", ("in-ear", "внутриканальные", "入耳式耳机", "TWS earbuds"), "in-ear"),
        ("electronics/Headphones", "connection", ("Bluetooth headphones", "беспроводные", "无线耳机"), "wireless"),
        ("electronics/Headphones", "noise cancelling", ("ANC", "主动降噪", "с активным шумоподавлением"), "yes"),
        ("phone_accessories", "kind", ("case", "чехол-накладка", "手机壳", "силиконовый чехол"), "case"),
        ("phone_accessories", "kind", ("tempered glass", "защитное стекло", "钢化膜"), "screen protector"),
        ("household_chemicals", "scent", ("lavender", "лавандовый", "с ароматом лаванды", "薰衣草香"), "lavender"),
        ("household_chemicals", "scent", ("fragrance-free", "без запаха", "无香型"), "unscented"),
        ("household_chemicals", "form", ("capsules", "капсулы для стирки", "洗衣凝珠"), "capsules"),
        ("household_chemicals", "concentration", ("concentrate", "концентрированный", "浓缩"), "concentrate"),
    ],
)
def test_synonyms_in_three_languages(name: str, output: str, words: tuple[str, ...], expected: str) -> None:
    values = spec(name).outputs[output].values
    assert {word: parse_enum(word, values) for word in words} == dict.fromkeys(words, (expected,))


@pytest.mark.parametrize(
    ("name", "output", "text"),
    [
        ("default", "colour", "金属支架 白天 咖啡粉 черника"),
        ("shoes", "gender", "human mankind 好人"),
        ("grocery", "flavour", "коричневая упаковка"),
        ("clothing", "gender", "human mankind 好人"),
        ("household_chemicals", "scent", "розетка, морозильник, minted coin"),
    ],
)
def test_words_that_only_look_like_a_value(name: str, output: str, text: str) -> None:
    assert parse_enum(text, spec(name).outputs[output].values) == ()


def test_a_unisex_shoe_agrees_with_both() -> None:
    both = parse_enum("男女同款", spec("shoes").outputs["gender"].values)
    assert set(both) == {"men", "women"}
    assert outcome("shoes", "gender", both, "men") == outcome("shoes", "gender", "women", both) == Outcome.SAME


@pytest.mark.parametrize(
    ("name", "field", "left", "right", "expected"),
    [
        ("bags", "尺寸", "55x40x20 cm", "21.7 x 15.7 x 7.9 in", "same"),
        ("bags", "尺寸", "55x40x20 cm", "48x35x18 cm", "different"),
        ("bags", "质地", "PC", "pc", "same"),
        ("bags", "质地", "尼龙", "涤纶", "different"),
        ("contact_lenses", "power", "-3.00", "300度", "same"),
        ("contact_lenses", "power", "-3.00", "-3.25", "different"),
        ("contact_lenses", "power", "-2.25", "+2,25", "different"),
        ("contact_lenses", "pack count", "30片", "30 lenses", "same"),
        ("contact_lenses", "pack count", None, "30", "missing"),
        ("grocery", "net weight", "250 g", "8.8 oz", "same"),
        ("grocery", "net weight", "250 g", "300 g", "different"),
        ("grocery", "pack count", None, "1 шт", "same"),
        ("grocery", "pack count", None, "2袋装", "different"),
        ("grocery", "flavour", ["chocolate", "hazelnut"], "chocolate", "different"),
        ("shoes", "colour", "black", "white", "different"),
        ("shoes", "part number", "DD1391-100", "dd1391 100", "same"),
        ("default", "model number", "KT-1700", "KT-1250", "different"),
        ("default", "model number", "KT-1700", "kt1700", "same"),
        ("default", "model number", None, "KT-1250", "missing"),
        ("clothing", "brand", "Adidas", "阿迪达斯", "same"),
        ("clothing", "colour", "navy", "тёмно-синий", "same"),
        ("clothing", "colour", "black", "红色", "different"),
        ("clothing", "gender", ["men", "women"], "men", "same"),
        ("clothing", "gender", "boys", "girls", "different"),
        ("clothing", "size", "M (46)", "RU 46", "same"),
        ("clothing", "size", "175/92A", "180/96A", "different"),
        ("clothing", "size", "M", "48", "unreadable"),
        ("clothing", "fabric", "95% cotton, 5% elastane", "хлопок 95 %, эластан 5 %", "same"),
        ("clothing", "fabric", "100% cotton", "涤纶 100%", "different"),
        ("scarves", "part number", "арт. SF-1203", "sf1203", "same"),
        ("scarves", "part number", "SF-1203", "SF-1204", "different"),
        ("scarves", "colour", ["красный", "синий"], "蓝色/红色", "same"),
        ("scarves", "colour", "beige", "чёрный", "different"),
        ("scarves", "fabric", "70 % шерсть, 30 % шёлк", "羊毛70% 真丝30%", "same"),
        ("scarves", "fabric", "100% 羊绒", "仿羊绒", "different"),
        ("electronics", "model number", "KT-1700", "kt1700", "same"),
        ("electronics", "generation", "Gen 2", "二代", "same"),
        ("electronics", "generation", "2-го поколения", "Gen 3", "different"),
        ("electronics/Headphones", "model number", "WH-1000XM4", "WH1000XM4BK", "same"),
        ("electronics/Headphones", "model number", "WH-1000XM4", "WH-1000XM5", "different"),
        ("electronics/Headphones", "form", "in-ear", "over-ear", "different"),
        ("electronics/Headphones", "noise cancelling", "yes", "no", "different"),
        ("electronics/Smartphones", "storage", "8+256GB", "256 ГБ", "same"),
        ("electronics/Smartphones", "storage", "128GB", "256GB", "different"),
        ("electronics/Smartphones", "colour", "曜石黑", "black", "same"),
        ("electronics/Smartphones", "model name", "Galaxy S21 FE", "galaxy s21fe", "same"),
        ("electronics/Smartphones", "model name", "iPhone 15 Pro", "iPhone 15 Pro Max", "different"),
        ("electronics/Laptops", "storage", "1 TB", "1000 GB", "same"),
        ("electronics/Laptops", "memory", "8 GB", "16 ГБ", "different"),
        ("electronics/Laptops", "screen", "15.6", "39,6 см", "same"),
        ("electronics/Laptops", "screen", '14"', "15.6 дюйма", "different"),
        ("electronics/Laptops", "model year", "2023", "2024 г.", "different"),
        ("phone_accessories", "compatible models", "iPhone 12/12 Pro", "适用于苹果 iPhone 13", "same"),
        ("phone_accessories", "compatible models", "для Xiaomi Redmi Note 10, 10S", "Samsung Galaxy S21", "different"),
        ("phone_accessories", "compatible models", ["Apple iPhone 13", "Samsung Galaxy S21"], "Samsung A52", "same"),
        ("phone_accessories", "kind", "case", "screen protector", "different"),
        ("phone_accessories", "colour", "чёрный", "黑色", "same"),
        ("phone_accessories", "material", "силикон", "硅胶", "same"),
        ("phone_accessories", "pack count", "3片装", "1 шт", "different"),
        ("household_chemicals", "net content", "1,5 л", "1500毫升", "same"),
        ("household_chemicals", "net content", "1 л", "1.5 L", "different"),
        ("household_chemicals", "pack count", None, "1 шт", "same"),
        ("household_chemicals", "pack count", "2瓶装", "1 шт", "different"),
        ("household_chemicals", "scent", ["lemon", "mint"], "lemon", "different"),
        ("household_chemicals", "concentration", "concentrate", "ready to use", "different"),
    ],
)
def test_lines(name: str, field: str, left: Any, right: Any, expected: str) -> None:
    assert outcome(name, field, left, right) == expected


@pytest.mark.parametrize(
    ("name", "required"),
    [
        ("bags", ["品牌", "质地", "尺寸"]),
        ("shoes", ["brand", "gender", "colour"]),
        ("contact_lenses", ["brand", "power", "pack count"]),
        ("grocery", ["brand", "flavour", "net weight", "pack count"]),
        ("default", ["model number"]),
        ("clothing", ["brand", "gender", "colour"]),
        ("scarves", ["brand", "part number", "colour"]),
        ("phone_accessories", ["brand", "kind", "compatible models"]),
        ("electronics", ["brand", "model number"]),
        ("electronics/Audio", ["brand", "model number"]),
        ("electronics/Headphones", ["brand", "model number", "form"]),
        ("electronics/Smartphones", ["brand", "colour", "storage"]),
        ("electronics/Laptops", ["brand", "model number", "storage", "memory"]),
        ("household_chemicals", ["brand", "net content", "pack count"]),
    ],
)
def test_what_is_required(name: str, required: list[str]) -> None:
    assert [rule.field for rule in spec(name).fields if rule.importance == "required"] == required
    assert spec(name).pictures == ("never" if name == "contact_lenses" else "always")


def test_what_stands_above_is_not_said_again_but_holds() -> None:
    laptops = [line.field for line in spec("electronics/Laptops").fields]
    assert "GTIN" in laptops and "pack count" not in laptops
    headphones = spec("electronics/Headphones")
    assert {"connection", "form", "generation", "model number"} <= {line.field for line in headphones.fields}
    assert headphones.prompt_path == "prompts/electronics_headphones.txt"
    assert spec("electronics/Audio").prompt_path == "prompts/electronics.txt"
