"""Rows for tests, made the shortest way; every default can be said otherwise."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection

from dedup import queue
from dedup.models import Decision, Pair, Spu, Verdict
from rules.models import Category, RuleSet

_numbers = itertools.count(1)


def category(*names: str) -> Category:
    parent: Category | None = None
    for depth in range(1, len(names) + 1):
        path = list(names[:depth])
        parent, _ = Category.objects.get_or_create(path=path, defaults={"name": path[-1], "parent": parent})
    assert parent is not None
    return parent


def rule_set(*names: str, state: str = "live", **spec: Any) -> RuleSet:
    """The live rule set of a category (of the whole shop without names); an existing one is reused."""
    node = category(*names) if names else None
    found = RuleSet.objects.filter(category=node, state=state).first()
    if found and not spec:
        return found
    from django.utils import timezone

    values: dict[str, Any] = {"version": RuleSet.objects.filter(category=node).count() + 1, "state": state}
    if state in ("live", "retired"):
        values["published_at"] = timezone.now()
    if state == "background":
        values["background_since"] = timezone.now()
    return RuleSet.objects.create(category=node, spec=spec, **values)


def spu(title: str = "", **fields: Any) -> Spu:
    number = next(_numbers)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('dedup_spu', 'id'))")
        (pk,) = cursor.fetchone()
    values = {"external_id": f"shop:{number}", "title": title or f"Listing {number}", "content_hash": f"hash {number}"}
    return Spu.objects.create(id=pk, root_id=pk, **{**values, **fields})


def pair(a: Spu | None = None, b: Spu | None = None, **fields: Any) -> Pair:
    low, high = sorted((a or spu(), b or spu()), key=lambda row: row.pk)
    values: dict[str, Any] = {"title_score": 0.9}
    return Pair.objects.create(a=low, b=high, root_a_id=low.root_id, root_b_id=high.root_id, **{**values, **fields})


def verdict(of: Pair, level: str = "likely_match", **fields: Any) -> Verdict:
    """A live verdict, with the queue brought up to date as the cascade does it."""
    of.verdicts.filter(live=True).update(live=False)
    values: dict[str, Any] = {
        "settled_by": "text",
        "sentence": "Brand agrees.",
        "evidence": {},
        "backend": "offline",
        "to_people": level in ("match", "likely_match"),
    }
    made = Verdict.objects.create(
        pair=of, level=level, **{**values, "rule_set": fields.pop("rule_set", None) or rule_set(), **fields}
    )
    queue.refresh([of.pk])
    return made


def user(name: str = "", group: str = "moderator") -> User:
    made = User.objects.create_user(name or f"user{next(_numbers)}", password="pass")
    made.groups.add(Group.objects.get(name=group))
    return made


def decision(of: Pair, reviewer: User, word: str = "different", **fields: Any) -> Decision:
    made = Decision.objects.create(pair=of, reviewer=reviewer, word=word, submit_key=uuid.uuid4(), **fields)
    queue.refresh([of.pk])
    return made
