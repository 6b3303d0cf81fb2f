"""The line of a value in a JSON text, whatever its shape, in one pass."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.positions import key_twice, line_of, lines_of

TEXT = r"""
[
  {"a": [1, 2,
    {"b{": "}\"]"}],
   "\u0063d": -1.5e3,
   "e":
     {},
   "f": null},

  []
]"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        ((0,), 3),
        ((0, "a"), 3),
        ((0, "a", 1), 3),
        ((0, "a", 2), 4),
        ((0, "a", 2, "b{"), 4),
        ((0, "cd"), 5),
        ((0, "e"), 6),
        ((0, "f"), 8),
        ((1,), 10),
        pytest.param((0, "g"), 3, id="a key that is missing: the object that lacks it"),
        pytest.param((0, "a", 9, "x"), 3, id="an element that is missing"),
        pytest.param((0, "f", "x", 1), 8, id="below a value that has nothing below it"),
        pytest.param((0, "e", "x"), 6, id="inside an empty object"),
        pytest.param(("a",), 2, id="a key of a list"),
    ],
)
def test_where_a_value_stands(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize("text", ["", "   ", "1", '"a"', "null\n", "[", "{", "]", '{"a', '["a\\', ",,,", '"\n"'])
def test_a_text_without_the_path_has_its_first_line(text: str) -> None:
    assert line_of(text, ("a", 0, "b")) == 1


def test_of_a_key_that_stands_twice_the_last_counts() -> None:
    text = '{"a": {"x": 1,\n "y": 2},\n "a": {"x": 3}}'
    assert lines_of(text, [("a",), ("a", "x"), ("a", "y")]) == [3, 3, 3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1, "b": {"a": 2}}', None),
        ('[{"a": 1}, {"a": 2}]', None),
        ('{"a": "b", "b": "a"}', None),
        ('{"a": 1,\n "b": [{}],\n "\\u0061": 2}', ("a", 3)),
        ('[{"x": {"a": 1,\n"a": 1}}]', ("a", 2)),
        ("", None),
        ("]]}}", None),
    ],
)
def test_a_key_that_stands_twice_is_found(text: str, found: tuple[str, int] | None) -> None:
    assert key_twice(text) == found


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict | list) and value:
        for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inside, (*path, key))
    elif not isinstance(value, dict | list):
        yield path, value


def numbered(value: Any, numbers: Iterator[int]) -> Any:
    """The same shape with another text in every place, as marks to look for."""
    if isinstance(value, dict):
        return {key: numbered(inside, numbers) for key, inside in value.items()}
    return [numbered(inside, numbers) for inside in value] if isinstance(value, list) else f"⟨{next(numbers)}⟩"


SHAPES = st.recursive(
    st.none(), lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=4), inside), max_leaves=20
)


@given(SHAPES, st.integers(0, 3), st.booleans())
def test_every_value_is_found_on_the_line_where_it_is_written(shape: Any, indent: int, ascii_only: bool) -> None:
    value = numbered(shape, count())
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    marked = list(leaves(value))
    rows = text.split("\n")
    marks = [json.dumps(mark, ensure_ascii=ascii_only) for _, mark in marked]
    expected = [next(n for n, row in enumerate(rows, 1) if mark in row) for mark in marks]
    assert lines_of(text, [path for path, _ in marked]) == expected


@given(st.text(alphabet='[]{},:"\\a1 \n', max_size=40))
def test_no_text_fails(text: str) -> None:
    assert 1 <= line_of(text, ("a", 0)) <= text.count("\n") + 1
    key_twice(text)


def test_a_key_that_is_no_text_of_json_ends_what_can_be_told() -> None:
    assert line_of('{"b": 1,\n"\\1": 2,\n"a": 3}', ("a",)) == 1


def test_deep_and_long_texts_take_linear_time() -> None:
    deep = "[" * 200_000
    long = "[" + ",\n".join('{"a": [1, {"b": "' + "x" * 50 + '"}]}' for _ in range(20_000)) + "]"
    start = time.thread_time()
    assert line_of(deep, [0] * 50) == 1
    assert lines_of(long, [(n, "a", 1, "b") for n in range(20_000)]) == list(range(1, 20_001))
    assert time.thread_time() - start < 3
