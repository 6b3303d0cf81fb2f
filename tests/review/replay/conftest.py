"""Decided pairs of one category whose rule compares a field of the listings: everything is known without a model."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from dedup.models import Pair
from review.models import Replay, ReplayLine
from review.replay import turns
from rules import drafts
from rules.models import Category, RuleSet
from rules.spec import RuleSpec
from tests import factories as make

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
COLOUR = {"field": "colour", "source": "inputProperty", "source_field": "colour", "matcher": "EqualsItemMatcher"}
SPEC: dict[str, Any] = {"fields": [BRAND], "pictures": "never"}
STRICTER: dict[str, Any] = {"fields": [BRAND, COLOUR], "pictures": "never"}


@pytest.fixture
def mia(db: None) -> User:
    return make.user("mia")


@pytest.fixture
def bags(mia: User) -> Category:
    """Bags are the same when the brand is; what no category says, the default says."""
    make.rule_set(**SPEC)
    make.rule_set("Bags", **SPEC)
    return make.category("Bags")


def decided(by: User, word: str = "different", a: str = "red", b: str = "red", **fields: Any) -> Pair:
    """Two bags of one brand in two colours, and what a person said of them."""
    fields = {"brand": "Ostara", "category": make.category("Bags"), **fields}
    pair = make.pair(make.spu(attributes={"colour": a}, **fields), make.spu(attributes={"colour": b}, **fields))
    survivor = pair.a if word in ("merge", "delist") else None
    make.decision(pair, by, word, survivor=survivor)
    return pair


def stricter(category: Category | None, spec: dict[str, Any] = STRICTER) -> RuleSet:
    return drafts.start(category, user=None, spec=RuleSpec.model_validate(spec))


def through(replay: Replay) -> Replay:
    turns.drain_here(replay)
    return replay


def levels(replay: Replay) -> dict[int, tuple[str, str]]:
    """Pair -> level under the live rules and under the draft."""
    rows = ReplayLine.objects.filter(replay=replay).values_list("pair", "old_level", "new_level")
    return {pair: (old, new) for pair, old, new in rows}
