"""The rule of every listing is known in a second, with the queries of one load."""

from __future__ import annotations

import pytest

from dedup.evaluation import resolution

pytestmark = pytest.mark.django_db


def test_a_hundred_thousand_listings_of_five_hundred_categories_in_a_second() -> None:
    figures = resolution.run()
    assert (figures["listings"], figures["categories"], figures["rules"]) == (100_000, 500, 251)
    assert figures["cpu_seconds"] < 1
    assert figures["queries"] == 2
