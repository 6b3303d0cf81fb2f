"""One listing with everything that hangs on it."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dedup.models import Pair, Spu
from review import history, queues

from . import fields, lines, sides
from .access import Request, listing_of

# A listing in the middle of a large family can stand in many pairs; the queue's search shows all of them.
PAIRS = 50


@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    spu = listing_of(pk)
    return render(
        request,
        "review/listing.html",
        {
            "spu": spu,
            "pictures": sides.pictures(spu),
            "price": fields.price(spu),
            "attributes": list(fields.said(spu).items()),
            "variants": [(row.external_id, fields.listed(row.attributes)) for row in spu.cspus.all()],
            # A seller's address is a link only where it is one: "javascript:" is not.
            "web": spu.url if spu.url.startswith(("https://", "http://")) else "",
            "family": Spu.objects.filter(root=spu.root_id).exclude(pk=spu.pk).order_by("pk"),
            "events": history.about(spu)[::-1],
            "lines": lines.of(queues.rows(pairs_of(spu))),
        },
    )


def pairs_of(spu: Spu) -> list[Pair]:
    mine = Pair.objects.filter(Q(a=spu) | Q(b=spu)).order_by("-open", "-rank", "pk")
    return list(mine[:PAIRS])
