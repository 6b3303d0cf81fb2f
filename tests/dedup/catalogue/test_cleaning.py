from __future__ import annotations

import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.catalogue import cleaning

JOINED = "می‌خواهم"  # Persian: the joiner belongs to the spelling


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\0b\u200bc\u2066d\u202e\ud800", "abcd"),
        ("\ufeffЧемодан\r\n55 см\t行李箱 e\u0301 ", "Чемодан\n55 см\t行李箱 é"),
        ("Ｂａｇ　５５×４０ ㎝", "Bag 55×40 cm"),
        ("line\x85two\u2028three", "line\ntwo\nthree"),
        ("fa\u200cke", "fake"),
        (JOINED, JOINED),
        ("☕\ufe0f", "☕"),
        ("55½ cm", "55 1/2 cm"),
        ("½ l", "1/2 l"),
        ("10³ m²", "10^3 m2"),
        ("24″ Nike™ l´Oréal", "24\" Nike l'Oréal"),
        ("EverCool&trade; H&amp;amp;M &#8203;x", "EverCool H&M x"),
        ("AT&T Mops&parasol", "AT&T Mops&parasol"),
        ("1\u00a0000 g 1\u202f2 5", "1000 g 1 2 5"),
        ("a" + "\u0301" * 50, "á" + "\u0301" * 7),
        ("", ""),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert cleaning.clean(typed) == kept


def test_line() -> None:
    assert cleaning.line(" Red \n\t bag\u3000") == "Red bag"


def test_exact_keeps_the_spelling_but_nothing_invisible() -> None:
    assert cleaning.exact(" ① Ａ\u200b.jpg\0 ") == "① Ａ.jpg"


def test_marked_shows_what_clean_takes_out() -> None:
    assert cleaning.marked("Ni\u200bke\u202e\ud800") == "Ni‹U+200B›ke‹U+202E›‹U+D800›"


@pytest.mark.parametrize(
    ("text", "hides"), [("Ni\u200bke", True), ("a\u202eb", True), ("☕\ufe0f", False), (JOINED, False)]
)
def test_hides(text: str, hides: bool) -> None:
    assert cleaning.hides(text) is hides


@pytest.mark.parametrize("before", ["", "a", "5"])
def test_no_character_gets_past_the_border(before: str) -> None:
    """Every one of Unicode: storable, with a shape of its own, and clean at once."""
    for start in range(0, sys.maxunicode + 1, 4096):
        clean = cleaning.clean("".join(f"{before}{chr(number)}|" for number in range(start, start + 4096)))
        assert cleaning.clean(clean) == clean, hex(start)
        assert {char for char in clean if unicodedata.category(char) in ("Cc", "Cs")} <= {"\n", "\t"}, hex(start)
        clean.encode()


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = cleaning.line(text.replace("&", ""))
    assert cleaning.line(once) == once
    assert "\0" not in cleaning.exact(text)
    cleaning.exact(text).encode()


@pytest.mark.parametrize(
    "text",
    [
        "a\0\ud800\u202e" * 250_000,
        "\u200c" * 1_000_000,
        "क\u200c" * 500_000,
        "&amp;" * 200_000,
        "a" + "\u0315\u0300" * 500_000,
        "\ufdfa" * 500_000,
    ],
)
def test_hostile_length_costs_no_more_than_its_length(text: str) -> None:
    started = time.thread_time()
    cleaning.clean(text)
    assert time.thread_time() - started < 3


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("", ""),
        ("a=1", "a=1"),
        ("-5", "'-5"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        ("Чемодан 55 см", "Чемодан 55 см"),
    ],
)
def test_guard(cell: str, guarded: str) -> None:
    assert cleaning.guard(cell) == guarded


def test_shown_is_short_and_on_one_line() -> None:
    assert cleaning.shown("a\nb\u200b" + "x" * 200) == "a b‹U+200B›" + "x" * 69 + "…"
    assert cleaning.shown({"a": 1}) == "a list or object"
