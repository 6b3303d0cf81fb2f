"""A pair's rule is known without a query: judging more pairs reads the rules no more often."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dedup import work
from dedup.judging import rulebook, runs
from dedup.models import Verdict
from tests import factories as make

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}


def queries(pairs: int) -> list[str]:
    """What is asked of the database while so many pairs of a category with an inherited rule are judged."""
    node = make.category("A", "B", "C")
    found = [make.pair(*(make.spu(brand="Ora", category=node) for _ in "ab")) for _ in range(pairs)]
    work.enqueue([pair.pk for pair in found])
    rulebook.current()
    with CaptureQueriesContext(connection) as captured:
        while runs.judge_next():
            pass
    assert Verdict.objects.filter(pair__in=found, live=True).count() == pairs
    return [query["sql"] for query in captured]


def test_judging_a_pair_asks_nothing_about_rules() -> None:
    make.rule_set(fields=[BRAND])
    make.rule_set("A", extends="parent", pictures="never")
    queries(1)
    many = queries(7)
    of_rules = [sql for sql in many if 'FROM "rules_ruleset"' in sql or 'FROM "rules_category"' in sql]
    assert of_rules == []
