"""Prompts are templates with a few names; every other $ is refused with its line and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.placeholders import ALLOWED, TOLD, filled, mistake, mistakes

VALUES = {name: name.upper() for name in ALLOWED}
KNOWN = "there are $category, $required, $optional, $outputs, and $$ for a dollar sign"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("读出尺寸\n", "读出尺寸\n"),
        ("Read $outputs of $category的商品.", "Read OUTPUTS of CATEGORY的商品."),
        ("${category}s: $required / $optional", "CATEGORYs: REQUIRED / OPTIONAL"),
        ("under $$5, $$category", "under $5, $category"),
        ("{category} {0} %s %(x)s {outputs.__class__}", "{category} {0} %s %(x)s {outputs.__class__}"),
    ],
)
def test_a_prompt_that_can_be_filled(text: str, expected: str) -> None:
    assert mistake(text) == ""
    assert filled(text, VALUES) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("$size", f"line 1, column 1: $size is no placeholder; {KNOWN}"),
        ("a\nb ${size}", f"line 2, column 3: $size is no placeholder; {KNOWN}"),
        ("a\r\n$5 off", "line 2, column 1: “$5 off”: a $ stands before no placeholder; write $$ for a dollar sign"),
        ("$价格", "line 1, column 1: “$价格”: a $ stands before no placeholder; write $$ for a dollar sign"),
        ("end $", "line 1, column 5: “$”: a $ stands before no placeholder; write $$ for a dollar sign"),
        ("${category", "line 1, column 1: “${category”: a $ stands before no placeholder; write $$ for a dollar sign"),
        ("${a b}", "line 1, column 1: “${a b}”: a $ stands before no placeholder; write $$ for a dollar sign"),
        ("$categorys", f"line 1, column 1: $categorys is no placeholder; {KNOWN}. Did you mean ${{category}}s?"),
        ("$CATEGORY", f"line 1, column 1: $CATEGORY is no placeholder; {KNOWN}"),
        ("${outputs.__class__}", "line 1, column 1: “${outputs.”: a $ stands before no placeholder; write $$ for a "),
        ("$$$size", f"line 1, column 3: $size is no placeholder; {KNOWN}"),
    ],
)
def test_every_other_dollar_is_refused_with_its_place(text: str, said: str) -> None:
    assert mistake(text).startswith(said)
    assert filled(text, VALUES)  # what was stored once still says something


def test_the_first_few_are_told() -> None:
    assert len(list(mistakes("$a $b $category $c $d $e $f"))) == TOLD == 5


@given(st.text(alphabet="$ca{}tegory5\n ", max_size=40))
def test_what_is_accepted_can_be_filled_and_nothing_is_left_open(text: str) -> None:
    if not mistake(text):
        assert filled(text, VALUES).count("$") == text.count("$$")


@given(st.text())
def test_a_text_with_doubled_dollars_says_itself(text: str) -> None:
    doubled = text.replace("$", "$$")
    assert mistake(doubled) == "" and filled(doubled, VALUES) == text
