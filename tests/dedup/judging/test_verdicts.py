"""The verdict table: every cell, what is enough without pictures, and who settled it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from dedup.judging import verdicts
from dedup.judging.verdicts import Comparison, Evidence, Field, Identity, PackWords, Picture, Row, Showing
from rules.matchers.base import Outcome

SAME, DIFFERENT, MISSING, UNREADABLE = Outcome.SAME, Outcome.DIFFERENT, Outcome.MISSING, Outcome.UNREADABLE


def field(outcome: Outcome = SAME, importance: str = "required", **values: Any) -> Field:
    given: dict[str, Any] = {"field": "size", "source": "outputLlm", "matcher": "SizeOfEqualsItemMatcher"}
    return Field(importance=importance, outcome=outcome, sentence="", **{**given, **values})  # type: ignore[arg-type]


def looked(*answers: str) -> tuple[Comparison, ...]:
    kinds = ("main", "variant")
    return tuple(Comparison(kind, 1, 2, Picture(word)) for kind, word in zip(kinds, answers, strict=False))  # type: ignore[arg-type]


def level(fields: list[Field], *answers: str, looks: bool = True) -> str:
    return verdicts.judge(Evidence(tuple(fields), looked(*answers), looks=looks)).level


REQUIRED_DIFFERS = [field(DIFFERENT), field(SAME, "optional")]
OPTIONAL_DIFFERS = [field(SAME), field(DIFFERENT, "optional")]
REQUIRED_MISSING = [field(MISSING), field(SAME)]
REQUIRED_UNREADABLE = [field(UNREADABLE), field(SAME)]
ALL_SAME = [field(SAME), field(SAME)]


@pytest.mark.parametrize(
    ("fields", "not_asked", "same", "unsure", "different"),
    [
        (REQUIRED_DIFFERS, "non_match", "non_match", "non_match", "non_match"),
        (OPTIONAL_DIFFERS, "likely_non_match", "likely_match", "likely_non_match", "non_match"),
        (REQUIRED_MISSING, "likely_match", "likely_match", "likely_match", "likely_non_match"),
        (REQUIRED_UNREADABLE, "likely_match", "likely_match", "likely_match", "likely_non_match"),
        (ALL_SAME, "likely_match", "match", "likely_match", "likely_non_match"),
    ],
    ids=["required differs", "optional differs", "required missing", "required unreadable", "all same"],
)
def test_every_cell_of_the_table(fields, not_asked, same, unsure, different):
    found = [level(fields), level(fields, "same"), level(fields, "unsure"), level(fields, "different")]
    assert found == [not_asked, same, unsure, different]


@pytest.mark.parametrize(
    ("outcomes", "row"),
    [
        ([("required", DIFFERENT), ("optional", DIFFERENT), ("required", MISSING)], Row.REQUIRED_DIFFERS),
        ([("required", MISSING), ("optional", DIFFERENT)], Row.OPTIONAL_DIFFERS),
        ([("required", UNREADABLE), ("required", SAME)], Row.REQUIRED_UNKNOWN),
        ([("required", SAME), ("optional", MISSING), ("optional", UNREADABLE)], Row.ALL_SAME),
        ([("optional", SAME)], Row.ALL_SAME),
        ([], Row.ALL_SAME),
    ],
)
def test_the_first_row_that_fits_wins_in_any_order_of_the_fields(outcomes, row):
    for order in itertools.permutations(outcomes):
        assert verdicts.row_of(field(outcome, importance) for importance, outcome in order) is row


def test_missing_or_unreadable_is_never_different():
    for outcome in (MISSING, UNREADABLE):
        for importance in ("required", "optional"):
            assert level([field(outcome, importance), field()]) == "likely_match"


def test_a_rule_that_never_looks_may_say_match_by_text_alone():
    assert level(ALL_SAME, looks=False) == "match"
    assert level(REQUIRED_MISSING, looks=False) == "likely_match"


def test_a_rule_that_requires_nothing_has_compared_nothing():
    assert level([], looks=False) == level([field(SAME, "optional")], looks=False) == "likely_match"


BRAND = field(identity=Identity.BRAND)
NUMBER = field(identity=Identity.PART_NUMBER)
GTIN = field(identity=Identity.GTIN)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([GTIN], "match"),
        ([BRAND, NUMBER], "match"),
        ([BRAND, field()], "likely_match"),
        ([NUMBER, field()], "likely_match"),
        ([GTIN, field(MISSING)], "likely_match"),
        ([GTIN, field(DIFFERENT, "optional")], "likely_non_match"),
        ([field(), field(SAME, "optional", identity=Identity.GTIN)], "likely_match"),
        ([BRAND, field(SAME, "optional", identity=Identity.PART_NUMBER)], "likely_match"),
    ],
)
def test_without_a_picture_an_equal_required_identifier_is_enough(fields, expected):
    assert level(fields) == expected


def test_an_identifier_does_not_outweigh_a_picture_that_was_asked():
    assert level([GTIN], "unsure") == "likely_match"
    assert level([GTIN], "different") == "likely_non_match"


def test_the_answer_on_the_variants_stands():
    assert level(ALL_SAME, "different", "same") == "match"
    assert level(ALL_SAME, "unsure", "different") == "likely_non_match"


@pytest.mark.parametrize("row", [REQUIRED_DIFFERS, OPTIONAL_DIFFERS, REQUIRED_MISSING, ALL_SAME])
def test_only_a_required_difference_makes_pictures_needless(row):
    settled = len({level(row), *(level(row, word) for word in ("same", "unsure", "different"))}) == 1
    assert verdicts.is_settled(Evidence(tuple(row))) is settled


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([field(DIFFERENT, source="inputField"), field(SAME)], "rule"),
        ([field(DIFFERENT), field(SAME, source="inputField")], "text"),
        ([field(DIFFERENT), field(DIFFERENT, source="inputProperty")], "rule"),
        ([field(SAME, source="inputField"), field(DIFFERENT, "optional")], "text"),
        ([field(DIFFERENT, "optional", source="inputField"), field(SAME)], "rule"),
        ([field(MISSING, source="inputField"), field(SAME)], "rule"),
        ([field(SAME, source="inputField"), field(SAME)], "text"),
        ([field(SAME, source="inputField")], "rule"),
    ],
)
def test_who_settled_it_is_where_the_deciding_fields_came_from(fields, expected):
    assert verdicts.judge(Evidence(tuple(fields))).settled_by == expected


def test_a_picture_that_was_asked_settled_it():
    assert verdicts.judge(Evidence(tuple(ALL_SAME), looked("unsure"))).settled_by == "picture"


def test_the_table_in_the_docstring_is_the_table_of_the_code():
    lines = [line.strip(" |").split(" | ") for line in (verdicts.__doc__ or "").splitlines() if line.startswith("| a")]
    written = {name: [cell.strip(" |") for cell in cells] for name, *cells in lines}
    for row, levels in verdicts.TABLE.items():
        cells = written[str(row)]
        shown = cells[:1] * 4 if row is Row.REQUIRED_DIFFERS else cells
        assert shown == [str(word) for word in levels]


def shown(answer: str, call: int, *, refused: bool = False) -> Showing:
    return Showing(Picture(answer), "shape", f"Said {answer}.", call, refused=refused, exchanged=call > 1)


@pytest.mark.parametrize("answer", ["same", "different"])
def test_a_decisive_second_answer_stands_and_says_that_it_was_the_second(answer: str) -> None:
    first = Comparison("main", 1, 2, Picture.UNSURE, reason="Said unsure.", call=1)
    found = verdicts.asked_again(first, (shown("unsure", 1), shown(answer, 2)))
    assert (found.answer, found.reason) == (answer, f"Only when asked with A and B exchanged: Said {answer}.")
    assert found.calls == (1, 2) and verdicts.picture_of((found,)) is Picture(answer)


def test_unsure_twice_keeps_the_first_answer_and_a_refusal_goes_to_people() -> None:
    first = Comparison("main", 1, 2, Picture.UNSURE, reason="Said unsure.", call=1)
    for refused in (False, True):
        found = verdicts.asked_again(first, (shown("unsure", 1), shown("unsure", 2, refused=refused)))
        assert (found.answer, found.reason, found.refused) == (Picture.UNSURE, "Said unsure.", refused)


def test_a_comparison_rests_on_every_question_once() -> None:
    packs = (PackWords(3), PackWords(3))  # one picture on both sides
    found = Comparison("main", 1, 2, Picture.DIFFERENT, call=1, askings=(shown("unsure", 1),), words=packs)
    assert found.calls == (1, 3) and found.by_words
    assert Comparison("main", 1, 2, Picture.SAME).calls == ()
    assert not Comparison("main", 1, 2, Picture.UNSURE, words=packs).by_words
