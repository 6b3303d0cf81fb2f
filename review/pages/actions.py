"""What a person says about a pair: one view an action, each a form that a double click sends once."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from dedup.merging import merges
from dedup.models import Decision
from review import claims, decisions
from review.people import name_of

from . import undoing
from .access import Request, pair_of
from .ways import onward, way_of

INCOMPLETE = "The form came incomplete and nothing was changed. Please press once more."


class UndoForm(forms.Form):
    submit_key = forms.UUIDField()


class DecisionForm(UndoForm):
    """`word` is a button's value; a button of the list of reasons sends `reason` alone, which means different."""

    word = forms.CharField(required=False, empty_value=Decision.Word.DIFFERENT)
    survivor_id = forms.IntegerField(required=False)
    reason = forms.CharField(required=False, max_length=200)
    verdict_id = forms.IntegerField(required=False)
    seen_id = forms.IntegerField(required=False)


@require_POST
@permission_required("dedup.decide", raise_exception=True)
def decide(request: Request, pk: int) -> HttpResponse:
    pair, form = pair_of(pk), DecisionForm(request.POST)
    done = say(request, form, lambda: decisions.decide(pk, request.user, **form.cleaned_data))
    if done is None:
        return way_of(request).to_pair(pair)
    messages.success(request, undoing.told(done), extra_tags="undo")
    return onward(request, pair)


@require_POST
@permission_required("dedup.decide", raise_exception=True)
def undo(request: Request, pk: int) -> HttpResponse:
    """Take a decision back and show its pair again."""
    target = get_object_or_404(Decision.objects.select_related("pair__a", "pair__b"), pk=pk)
    form = UndoForm(request.POST)
    done = say(request, form, lambda: decisions.undo(pk, request.user, form.cleaned_data["submit_key"]))
    if done:
        messages.success(request, f"Taken back: {undoing.told(target)}")
    return way_of(request).to_pair(target.pair)


@require_POST
@permission_required("dedup.decide", raise_exception=True)
def skip(request: Request, pk: int) -> HttpResponse:
    pair = pair_of(pk)
    claims.skip(pk, request.user)
    return onward(request, pair)


def say(request: Request, form: forms.Form, action: Callable[[], decisions.Outcome]) -> Decision | None:
    """Do it and return what was written; None, with a message that says why, when nothing was."""
    if not form.is_valid():
        messages.warning(request, INCOMPLETE)
        return None
    try:
        outcome = action()
    except decisions.NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except (decisions.Refused, merges.KeptApart) as error:
        messages.warning(request, str(error))
        return None
    if outcome.kind == "conflict":
        messages.warning(request, overtaken(outcome.decision))
        return None
    return outcome.decision


def overtaken(decision: Decision) -> str:
    return (
        f"{name_of(decision.reviewer)} was quicker: “{decision.get_word_display().lower()}”."
        " What you pressed changed nothing. Look at the pair, and go on."
    )
