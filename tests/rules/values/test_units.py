"""The table of units: every spelling means one unit, and what no listing sells is no amount."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from rules.values.units import BASES, RATINGS, UNITS, Kind, Unit, factor, pattern, unit_of, worths, zero

EVERY = (*UNITS, *RATINGS)


def spellings(unit: Unit) -> list[str]:
    return [word.replace("_", " ").rstrip("*") for word in unit.spellings.split()]


def test_no_spelling_stands_twice() -> None:
    words = [word for unit in EVERY for word in spellings(unit)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("unit", EVERY, ids=lambda unit: unit.symbol)
def test_every_spelling_is_matched_whole_and_read_as_its_unit(unit: Unit) -> None:
    for word in spellings(unit):
        assert re.fullmatch(pattern(ratings=True), word, re.IGNORECASE), word
        assert unit_of(word) is unit


@pytest.mark.parametrize("unit", EVERY, ids=lambda unit: unit.symbol)
def test_pint_knows_what_it_is_worth(unit: Unit) -> None:
    assert unit.kind in BASES
    assert all(0.9 < worth / factor(unit.symbol) < 1.11 for worth in worths(unit.symbol))


def test_only_a_temperature_begins_elsewhere() -> None:
    assert [unit.symbol for unit in EVERY if zero(unit.symbol)] == ["°F"]
    assert zero("°F") + 212 * factor("°F") == pytest.approx(100)


@pytest.mark.parametrize("word", ["v", "mhz", "月", "km", "°c", "мин"])
def test_what_a_listing_only_mentions_is_no_unit_of_an_amount(word: str) -> None:
    assert not re.fullmatch(pattern(), word, re.IGNORECASE)
    assert {unit.kind for unit in UNITS} == set(get_args(Kind))
