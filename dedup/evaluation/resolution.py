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
COLOUR = {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "EnumItemMatcher"}
EXTENSION = {"extends": "parent", "fields": [{**LINE, "field": "gtin", "source_field": "gtin"}]}


def run(*, listings: int = LISTINGS, of_categories: int = CATEGORIES) -> dict[str, Any]:
    """Seconds to read the rules and to resolve every listing, and a pair for each; queries for all together.

    `cpu_seconds` is all of it as this process worked; the others are by the clock.

    Writes categories and rules: only for a scratch database or a test's.
    """
    nodes = _tree(of_categories)
    _rules(nodes)
    with CaptureQueriesContext(connection) as queries:
        start, worked = time.perf_counter(), time.process_time()
        rules = resolve.load()
        loaded = time.perf_counter()
        for number in range(listings):
            rules.for_category(nodes[number % len(nodes)])
        one_by_one = time.perf_counter()
        for number in range(listings):
            rules.for_pair(nodes[number % len(nodes)], nodes[-number % len(nodes)])
        end, worked = time.perf_counter(), time.process_time() - worked
    return {
        "listings": listings,
        "categories": len(nodes),
        "rules": len(rules.live),
        "load_seconds": round(loaded - start, 3),
        "listings_seconds": round(one_by_one - loaded, 3),
        "pairs_seconds": round(end - one_by_one, 3),
        "cpu_seconds": round(worked, 3),
        "queries": len(queries),
    }


def _tree(size: int) -> list[int]:
    """Of a tree with a few nodes on the first and second level and `size` on the third the first `size`, top down."""
    return list(categories.ensure([f"a{n % 5}", f"b{n % 25}", f"c{n}"] for n in range(size)).values())[:size]


def _rules(nodes: list[int]) -> None:
    """Every second category has a rule, and every second of these extends the one above."""
    specs = [(pk, EXTENSION if number % 2 else _spec(number)) for number, pk in enumerate(nodes[::2])]
    RuleSet.objects.bulk_create(
        RuleSet(category_id=pk, version=1, state="live", spec=spec, published_at="2026-01-01T00:00Z")
        for pk, spec in [(None, _spec(-1)), *specs]
    )


def _spec(number: int) -> dict[str, Any]:
    """As long as a rule gets: a closed list of values with synonyms. No two are alike."""
    values = {f"value {number} {n}": [f"synonym {n} {k}" for k in range(4)] for n in range(50)}
    outputs = {"colour": {"type": "enum", "values": values}}
    return {"fields": [LINE, COLOUR], "outputs": outputs, "prompt": "Of a listing in $category read $outputs."}
