"""Every case of every table, and that the tables are as wide as they claim."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from rules.matchers import MATCHERS, Value
from rules.matchers.base import texts

from .cases import Options, Table, outcome, tables

TABLES = tables()
REAL = [(table.matcher, *case) for table in TABLES.values() for case in table.real]
HOSTILE = [(table.matcher, table.options, *case) for table in TABLES.values() for case in table.hostile]
SCRIPTS = {"Russian": re.compile("[а-яё]", re.I), "Chinese": re.compile("[\u3400-\u9fff]")}
ENGLISH = re.compile("[a-z]", re.I)


@pytest.mark.parametrize(("matcher", "options", "left", "right", "expected"), REAL)
def test_real_case(matcher: str, options: Options, left: Value, right: Value, expected: str) -> None:
    assert outcome(matcher, left, right, options) == expected


@pytest.mark.parametrize(("matcher", "options", "left", "right", "expected"), HOSTILE)
def test_hostile_case(matcher: str, options: Options, left: Value, right: Value, expected: str) -> None:
    assert outcome(matcher, left, right, options) == expected


PUBLISHED = {
    *("EqualsItemMatcher", "AnyOfEqualsItemMatcher", "AllOfEqualsItemMatcher", "SubsetItemMatcher"),
    *("SizeOfEqualsItemMatcher", "NumberItemMatcher", "SignedDecimalItemMatcher", "QuantityItemMatcher"),
    *("PackCountItemMatcher", "ModelNumberItemMatcher", "GtinItemMatcher", "ClothingSizeItemMatcher"),
    *("ShoeSizeItemMatcher", "ColourItemMatcher", "MaterialItemMatcher", "GenderItemMatcher", "AgeItemMatcher"),
    *("BooleanItemMatcher", "EnumItemMatcher", "FuzzyTextItemMatcher", "BrandItemMatcher"),
    *("CompatibleModelsItemMatcher", "PatternItemMatcher", "YearItemMatcher", "VersionItemMatcher"),
}


def test_the_library_is_what_was_promised() -> None:
    assert set(MATCHERS) == PUBLISHED == set(TABLES)


def test_there_are_six_hundred_real_cases_none_of_them_twice() -> None:
    cases = [repr(case) for case in REAL]
    assert len(set(cases)) == len(cases) >= 600


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_speaks_three_languages_and_knows_every_outcome(table: Table) -> None:
    """At least four cases in each language, and hostile ones besides."""
    spoken = Counter(language for case in table.real for language in _languages(case[1], case[2]))
    assert all(spoken[language] >= 4 for language in ("English", "Chinese", "Russian")), spoken
    assert {"same", "different", "missing"} <= {case[3] for case in table.real}
    assert len(table.real) >= 24
    assert table.hostile


def _languages(*sides: Value) -> set[str]:
    text = " ".join(part for side in sides for part in texts(side))
    others = {language for language, script in SCRIPTS.items() if script.search(text)}
    return others or ({"English"} if ENGLISH.search(text) else set())
