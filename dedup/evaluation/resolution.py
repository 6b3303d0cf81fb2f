"""How long it takes to know the rule of every listing: a tree of categories, half of them with a rule of their own."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from rules import categories, resolve
from rules.models import RuleSet

LISTINGS = 100_000
CATEGORIES = 500
LINE = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
SPEC = {"fields": [LINE], "prompt": "Of a listing in $category read $outputs."}
EXTENSION = {"extends": "parent", "fields": [{**LINE, "field": "gtin", "source_field": "gtin"}]}


def run(*, listings: int = LISTINGS, of_categories: int = CATEGORIES) -> dict[str, Any]:
    """Seconds to load the rules and to resolve every listing, and a pair for each; queries for all together.

    Writes categories and rules: only for a scratch database or a test's.
    """
    nodes = _tree(of_categories)
    _rules(nodes)
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        rules = resolve.load()
        loaded = time.perf_counter()
        for number in range(listings):
            rules.for_category(nodes[number % len(nodes)])
        one_by_one = time.perf_counter()
        for number in range(listings):
            rules.for_pair(nodes[number % len(nodes)], nodes[-number % len(nodes)])
        end = time.perf_counter()
    return {
        "listings": listings,
        "categories": len(nodes),
        "rules": len(rules.live),
        "load_seconds": round(loaded - start, 3),
        "listings_seconds": round(one_by_one - loaded, 3),
        "pairs_seconds": round(end - one_by_one, 3),
        "queries": len(queries),
    }


def _tree(size: int) -> list[int]:
    """Of a tree with a few nodes on the first and second level and `size` on the third the first `size`, top down."""
    return list(categories.ensure([f"a{n % 5}", f"b{n % 25}", f"c{n}"] for n in range(size)).values())[:size]


def _rules(nodes: list[int]) -> None:
    """Every second category has a rule, and every second of these extends the one above."""
    RuleSet.objects.bulk_create(
        RuleSet(category_id=pk, version=1, state="live", spec=spec, published_at="2026-01-01T00:00Z")
        for pk, spec in [(None, SPEC), *((pk, (SPEC, EXTENSION)[n % 2]) for n, pk in enumerate(nodes[::2]))]
    )
