"""The hour without a provider, in small: ten minutes, eighty pairs."""

from __future__ import annotations

from typing import Any

import pytest

from dedup.evaluation import outage, scratch

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_outage_loses_nothing_and_costs_few_calls(settings: Any) -> None:
    settings.JUDGE_CALLS_A_DAY, settings.JUDGE_CALLS_PER_MINUTE = "5", "5"  # the shop's own limits are no matter of it
    with scratch.database():
        found = outage.run(80, outage_seconds=600)
    assert (found["pairs"], found["calls"]) == (80, 81), "a chain of 81 listings, each read once"
    assert found["outage_seconds"] == 600
    assert [found[name] for name in ("lost", "doubled", "paid_twice", "given_up")] == [0, 0, 0, 0]
    # Three in a row of four workers open the breaker; then one try a minute, at the most.
    assert outage.WORKERS <= found["wasted_calls"] <= 3 + outage.WORKERS + 600 / 60 + 6
    assert found["first_answer_after_seconds"] <= 62
