"""A listing, with its whole family, is taken off sale by a decision, and put back exactly.

A family stands for one product with one visible listing, so it leaves and returns together: in one
family either every listing is on sale or none is.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from dedup import queue
from dedup.models import Decision, Pair, Spu

from . import merges


@dataclass(frozen=True)
class Preview:
    """What taking a listing off sale would do, in favour of another one."""

    leaving: list[Spu]  # the listing and its family
    closing: list[Pair]  # pairs that wait for people now and no longer will
    in_the_way: list[Decision]  # live decisions "different" between the two families


def preview(loser_id: int, survivor_id: int) -> Preview:
    roots = dict(Spu.objects.filter(pk__in=(loser_id, survivor_id)).values_list("pk", "root_id"))
    leaving = list(Spu.objects.filter(root=roots[loser_id]).order_by("pk"))
    pairs = queue.pairs_of(spu.pk for spu in leaving)
    return Preview(
        leaving=leaving,
        closing=list(Pair.objects.filter(pk__in=pairs, open=True).select_related("a", "b")),
        in_the_way=list(merges.kept_apart(roots[loser_id], roots[survivor_id])),
    )


@transaction.atomic
def delist(loser_id: int, survivor_id: int, decision: Decision) -> None:
    """Take the loser's family off sale: it sells the same as the survivor. Raises merges.KeptApart."""
    queue.lock()
    roots = dict(Spu.objects.filter(pk__in=(loser_id, survivor_id)).values_list("pk", "root_id"))
    if apart := merges.kept_apart(roots[loser_id], roots[survivor_id]).first():
        raise merges.KeptApart(apart)
    family = Spu.objects.filter(root=roots[loser_id])
    family.update(delisted_by=decision)
    queue.refresh(queue.pairs_of(family.values_list("pk", flat=True)))


@transaction.atomic
def undo(decision: Decision) -> bool:
    """Put back on sale what this decision took off. False when nothing is off sale because of it."""
    queue.lock()
    members = list(Spu.objects.filter(delisted_by=decision).values_list("pk", flat=True))
    Spu.objects.filter(pk__in=members).update(delisted_by=None)
    queue.refresh(queue.pairs_of(members))
    return bool(members)
