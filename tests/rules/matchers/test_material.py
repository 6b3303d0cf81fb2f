"""MaterialItemMatcher: its sentences, what it reads, and the table that it reads by."""

from __future__ import annotations

from collections import Counter

import pytest

from rules.matchers import compare
from rules.values import material_names
from rules.values.materials import parse_materials
from rules.values.scripts import level
from rules.values.vocabulary import entries

MATCHER = "MaterialItemMatcher"
TEXTS = (material_names.TEXTILES, material_names.SKINS_AND_PLASTICS, material_names.HARD_STUFF)
LINES = [line for text in TEXTS for line in entries(text)]


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("棉95%氨纶5%", "100% хлопок", "棉95%氨纶5% vs 100% хлопок: both cotton"),
        ("plastic", "ABS", "plastic vs ABS: one side says plastic, but not which"),
        ("кожа", "PU", "кожа vs PU: sellers call it imitation leather or leather"),
        ("真皮", "экокожа", "真皮 vs экокожа: different"),
        ("PU, textile", "真皮, текстиль", "something in common, but perhaps not the main material"),
    ],
)
def test_sentences(left: str, right: str, sentence: str) -> None:
    assert compare(MATCHER, left, right).sentence.endswith(sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("95% хлопок, 5% эластан", ["cotton 95 %", "elastane 5 %"]),
        ("聚酯纤维51% 棉46% 聚氨酯弹性纤维(氨纶)3%", ["polyester 51 %", "cotton 46 %", "elastane 3 %"]),
        ("Cotton 60% Linen 40%", ["cotton 60 %", "linen 40 %"]),
        ("60,5 % wool 39,5 % acrylic", ["wool 60.5 %", "acrylic 39.5 %"]),
        ("头层牛皮（除牛反绒）", ["genuine leather"]),
        ("棉95% 其他5%", ["cotton 95 %"]),
        ("牛皮纸", ["paper"]),
        ("人造棉", ["viscose"]),
        ("Верх - замша; подошва - резина; стелька - кожа", ["suede"]),
        ("Подошва: резина", ["rubber"]),
        ("pcs, purple, petal", []),
    ],
)
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert [share.text for share in parse_materials(text)] == expected


def test_every_synonym_is_read_as_its_own_material() -> None:
    for head, synonyms in LINES:
        name = head.partition("~")[0].partition("<")[0].strip()
        for text in synonyms:
            assert [share.material.name for share in parse_materials(text.rstrip("*"))] == [name], text


def test_no_word_stands_for_two_materials_and_every_relation_is_to_one_of_them() -> None:
    words = Counter(word for _, synonyms in LINES for word in set(map(level, synonyms)))
    assert [word for word, count in words.items() if count > 1] == []
    heads = [head.replace("<", "~").split("~") for head, _ in LINES]
    names = {head[0].strip() for head in heads}
    assert {name.strip() for head in heads for part in head[1:] for name in part.split(",")} <= names
