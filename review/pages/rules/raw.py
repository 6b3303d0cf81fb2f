"""The draft as JSON, for what has no input of its own and for whoever writes faster than they click."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from review.pages.access import Request, draft_of, number
from rules import documents, drafts, positions, resolve
from rules.models import RuleSet
from rules.schema import json_schema
from rules.spec import Mistake, RuleSpec, mistakes, read

from . import conflicts, desk, draft, endings
from .head import head

LONGEST = 1_000_000  # characters; a rule of a thousand lines has a fifth of that


@dataclass(frozen=True)
class Quoted:
    """A mistake with the text of the line it stands on."""

    mistake: Mistake
    text: str


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def edit(request: Request, pk: int) -> HttpResponse:
    row = draft_of(pk)
    if request.method != "POST":
        return page(request, row, told(row.spec))
    text = request.POST.get("spec", "").replace("\r\n", "\n")
    seen = number(request, "revision")
    try:
        drafts.save(row, checked(row, text), user=request.user, revision=seen)
    except Wrong as wrong:
        return page(request, row, text, wrong=wrong.mistakes)
    except drafts.Outdated as problem:
        return page(request, problem.draft, text, conflict=conflicts.since(problem.draft, seen))
    return redirect(draft.address(row, saved=1))


class Wrong(Exception):
    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes


def checked(row: RuleSet, text: str) -> RuleSpec:
    """The spec that a text says, which also goes together with what it extends. Raises Wrong."""
    data = parsed(text)
    try:
        spec = read(data)
    except ValidationError as error:
        raise Wrong(mistakes(error, text)) from error
    row.spec = spec.dump()
    try:
        found = desk.of(row).mistakes(spec)
    except resolve.BrokenRule as error:
        found = [Mistake((), str(error))]
    if found:
        raise Wrong([replace(each, line=positions.line_of(text, each.path) if each.path else None) for each in found])
    return spec


def parsed(text: str) -> object:
    if len(text) > LONGEST:
        raise Wrong(
            [Mistake((), f"This is longer than {LONGEST:,} characters. Split the rule over several categories.")]
        )
    try:
        return documents.parse(text)
    except documents.NotJson as error:
        raise Wrong([Mistake((), error.text, error.line)]) from error


def page(
    request: Request,
    row: RuleSet,
    text: str,
    wrong: list[Mistake] | None = None,
    conflict: conflicts.Conflict | None = None,
) -> HttpResponse:
    shown = {
        "draft": row,
        "head": head(row.category, row, "draft"),
        "text": text,
        "quoted": quoted(text, wrong or []),
        "conflict": conflict,
        "size": min(40, max(16, text.count("\n") + 3)),
    }
    return render(request, "rules/raw.html", shown)


def quoted(text: str, wrong: list[Mistake]) -> list[Quoted]:
    rows = text.split("\n")
    return [
        Quoted(each, rows[each.line - 1].strip()[:200] if each.line and each.line <= len(rows) else "")
        for each in wrong
    ]


def told(spec: object) -> str:
    return json.dumps(spec, ensure_ascii=False, indent=2)


@require_safe
@permission_required("rules.view_ruleset", raise_exception=True)
def schema(request: Request) -> HttpResponse:
    """What a rule may say, for editors that check JSON while it is written."""
    return JsonResponse(json_schema(), json_dumps_params={"indent": 2, "ensure_ascii": False})
