"""What publishing a draft would change, counted, and publishing it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from review import publications
from review.pages.access import Request, draft_of
from rules import drafts, resolve, versions
from rules.models import RuleSet
from rules.publishing import NotPublished

from .head import head, of_category

PROBLEMS = (NotPublished, drafts.Outdated, drafts.Gone, resolve.BrokenRule, resolve.MissingDefault)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("rules.publish", raise_exception=True)
def publish(request: Request, pk: int) -> HttpResponse:
    draft, problem = draft_of(pk), ""
    if request.method == "POST":
        try:
            done = _publish(request, draft)
        except PROBLEMS as refused:
            problem = str(refused)
        else:
            messages.success(request, f"{done.row} is live. {done.pairs:,} pairs will be judged again.")
            return redirect(of_category("rules_of", draft.category))
    context = {
        "head": head(draft.category, draft, "draft"),
        "draft": draft,
        "live": versions.live_of(draft.category),
        "preview": publications.preview(draft),
        "problem": problem,
        "note": request.POST.get("note", draft.note),
    }
    return render(request, "rules/publish.html", context, status=409 if problem else 200)


def _publish(request: Request, draft: RuleSet) -> publications.Published:
    """`over` and `revision` are what the page showed."""
    return publications.publish(
        draft,
        user=request.user,
        note=request.POST.get("note", ""),
        reason=request.POST.get("reason", ""),
        revision=_number(request, "revision"),
        over=RuleSet.objects.filter(pk=_number(request, "over")).first(),
    )


def _number(request: Request, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
