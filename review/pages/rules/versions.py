"""All versions of a category's rules: who, when and why; what stands between any two; the way back to one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from pydantic import ValidationError

from dedup.judging import rulebook
from review.pages.access import Request
from rules import differences, drafts, inheritance, prompts, resolve
from rules import versions as numbers
from rules.models import Category, RuleSet
from rules.spec import RuleSpec

from . import notes
from .compared import compared
from .head import head, of_category

PEOPLE = ("created_by", "changed_by", "published_by", "base")


@dataclass(frozen=True)
class Version:
    """`before`: the version that it took the place of, or was made from; what one wants it compared with first."""

    row: RuleSet
    before: RuleSet | None

    @property
    def note(self) -> str:
        return notes.of(self.row)


@require_safe
@permission_required("rules.view_ruleset", raise_exception=True)
def show(request: Request, pk: int | None = None) -> HttpResponse:
    """`?old=ID&new=ID` compares any two rule sets, also of other categories."""
    category = get_object_or_404(Category, pk=pk) if pk else None
    rows = list(RuleSet.objects.filter(category=category).select_related(*PEOPLE).order_by("-version"))
    above = numbers.above(category)
    found = listed(rows, above)
    shown = head(category, tab="versions")
    context = {
        "category": category,
        "head": shown,
        "versions": found,
        "above": above if any(not row.open for row in rows) else None,
        "hands_back": shown.live is not None and not silent(shown.live),
        "elsewhere": RuleSet.objects.filter(state=RuleSet.State.LIVE)
        .exclude(category=category)
        .select_related("category")
        .order_by("category__path"),
        "may_draft": request.user.has_perm("rules.add_ruleset"),
        **difference(request, found),
    }
    return render(request, "rules/versions.html", context)


def listed(rows: list[RuleSet], above: RuleSet | None) -> list[Version]:
    """Newest first."""
    return [Version(row, before(row, rows[at + 1 :]) or above) for at, row in enumerate(rows)]


def before(row: RuleSet, older: Iterable[RuleSet]) -> RuleSet | None:
    """A draft is compared with what it was made from, a version with the one that went live before it."""
    return row.base if row.open else next((other for other in older if not other.open), None)


def silent(row: RuleSet) -> bool:
    """It says nothing of its own, as far as it can be read."""
    try:
        return differences.is_silent(RuleSpec.model_validate(row.spec))
    except ValidationError:
        return False


def difference(request: Request, found: list[Version]) -> dict[str, Any]:
    """Without a choice, the newest version and the one before it."""
    old, new = (chosen(request.GET.get(name, "")) for name in ("old", "new"))
    if old is None and new is None and found:
        old, new = found[0].before, found[0].row
    if old is None or new is None:
        return {"old": old, "new": new}
    try:
        told = said(old, new)
    except ValidationError as error:
        return {"old": old, "new": new, "problem": f"One of the two cannot be read any more: {error}"}
    return {"old": old, "new": new, "sides": [(row, notes.of(row)) for row in (old, new)], **told}


def said(old: RuleSet, new: RuleSet) -> dict[str, Any]:
    """What differs between the two as they apply, so that a line which stood for the parent's is shown against it.

    What the rule above said then is not known any more, so today's word counts. Only where that tells nothing are
    the rules' own words compared. Raises pydantic.ValidationError.
    """
    own = [RuleSpec.model_validate(row.spec) for row in (old, new)]
    extends = any(spec.extends for spec in own)
    try:
        parts = compared(*map(applied, (old, new), own)) if extends else compared(*own)
    except (ValidationError, resolve.BrokenRule, resolve.UnknownCategory):
        return {"parts": compared(*own), "remark": "Own lines only: one of the two does not go with what it extends."}
    if parts or not extends:
        remark = "What a rule does not say itself is shown as the rule above says it today." if extends else ""
        return {"parts": parts, "remark": remark}
    words = compared(*own)
    return {"parts": words, "remark": "Both apply alike. Only what they say themselves differs." if words else ""}


def applied(row: RuleSet, spec: RuleSpec) -> RuleSpec:
    """With all that it extends. Raises pydantic.ValidationError, resolve.BrokenRule, resolve.UnknownCategory."""
    above = rulebook.current().above(row.category_id)
    return inheritance.whole(above.raw if above else RuleSpec(), spec)


def chosen(text: str) -> RuleSet | None:
    known = text.isascii() and text.isdecimal() and len(text) < 19
    return RuleSet.objects.select_related("category", *PEOPLE).filter(pk=text).first() if known else None


@require_POST
@permission_required("rules.add_ruleset", raise_exception=True)
def roll_back(request: Request, pk: int) -> HttpResponse:
    """A draft with the words of an old version; nothing changes until it is published."""
    old = get_object_or_404(RuleSet.objects.select_related("category"), pk=pk, published_at__isnull=False)
    try:
        draft = drafts.roll_back(old, user=request.user)
    except drafts.AlreadyOpen as problem:
        messages.warning(request, f"{problem} Then go back to v{old.version}.")
        return redirect("draft", problem.draft.pk)
    except ValidationError:
        messages.warning(request, f"{old} cannot be read any more, so nobody can go back to it. Make a draft instead.")
        return redirect(of_category("versions", old.category))
    except prompts.BadPrompt as problem:
        messages.warning(request, f"{old} says what is refused by now: {problem}. Make a draft with what you need.")
        return redirect(of_category("versions", old.category))
    messages.success(request, f"{draft} says what v{old.version} said. Publish it to go back.")
    return redirect("publish", draft.pk)


@require_POST
@permission_required("rules.add_ruleset", raise_exception=True)
def hand_back(request: Request, pk: int) -> HttpResponse:
    """A draft without a word of its own, so that the rule above applies again once it is published."""
    category = get_object_or_404(Category, pk=pk)
    try:
        draft = drafts.hand_back(category, user=request.user)
    except drafts.AlreadyOpen as problem:
        messages.warning(request, f"{problem} Then go back to the rule above.")
        return redirect("draft", problem.draft.pk)
    messages.success(request, f"{draft} says nothing of its own. Publish it, and the rule above applies again.")
    return redirect("publish", draft.pk)
