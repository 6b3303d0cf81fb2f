"""ColourItemMatcher: its sentences, and the table that it reads by."""

from __future__ import annotations

from collections import Counter

import pytest

from rules.matchers import compare
from rules.values import colour_names
from rules.values.colours import find_colours, parse_colours
from rules.values.scripts import level
from rules.values.vocabulary import entries

MATCHER = "ColourItemMatcher"
LINES = [*entries(colour_names.PLAIN), *entries(colour_names.SHADES)]


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("navy", "藏青色", "navy vs 藏青色: both dark blue"),
        ("navy", "голубой", "navy vs голубой: both blue"),
        ("charcoal", "black", "charcoal vs black: sellers call it black or dark grey"),
        ("彩色", "black", "彩色 vs black: one side does not say which colours"),
        ("black / sunset", "orange", "black / sunset vs orange: a colour on one side is not known"),
    ],
)
def test_sentences(left: str, right: str, sentence: str) -> None:
    assert compare(MATCHER, left, right).sentence == sentence


def test_the_sentence_names_all_colours_in_common() -> None:
    result = compare(MATCHER, "black/white", "黑白拼色", {"mode": "all"})
    assert result.sentence == "black/white vs 黑白拼色: both black and white"
    assert (result.left, result.right) == ("black, white", "black, white")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Кроссовки Nike тёмно-зелёные, белая подошва", [("dark green", "тёмно-зелёные"), ("white", "белая")]),
        ("深绿色双肩包 黑间灰", [("dark green", "深绿色"), ("black", "黑"), ("grey", "灰")]),
        ("Blackview in space grey", [("space grey", "space grey")]),
        ("light blue jacket", [("light blue", "light blue")]),
        ("蓝牙耳机 2米", []),
    ],
)
def test_found_in_free_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = {(colour.value.name, colour.quote.removesuffix("色")) for colour in find_colours(text)}
    assert found == {(name, quote.removesuffix("色")) for name, quote in expected}


def test_every_synonym_is_read_as_its_own_shade() -> None:
    for head, synonyms in LINES:
        name = head.partition("~")[0].partition("=")[0].strip()
        for text in synonyms:
            assert [shade.name for shade in parse_colours(text)] == [name], text


def test_no_word_stands_for_two_shades_and_every_neighbour_is_a_shade() -> None:
    words = Counter(word for _, synonyms in LINES for word in set(map(level, synonyms)))
    assert [word for word, count in words.items() if count > 1] == []
    heads = [head.partition("~") for head, _ in LINES]
    names = {part.strip() for named, _, _ in heads for part in named.split("=")} | {"dark pink"}
    assert {near.strip() for _, _, nears in heads for near in nears.split(",")} - {""} <= names
