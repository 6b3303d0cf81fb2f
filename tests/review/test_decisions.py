"""A person's word: what it does, who may say it, what becomes of a second one."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User

from dedup import queue
from dedup.merging import merges
from dedup.models import Decision, Merge, Pair, Spu
from review import claims, decisions
from tests import factories as make

pytestmark = pytest.mark.django_db


def waiting(*listings: Spu) -> Pair:
    pair = make.pair(*listings)
    make.verdict(pair)
    return pair


def say(pair: Pair, user: User, word: str, keep: Spu | None = None, **form: Any) -> decisions.Outcome:
    form = {"submit_key": uuid.uuid4(), "survivor_id": keep.pk if keep else None, **form}
    return decisions.decide(pair.pk, user, word, **form)


def take_back(outcome: decisions.Outcome, user: User) -> decisions.Outcome:
    return decisions.undo(outcome.decision.pk, user, uuid.uuid4())


def is_open(pair: Pair) -> bool:
    return Pair.objects.get(pk=pair.pk).open


def root(spu: Spu) -> int:
    return Spu.objects.get(pk=spu.pk).root_id


def test_merge_joins_the_listings_and_undo_parts_them(anna):
    pair = waiting()
    said = say(pair, anna, "merge", keep=pair.b)
    assert (said.kind, root(pair.a), is_open(pair)) == ("ok", pair.b_id, False)
    back = take_back(said, anna)
    assert (back.kind, back.decision.word) == ("ok", "undone")
    assert (root(pair.a), is_open(pair)) == (pair.a_id, True)


def test_delist_takes_the_other_listing_off_sale_with_its_family(anna):
    a, b, child = make.spu(), make.spu(), make.spu()
    say(make.pair(b, child), anna, "merge", keep=b)
    pair, other = waiting(a, b), waiting(child, make.spu())
    said = say(pair, anna, "delist", keep=a)
    assert set(Spu.objects.filter(delisted_by=said.decision)) == {b, child}
    assert not is_open(pair) and not is_open(other)
    take_back(said, anna)
    assert not Spu.objects.exclude(delisted_by=None).exists()
    assert is_open(pair) and is_open(other)


@pytest.mark.parametrize("word", ["different", "unsure"])
def test_a_word_without_effect_closes_the_pair_and_undo_reopens_it(anna, word):
    pair = waiting()
    said = say(pair, anna, word, reason="other size")
    assert (said.decision.reason, is_open(pair)) == ("other size", False)
    take_back(said, anna)
    assert is_open(pair)


def test_different_is_remembered_through_new_verdicts_and_new_searches(anna):
    pair = waiting()
    say(pair, anna, "different")
    make.verdict(pair, "match")
    Pair.objects.filter(pk=pair.pk).update(title_score=1.0, picture_score=1.0)
    queue.refresh(queue.pairs_of([pair.a_id, pair.b_id]))
    assert not is_open(pair)


def test_different_is_remembered_for_the_whole_families(anna):
    a, b, c = make.spu(), make.spu(), make.spu()
    apart, between = waiting(a, b), waiting(a, c)
    kept = say(apart, anna, "different").decision
    joined = say(make.pair(b, c), anna, "merge", keep=b)
    assert not is_open(between)
    with pytest.raises(merges.KeptApart) as refused:
        say(between, anna, "merge", keep=a)
    assert refused.value.decision == kept
    assert "anna decided" in str(refused.value) and f"pair {apart.pk}" in str(refused.value)
    assert decisions.live_of(between.pk) is None and root(a) == a.pk
    with pytest.raises(merges.KeptApart):
        say(between, anna, "delist", keep=a)
    take_back(joined, anna)
    assert is_open(between)


def test_a_double_click_is_one_decision(anna):
    pair, key = waiting(), uuid.uuid4()
    first = say(pair, anna, "merge", keep=pair.a, submit_key=key)
    second = say(pair, anna, "merge", keep=pair.a, submit_key=key)
    assert (first.kind, second.kind, second.decision) == ("ok", "same", first.decision)
    assert Decision.objects.count() == Merge.objects.count() == 1


def test_an_old_form_sent_again_with_another_word_is_not_taken_for_a_double_click(anna):
    pair, key = waiting(), uuid.uuid4()
    say(pair, anna, "unsure", submit_key=key)
    assert say(pair, anna, "different", submit_key=key).kind == "conflict"


def test_whoever_decides_second_is_told_what_the_first_one_said(anna, bo):
    pair = waiting()
    first = say(pair, anna, "different")
    second = say(pair, bo, "merge", keep=pair.a)
    assert (second.kind, second.decision) == ("conflict", first.decision)
    assert root(pair.b) == pair.b_id


def test_listings_that_were_merged_through_another_pair_meanwhile_are_a_conflict(anna, bo):
    a, b, c = make.spu(), make.spu(), make.spu()
    pair = waiting(b, c)
    say(make.pair(a, b), anna, "merge", keep=a)
    joined = say(make.pair(a, c), anna, "merge", keep=a)
    for word, keep in (("merge", b), ("different", None), ("unsure", None)):
        outcome = say(pair, bo, word, keep=keep)
        assert (outcome.kind, outcome.decision) == ("conflict", joined.decision)


def test_a_listing_that_was_taken_off_sale_meanwhile_is_a_conflict(anna, bo):
    a, b, c = make.spu(), make.spu(), make.spu()
    pair = waiting(b, c)
    gone = say(make.pair(a, b), anna, "delist", keep=a)
    outcome = say(pair, bo, "merge", keep=c)
    assert (outcome.kind, outcome.decision) == ("conflict", gone.decision)


def test_an_unsure_that_the_page_showed_may_be_answered_by_anybody(anna, bo):
    pair = waiting()
    unsure = say(pair, anna, "unsure").decision
    answer = say(pair, bo, "merge", keep=pair.a, seen_id=unsure.pk)
    unsure.refresh_from_db()
    assert (answer.kind, unsure.superseded_by) == ("ok", answer.decision)


def test_a_different_is_replaced_by_its_author_or_a_senior_only(anna, bo):
    senior = make.user("olga", "senior moderator")
    for user, kind in ((bo, "conflict"), (anna, "ok"), (senior, "ok")):
        pair = waiting()
        standing = say(pair, anna, "different").decision
        assert say(pair, user, "merge", keep=pair.a, seen_id=standing.pk).kind == kind


def test_a_merge_has_to_be_taken_back_before_another_word(anna):
    pair = waiting()
    merged = say(pair, anna, "merge", keep=pair.a).decision
    assert say(pair, anna, "different", seen_id=merged.pk).decision == merged


def test_a_pair_that_was_taken_back_is_decided_anew_by_a_page_that_did_not_see_it(anna, bo):
    pair = waiting()
    take_back(say(pair, anna, "merge", keep=pair.a), anna)
    assert say(pair, bo, "different").kind == "ok"
    assert Decision.objects.filter(pair=pair, superseded_by=None).count() == 1


def test_a_newer_verdict_does_not_stop_a_person_and_the_one_they_saw_is_kept(anna):
    pair = make.pair()
    seen = make.verdict(pair, "likely_match")
    make.verdict(pair, "match")
    said = say(pair, anna, "merge", keep=pair.a, verdict_id=seen.pk)
    assert (said.kind, said.decision.verdict) == ("ok", seen)


def test_a_decision_ends_the_claim(anna):
    pair = waiting()
    claims.claim(pair.pk, anna)
    say(pair, anna, "unsure")
    assert claims.holder(pair.pk) is None


def test_forms_that_make_no_sense_are_refused_in_words(anna):
    pair, other = waiting(), waiting()
    strange = other.verdicts.get()
    for word, form, sentence in (
        ("undone", {}, "is not a decision"),
        ("merge", {}, "which of the two listings stays"),
        ("merge", {"keep": other.a}, "which of the two listings stays"),
        ("different", {"keep": pair.a}, "Only “same” names"),
        ("different", {"verdict_id": strange.pk}, "another pair"),
    ):
        with pytest.raises(decisions.Refused, match=sentence):
            say(pair, anna, word, **form)
    assert not Decision.objects.exists()


def test_undo_sent_twice_is_one_undo(anna):
    pair, key = waiting(), uuid.uuid4()
    said = say(pair, anna, "merge", keep=pair.a).decision
    assert [decisions.undo(said.pk, anna, key).kind for _ in range(2)] == ["ok", "same"]


def test_undo_of_what_was_taken_back_or_replaced_meanwhile_is_a_conflict(anna):
    senior = make.user("olga", "senior moderator")
    pair = waiting()
    unsure = say(pair, anna, "unsure")
    later = say(pair, anna, "different", seen_id=unsure.decision.pk)
    assert take_back(unsure, anna).decision == later.decision
    back = take_back(later, senior)
    assert (take_back(later, anna).kind, take_back(later, anna).decision) == ("conflict", back.decision)
    with pytest.raises(decisions.Refused, match="taken back already"):
        take_back(back, anna)


def test_a_merge_that_later_merges_rest_on_is_taken_back_after_them(anna):
    a, b, c = make.spu(), make.spu(), make.spu()
    first = say(make.pair(a, b), anna, "merge", keep=b)
    second = say(make.pair(a, c), anna, "merge", keep=c)
    with pytest.raises(decisions.StillNeeded) as refused:
        take_back(first, anna)
    assert refused.value.decisions == [second.decision]
    assert f"pair {second.decision.pair_id}" in str(refused.value)
    take_back(second, anna)
    assert take_back(first, anna).kind == "ok"
    assert [root(spu) for spu in (a, b, c)] == [a.pk, b.pk, c.pk]


def test_a_merge_that_a_later_one_does_not_rest_on_is_taken_back_at_any_time(anna):
    a, b, c = make.spu(), make.spu(), make.spu()
    first = say(make.pair(a, b), anna, "merge", keep=b)
    say(make.pair(b, c), anna, "merge", keep=c)
    assert take_back(first, anna).kind == "ok"
    assert [root(spu) for spu in (a, b, c)] == [a.pk, c.pk, c.pk]


def test_a_merge_inside_a_family_that_was_taken_off_sale_waits_for_the_listing_to_return(anna):
    a, b, c = make.spu(), make.spu(), make.spu()
    joined = say(make.pair(a, b), anna, "merge", keep=a)
    gone = say(make.pair(b, c), anna, "delist", keep=c)
    with pytest.raises(decisions.StillNeeded) as refused:
        take_back(joined, anna)
    assert refused.value.decisions == [gone.decision]
    take_back(gone, anna)
    assert take_back(joined, anna).kind == "ok"


def test_the_undo_key_takes_back_the_latest_word_that_stands(anna, bo):
    assert decisions.last_of(anna) is None
    first, second = say(waiting(), anna, "unsure"), say(waiting(), anna, "different")
    say(waiting(), bo, "different")
    assert decisions.last_of(anna) == second.decision
    take_back(second, anna)
    assert decisions.last_of(anna) == first.decision
