"""Twelve threads merge and cut among the same sixty listings: no family breaks, nobody waits for ever."""

from __future__ import annotations

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection

from dedup import queue
from dedup.merging import merges
from dedup.models import Decision, Merge, Spu
from tests import factories as make

THREADS, LISTINGS, SECONDS = 12, 60, 2.0


def end_of_edges(spu: int, edges: dict[int, int]) -> int:
    for _ in edges:
        if spu not in edges:
            return spu
        spu = edges[spu]
    assert spu not in edges, "the edges run in a circle"
    return spu


def one_act(dice: random.Random, listings: list[int], word: Decision, user: User) -> str:
    if dice.random() < 0.55:
        loser, winner = dice.sample(listings, 2)
        return "merged" if merges.merge(loser, winner, word) else "one family already"
    edge = Merge.objects.filter(undone_at=None).order_by("?").first()
    return "cut" if edge and merges.undo(edge.pk, user) else "cut by another"


def act(seed: int, listings: list[int], word: Decision, user: User) -> Counter[str]:
    dice = random.Random(seed)  # noqa: S311
    done, end = Counter[str](), time.monotonic() + SECONDS
    try:
        while time.monotonic() < end:
            done[one_act(dice, listings, word, user)] += 1
        return done
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_families_stay_whole_under_many_hands():
    listings = [make.spu() for _ in range(LISTINGS)]
    for a, b in zip(listings, listings[1:] + listings[:1], strict=True):
        make.verdict(make.pair(a, b))
    user, elsewhere = make.user(), make.pair()
    word = make.decision(elsewhere, user, "merge", survivor=elsewhere.a)
    ids = [spu.pk for spu in listings]
    with ThreadPoolExecutor(THREADS) as pool:
        # A deadlock or a broken constraint would be raised here.
        done = sum(pool.map(lambda seed: act(seed, ids, word, user), range(THREADS)), Counter[str]())
    assert min(done["merged"], done["cut"]) >= 5, done
    edges = dict(Merge.objects.filter(undone_at=None).values_list("loser", "winner"))
    stored = dict(Spu.objects.filter(pk__in=ids).values_list("pk", "root_id"))
    assert stored == {spu: end_of_edges(spu, edges) for spu in ids}
    assert len(edges) == done["merged"] - done["cut"]
    assert queue.differences() == []
