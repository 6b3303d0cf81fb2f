"""The queue of work: claims, fences, leases. Claims are made from several connections where that matters."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from celery import Celery
from django.db import connection, transaction
from django.utils import timezone

from config.celery import app
from dedup import work
from dedup.models import Pair, Work
from tests import factories as make

pytestmark = pytest.mark.django_db


def row(pair: Pair) -> Work:
    return Work.objects.get(pair=pair)


def overdue(pair: Pair) -> None:
    Work.objects.filter(pair=pair).update(lease_until=timezone.now() - timedelta(seconds=1))


def due(pair: Pair) -> None:
    Work.objects.filter(pair=pair).update(run_after=timezone.now() - timedelta(seconds=1))


def claimed() -> work.Claim:
    held = work.claim()
    assert held is not None
    return held


def test_a_pair_is_claimed_once_and_finished_once():
    pair = make.pair()
    assert work.enqueue([pair.pk, pair.pk]) == 1
    held = claimed()
    assert (held.pair, held.fence, held.attempts) == (pair.pk, 1, 1)
    assert work.claim() is None
    work.finish(held)
    assert row(pair).state == "done" and work.claim() is None
    with pytest.raises(work.Lost):
        work.finish(held)


def test_asking_again_arms_what_is_done_and_leaves_what_waits():
    pair = make.pair()
    work.enqueue([pair.pk])
    assert work.enqueue([pair.pk]) == 0
    work.finish(claimed())
    assert work.enqueue([pair.pk]) == 1
    assert row(pair).attempts == 0 and claimed().fence == 3


def test_asking_again_for_a_running_pair_makes_its_worker_lose_it():
    pair = make.pair()
    work.enqueue([pair.pk])
    old = claimed()
    assert work.enqueue([pair.pk]) == 1
    with pytest.raises(work.Lost):
        work.finish(old)
    assert row(pair).state == "ready"
    work.finish(claimed())


def test_an_overdue_pair_goes_to_another_worker_and_the_first_can_no_longer_finish():
    pair = make.pair()
    work.enqueue([pair.pk])
    first = claimed()
    overdue(pair)
    second = claimed()
    assert second.fence == first.fence + 1 and second.attempts == 2
    for act in (lambda: work.finish(first), lambda: work.renew(_aged(first))):
        with pytest.raises(work.Lost):
            act()
    work.postpone(first, 60, reason="late")
    assert row(pair).state == "running", "a lost claim moves nothing"
    work.finish(second)


def test_a_lease_is_renewed_only_when_a_quarter_of_it_is_gone(settings, django_assert_num_queries):
    work.enqueue([make.pair().pk])
    held = claimed()
    with django_assert_num_queries(0):
        assert work.renew(held) is held
    before = Work.objects.get().lease_until
    renewed = work.renew(_aged(held))
    assert Work.objects.get().lease_until > before and renewed.since > held.since - 1


def test_what_is_postponed_comes_back_later_and_the_attempt_does_not_count():
    pair = make.pair()
    work.enqueue([pair.pk])
    work.postpone(claimed(), 60, reason="provider away")
    assert work.claim() is None
    assert (row(pair).attempts, row(pair).error) == (0, "provider away")
    assert 55 < (work.seconds_until_due() or 0) <= 60
    work.hurry()
    assert work.seconds_until_due() == 0
    assert claimed().attempts == 1


def test_a_pair_that_fails_again_and_again_becomes_hopeless():
    pair = make.pair()
    work.enqueue([pair.pk])
    for attempt in range(1, work.MAX_ATTEMPTS + 1):
        held = claimed()
        assert held.attempts == attempt and not held.hopeless
        work.retry(held, error="broken picture")
        assert work.claim() is None
        due(pair)
    last = claimed()
    assert last.hopeless and last.error == "broken picture"
    work.finish(last, error=last.error)
    assert (row(pair).state, row(pair).error) == ("failed", "broken picture")


def test_the_counts_and_the_time_until_something_is_due():
    assert work.counts() == work.Counts() and work.seconds_until_due() is None
    pairs = [make.pair() for _ in range(4)]
    work.enqueue(pair.pk for pair in pairs)
    work.finish(claimed())
    work.finish(claimed(), error="given up")
    claimed()
    assert work.counts() == work.Counts(ready=1, running=1, done=1, failed=1)
    assert work.counts().open == 2 and work.seconds_until_due() == 0
    claimed()
    assert 170 < (work.seconds_until_due() or 0) <= 180


def test_the_one_that_waits_longest_comes_first():
    first, second = make.pair(), make.pair()
    work.enqueue([second.pk])
    work.enqueue([first.pk])
    due(first)
    assert [claimed().pair, claimed().pair] == [first.pk, second.pk]


def test_of_several_no_more_are_claimed_than_asked_for():
    pairs = [make.pair().pk for _ in range(5)]
    work.enqueue(pairs)
    assert [[held.pair for held in work.claim_some(2)] for _ in range(4)] == [pairs[:2], pairs[2:4], pairs[4:], []]


def test_what_came_back_has_its_turn_alone_though_new_pairs_keep_coming():
    back, *others = [make.pair() for _ in range(7)]
    work.enqueue([back.pk])
    work.retry(claimed(), error="broken picture")
    work.enqueue(new.pk for new in others)
    for minute, pair in enumerate([others[0], back, *others[1:]]):
        Work.objects.filter(pair=pair).update(run_after=timezone.now() - timedelta(minutes=9 - minute))
    turns = [[held.pair for held in work.claim_some(3)] for _ in range(3)]
    assert turns[1] == [back.pk], "after the one that was due before it"
    assert sorted(turns[0] + turns[2]) == [pair.pk for pair in others]


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_share_the_pairs_without_one_twice():
    pairs = {make.pair().pk for _ in range(40)}
    work.enqueue(pairs)
    taken: list[int] = []

    def worker() -> None:
        while (held := work.claim()) is not None:
            work.finish(held)
            taken.append(held.pair)
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(pairs) and set(taken) == pairs


@pytest.mark.django_db(transaction=True)
def test_effects_of_a_lost_claim_are_rolled_back_with_it():
    pair = make.pair()
    work.enqueue([pair.pk])
    held = claimed()
    overdue(pair)
    claimed()
    with pytest.raises(work.Lost), transaction.atomic():
        Pair.objects.filter(pk=pair.pk).update(rank=7)
        work.finish(held)
    assert Pair.objects.get().rank == 0


def test_workers_are_woken_when_the_transaction_commits(settings, django_capture_on_commit_callbacks: Any):
    with django_capture_on_commit_callbacks() as callbacks:
        work.enqueue([make.pair().pk])
        work.enqueue([])
    assert callbacks == [work.wake]


def test_a_wake_up_reaches_the_broker():
    assert work.wake() is True


nowhere = Celery("nowhere", broker="redis+socket:///nonexistent/redis.sock")
nowhere.conf.update(app.conf.changes)
nowhere.conf.update(broker_url="redis+socket:///nonexistent/redis.sock")


def test_a_broker_that_is_down_is_no_error_and_holds_nobody_up(settings):
    settings.CELERY_APP = "tests.dedup.test_work.nowhere"
    start = time.monotonic()
    assert work.wake() is False and work.workers() == 0
    assert time.monotonic() - start < 2


def _aged(held: work.Claim) -> work.Claim:
    return type(held)(**{**held.__dict__, "since": held.since - 1000})
