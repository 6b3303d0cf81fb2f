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

from review.pages.access import Request
from rules import drafts, prompts
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
    found = listed(rows)
    context = {
        "category": category,
        "head": head(category, tab="versions"),
        "versions": found,
        "elsewhere": RuleSet.objects.filter(state=RuleSet.State.LIVE)
        .exclude(category=category)
        .select_related("category")
        .order_by("category__path"),
        "may_draft": request.user.has_perm("rules.add_ruleset"),
        **difference(request, found),
    }
    return render(request, "rules/versions.html", context)


def listed(rows: list[RuleSet]) -> list[Version]:
    """Newest first."""
    return [Version(row, before(row, rows[at + 1 :])) for at, row in enumerate(rows)]


def before(row: RuleSet, older: Iterable[RuleSet]) -> RuleSet | None:
    """A draft is compared with what it was made from, a version with the one that went live before it."""
    return row.base if row.open else next((other for other in older if not other.open), None)


def difference(request: Request, found: list[Version]) -> dict[str, Any]:
    """Without a choice, the newest version and the one before it."""
    old, new = (chosen(request.GET.get(name, "")) for name in ("old", "new"))
    if old is None and new is None and found:
        old, new = found[0].before, found[0].row
    if old is None or new is None:
        return {"old": old, "new": new}
    try:
        parts = compared(*(RuleSpec.model_validate(row.spec) for row in (old, new)))
    except ValidationError as error:
        return {"old": old, "new": new, "problem": f"One of the two cannot be read any more: {error}"}
    return {"old": old, "new": new, "sides": [(row, notes.of(row)) for row in (old, new)], "parts": parts}


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
