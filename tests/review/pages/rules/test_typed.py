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
        ("a: x\n\na: y,", {"a": ["x", "y"]}),
        ("", {}),
    ],
)
def test_a_dictionary_by_lines(text, value):
    assert typed.mapping(text) == value


WORD = some.text(some.sampled_from("aя黑1,.:;，、 "), min_size=1).filter(lambda word: word.strip() == word)


@given(some.dictionaries(WORD, some.lists(WORD, max_size=4), max_size=4))
def test_what_is_shown_is_read_back_as_it_was(values):
    assert typed.mapping(typed.entries(values)) == values


@pytest.mark.parametrize(("text", "value"), [("2", 2), ("0,25", 0.25), ("1.5", 1.5), ("two", "two"), ("-3", -3)])
def test_numbers(text, value):
    assert typed.number(text) == value


def test_a_list_by_lines():
    assert typed.lines(" size \n\n尺寸\n") == ["size", "尺寸"]
