from __future__ import annotations

from decimal import Decimal

import pytest

from dedup.catalogue import prices


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("1,409.99 Lei;", "1409.99", "RON"),
        ("€134,00", "134.00", "EUR"),
        ("$17.40 (AUD)", "17.40", "AUD"),
        ("1 299,00 ₽", "1299.00", "RUB"),
        ("1\u202f299,00\u00a0руб.", "1299.00", "RUB"),
        ("¥199", "199.00", "CNY"),
        ("￥1,299.00", "1299.00", "CNY"),
        ("199円", "199.00", "JPY"),
        ("1.234,50", "1234.50", ""),
        ("R$ 10,00", "10.00", "BRL"),
        ("R6 439,99 incl tax", "6439.99", "ZAR"),
        ("USD$1,195.00", "1195.00", "USD"),
        ("Pret:110,24RON", "110.24", "RON"),
        ("$\u200e179.95", "179.95", "USD"),
        ("€ 210,–", "210.00", "EUR"),
        ("12,-", "12.00", ""),
        ("1'299.00 CHF", "1299.00", "CHF"),
        ("₹1,29,900.00", "129900.00", "INR"),
        ("Rs. 1,29,900", "129900.00", "INR"),
        ("1.234.567 Ft", "1234567.00", "HUF"),
        ("15.991.67", "15991.67", ""),
        ("199 kr", "199.00", ""),
        ("from all 12", "12.00", ""),
        ("12 eur", "12.00", "EUR"),
        ("٣٤٫٥٠ SAR", "34.50", "SAR"),
        ("2.59E1", "25.90", ""),
        # One mark before three digits: thousands, but for a zero, four digits, or a currency with three decimals.
        ("12.900", "12900.00", ""),
        ("12,900", "12900.00", ""),
        ("0.900", "0.90", ""),
        ("1234.567", "1234.57", ""),
        ("KWD 12.900", "12.90", "KWD"),
        ("0", "0.00", ""),
        ("99999999999999.99", "99999999999999.99", ""),
    ],
)
def test_read(typed: str, amount: str, currency: str) -> None:
    price = prices.read(typed)
    assert (price.amount, price.currency) == (Decimal(amount), currency)
    assert price.amount.as_tuple().exponent == -2


@pytest.mark.parametrize(
    "typed",
    ["POA", "", "10 - 20", "5 for 3", "-5", "- $5", "1,2,3", "1.2.3,4", "12 34", "1 23,45", "12..5", "999999999999999",
     "1E99", Decimal("1e99"), Decimal("-1"), Decimal("Infinity"), True, None, [], {"amount": 5}, "9" * 100_000],
)  # fmt: skip
def test_unreadable(typed: object) -> None:
    with pytest.raises(prices.Unreadable):
        prices.read(typed)


def test_a_json_number_is_taken_as_it_is() -> None:
    assert prices.read(Decimal("12.900")).amount == Decimal("12.90")
    assert prices.read(5).amount == Decimal("5.00")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("usd", "USD"),
        ("€", "EUR"),
        ("Lei", "RON"),
        ("$", "USD"),
        ("元", "CNY"),
        ("руб.", "RUB"),
        ("kr", ""),
        ("gold", ""),
    ],
)
def test_currency(typed: str, code: str) -> None:
    assert prices.currency(typed) == code


def test_a_shared_sign_says_so() -> None:
    assert prices.read("$5").shared
    assert not prices.read("US$5").shared
    assert not prices.read("€5").shared
