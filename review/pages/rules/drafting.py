"""What can be done with an open draft as a whole, from any of its pages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect

from review.pages.access import Request, draft_of, number
from rules import drafts

from . import desk, endings
from .head import of_category


@desk.takes_forms()
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def to_background(request: Request, pk: int) -> HttpResponse:
    draft = drafts.to_background(draft_of(pk), user=request.user)
    messages.success(request, f"{draft} now judges new pairs in the background, without any effect.")
    return redirect("draft", draft.pk)


@desk.takes_forms()
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def from_background(request: Request, pk: int) -> HttpResponse:
    draft = drafts.from_background(draft_of(pk), user=request.user)
    messages.success(request, f"{draft} is only a draft again.")
    return redirect("draft", draft.pk)


@desk.takes_forms()
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def discard(request: Request, pk: int) -> HttpResponse:
    """Only the words that were on the screen: another revision is not thrown away unseen."""
    draft = draft_of(pk)
    try:
        drafts.discard(draft, user=request.user, revision=number(request, "revision"))
    except drafts.Outdated as problem:
        messages.warning(request, f"{problem} Look at it again before you discard it.")
        return redirect("draft", draft.pk)
    messages.success(request, f"{draft} is discarded.")
    return redirect(of_category("rules_of", draft.category))
