"""Thirty reviewers at once: nobody is given what another has, nothing is decided twice, every press gets its answer."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from dedup import queue
from dedup.merging import merges
from dedup.models import Decision, Pair, Spu
from review import decisions, queues
from review.filters import Filters
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

REVIEWERS, PAIRS = 30, 150


def in_thread(act: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return act(*arguments)
    finally:
        connection.close()


def at_once(*acts: Callable[[], str]) -> list[str]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(lambda act: in_thread(act), acts))


def press(pair: Pair, user: User, key: uuid.UUID) -> Callable[[], str]:
    return lambda: decisions.decide(pair.pk, user, "different", submit_key=key).kind


def review(seed: int, user: User, others: list[User]) -> tuple[list[int], Counter[str]]:
    """Take what comes until nothing does; now and then click twice, or meet another person."""
    dice = random.Random(seed)  # noqa: S311
    given, seen = list[int](), Counter[str]()
    while pair := queues.next_pair(user, Filters()):
        given.append(pair.pk)
        key, chance = uuid.uuid4(), dice.random()
        presses = [press(pair, user, key)]
        if chance < 0.2:
            seen["double " + "+".join(at_once(*presses, press(pair, user, key)))] += 1
        elif chance < 0.4:
            other = dice.choice([person for person in others if person != user])
            seen["collision " + "+".join(at_once(*presses, press(pair, other, uuid.uuid4())))] += 1
        else:
            seen[presses[0]()] += 1
    return given, seen


@pytest.mark.slow
def test_thirty_reviewers():
    for _ in range(PAIRS):
        make.verdict(make.pair())
    people = [make.user() for _ in range(REVIEWERS)]
    with ThreadPoolExecutor(REVIEWERS) as pool:
        shifts = list(pool.map(lambda n: in_thread(review, n, people[n], people), range(REVIEWERS)))
    given = [pair for shift, _ in shifts for pair in shift]
    assert sorted(given) == sorted(Pair.objects.values_list("pk", flat=True))
    assert Decision.objects.count() == Decision.objects.filter(superseded_by=None).count() == PAIRS
    seen = sum((seen for _, seen in shifts), Counter[str]())
    assert set(seen) == {"ok", "double ok+same", "collision conflict+ok"}


def test_a_merge_and_a_different_pressed_together_never_both_stand():
    """a and b are one family once c joins both; "different" of (a, b) must be seen by whoever comes second."""
    people = [make.user(), make.user()]
    for _ in range(20):
        a, b, c = make.spu(), make.spu(), make.spu()
        apart, joining = make.pair(a, b), make.pair(b, c)
        first = make.pair(a, c)
        decisions.decide(first.pk, people[0], "merge", submit_key=uuid.uuid4(), survivor_id=a.pk)
        at_once(lambda j=joining, b=b: say_merge(j, people[0], b), press(apart, people[1], uuid.uuid4()))
        together = Spu.objects.get(pk=a.pk).root_id == Spu.objects.get(pk=b.pk).root_id
        kept = Decision.objects.filter(pair=apart, word="different", superseded_by=None).exists()
        assert together != kept
    assert queue.differences() == []


def say_merge(pair: Pair, user: User, keep: Spu) -> str:
    try:
        return decisions.decide(pair.pk, user, "merge", submit_key=uuid.uuid4(), survivor_id=keep.pk).kind
    except merges.KeptApart:
        return "kept apart"


def test_a_verdict_written_while_a_merge_commits_stores_the_new_root():
    """The two write the same pair's columns; whoever is second works from what the first one left."""
    for _ in range(10):
        pair, joining = make.pair(), None
        make.verdict(pair)
        joining = make.pair(pair.a, make.spu())
        user = make.user()
        at_once(
            lambda j=joining, u=user: say_merge(j, u, j.b),
            lambda p=pair: make.verdict(p, "match").level,
        )
    assert queue.differences() == []
