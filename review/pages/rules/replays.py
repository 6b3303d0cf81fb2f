"""Replays of a draft: started, watched, read; and what it disagreed on in the background."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dedup.judging import runs
from dedup.models import Decision
from review.models import Replay
from review.pages.access import Request, draft_of, page
from review.replay import background, lines, questions, reach, replays, results
from review.replay.scores import FEW
from rules import drafts
from rules.models import Category, RuleSet

from . import bars, desk, endings, flips
from .head import head

MOST = 2**31 - 1
POLL_SECONDS = 2
EARLIER = 12
SAMPLE = 1_000
BAD_SAMPLE = f"Say how many pairs, as a whole number from 1 to {MOST:,}."
BAD_SEED = f"The seed is a whole number from 0 to {MOST:,}."


def _number(least: int, problem: str) -> forms.IntegerField:
    told = dict.fromkeys(("invalid", "min_value", "max_value"), problem)
    return forms.IntegerField(required=False, min_value=least, max_value=MOST, error_messages=told)


class Start(forms.Form):
    """All decided pairs, or a sample of so many."""

    pairs = forms.ChoiceField(choices=[("all", "all"), ("some", "some")], initial="all")
    sample = _number(1, BAD_SAMPLE)
    seed = _number(0, BAD_SEED)

    def clean(self) -> dict[str, Any]:
        """What a sample is drawn by is looked at only where one is drawn."""
        given = self.cleaned_data
        if given.get("pairs") == "all":
            for name in ("sample", "seed"):
                self.errors.pop(name, None)
            return {"pairs": "all"}
        if given.get("sample", 0) is None:
            self.add_error("sample", BAD_SAMPLE)
        return given


def begun(replay: Replay | None) -> Start:
    """As the replay on the screen was started: the next one is mostly another of the kind."""
    sample = replay.sample if replay else None
    pairs = "some" if sample else "all"
    return Start(initial={"pairs": pairs, "sample": sample or SAMPLE, "seed": replay.seed if replay and sample else 1})


def of_number(pk: int) -> RuleSet:
    """A draft, or the version that it became: its replays stay. Raises drafts.Gone where it was discarded."""
    row = RuleSet.objects.select_related("category").filter(pk=pk).first()
    if row is None:
        raise drafts.Gone
    return row


@require_safe
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def show(request: Request, pk: int) -> HttpResponse:
    """The replay that was asked for, else the last one of this draft."""
    return shown(request, of_number(pk))


def shown(request: Request, draft: RuleSet, form: Start | None = None) -> HttpResponse:
    """`form`: what could not be started."""
    chosen = request.GET.get("replay", "")
    rows = draft.replays.filter(kind=Replay.Kind.REPLAY).select_related("started_by").order_by("-id")
    replay = get_object_or_404(rows, pk=chosen) if chosen.isdecimal() and len(chosen) < 19 else rows.first()
    context = {"head": head(draft.category, draft, "replay"), "draft": draft, "earlier": rows[:EARLIER]}
    context["form"] = form or begun(replay)
    return page(request, "rules/replay.html", "replay", {**context, **_of(request, draft, replay)})


@require_safe
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def beside(request: Request, pk: int) -> HttpResponse:
    """What the draft said in the background."""
    draft = of_number(pk)
    replay = draft.replays.filter(kind=Replay.Kind.BACKGROUND).order_by("-id").first()
    found = replay and results.result(replay)
    context = {
        "head": head(draft.category, draft, "replay"),
        "draft": draft,
        "replay": replay,
        "since": replay and background.since(replay, draft),
        "result": found,
        "agreement": found and bars.percent(found.agreement),
        **(flips.shown(request.GET, replay, found, request.path) if replay and found else {}),
    }
    return page(request, "rules/replay_background.html", "background", context)


@desk.takes_forms("replay")
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def start(request: Request, pk: int) -> HttpResponse:
    draft = draft_of(pk)
    form = Start(request.POST)
    if not form.is_valid():
        return shown(request, draft, form)
    given = form.cleaned_data
    try:
        replays.start(draft, user=request.user, sample=given.get("sample"), seed=given.get("seed") or 0)
    except (*runs.STOPS, replays.AlreadyRunning) as problem:
        messages.error(request, str(problem))
    return redirect("replay", draft.pk)


@require_POST
@permission_required("rules.change_ruleset", raise_exception=True)
def cancel(request: Request, pk: int) -> HttpResponse:
    replay = get_object_or_404(Replay, pk=pk, kind=Replay.Kind.REPLAY)
    if replays.cancel(replay):
        messages.success(request, "Cancelled. What was compared until now stays below.")
    return redirect("replay", replay.draft_id)


@require_POST
@permission_required("rules.change_ruleset", raise_exception=True)
def ask(request: Request, pk: int) -> HttpResponse:
    """The admin has seen how many questions and what they cost."""
    return _again(request, get_object_or_404(Replay, pk=pk, kind=Replay.Kind.REPLAY), asks=True)


@require_POST
@permission_required("rules.change_ruleset", raise_exception=True)
def go_on(request: Request, pk: int) -> HttpResponse:
    return _again(request, get_object_or_404(Replay, pk=pk), asks=False)


def _again(request: Request, replay: Replay, *, asks: bool) -> HttpResponse:
    try:
        replays.ask(replay) if asks else replays.go_on(replay)
    except replays.AlreadyRunning as problem:
        messages.error(request, str(problem))
    return redirect("replay" if replay.kind == Replay.Kind.REPLAY else "replay_background", replay.draft_id)


def _of(request: Request, draft: RuleSet, replay: Replay | None) -> dict[str, Any]:
    """Figures only of one that has ended: they would move under the reader's eyes."""
    if replay is None:
        return {"replay": None}
    if replay.state == Replay.State.RUNNING:
        counts = lines.counts(replay)
        return {"replay": replay, "counts": counts, "reached": counts.reached(asks=replay.asks), "poll": POLL_SECONDS}
    found = results.result(replay)
    return {
        "replay": replay,
        "result": found,
        "points": [bars.of(point) for point in found.points],
        "few": FEW if found.few else 0,
        "older": _older(draft, replay),
        "missing": questions.missing(replay),
        "across": across(draft.category),
        **flips.shown(request.GET, replay, found, reverse("replay", args=[draft.pk])),
    }


def across(category: Category | None) -> int:
    """Decided pairs of which one listing is filed in the category or below it: a rule above judges them."""
    if category is None:
        return 0
    inside = Category.objects.filter(**{f"path__0_{len(category.path)}": category.path})
    one = Q(pair__a__category__in=inside) ^ Q(pair__b__category__in=inside)
    return Decision.objects.filter(one, superseded_by=None, word__in=lines.DECIDED).count()


def _older(draft: RuleSet, replay: Replay) -> bool:
    try:
        return reach.of(draft).key != replay.spec_key
    except runs.STOPS:
        return True
