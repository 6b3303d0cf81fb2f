"""EqualsItemMatcher and AnyOfEqualsItemMatcher."""

from __future__ import annotations

import pytest

from rules.matchers import Value, compare

from .cases import outcome


def test_texts_that_differ_only_far_behind_are_different() -> None:
    assert outcome("EqualsItemMatcher", "a" * 5000, "a" * 4999 + "b") == "different"


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("Norvik", "NORVIK", "Norvik vs NORVIK: same"),
        ("Norvik", "Altamar", "Norvik vs Altamar: different"),
        ("Norvik", None, "Norvik vs not stated: the value is not stated on one side"),
        (None, "n/a", "not stated vs not stated: the value is not stated on either side"),
    ],
)
def test_sentences(left: Value, right: Value, sentence: str) -> None:
    assert compare("EqualsItemMatcher", left, right).sentence == sentence
