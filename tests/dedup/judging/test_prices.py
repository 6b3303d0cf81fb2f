"""What the next questions will cost, before anybody is asked."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from dedup.backends.base import ROLES, Usage
from dedup.judging import calls, prices
from dedup.models import ModelCall, ModelPrice

pytestmark = pytest.mark.django_db

BACKEND = "gemini:gemini-2.5-flash"


def answered(cost: str, role: str = "extract", **columns: object) -> None:
    values = {"key": f"{ModelCall.objects.count()}", "backend": BACKEND, "question": {}, **columns}
    ModelCall.objects.create(role=role, cost=Decimal(cost), **values)


def test_a_question_costs_what_the_latest_of_its_kind_cost_on_average(gemini):
    answered("0.002")
    answered("0.004")
    answered("0.5", role="compare")
    answered("0.9", backend="gemini:another")
    answered("0.9", failure="truncated")
    assert calls.expected_cost("extract") == Decimal("0.003")
    assert calls.expected_cost("compare") == Decimal("0.5")


def test_where_nothing_was_asked_yet_a_typical_question_is_priced(gemini):
    ModelPrice.objects.all().delete()
    assert calls.expected_cost("compare") == 0, "without a price nothing is known"
    ModelPrice.objects.create(
        model="gemini-2.5-flash", valid_from=date(2026, 1, 1), input_per_million=Decimal(1), output_per_million=10
    )
    usage = prices.TYPICAL["compare"]
    assert calls.expected_cost("compare") == Decimal(usage.input + 10 * usage.output) / 1_000_000
    assert calls.expected_cost("reason") > calls.expected_cost("extract") > calls.expected_cost("compare") > 0


def test_the_offline_judge_costs_nothing_and_gemini_does(offline, settings):
    assert calls.is_free("extract") and calls.expected_cost("extract") == 0
    settings.JUDGE, settings.GEMINI_API_KEY = "gemini", "key"
    assert not calls.is_free("extract")


def price(model: str = "m", *, days: int = 1, **columns: object) -> None:
    """In force since so many days."""
    values = {"input_per_million": 10, "output_per_million": 20, **columns}
    ModelPrice.objects.create(model=model, valid_from=timezone.now().date() - timedelta(days=days), **values)


def test_input_that_the_provider_had_kept_costs_less_where_the_table_says_so():
    usage = Usage(input=1_000_000, cached=400_000, output=100_000, thoughts=100_000)
    price(days=5)
    assert prices.cost(usage, "m") == 10 + 4
    price(days=1, cached_per_million=1)
    assert prices.cost(usage, "m") == Decimal("6.4") + 4
    price("free cache", cached_per_million=0)
    assert prices.cost(usage, "free cache") == 6 + 4


def test_a_price_from_the_future_prices_nothing():
    price(days=-1)
    assert prices.of("m") is None and prices.cost(Usage(input=1), "m") == 0
    price(days=0)
    assert prices.cost(Usage(input=1_000_000), "m") == 10, "the day itself counts"


def test_rounded_shares_add_up_to_the_rounded_sum():
    thirds = [Decimal(1) / 3 / 10**8] * 7
    assert sum(prices.rounded(thirds)) == Decimal("0.00000002") == sum(thirds).quantize(prices.SMALLEST)
    assert prices.rounded([Decimal("0.1"), Decimal(0)]) == [Decimal("0.1"), 0] and prices.rounded([]) == []


def test_answers_that_were_imported_tell_nothing_of_the_next_question(gemini):
    answered("0.004")
    answered("0", imported=True)
    assert calls.expected_cost("extract") == Decimal("0.004")


def test_every_role_has_a_typical_question():
    assert set(prices.TYPICAL) == set(ROLES)
