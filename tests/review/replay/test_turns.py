"""What ends a replay, what makes it wait, and that it comes to what judging afresh comes to."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from review.replay import lines, start, turns
from rules.models import Category, RuleSet
from tests import factories as make

from .conftest import SPEC, decided, levels, stricter, through

pytestmark = pytest.mark.django_db


def test_old_and_new_level_of_every_pair(bags: Category, mia: User) -> None:
    flipped, kept = decided(mia, "different", "red", "blue"), decided(mia, "merge")
    replay = through(start(stricter(bags), user=mia))
    assert (replay.state, replay.ended_at is not None) == ("done", True)
    assert levels(replay) == {flipped.pk: ("match", "non_match"), kept.pk: ("match", "match")}
    line = replay.lines.get(pair=flipped)
    assert line.old_sentence != line.new_sentence
    assert "Colour differs" in line.new_sentence


def test_it_compares_what_the_draft_said_when_it_began(bags: Category, mia: User) -> None:
    pair = decided(mia, "different", "red", "blue")
    draft = stricter(bags)
    replay = start(draft, user=mia)
    RuleSet.objects.filter(pk=draft.pk).update(spec=SPEC)
    assert levels(through(replay)) == {pair.pk: ("match", "non_match")}


def test_other_live_rules_stop_it(bags: Category, mia: User) -> None:
    decided(mia)
    replay = start(stricter(bags), user=mia)
    RuleSet.objects.filter(category=bags, state="live").update(state="retired")
    make.rule_set("Bags", fields=[], pictures="never")
    through(replay)
    assert (replay.state, replay.error) == ("stopped", turns.OTHER_RULES)


def test_without_a_pair_it_is_done_at_once(bags: Category, mia: User) -> None:
    replay = through(start(stricter(bags), user=mia))
    assert (replay.state, lines.counts(replay).total) == ("done", 0)


def test_two_replays_take_turns(bags: Category, mia: User) -> None:
    decided(mia)
    decided(mia, category=None)
    first, second = start(stricter(bags), user=mia), start(stricter(None), user=mia)
    turns.drain(5)
    for replay in (first, second):
        replay.refresh_from_db()
        assert replay.state == "done"


def test_a_pair_that_goes_away_is_no_trouble(bags: Category, mia: User) -> None:
    gone, kept = decided(mia), decided(mia)
    replay = start(stricter(bags), user=mia)
    replay.lines.filter(pair=gone).delete()
    assert set(levels(through(replay))) == {kept.pk}
