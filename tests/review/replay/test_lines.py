"""Lines under a lease: nobody has a line that another has, and nothing is lost with a worker."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from review.models import Replay, ReplayLine
from review.replay import cancel, lines, start, turns
from review.replay.lines import Found
from rules.models import Category

from .conftest import decided, stricter, through

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(bags: Category, mia: User) -> Replay:
    for _ in range(3):
        decided(mia)
    return start(stricter(bags), user=mia)


def done(line: int) -> Found:
    return Found(line, "done", old_level="match", new_level="non_match", new_calls=(7, 8))


def run_out(replay: Replay) -> None:
    """Its worker was lost, and time has gone by."""
    replay.lines.filter(held_until__isnull=False).update(held_until=timezone.now() - timedelta(seconds=1))


def test_what_is_taken_is_nobody_elses(three: Replay) -> None:
    first = lines.take(three)
    assert first and len(first.pairs) == 3
    assert lines.take(three) is None


def test_a_lost_workers_lines_are_taken_again_one_by_one(three: Replay) -> None:
    lost = lines.take(three)
    assert lost
    run_out(three)
    again = [lines.take(three) for _ in range(4)]
    assert [len(held.pairs) for held in again if held] == [1, 1, 1]
    assert {line for held in again if held for line in held.pairs} == set(lost.pairs)
    assert lines.write(lost, [done(line) for line in lost.pairs]) == 0, "too late: they are another's now"


def test_what_was_found_is_written_once(three: Replay) -> None:
    held = lines.take(three)
    assert held
    found = [done(line) for line in held.pairs]
    assert (lines.write(held, found), lines.write(held, found)) == (3, 0)
    row = ReplayLine.objects.filter(replay=three).first()
    assert row and (row.state, row.old_level, row.new_level, row.new_calls) == ("done", "match", "non_match", [7, 8])


def test_nothing_is_written_or_taken_once_it_is_cancelled(three: Replay) -> None:
    held = lines.take(three)
    assert held
    cancel(three)
    assert lines.write(held, [done(line) for line in held.pairs]) == 0
    run_out(three)
    assert lines.take(three) is None


def test_waiting_does_not_count_as_a_take(three: Replay) -> None:
    held = lines.take(three)
    assert held
    lines.postpone(held, 60)
    assert lines.take(three) is None
    run_out(three)
    again = lines.take(three)
    assert again and (again.takes, len(again.pairs)) == (1, 3)


def test_a_pair_that_kills_its_worker_each_time_is_given_up(three: Replay) -> None:
    for _ in range(lines.MAX_TAKES):
        while lines.take(three):
            pass
        run_out(three)
    through(three)
    assert lines.counts(three) == lines.Counts(failed=3)
    assert set(three.lines.values_list("error", flat=True)) == {turns.DIED}


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_a_replay(bags: Category, mia: User) -> None:
    for _ in range(40):
        decided(mia)
    replay, ready = start(stricter(bags), user=mia), Barrier(2)
    taken: list[int] = []

    def work(size: int) -> None:
        ready.wait()
        while held := lines._take(replay, lines.FRESH, size):
            taken.extend(held.pairs)
        connection.close()

    workers = [Thread(target=work, args=(size,)) for size in (3, 5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(taken) == len(set(taken)) == 40
