"""Lists and dictionaries as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from review.pages.rules import typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("black: чёрный, 黑色", {"black": ["чёрный", "黑色"]}),
        ("黑：黑色，玄色、乌黑", {"黑": ["黑色", "玄色", "乌黑"]}),
        ("black:\nred", {"black": [], "red": []}),
        ("1.5 l: 1,5 л, 1,5L", {"1.5 l": ["1,5 л", "1,5L"]}),
        ('"12:00": noon, "one, two"', {"12:00": ["noon", "one, two"]}),
        ('24": 24 in, 24”', {'24"': ["24 in", "24”"]}),
        ('pipe: "5"", 6""", 5" pipe, 5", 6"', {"pipe": ['5", 6"', '5" pipe', '5"', '6"']}),
        ("a: x：y\nb：x:y", {"a": ["x：y"], "b": ["x:y"]}),
        ("a: x\n\na: y,", {"a": ["x", "y"]}),
        ("", {}),
    ],
)
def test_a_dictionary_by_lines(text, value):
    assert typed.mapping(text) == value


WORD = some.text(some.sampled_from("aя黑1,.:：;，、\"' "), min_size=1).filter(lambda word: word.strip() == word)


@given(some.dictionaries(WORD, some.lists(WORD, max_size=4), max_size=4))
def test_what_is_shown_is_read_back_as_it_was(values):
    assert typed.mapping(typed.entries(values)) == values


def test_a_word_stands_on_one_line():
    assert typed.mapping(typed.entries({"a\nb": ["c\u2028d", "e"]})) == {"a b": ["c d", "e"]}


@given(some.floats(0, 1))
def test_a_number_is_shown_to_its_last_digit(value):
    assert float(typed.digits(value)) == value
    assert float(typed.digits(value, percent=True)) == pytest.approx(value * 100)


@pytest.mark.parametrize(("share", "shown"), [(0.07, "7"), (1, "100"), (0.123456789, "12.3456789"), (0.0, "0")])
def test_a_share_as_per_cent_and_back(share, shown):
    assert typed.digits(share, percent=True) == shown and typed.of_percent(float(shown)) == share


@pytest.mark.parametrize(("text", "value"), [("2", 2), ("0,25", 0.25), ("1.5", 1.5), ("two", "two"), ("-3", -3)])
def test_numbers(text, value):
    assert typed.number(text) == value


def test_a_list_by_lines():
    assert typed.lines(" size \n\n尺寸\n") == ["size", "尺寸"]
