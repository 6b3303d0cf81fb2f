"""Which pairs wait for people: the four columns that only `queue.refresh` writes."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from dedup import queue
from dedup.models import Pair
from tests import factories as make

pytestmark = pytest.mark.django_db


def is_open(pair: Pair) -> bool:
    return Pair.objects.get(pk=pair.pk).open


def test_a_likely_match_waits_and_a_non_match_does_not():
    likely, non = make.pair(), make.pair()
    make.verdict(likely, "likely_match")
    make.verdict(non, "non_match")
    assert (is_open(likely), is_open(non)) == (True, False)


def test_of_two_pairs_between_the_same_families_the_better_ranked_waits():
    a, b, c = make.spu(), make.spu(), make.spu()
    weak, strong = make.pair(a, b, title_score=0.5), make.pair(a, c, title_score=0.8)
    make.verdict(weak)
    make.verdict(strong)
    assert is_open(weak) and is_open(strong)
    type(c).objects.filter(pk=c.pk).update(root=b)
    queue.refresh(queue.pairs_of([b.pk, c.pk]))
    assert (is_open(weak), is_open(strong)) == (False, True)
    type(c).objects.filter(pk=c.pk).update(root=c)
    queue.refresh(queue.pairs_of([b.pk, c.pk]))
    assert is_open(weak) and is_open(strong)


def test_a_decision_different_closes_every_pair_between_the_two_families():
    a, b, c = make.spu(), make.spu(), make.spu()
    type(c).objects.filter(pk=c.pk).update(root=b)
    c.refresh_from_db()
    one, other = make.pair(a, b), make.pair(a, c)
    make.verdict(one)
    make.verdict(other)
    make.decision(one, make.user(), "different")
    assert not is_open(one) and not is_open(other)


def test_a_delisted_listing_waits_for_nobody():
    pair = make.pair()
    make.verdict(pair)
    word = make.decision(make.pair(), make.user(), "different")
    type(pair.a).objects.filter(pk=pair.a_id).update(delisted_by=word)
    queue.refresh([pair.pk])
    assert not is_open(pair)


def test_the_nightly_check_names_what_somebody_wrote_around_it():
    pair = make.pair()
    make.verdict(pair)
    assert queue.differences() == []
    Pair.objects.filter(pk=pair.pk).update(open=False)
    assert queue.differences() == [pair.pk]


def test_the_check_mends_what_it_names(capsys: pytest.CaptureFixture[str]):
    pair = make.pair()
    make.verdict(pair)
    Pair.objects.filter(pk=pair.pk).update(open=False, rank=0)
    call_command("check_queue")
    assert f"1 pairs differed and are mended: {pair.pk}" in capsys.readouterr().out
    assert is_open(pair)


def test_a_healthy_queue_is_left_alone(capsys: pytest.CaptureFixture[str]):
    pair = make.pair()
    make.verdict(pair)
    call_command("check_queue")
    assert capsys.readouterr().out == "The queue is as it should be.\n"
