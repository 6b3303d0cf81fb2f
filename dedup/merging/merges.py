"""Two families of listings become one, and exactly two again.

A merge moves a pointer (`Spu.root`) and writes an edge (`Merge`); the rows of a listing, its variants
and pictures never move. The live edges form a forest whose trees are the families: an undo cuts one
edge, at any time and in any order, and what hung below it is a family of its own again.

Everything here that writes holds `queue.lock()`: 12 threads on the same 60 listings then keep every
family whole without one retry, where row locks met deadlocks.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from dedup import queue
from dedup.models import Cspu, Decision, Image, Merge, Pair, Spu

SUBTREE = """
WITH RECURSIVE below(id) AS (
  SELECT %s::bigint
  UNION
  SELECT m.loser_id FROM dedup_merge m JOIN below ON m.winner_id = below.id WHERE m.undone_at IS NULL
) SELECT id FROM below
"""


class KeptApart(Exception):
    """Two of the listings that would become one were decided to be different: `decision` says so."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        pair, who = decision.pair, decision.reviewer
        super().__init__(
            f"{who.get_full_name() or who.get_username()} decided on {timezone.localtime(decision.created_at):%d %B %Y}"
            f" that “{pair.a}” and “{pair.b}” are different (pair {pair.pk})."
            " Take that decision back first if it was wrong."
        )


@dataclass(frozen=True)
class Preview:
    """What a merge would do. It can go ahead when `in_the_way` is empty and `moving` is not."""

    root: Spu  # the listing that will stand for all of them
    moving: list[Spu]  # listings that come under another root; empty: they are one family already
    variants: int  # of the listings that move
    pictures: int  # of the listings that move
    closing: list[Pair]  # pairs that wait for people now and no longer will
    in_the_way: list[Decision]  # live decisions "different" between the two families


def preview(loser_id: int, winner_id: int) -> Preview:
    """What `merge` with the same arguments would do if nothing changes until then."""
    losers, root = _roots(loser_id, winner_id)
    moving = list(Spu.objects.filter(root=losers).order_by("pk")) if losers != root else []
    return Preview(
        root=Spu.objects.get(pk=root),
        moving=moving,
        variants=Cspu.objects.filter(spu__in=moving).count(),
        pictures=Image.objects.filter(spu__in=moving).count(),
        closing=list(Pair.objects.filter(pk__in=queue.closing(losers, root)).select_related("a", "b")),
        in_the_way=list(kept_apart(losers, root)) if moving else [],
    )


def kept_apart(one_root: int, other_root: int) -> QuerySet[Decision]:
    """The live decisions "different" between the members of two families, oldest first."""
    # As lists: with two sub-selects PostgreSQL read every live decision (0.4 s with 100,000 of them).
    one, other = _members(one_root), _members(other_root)
    return (
        Decision.objects.filter(word=Decision.Word.DIFFERENT, superseded_by=None)
        .filter(Q(pair__a__in=one, pair__b__in=other) | Q(pair__a__in=other, pair__b__in=one))
        .select_related("reviewer", "pair__a", "pair__b")
        .order_by("pk")
    )


@transaction.atomic
def merge(loser_id: int, winner_id: int, decision: Decision) -> Merge | None:
    """Put the whole family of the loser under the root of the winner's family, because of a decision.

    None when they are one family already. Raises KeptApart.
    """
    queue.lock()
    losers, root = _roots(loser_id, winner_id)
    if losers == root:
        return None
    if apart := kept_apart(losers, root).first():
        raise KeptApart(apart)
    edge = Merge.objects.create(loser_id=losers, winner_id=root, decision=decision)
    _move(_members(losers), root)
    return edge


@transaction.atomic
def undo(merge_id: int, user: User) -> bool:
    """Cut one edge: the loser and all that hangs below it are a family again. False when it was cut before."""
    queue.lock()
    cut = Merge.objects.filter(pk=merge_id, undone_at=None).update(undone_at=Now(), undone_by=user)
    if not cut:
        return False
    loser = Merge.objects.get(pk=merge_id).loser_id
    _move(below(loser), loser)
    return True


def below(spu_id: int) -> list[int]:
    """This listing and all that live edges put under it, directly or not."""
    with connection.cursor() as cursor:
        cursor.execute(SUBTREE, [spu_id])
        return [row[0] for row in cursor.fetchall()]


def joined_by(a_id: int, b_id: int) -> Merge | None:
    """The latest of the live edges that hold these two together; None when they are in two families."""
    ups, others = _edges_above(a_id), _edges_above(b_id)
    if (ups[-1].winner_id if ups else a_id) != (others[-1].winner_id if others else b_id):
        return None
    return max({*ups} ^ {*others}, key=lambda edge: edge.pk, default=None)


def _roots(loser_id: int, winner_id: int) -> tuple[int, int]:
    roots = dict(Spu.objects.filter(pk__in=(loser_id, winner_id)).values_list("pk", "root_id"))
    return roots[loser_id], roots[winner_id]


def _members(root: int) -> list[int]:
    return list(Spu.objects.filter(root=root).values_list("pk", flat=True))


def _move(members: list[int], root: int) -> None:
    Spu.objects.filter(pk__in=members).update(root=root)
    queue.refresh(queue.pairs_of(members))


def _edges_above(spu_id: int) -> list[Merge]:
    edges: list[Merge] = []
    while edge := Merge.objects.filter(loser=spu_id, undone_at=None).select_related("decision__reviewer").first():
        edges.append(edge)
        spu_id = edge.winner_id
    return edges
