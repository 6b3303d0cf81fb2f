"""The sample rule sets say what docs/rules.md promises of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from rules import files
from rules.matchers import Outcome, compare
from rules.models import RuleSet
from rules.spec import RuleSpec
from rules.values.enums import parse_enum

EXAMPLES = Path(settings.BASE_DIR) / "rules" / "examples"
NAMES = ("bags", "shoes", "contact_lenses", "grocery", "default")


def spec(name: str) -> RuleSpec:
    (entry,) = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return RuleSpec.model_validate(entry["spec"])


def outcome(name: str, field: str, left: Any, right: Any) -> str:
    (rule,) = (rule for rule in spec(name).fields if rule.field == field)
    return compare(rule.matcher, left, right, rule.options).outcome.value


def test_there_is_nothing_else() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.json")) == sorted(NAMES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_each_loads_twice_without_a_warning(name: str) -> None:
    first, second = files.load(EXAMPLES / f"{name}.json"), files.load(EXAMPLES / f"{name}.json")
    assert (first.new, second.unchanged, first.warnings) == (1, 1, [])
    assert len(RuleSet.objects.get().spec["prompt"]) > 200


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
        ("shoes", "article number", "DD1391-100", "dd1391 100", "same"),
        ("default", "model number", "KT-1700", "KT-1250", "different"),
        ("default", "model number", "KT-1700", "kt1700", "same"),
        ("default", "model number", None, "KT-1250", "missing"),
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
    ],
)
def test_what_is_required(name: str, required: list[str]) -> None:
    assert [rule.field for rule in spec(name).fields if rule.importance == "required"] == required
    assert spec(name).pictures == ("never" if name == "contact_lenses" else "always")
