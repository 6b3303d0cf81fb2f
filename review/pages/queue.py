"""The queue: which pairs wait, who has them, and the way from one pair to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import push_url

from dedup.models import Verdict
from review import claims, queues
from review.filters import SOURCES
from rules.models import Category

from . import lines, undoing
from .access import Request, page, pair_of
from .ways import Way, onward, way_of

TITLES = {
    "pending": "Pending",
    "mine": "Mine",
    "unsure": "Unsure",
    "declined": "Declined",
    "merged": "Merged",
    "all": "All",
}


@dataclass(frozen=True)
class Tab:
    title: str
    count: int | str
    url: str
    current: bool


@dataclass
class Branch:
    """A category and those below it. `open`: the chosen one is inside."""

    category: Category
    below: list[Branch] = field(default_factory=list)
    chosen: bool = False

    @property
    def open(self) -> bool:
        return any(branch.chosen or branch.open for branch in self.below)


@require_safe
def show(request: Request) -> HttpResponse:
    way = way_of(request)
    found = queues.page(way.tab, request.user, way.filters, request.GET.get("after", ""))
    context = {
        "way": way,
        "tabs": tabs(request, way),
        "lines": lines.of(found.rows),
        "more": way.filters.query(tab=way.tab, after=found.next) if found.next else "",
        "empty": "" if found.rows else queues.why_empty(way.tab, request.user, way.filters),
        "branches": branches(way.filters.category),
        "levels": Verdict.Level.choices,
        "sources": list(SOURCES),
        "may_decide": request.user.has_perm("dedup.decide"),
        "undo": undoing.last(request.user),
    }
    response = page(request, "review/queue.html", "more" if "after" in request.GET else "list", context)
    # A browser sends empty fields too; the address that people keep and share goes without them.
    return push_url(response, False if "after" in request.GET else f"{reverse('queue')}?{way.query}")


@require_safe
@permission_required("dedup.decide", raise_exception=True)
def next_pair(request: Request) -> HttpResponse:
    return onward(request)


@require_POST
@permission_required("dedup.decide", raise_exception=True)
def unskip(request: Request) -> HttpResponse:
    claims.unskip(request.user)
    return way_of(request).to_queue()


@require_safe
def step(request: Request, pk: int, *, forward: bool) -> HttpResponse:
    """The pair before or after this one in its list; this one goes back to the others."""
    pair, way = pair_of(pk), way_of(request)
    beside = queues.beside(pair, way.tab, request.user, way.filters, forward=forward)
    claims.release(pk, request.user)
    return way.to_pair(beside, look=way.looks) if beside else way.to_queue()


def tabs(request: Request, way: Way) -> list[Tab]:
    found = queues.counts(request.user, way.filters)
    return [
        Tab(title, found[name], f"{reverse('queue')}?{way.filters.query(tab=name)}", name == way.tab)
        for name, title in TITLES.items()
    ]


def branches(chosen: int | None) -> list[Branch]:
    """The category tree, in one query."""
    nodes = {row.pk: Branch(row, chosen=row.pk == chosen) for row in Category.objects.order_by("path")}
    for node in nodes.values():
        if node.category.parent_id is not None:
            nodes[node.category.parent_id].below.append(node)
    return [node for node in nodes.values() if node.category.parent_id is None]
