"""What the next questions will cost, before anybody is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

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
