"""What holds for any value: both ways alike, equal to itself, and the same in another unit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.matchers import MATCHERS, Outcome, Value, compare
from rules.matchers.base import texts as parts
from rules.values.units import UNITS, factor, unit_of

from .cases import Options, tables

TABLES = tables()
VALUES = [value for table in TABLES.values() for _, *sides, _ in table.real for value in sides]
WORDS = (
    *dict.fromkeys(word for value in VALUES for text in parts(value) for word in (text, *text.split())),
    *(",", "/", "×", "½", "''", "\u202e", "\0", "\ud800", "０", "№", "=", "+", "(", "1,234.5", "1.234,5"),
)
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
values = st.one_of(st.none(), st.sampled_from(VALUES), texts, st.integers(), st.floats(), st.lists(texts, max_size=4))
choices = st.sampled_from([(table.matcher, options) for table in TABLES.values() for options in table.choices])


@given(choices, values, values)
@settings(max_examples=1200, deadline=None)
def test_symmetric(choice: tuple[str, Options], left: Value, right: Value) -> None:
    matcher, options = choice
    there, back = compare(matcher, left, right, options), compare(matcher, right, left, options)
    assert there.outcome is back.outcome
    assert (there.left, there.right) == (back.right, back.left)


@given(choices, values)
@settings(max_examples=900, deadline=None)
def test_a_readable_value_is_the_same_as_itself(choice: tuple[str, Options], value: Value) -> None:
    matcher, options = choice
    outcome = compare(matcher, value, value, options).outcome
    assert outcome is not Outcome.DIFFERENT
    assert outcome is Outcome.SAME or not _has_value(matcher, value, options)


def _has_value(matcher: str, value: Value, options: Options) -> bool:
    """Against a value that the matcher can read, it is neither missing nor unreadable."""
    outcome = compare(matcher, value, TABLES[matcher].cases[0][0], options).outcome
    return outcome in (Outcome.SAME, Outcome.DIFFERENT)


LENGTHS = [unit for unit in UNITS if unit.kind == "length" and unit.symbol in ("mm", "cm", "dm", "m", "in")]
sides = st.lists(st.integers(30, 3000), min_size=1, max_size=3)  # millimetres


@given(sides, sides, st.sampled_from(LENGTHS), st.sampled_from(LENGTHS), st.randoms(use_true_random=False))
@settings(max_examples=500, deadline=None)
def test_the_unit_and_the_order_of_sides_never_change_the_outcome(left, right, one, other, random) -> None:  # type: ignore[no-untyped-def]
    gaps = [abs(a - b) for a, b in zip(sorted(left), sorted(right), strict=False)]
    assume(len(left) == len(right) and all(abs(gap - 20) > 1 for gap in gaps))
    before = compare("SizeOfEqualsItemMatcher", _size(left, "mm"), _size(right, "mm")).outcome
    random.shuffle(left)
    after = compare("SizeOfEqualsItemMatcher", _size(left, one.symbol), _size(right, other.symbol)).outcome
    assert before is after


def _size(millimetres: list[int], unit: str) -> str:
    return " x ".join(f"{side / 10 / factor(unit):.4f}" for side in millimetres) + f" {unit}"


KINDS = {"mass": ("g", "kg", "oz", "lb", "斤"), "volume": ("ml", "l", "fl oz"), "memory": ("MB", "GB", "TB")}


@given(st.sampled_from(list(KINDS)), st.integers(100, 5000), st.integers(100, 5000), st.data())
@settings(max_examples=300, deadline=None)
def test_the_unit_of_an_amount_never_changes_the_outcome(kind: str, left: int, right: int, data: st.DataObject) -> None:
    assume(not 0.009 < abs(left - right) / max(left, right) < 0.011)
    one, other = (data.draw(st.sampled_from(KINDS[kind])) for _ in range(2))
    first = KINDS[kind][0]
    before = compare("QuantityItemMatcher", f"{left} {first}", f"{right} {first}").outcome
    after = compare("QuantityItemMatcher", _amount(left, one), _amount(right, other)).outcome
    assert before is after


@given(
    st.integers(100, 5000),
    st.integers(100, 5000),
    st.sampled_from(("g", "kg", "lb")),
    st.sampled_from(("г", "кг", "磅")),
)
@settings(max_examples=200, deadline=None)
def test_the_unit_of_a_number_never_changes_the_outcome(left: int, right: int, one: str, other: str) -> None:
    assume(not 0.049 < abs(left - right) / max(left, right) < 0.051)
    options = {"tolerance": "5 %"}
    before = compare("NumberItemMatcher", f"{left} g", f"{right} г", options).outcome
    after = compare("NumberItemMatcher", _amount(left, one), _amount(right, other), options).outcome
    assert before is after


@given(st.integers(1, 10**9), st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_the_marks_of_a_country_never_change_a_number(whole: int, cents: int) -> None:
    marked = f"{whole:,}.{cents:02d}"
    german = marked.translate(str.maketrans(",.", ".,"))
    spaced = marked.replace(",", " ").replace(".", ",")
    for written in (german, spaced, marked.replace(",", "'"), f"{whole}.{cents:02d}"):
        assert compare("NumberItemMatcher", marked, written).outcome is Outcome.SAME


def _amount(base: int, unit: str) -> str:
    return f"{base / factor(unit_of(unit).symbol):.9f} {unit}"


@pytest.mark.parametrize("matcher", MATCHERS)
def test_the_tables_try_every_option(matcher: str) -> None:
    tried = {name for options in TABLES[matcher].choices for name in options}
    assert tried == set(MATCHERS[matcher].options.model_fields)


PLAIN_TYPES = {"boolean", "integer", "number", "string"}


@pytest.mark.parametrize("matcher", MATCHERS)
def test_the_editor_can_make_an_input_of_every_option(matcher: str) -> None:
    assert MATCHERS[matcher].about
    for name, schema in MATCHERS[matcher].options.model_json_schema().get("properties", {}).items():
        assert schema["description"], name
        assert "default" in schema or name == "pattern"
        assert _is_plain(schema) or _holds_texts(schema.get("items")) or _holds_lists(schema), schema


def _is_plain(schema: dict[str, Any]) -> bool:
    types = schema.get("type", [])
    return set([types] if isinstance(types, str) else types) <= PLAIN_TYPES and bool(types)


def _holds_texts(schema: dict[str, Any] | None) -> bool:
    return schema is not None and schema["type"] == "string"


def _holds_lists(schema: dict[str, Any]) -> bool:
    return _holds_texts(schema.get("additionalProperties", {}).get("items"))
