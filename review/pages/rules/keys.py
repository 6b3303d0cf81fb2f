"""Saving what a rule says beside its lines, a group of keys at a time."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse

from review.pages.access import Request, draft_of

from . import desk, draft, endings
from .key_forms import GROUPS, KeysForm


@desk.takes_forms()
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
@desk.or_as_json
def save(request: Request, pk: int, group: str) -> HttpResponse:
    if group not in GROUPS:
        raise Http404
    open_desk = desk.of(draft_of(pk))
    form = KeysForm(open_desk, GROUPS[group], request.POST)
    if not form.is_valid():
        return draft.page(request, open_desk, draft.Opened(keys=form))
    return draft.keep(request, open_desk, form.spec(), draft.Opened(keys=form), at=f"keys-{group}")
