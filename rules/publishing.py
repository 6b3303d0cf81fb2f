"""Putting a version of a category's rules in force. The one before it retires and stays as it was."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from .models import Category, RuleSet
from .spec import RuleSpec


def live_of(category: Category | None) -> RuleSet | None:
    """The category's own live rule set (the default's without a category), not an inherited one."""
    return RuleSet.objects.filter(category=category, state=RuleSet.State.LIVE).first()


@transaction.atomic
def publish(
    category: Category | None, spec: RuleSpec, *, user: User | None = None, note: str = "", source_group: str = ""
) -> RuleSet:
    """Make this spec the live one, as the next version. A live one that says the same is left alone."""
    # One row to lock per category, whatever versions it has; the default has none, so it locks them all.
    list(RuleSet.objects.select_for_update().filter(category=category).order_by("pk"))
    live = live_of(category)
    if live and (live.spec, live.source_group) == (spec.dump(), source_group):
        return live
    last = RuleSet.objects.filter(category=category).aggregate(last=Max("version"))["last"] or 0
    if live:
        live.state = RuleSet.State.RETIRED
        live.save(update_fields=["state"])
    return RuleSet.objects.create(
        category=category,
        version=last + 1,
        state=RuleSet.State.LIVE,
        spec=spec.dump(),
        source_group=source_group,
        note=note,
        created_by=user,
        published_at=timezone.now(),
    )
