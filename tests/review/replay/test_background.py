"""A draft in the background: new pairs are judged by it too, and nothing else happens."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from dedup.models import Decision, Merge, Pair, Spu, Verdict, Work
from review.models import Replay
from review.replay import background, replays, results, turns
from review.replay.scores import Share
from rules import drafts
from rules.models import Category, RuleSet
from rules.spec import RuleSpec
from tests import factories as make

from .conftest import SPEC, levels, stricter

pytestmark = pytest.mark.django_db
UNTOUCHED = (Decision, Merge, Pair, RuleSet, Spu, Verdict, Work)


def judged(category: Category | None, a: str = "red", b: str = "blue") -> Pair:
    """A pair of one brand that the live rules have judged just now."""
    sides = [make.spu(brand="Ostara", category=category, attributes={"colour": colour}) for colour in (a, b)]
    pair = make.pair(*sides)
    make.verdict(pair, "match")
    return pair


def beside(category: Category | None) -> RuleSet:
    return drafts.to_background(stricter(category), user=None)


def run() -> Replay:
    background.gather()
    replay = Replay.objects.get(kind="background", state="running")
    turns.drain(5)
    return replay


def everything() -> dict[str, Any]:
    """All rows of what must stay as it is, as PostgreSQL sees them."""
    found = {}
    with connection.cursor() as cursor:
        for model in UNTOUCHED:
            cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t ORDER BY id")
            found[model.__name__] = cursor.fetchall()
    return found


def test_new_pairs_are_compared_and_nothing_is_touched(bags: Category) -> None:
    judged(bags)
    draft = beside(bags)
    pair, agreed = judged(bags), judged(bags, "red", "red")
    judged(make.category("Shoes"))
    before = everything()
    replay = run()
    assert everything() == before
    assert levels(replay) == {pair.pk: ("match", "non_match"), agreed.pk: ("match", "match")}
    assert results.result(replay).agreement == Share(1, 2)
    assert [line.pair_id for line in results.flips(replay, "crossed")] == [pair.pk]
    assert draft.state == "background"


def test_a_pair_is_compared_once(bags: Category) -> None:
    beside(bags)
    pair = judged(bags)
    replay = run()
    make.verdict(pair, "match")
    assert background.gather() == 0
    later = judged(bags)
    assert background.gather() == 1
    turns.drain(1)
    assert set(levels(replay)) == {pair.pk, later.pk}


def test_it_ends_with_the_background(bags: Category) -> None:
    draft = beside(bags)
    judged(bags)
    replay = run()
    drafts.from_background(draft, user=None)
    background.gather()
    replay.refresh_from_db()
    assert (replay.state, levels(replay) != {}) == ("done", True)


def test_where_it_stopped_it_waits_for_somebody(bags: Category) -> None:
    """A wrong key, say: asking on would fail again, and so would a new comparison every ten seconds."""
    beside(bags)
    pair = judged(bags)
    replay = run()
    replays.end(replay, "stopped", "The key is wrong.")
    later = judged(bags)
    background.gather()
    turns.drain(1)
    assert Replay.objects.count() == 1
    assert levels(replay)[later.pk] == ("", "")
    replays.go_on(replay)
    turns.drain(1)
    assert levels(replay) == {pair.pk: ("match", "non_match"), later.pk: ("match", "non_match")}


def test_a_changed_draft_is_compared_anew(bags: Category) -> None:
    draft = beside(bags)
    judged(bags)
    first = run()
    drafts.save(draft, RuleSpec.model_validate(SPEC), user=None, revision=draft.revision)
    pair = judged(bags)
    second = run()
    first.refresh_from_db()
    assert first.state == "done"
    assert levels(second) == {pair.pk: ("match", "match")}


def test_a_draft_that_cannot_be_read_does_not_stop_the_others(bags: Category) -> None:
    shoes = make.category("Shoes")
    broken = beside(shoes)
    RuleSet.objects.filter(pk=broken.pk).update(spec={"fields": "none"})
    beside(bags)
    pair = judged(bags)
    assert set(levels(run())) == {pair.pk}
