"""Pairs whose questions are asked together: fewer requests, the same verdicts, and nothing lost when it goes wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from dedup import work
from dedup.judging import ahead, calls, rulebook, runs
from dedup.models import ModelCall, Pair, Spu, Verdict, Work
from tests import factories as make

pytestmark = pytest.mark.django_db

COLOUR = {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "EqualsItemMatcher"}
RULE: dict[str, Any] = {"fields": [COLOUR], "outputs": {"colour": {"type": "text"}}, "pictures": "never"}
TITLES = ("red bag", "blue bag", "green bag", "black bag")


def value(word: str) -> dict[str, Any]:
    return {"f1": {"values": [word], "evidence": word}}


@pytest.fixture
def batched(gemini: Any, settings: Any) -> Any:
    """Four listings in four pairs, in one request."""
    settings.JUDGE_BATCH = 4
    make.rule_set(**RULE)
    listings = [make.spu(title) for title in TITLES]
    for n in range(4):
        make.pair(listings[n], listings[(n + 1) % 4])
    gemini.say({f"l{n}": value(title.split()[0]) for n, title in enumerate(TITLES, 1)})
    for title in TITLES:
        gemini.say(value(title.split()[0]), has=title)
    work.enqueue(Pair.objects.values_list("pk", flat=True))
    return gemini


def told() -> list[Any]:
    return list(Verdict.objects.filter(live=True).order_by("pair").values_list("level", "sentence", "evidence"))


def states() -> set[tuple[str, int]]:
    return set(Work.objects.values_list("state", "attempts"))


def test_four_pairs_of_four_listings_are_one_request(batched):
    assert ahead.pairs_at_once() == 4
    runs.drain_here()
    assert len(batched.calls) == 1 and ModelCall.objects.count() == 4
    assert set(Verdict.objects.values_list("level", flat=True)) == {"non_match"}
    assert work.counts().done == 4


def test_the_verdicts_are_those_of_one_pair_at_a_time(batched, settings):
    runs.drain_here()
    known = told()
    ModelCall.objects.update(together=1)
    settings.JUDGE_BATCH = 1
    assert ahead.pairs_at_once() == 1
    work.enqueue(Pair.objects.values_list("pk", flat=True))
    runs.drain_here()
    assert (
        list(Verdict.objects.filter(live=True).order_by("pair").values_list("level", "sentence", "evidence")) == known
    )
    assert len(batched.calls) == 1, "all is in the record"


def test_an_outage_puts_every_pair_back_and_charges_none(batched):
    batched.faults += ["503"] * 20
    assert not runs.judge_some(4)
    assert states() == {("ready", 0)} and not Verdict.objects.exists()
    assert len(batched.calls) <= calls.breaker.AFTER


def test_a_wrong_key_stops_the_run_and_gives_all_back(batched):
    batched.faults += ["badkey"] * 5
    with pytest.raises(calls.Stopped):
        runs.judge_some(4)
    assert states() == {("ready", 0)}


def test_a_listing_that_is_blocked_costs_only_its_own_pairs(batched):
    batched.faults += ["safety", "", "blocked"]
    runs.drain_here()
    assert work.counts().done == 4
    refused = [pk for pk, evidence in Verdict.objects.values_list("pair", "evidence") if "unreadable" in str(evidence)]
    assert len(refused) == 2 and len(batched.calls) == 5


def test_a_pair_that_nobody_can_examine_takes_no_other_down_with_it(batched):
    Spu.objects.filter(title="red bag").update(attributes=[])  # as no import would store it
    assert runs.judge_some(4)
    found = sorted(Work.objects.values_list("state", "attempts"))
    assert found == [("done", 1), ("done", 1), ("ready", 1), ("ready", 1)]


def test_what_came_back_is_judged_alone_so_it_cannot_wear_out_others(batched):
    poison = Work.objects.order_by("pk")[0]
    Work.objects.filter(pk=poison.pk).update(attempts=1)
    assert [held.work for held in work.claim_some(9)] == [poison.pk], "it is the first that is due"
    assert len(work.claim_some(9)) == 3


def test_a_worker_that_dies_with_several_in_hand_loses_none(batched):
    died = work.claim_some(4)
    assert len(died) == 4 and not work.claim_some(4)
    Work.objects.update(lease_until=F("run_after"))
    runs.drain_here()
    assert work.counts().done == 4 and Verdict.objects.count() == 4
    with pytest.raises(work.Lost):
        work.finish(died[0])


def test_a_pair_that_another_has_by_now_is_left_to_it(batched):
    held = work.claim_some(4)
    Work.objects.filter(pk=held[0].work).update(fence=F("fence") + 1)
    for claim in held:
        object.__setattr__(claim, "since", claim.since - 1_000)
    assert [one.work for one in ahead.renewed(held)] == [one.work for one in held[1:]]


def test_leases_are_whole_when_a_bundle_is_sent_however_young_they_were(batched, settings):
    held = work.claim_some(4)
    settings.WORK_LEASE_SECONDS = 1_000  # those of before end after 180
    ahead.ask(held, rulebook.current())
    assert len(batched.calls) == 1
    soon = timezone.now() + timedelta(seconds=900)
    assert Work.objects.filter(lease_until__gt=soon).count() == 4


def test_asking_ahead_records_answers_and_gives_no_verdict(batched):
    ahead.ask(work.claim_some(4), rulebook.current())
    assert ModelCall.objects.filter(failure="").count() == 4 and not Verdict.objects.exists()
