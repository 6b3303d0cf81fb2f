from __future__ import annotations

import pytest

from rules.values import flavours
from rules.values.enums import checked_synonym


def named(*lines: str) -> list[str]:
    return [found.value for found in flavours.find_flavours(lines)]


@pytest.mark.parametrize(
    ("text", "flavour"),
    [
        ("STRAWBERRY YOGURT", "strawberry"),
        ("Erdbeer-Joghurt 3,5 %", "strawberry"),
        ("Йогурт с клубникой", "strawberry"),
        ("草莓味酸奶", "strawberry"),
        ("ÄPPLE JUICE", "apple"),
        ("JABŁKO", "apple"),
        ("BLÅBÆR", "blueberry"),
        ("Fındık", "hazelnut"),
        ("レモン味", "lemon"),
        ("CHOCOLAT NOIR", "chocolate"),
        ("Lavendelduft", "lavender"),
        ("铃兰洗衣液", "lily of the valley"),
        ("BBQ", "barbecue"),
        ("Kyckling", "chicken"),
        ("без запаха", "unscented"),
    ],
)
def test_a_flavour_is_known_in_many_languages(text, flavour):
    assert named(text) == [flavour]


def test_words_that_the_reader_ran_together_or_broke_over_lines_are_one_name():
    assert named("STRAWBERRYYOGURT") == ["strawberry"]
    assert named("NEW", "PASSION", "FRUIT", "250 ml") == ["passion fruit"]
    assert named("Salt & Vinegar") == named("SALT", "VINEGAR") == ["salt and vinegar"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Pommes de terre"],
        ["CHERRY", "TOMATOES"],
        ["with olive oil"],
        ["Appellation d'origine"],
        ["BEST BEFORE DATE 12.10.2026"],
        ["Dr Pepper"],
        ["The original milk cream, classic"],
        ["Product of Turkey"],
        ["Persil Universal"],
        ["rosé"],
    ],
)
def test_what_only_holds_the_word_of_a_flavour_names_none(lines):
    assert named(*lines) == []


@pytest.mark.parametrize("text", ["KOKOC", "KOKOCOBOE MOJOKO", "STRAVVBERRV", "MA|-|rO", "BNWHR", "CHOCULATE"])
def test_what_was_misread_is_no_flavour(text):
    assert named(text) == []


def test_a_word_that_cyrillic_may_look_like_counts_only_beside_one_that_is_surely_latin():
    assert named("TOMAT") == named("TOMAT 200") == named("PEACH") == named("COK", "TOMAT") == []
    assert named("TOMAT JUICE") == ["tomato"]
    assert named("PEACH TEA") == named("PEACH") == [], "TEA may be Cyrillic too"
    assert named("Peach") == named("PEACH ICED TEA") == ["peach"], "h and D are not"


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (["vanilla"], ["chocolate"], True),
        (["vanilla", "strawberry"], ["chocolate", "lemon"], True),
        (["vanilla"], ["vanilla"], False),
        (["vanilla", "strawberry"], ["strawberry"], False),
        (["lemon"], ["citrus"], False),
        (["lemon"], ["fruit"], False),
        (["citrus"], ["lime", "mint"], False),
        (["lemon"], ["lime"], True),
        (["lavender"], ["unscented"], True),
        (["vanilla"], [], False),
        ([], [], False),
    ],
)
def test_packs_are_apart_only_where_both_name_flavours_and_none_could_be_one_of_the_other(a, b, apart):
    assert flavours.are_apart(a, b) is flavours.are_apart(b, a) is apart


def test_the_vocabulary_is_large_and_sound():
    entries = flavours._entries()
    assert len(entries) > 150
    for name, (above, synonyms) in entries.items():
        assert above <= entries.keys() and name not in flavours.kinds(name), name
        for synonym in synonyms:
            checked_synonym(synonym)


def test_no_word_stands_for_two_flavours():
    seen: dict[str, str] = {}
    for name, (_, synonyms) in flavours._entries().items():
        for synonym in (name, *synonyms):
            assert seen.setdefault(synonym, name) == name, synonym


def test_no_line_makes_it_raise_and_a_long_one_is_cut():
    assert named("\0\u202e" * 100, "", " ", "柠檬" * 9000, "PASSION " * 3000)[:2] == ["lemon", "lemon"]
