from __future__ import annotations

import pytest

from dedup.judging.sentences import sentence
from dedup.judging.verdicts import Comparison, Evidence, PackWords, Picture
from rules.matchers.base import Outcome

from .test_verdicts import field, looked


def line(name: str, outcome: Outcome = Outcome.SAME, **values: str):
    return field(outcome, field=name, **values)


@pytest.mark.parametrize(
    ("fields", "answers", "expected"),
    [
        (
            [line("brand"), line("material"), line("size", Outcome.DIFFERENT, left="55 cm", right="65 cm")],
            [],
            "Size differs (55 cm / 65 cm), brand and material agree.",
        ),
        ([line("brand")], ["same"], "Brand agrees; main pictures look the same."),
        (
            [line("品牌"), line("尺寸", Outcome.MISSING, left="55 cm", right="")],
            [],
            "品牌 agrees, 尺寸 is missing on a side; a side has no picture.",
        ),
        (
            [
                *(line(name, Outcome.MISSING, left="", right="") for name in ("model", "colour")),
                line("size", Outcome.MISSING, left="55 cm", right="55×40×20 cm"),
            ],
            ["same"],
            "Model and colour are stated on neither side, size is stated only in part; main pictures look the same.",
        ),
        (
            [line("brand"), line("colour", Outcome.UNREADABLE)],
            ["unsure", "same"],
            "Brand agrees, colour cannot be read; main pictures leave it open, nearest variants look the same.",
        ),
        (
            [line("brand"), line("size", Outcome.MISSING, importance="optional")],
            ["same"],
            "Brand agrees; main pictures look the same.",
        ),
        ([], ["different"], "Main pictures differ."),
    ],
)
def test_the_sentence_says_why_in_plain_words(fields, answers, expected):
    assert sentence(Evidence(tuple(fields), looked(*answers))) == expected


def test_the_sentence_names_the_flavours_that_tell_packs_apart():
    packs = (PackWords(1, (("vanilla", "VANILLE"), ("mint", "MINZE"))), PackWords(2, (("chocolate", "CHOCO"),)))
    told = Comparison("main", 1, 2, Picture.DIFFERENT, "text", words=packs)
    assert sentence(Evidence((), (told,))) == "Main pictures name other flavours (vanilla, mint / chocolate)."


def test_the_sentence_names_what_differs_in_the_pictures():
    (picture,) = looked("different")
    coloured = type(picture)(**{**picture.__dict__, "difference": "colour"})
    assert sentence(Evidence((), (coloured,))) == "Main pictures differ in colour."


def test_a_rule_that_compares_nothing_says_so():
    assert sentence(Evidence((), looks=False)) == "The rule set compares nothing."


def test_a_long_value_is_cut():
    text = sentence(Evidence((line("title", Outcome.DIFFERENT, left="x" * 500, right="y"),)))
    assert len(text) < 120 and "…" in text
