"""The numbers of a category's versions, which one is live, and the edition: all live ones together."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max

from rules.models import Category, RuleSet

LOCK = 0x4F4C_0002  # advisory: one draft or publication at a time, so that numbers are given once

# Live rule sets never change, so which ones are live says what every rule is, also of those that extend others.
EDITION = "SELECT md5(string_agg(id::text, ',' ORDER BY id)) FROM rules_ruleset WHERE state = 'live'"


def lock() -> None:
    """Until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def live_of(category: Category | None) -> RuleSet | None:
    return RuleSet.objects.filter(category=category, state=RuleSet.State.LIVE).first()


def above(category: Category | None) -> RuleSet | None:
    """The live one that a rule of this category extends: of the next category up that has one, else the default."""
    while category:
        category = category.parent
        if found := live_of(category):
            return found
    return None


def next_of(category: Category | None) -> int:
    newest = RuleSet.objects.filter(category=category).aggregate(newest=Max("version"))["newest"]
    return (newest or 0) + 1
