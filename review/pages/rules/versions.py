"""All versions of a category's rules, and the way back to one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from review.pages.access import Request
from rules import drafts
from rules.models import Category, RuleSet

from .head import head


@require_safe
@permission_required("rules.view_ruleset", raise_exception=True)
def show(request: Request, pk: int | None = None) -> HttpResponse:
    category = get_object_or_404(Category, pk=pk) if pk else None
    rows = RuleSet.objects.filter(category=category).select_related("created_by", "changed_by", "published_by")
    context = {"head": head(category, tab="versions"), "rows": rows.order_by("-version")}
    return render(request, "rules/versions.html", context)


@require_POST
@permission_required("rules.add_ruleset", raise_exception=True)
def roll_back(request: Request, pk: int) -> HttpResponse:
    """A draft with the words of an old version; nothing changes until it is published."""
    old = get_object_or_404(RuleSet.objects.select_related("category"), pk=pk, published_at__isnull=False)
    try:
        draft = drafts.roll_back(old, user=request.user)
    except drafts.AlreadyOpen as problem:
        messages.warning(request, str(problem))
        return redirect("draft", problem.draft.pk)
    messages.success(request, f"{draft} says what v{old.version} said. Publish it to go back.")
    return redirect("draft", draft.pk)
