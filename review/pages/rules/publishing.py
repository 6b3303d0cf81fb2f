"""What publishing a draft would change, counted before it is confirmed; and publishing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from review import publications, replay
from review.models import Replay
from review.pages.access import Request, draft_of, number
from review.publications import Preview
from review.replay import Result
from rules import differences, drafts, resolve, versions
from rules.models import Category, RuleSet
from rules.publishing import NoNote, NotPublished
from rules.resolve import Rules
from rules.spec import RuleSpec

from . import desk, endings, flips, notes, table
from .compared import Shown, compared
from .head import head, of_category

PROBLEMS = (NotPublished, drafts.Outdated, resolve.BrokenRule, resolve.MissingDefault)
FIELDS: dict[type[Exception], str] = {NoNote: "note", publications.NoReason: "reason"}  # what to fill in
MOST_PLACES = 12


@dataclass(frozen=True)
class Outlook:
    """What would happen; `parts` is the difference in the draft's own category."""

    preview: Preview
    parts: list[Shown]
    replay: Replay | None
    result: Result | None


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def publish(request: Request, pk: int) -> HttpResponse:
    """Who may change a draft sees what it would do; putting it in force needs `rules.publish`."""
    draft, problems = draft_of(pk), dict[str, str]()
    if request.method == "POST":
        try:
            done = confirmed(request, draft)
        except PROBLEMS as refused:
            problems = {FIELDS.get(type(refused), "problem"): str(refused)}
        else:
            messages.success(request, f"{done.row} is live. {again(done.pairs)}")
            return redirect(of_category("rules_of", draft.category))
    return render(request, "rules/publish.html", context(request, draft, problems), status=409 if problems else 200)


def again(pairs: int) -> str:
    return "1 pair is judged again now." if pairs == 1 else f"{pairs:,} pairs are judged again now."


def confirmed(request: Request, draft: RuleSet) -> publications.Published:
    """`revision` and `over` are what the page had shown."""
    if not request.user.has_perm("rules.publish"):
        raise PermissionDenied
    note, reason = (request.POST.get(name, "").replace("\0", "") for name in ("note", "reason"))
    return publications.publish(
        draft,
        user=request.user,
        note=note,
        reason=reason,
        revision=number(request, "revision"),
        over=RuleSet.objects.filter(pk=number(request, "over")).first(),
    )


def context(request: Request, draft: RuleSet, problems: Mapping[str, str]) -> dict[str, Any]:
    """`problems`: why it was not published, by the input that lacks something or as "problem"."""
    draft = draft_of(draft.pk)
    live = versions.live_of(draft.category)
    shown: dict[str, Any] = {
        "head": head(draft.category, draft, "publish"),
        "draft": draft,
        "live": live,
        "above": versions.above(draft.category),
        "between": between(draft, live),
        "problem": problems.get("problem", ""),
        "lacking": problems,
        "may_publish": request.user.has_perm("rules.publish"),
        "note": request.POST.get("note", notes.of(draft)),
        "reason": request.POST.get("reason", ""),
    }
    try:
        found = outlook(draft)
    except PROBLEMS as refused:
        return shown | {"problem": shown["problem"] or str(refused)}
    shown["idle"] = idle(draft, live)
    shown["doubts"] = table.own_doubts(desk.of(draft))
    places = found.preview.places
    if found.result:
        shown["changes"] = flips.words(found.result)
    return shown | {"outlook": found, "places": places[:MOST_PLACES], "more": max(0, len(places) - MOST_PLACES)}


def idle(draft: RuleSet, live: RuleSet | None) -> bool:
    """It says nothing that does not hold already, so `publications.publish` refuses it."""
    return live.spec == draft.spec if live else differences.is_silent(desk.readable(draft))


def between(draft: RuleSet, live: RuleSet | None) -> list[Shown] | None:
    """What changed while the draft was written: another version went live than the one it was made from."""
    if live is None or draft.base is None or draft.base == live:
        return None
    return compared(*(RuleSpec.model_validate(row.spec) for row in (draft.base, live)))


def outlook(draft: RuleSet) -> Outlook:
    """Raises what `publications.preview` raises."""
    step = publications.step_of(draft)
    parts = compared(said(step.before, draft.category), said(step.after, draft.category))
    last = replay.latest(draft)
    return Outlook(publications.preview(draft, step), parts, last, replay.result(last) if last else None)


def said(rules: Rules | None, category: Category | None) -> RuleSpec:
    """What holds in the category, with all that is inherited."""
    try:
        return rules.for_category(category.pk if category else None).raw if rules else RuleSpec()
    except resolve.MissingDefault:
        return RuleSpec()
