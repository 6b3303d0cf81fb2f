"""Families join and part; what a merge would do is said beforehand."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from dedup.merging import delistings, merges
from dedup.models import Cspu, Decision, Image, Merge, Pair, Spu
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make.user("anna")


@pytest.fixture
def word(anna) -> Decision:
    """Some decision for edges to hang on, about listings of its own."""
    pair = make.pair()
    return make.decision(pair, anna, "merge", survivor=pair.a)


def join(loser: Spu, winner: Spu, word: Decision) -> Merge:
    edge = merges.merge(loser.pk, winner.pk, word)
    assert edge is not None
    return edge


def roots(*listings: Spu) -> list[int]:
    stored = dict(Spu.objects.values_list("pk", "root_id"))
    return [stored[spu.pk] for spu in listings]


def waiting(*listings: Spu, **fields: float) -> Pair:
    pair = make.pair(*listings, **fields)
    make.verdict(pair)
    return pair


def test_whole_families_join_under_the_root_of_the_winner(word):
    a, b, c, d = (make.spu() for _ in range(4))
    join(a, b, word)
    join(d, c, word)
    edge = join(a, d, word)
    assert (edge.loser, edge.winner) == (b, c)
    assert roots(a, b, c, d) == [c.pk] * 4


def test_a_merge_inside_a_family_is_nothing(word):
    a, b, c = (make.spu() for _ in range(3))
    join(a, b, word)
    join(b, c, word)
    assert merges.merge(a.pk, c.pk, word) is None
    assert Merge.objects.count() == 2


def test_edges_are_cut_in_any_order_and_what_hung_below_stays_together(word, anna):
    a, b, c, d = (make.spu() for _ in range(4))
    low, middle, high = join(a, b, word), join(b, c, word), join(c, d, word)
    assert merges.undo(middle.pk, anna)
    assert roots(a, b, c, d) == [b.pk, b.pk, d.pk, d.pk]
    assert merges.undo(low.pk, anna) and merges.undo(high.pk, anna)
    assert roots(a, b, c, d) == [a.pk, b.pk, c.pk, d.pk]


def test_cutting_twice_is_cutting_once(word, anna):
    a, b = make.spu(), make.spu()
    edge = join(a, b, word)
    assert [merges.undo(edge.pk, anna), merges.undo(edge.pk, anna)] == [True, False]
    edge.refresh_from_db()
    assert edge.undone_by == anna


def test_rows_of_the_listing_stay_where_they_are(word, anna):
    a, b = make.spu(), make.spu()
    variant = Cspu.objects.create(spu=a, external_id="red", position=0)
    before = list(Spu.objects.exclude(pk=a.pk).values())
    edge = join(a, b, word)
    variant.refresh_from_db()
    assert variant.spu_id == a.pk
    merges.undo(edge.pk, anna)
    assert list(Spu.objects.exclude(pk=a.pk).values()) == before


def test_the_edge_that_joins_two_listings_is_the_latest_on_their_way(word):
    a, b, c, d, other = (make.spu() for _ in range(5))
    join(a, b, word)
    latest = join(c, b, word)
    join(b, d, word)
    assert merges.joined_by(a.pk, c.pk) == latest
    assert merges.joined_by(a.pk, other.pk) is None


def test_preview_says_what_moves_and_what_closes(word):
    a, b, c, third = (make.spu(title) for title in ("a", "b", "c", "third"))
    red = Cspu.objects.create(spu=a, external_id="red", position=0)
    Cspu.objects.create(spu=c, external_id="not moving", position=0)
    for spu, variant in ((a, None), (a, red), (c, None)):
        Image.objects.create(spu=spu, cspu=variant, position=0, sha256="0" * 64, width=1, height=1)
    join(a, b, word)
    between = waiting(a, c)
    weaker, stronger = waiting(b, third, title_score=0.5), waiting(c, third, title_score=0.6)
    expected = merges.preview(a.pk, c.pk)
    assert (expected.root, expected.moving, expected.variants, expected.pictures) == (c, [a, b], 1, 2)
    assert (expected.closing, expected.in_the_way) == ([between, weaker], [])
    was_open = set(Pair.objects.filter(open=True))
    join(a, c, word)
    assert was_open - set(Pair.objects.filter(open=True)) == set(expected.closing)
    assert Pair.objects.get(pk=stronger.pk).open


def test_preview_of_one_family_moves_nothing(word):
    a, b = make.spu(), make.spu()
    join(a, b, word)
    assert merges.preview(a.pk, b.pk).moving == []


def test_a_merge_of_listings_kept_apart_is_refused_with_the_decision_that_keeps_them(word, anna):
    a, b, c, d = (make.spu(title) for title in "abcd")
    join(b, a, word)
    join(d, c, word)
    kept = make.decision(make.pair(b, d), anna, "different")
    for loser, winner in ((a, c), (c, a), (b, d)):
        assert merges.preview(loser.pk, winner.pk).in_the_way == [kept]
        with pytest.raises(merges.KeptApart, match=r"anna decided on .* are different \(pair \d+\)") as refused:
            merges.merge(loser.pk, winner.pk, word)
        assert refused.value.decision == kept
    assert roots(a, b, c, d) == [a.pk, a.pk, c.pk, c.pk]


def test_only_a_live_different_keeps_apart(word, anna):
    a, b = make.spu(), make.spu()
    pair = make.pair(a, b)
    later = make.decision(make.pair(), anna, "unsure")
    kept = make.decision(pair, anna, "different")
    Decision.objects.filter(pk=kept.pk).update(superseded_by=later)
    assert merges.merge(a.pk, b.pk, word) is not None


def test_preview_of_a_delisting_says_what_leaves_and_what_closes(word, anna):
    a, b, c = make.spu(), make.spu(), make.spu()
    join(a, b, word)
    pair, other, unrelated = waiting(b, c), waiting(a, make.spu()), waiting()
    expected = delistings.preview(b.pk, c.pk)
    assert (expected.leaving, expected.closing, expected.in_the_way) == ([a, b], [pair, other], [])
    delistings.delist(b.pk, c.pk, word)
    assert set(Pair.objects.filter(open=True)) == {unrelated}
    assert [delistings.undo(word), delistings.undo(word)] == [True, False]
    assert Pair.objects.filter(open=True).count() == 3
