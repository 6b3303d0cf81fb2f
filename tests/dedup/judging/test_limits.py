"""What settings say of rates and budgets, and what they may not say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dedup.judging import limits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("600", {"": 600}),
        (" gemini = 600 , openai_compatible=0.5", {"gemini": 600, "openai_compatible": 0.5}),
        ("60,gemini=600", {"": 60, "gemini": 600}),
    ],
)
def test_rates(text: str, expected: dict[str, float]):
    assert limits.rates(text) == expected


@pytest.mark.parametrize("text", ["many", "0", "-1", "inf", "nan", "gemini=", "=5", "gemini=1,gemini=2", "1,2"])
def test_no_rates(text: str):
    with pytest.raises(ValueError, match=r"say|more than 0|no number"):
        limits.rates(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", None), (" ", None), ("0", Decimal(0)), ("5.50", Decimal("5.5")), ("1e-3", Decimal("0.001"))],
)
def test_money(text: str, expected: Decimal | None):
    assert limits.money(text) == expected


@pytest.mark.parametrize("text", ["$5", "five", "-1", "nan", "inf", "1e7", "1,5"])
def test_no_money(text: str):
    with pytest.raises(ValueError, match="say US dollars"):
        limits.money(text)


@pytest.mark.parametrize(("text", "expected"), [("", None), ("0", 0), (" 1000 ", 1000)])
def test_count(text: str, expected: int | None):
    assert limits.count(text) == expected


@pytest.mark.parametrize("text", ["1.5", "-1", "many", "3000000000", "²"])
def test_no_count(text: str):
    with pytest.raises(ValueError, match="whole number"):
        limits.count(text)
