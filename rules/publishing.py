"""A rule set goes live, and the one before it retires, in one transaction."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from rules.models import Category, RuleSet
from rules.spec import RuleSpec

LOCK = 0x4F4C_0002  # advisory: one publication at a time


def publish(
    category: Category | None, spec: RuleSpec, *, user: User | None = None, note: str = "", source_group: str = ""
) -> RuleSet:
    """The live rule set of a category (None: of the whole shop) with this spec.

    Where the same spec is live already, it stays; only a new `source_group` is written.
    """
    with transaction.atomic():
        _lock()
        live = RuleSet.objects.filter(category=category, state=RuleSet.State.LIVE).first()
        if live and live.spec == spec.dump():
            return _regrouped(live, source_group)
        if live:
            RuleSet.objects.filter(pk=live.pk).update(state=RuleSet.State.RETIRED)
        return RuleSet.objects.create(
            category=category,
            version=_next_version(category),
            state=RuleSet.State.LIVE,
            spec=spec.dump(),
            source_group=source_group,
            note=note,
            created_by=user,
            published_at=timezone.now(),
        )


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _regrouped(live: RuleSet, source_group: str) -> RuleSet:
    if source_group and live.source_group != source_group:
        live.source_group = source_group
        live.save(update_fields=["source_group"])
    return live


def _next_version(category: Category | None) -> int:
    newest = RuleSet.objects.filter(category=category).aggregate(newest=Max("version"))["newest"]
    return (newest or 0) + 1
