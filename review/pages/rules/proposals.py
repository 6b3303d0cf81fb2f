"""A first draft for a category, made from its listings and decided pairs."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from review.pages.access import Request
from review.proposals import proposing
from rules import drafts, resolve
from rules.models import Category


@require_POST
@permission_required("rules.add_ruleset", raise_exception=True)
def propose(request: Request, pk: int) -> HttpResponse:
    """Where a draft is open already, that one: nothing is written over."""
    category = get_object_or_404(Category, pk=pk)
    try:
        made = proposing.propose(category, user=request.user)
    except drafts.AlreadyOpen as problem:
        messages.info(request, str(problem))
        return redirect("draft", problem.draft.pk)
    except (resolve.MissingDefault, resolve.BrokenRule) as problem:
        messages.error(request, str(problem))
        return redirect("rules_of", pk)
    except proposing.NothingToPropose as nothing:
        messages.info(request, str(nothing))
        return redirect("rules_of", pk)
    for remark in made.remarks:
        messages.info(request, remark)
    lines = len(made.draft.spec.get("fields", []))
    what = "1 line, which says why" if lines == 1 else f"{lines} lines, each of which says why"
    messages.success(request, f"{made.draft} is proposed: {what}. Nothing is live before you publish it.")
    return redirect("draft", made.draft.pk)
