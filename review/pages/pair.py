"""The pair page: two listings side by side, what the machine thinks, and what a person may say."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dedup.models import Decision, Pair, Verdict
from review import claims, history, queues

from . import evidence, fields, panel, sides, standings, undoing
from .access import Request, page, pair_of
from .ways import way_of

# Stored as they stand: figures group by them. The key that presses one is its place in this list.
REASONS = (
    "size or measure",
    "colour or pattern",
    "number in the pack",
    "model or generation",
    "brand or maker",
    "taste, scent or strength",
    "material",
    "set or part, not the same thing",
    "something else",
)


@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    row = pair_of(pk)
    return page(request, "review/pair.html", "stages", context(request, row))


@require_safe
@permission_required("dedup.merge", raise_exception=True)
def same(request: Request, pk: int) -> HttpResponse:
    """What merging or delisting would do, before it is done."""
    shown = context(request, pair_of(pk))
    a, b = shown["sides"]
    return page(request, "review/pair.html", "panel", {**shown, "panel": panel.of(a, b, request.GET)})


@require_POST
@permission_required("dedup.decide", raise_exception=True)
def renew(request: Request, pk: int) -> HttpResponse:
    """An open page asks for another lease; where the pair is no longer theirs it learns why."""
    if claims.renew(pk, request.user):
        return HttpResponse(status=204)
    standing = standings.stand(pair_of(pk), request.user, look=True)
    way = way_of(request)
    return render(request, "review/pair.html#standing", {"pair": pair_of(pk), "standing": standing, "way": way})


def context(request: Request, row: Pair) -> dict[str, Any]:
    way, verdict = way_of(request), row.verdicts.filter(live=True).select_related("rule_set__category").first()
    standing = standings.stand(row, request.user, look="look" in request.GET)
    a, b = sides.both(row, number(request, "picture_a"), number(request, "picture_b"))
    return {
        "pair": row,
        "verdict": verdict,
        "sides": (a, b),
        "met": sides.met(row, a, b),
        **table(row, verdict),
        "asked": evidence.asked(verdict, a, b),
        "reasoned": evidence.reasoned(verdict),
        "reads": evidence.reads(verdict, row),
        "judges": evidence.judges(verdict),
        "events": history.of(row)[::-1],
        "standing": standing,
        "renew_after": int(claims.lease().total_seconds() // 3),
        "may_merge": request.user.has_perm("dedup.merge"),
        "way": way,
        "reasons": REASONS,
        "submit_key": uuid4(),
        "undo": undoing.last(request.user),
        "left": queues.left(request.user, way.filters),
        "today": today(request),
    }


def table(row: Pair, verdict: Verdict | None) -> dict[str, list[fields.Row]]:
    """The field table: judged rows and the offer's, then the rest folded by whether it is equal."""
    judged = fields.judged(verdict.evidence if verdict else {})
    rest = fields.others(row.a, row.b, judged)
    return {
        "judged": judged,
        "trade": fields.trade(row.a, row.b),
        "unequal": [field for field in rest if field.outcome == "unequal"],
        "equal": [field for field in rest if field.outcome == "equal"],
        "alone": [field for field in rest if field.outcome == "alone"],
    }


def today(request: Request) -> int:
    """Words that the person said since midnight, those taken back included."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        Decision.objects.filter(reviewer=request.user, created_at__gte=midnight)
        .exclude(word=Decision.Word.UNDONE)
        .count()
    )


def number(request: Request, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
