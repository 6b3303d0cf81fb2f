"""Which pairs a replay is over, and how it begins and ends."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import User

from dedup.models import Decision
from review import decisions
from review.models import Replay
from review.replay import AlreadyRunning, cancel, latest, lines, replays, start
from rules import drafts, resolve
from rules.models import Category, RuleSet
from rules.spec import RuleSpec
from tests import factories as make

from .conftest import COLOUR, SPEC, STRICTER, decided, levels, stricter, through

pytestmark = pytest.mark.django_db


def pairs_of(replay: Replay) -> set[int]:
    return set(replay.lines.values_list("pair", flat=True))


def test_same_and_different_count_and_nothing_else(bags: Category, mia: User) -> None:
    counted = {decided(mia, word).pk: word != "different" for word in ("merge", "delist", "different")}
    decided(mia, "unsure")
    taken_back = Decision.objects.get(pair=decided(mia, "different"))
    decisions.undo(taken_back.pk, mia, uuid.uuid4())
    replay = start(stricter(bags), user=mia)
    assert dict(replay.lines.values_list("pair", "same")) == counted


def test_only_pairs_that_the_draft_would_judge(bags: Category, mia: User) -> None:
    """Below it where no rule of its own stands, or one that extends it; not beside it, not above, not across."""
    below, extending, own = (make.category("Bags", name) for name in ("Cases", "Purses", "Straps"))
    make.rule_set("Bags", "Purses", extends="parent")
    make.rule_set("Bags", "Straps", **SPEC)
    inside = {decided(mia, category=node).pk for node in (bags, below, extending)}
    across = decided(mia, category=below)
    across.b.category = extending
    across.b.save()
    decided(mia, category=own)
    decided(mia, category=make.category("Shoes"))
    decided(mia, category=None)
    assert pairs_of(start(stricter(bags), user=mia)) == inside | {across.pk}


def test_a_draft_of_the_default_covers_what_has_no_rule(bags: Category, mia: User) -> None:
    decided(mia)
    covered = {decided(mia, category=node).pk for node in (None, make.category("Shoes"))}
    assert pairs_of(start(stricter(None), user=mia)) == covered


def test_a_line_taken_away_reaches_the_rules_that_extend_too(mia: User) -> None:
    make.rule_set(**SPEC)
    make.rule_set("Bags", fields=[*SPEC["fields"], COLOUR], pictures="never")
    make.rule_set("Bags", "Cases", extends="parent")
    pair = decided(mia, "merge", "red", "blue", category=make.category("Bags", "Cases"))
    replay = through(start(stricter(make.category("Bags"), {"extends": "parent"}), user=mia))
    assert levels(replay) == {pair.pk: ("non_match", "match")}


def test_the_same_seed_draws_the_same_sample(bags: Category, mia: User) -> None:
    everything = {decided(mia).pk for _ in range(30)}
    draft = stricter(bags)

    def drawn(seed: int) -> set[int]:
        replay = start(draft, user=mia, sample=10, seed=seed)
        cancel(replay)
        return pairs_of(replay)

    assert len(drawn(1)) == 10 and drawn(1) < everything
    assert drawn(1) == drawn(1)
    assert len({frozenset(drawn(seed)) for seed in range(5)}) > 1


def test_a_sample_larger_than_what_there_is_is_all(bags: Category, mia: User) -> None:
    pair = decided(mia)
    assert pairs_of(start(stricter(bags), user=mia, sample=1000)) == {pair.pk}


def test_one_replay_of_a_draft_at_a_time(bags: Category, mia: User) -> None:
    decided(mia)
    draft = stricter(bags)
    first = start(draft, user=mia)
    with pytest.raises(AlreadyRunning, match="cancel it first"):
        start(draft, user=mia)
    assert cancel(first)
    assert not cancel(first)
    assert start(draft, user=mia).state == "running"


def test_without_a_live_default_nothing_can_be_compared(mia: User) -> None:
    decided(mia)
    with pytest.raises(resolve.MissingDefault):
        start(stricter(make.category("Bags")), user=mia)
    assert not Replay.objects.exists()


def test_a_replay_is_the_latest_only_while_the_draft_says_the_same(bags: Category, mia: User) -> None:
    decided(mia)
    draft = stricter(bags)
    assert latest(draft) is None
    replay = start(draft, user=mia)
    assert latest(draft) is None, "it is not done"
    through(replay)
    assert latest(draft) == replay
    changed = drafts.save(draft, RuleSpec.model_validate(SPEC), user=mia, revision=draft.revision)
    assert latest(changed) is None
    back = drafts.save(changed, RuleSpec.model_validate(STRICTER), user=mia, revision=changed.revision)
    assert latest(back) == replay


def test_a_replay_is_not_the_latest_under_other_live_rules(bags: Category, mia: User) -> None:
    decided(mia)
    draft = stricter(bags)
    through(start(draft, user=mia))
    RuleSet.objects.filter(category=bags, state="live").update(state="retired")
    assert latest(draft), "the default says the same"
    make.rule_set("Bags", fields=[], pictures="never")
    assert latest(draft) is None


def test_a_cancelled_replay_can_go_on(bags: Category, mia: User) -> None:
    pair = decided(mia, "different", "red", "blue")
    replay = start(stricter(bags), user=mia)
    held = lines.take(replay)
    assert held
    cancel(replay)
    replay.refresh_from_db()
    assert (replay.state, lines.take(replay)) == ("cancelled", None)
    assert replay.ended_at
    replays.go_on(replay)
    assert levels(through(replay)) == {pair.pk: ("match", "non_match")}


def test_discarding_the_draft_takes_its_replays_along(bags: Category, mia: User) -> None:
    decided(mia)
    draft = stricter(bags)
    through(start(draft, user=mia))
    drafts.discard(draft, user=mia, revision=draft.revision)
    assert not Replay.objects.exists()
