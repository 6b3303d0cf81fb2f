"""Which list a person came from: carried in every link and form of a pair, so that they go on in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dedup.models import Pair
from review import queues
from review.filters import Filters

from .access import Request

# Tabs whose pairs a click only shows; from the others it takes the pair for the person.
LOOKED_AT = ("declined", "merged", "all")


@dataclass(frozen=True)
class Way:
    tab: str
    filters: Filters

    @property
    def query(self) -> str:
        return self.filters.query(tab=self.tab)

    @property
    def looks(self) -> bool:
        return self.tab in LOOKED_AT

    @property
    def link(self) -> str:
        """The query of a link to a pair: from a list of settled pairs one first looks."""
        return f"{self.query}&look=1" if self.looks else self.query

    def to_pair(self, pair: Pair, *, look: bool = False) -> HttpResponse:
        return redirect(f"{reverse('pair', args=[pair.pk])}?{self.query}{'&look=1' if look else ''}")

    def to_queue(self) -> HttpResponse:
        return redirect(f"{reverse('queue')}?{self.query}")


def way_of(request: Request) -> Way:
    tab = request.GET.get("tab", "")
    return Way(tab if tab in queues.TABS else "pending", Filters.from_query(request.GET))


def onward(request: Request, done: Pair | None = None) -> HttpResponse:
    """The next pair of the list after one is done; the queue, which says why there is none, at its end."""
    way = way_of(request)
    if done is None or way.tab in ("pending", "mine"):
        pair = queues.next_pair(request.user, way.filters)
    else:
        pair = queues.beside(done, way.tab, request.user, way.filters, forward=True)
    return way.to_pair(pair, look=way.looks) if pair else way.to_queue()
