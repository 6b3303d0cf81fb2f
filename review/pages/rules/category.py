"""The rule that judges a category, with the level that each part came from; where a change begins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dedup.judging import rulebook
from review.pages.access import Request, page
from rules import drafts, resolve, wording
from rules.matchers import MATCHERS
from rules.models import Category, RuleSet
from rules.resolve import Effective, Rules
from rules.spec import FieldRule, Output

from . import key_forms
from .head import head
from .tree import tree

HERE = "here"  # the level of what the category says itself


@dataclass(frozen=True)
class Line:
    """A line of the effective rule. `inherited`: it is not the category's own word; `about`: its matcher."""

    rule: FieldRule
    words: str
    about: str
    level: str
    name: str
    inherited: bool


@dataclass(frozen=True)
class Setting:
    """Any other key as it applies. `level` is empty where no rule says anything and the program's default holds."""

    label: str
    words: str
    long: bool
    level: str
    name: str


@require_safe
@permission_required("rules.view_ruleset", raise_exception=True)
def show(request: Request, pk: int | None = None) -> HttpResponse:
    category = get_object_or_404(Category, pk=pk) if pk else None
    rules, effective, problem = None, None, ""
    try:
        rules = rulebook.current()
        effective = rules.for_category(pk)
    except (resolve.MissingDefault, resolve.UnknownCategory, resolve.BrokenRule) as refused:
        problem = str(refused)
    shown = tree(rules or unread(), category, request.GET.get("q", ""))
    if "open" in request.GET and shown.first:
        return redirect(shown.first)
    context: dict[str, Any] = {
        "category": category,
        "tree": shown,
        "rate": shown.rate,
        "head": head(category),
        "problem": problem,
        "may_draft": request.user.has_perm("rules.add_ruleset"),
    }
    return page(
        request,
        "rules/category.html",
        "tree",
        context | (told(rules, category, effective) if rules and effective else {}),
    )


def unread() -> Rules:
    """The tree alone: its rules cannot be read, and the admin comes here to mend that."""
    ids = {tuple(path): pk for pk, path in Category.objects.values_list("pk", "path")}
    return Rules({pk: tuple(ids[path[:n]] for n in range(len(path), 0, -1)) for path, pk in ids.items()}, {})


def told(rules: Rules, category: Category | None, effective: Effective) -> dict[str, Any]:
    own = effective.level == (f"lv{len(category.path)}" if category else "default")
    row = RuleSet.objects.select_related("published_by").get(pk=effective.rule_set_id)
    return {
        "effective": effective,
        "inherited": not own,
        "silent": rules.silent(category.pk) if category else None,
        "row": row,
        "words": wording.summary(effective.raw, str(category or "default")),
        "lines": list(lines(effective, own)),
        "settings": [told_group(effective, group, own) for group in key_forms.GROUPS.values()],
        # As triples, not as a mapping: a value called "items" would hide `mapping.items` from the template.
        "outputs": list(outputs(effective, own)),
        "json": json.dumps(effective.raw.dump(), ensure_ascii=False, indent=2),
    }


def lines(effective: Effective, own: bool) -> Iterator[Line]:
    for rule in effective.raw.fields:
        level, name = said_by(effective, f"fields/{rule.field}", own)
        yield Line(rule, wording.line(rule), MATCHERS[rule.matcher].about, level, name, level != HERE)


def told_group(effective: Effective, group: key_forms.Group, own: bool) -> tuple[str, list[Setting], bool]:
    """The last says whether the rule itself says any of it: the others are folded."""
    found = list(settings(effective, group, own))
    return group.title, found, any(each.level == HERE for each in found)


def settings(effective: Effective, group: key_forms.Group, own: bool) -> Iterator[Setting]:
    for key in group.keys:
        words = key_forms.in_words(key, key.of(effective.raw))
        level, name = said_by(effective, key.path, own)
        yield Setting(key.label, words, key.shape == "prose" and bool(level), level, name)


def outputs(effective: Effective, own: bool) -> Iterator[tuple[str, Output, str]]:
    for name, output in effective.raw.outputs.items():
        yield name, output, said_by(effective, f"outputs/{name}", own)[0]


def said_by(effective: Effective, part: str, own: bool) -> tuple[str, str]:
    """Whose word a part is, as level and name, called as on the draft; empty where no rule says it."""
    origin = effective.origins.get(part)
    if origin is None:
        return "", ""
    return HERE if own and origin == effective.origin else origin.level, origin.name


@require_POST
@permission_required("rules.add_ruleset", raise_exception=True)
def start(request: Request, pk: int | None = None) -> HttpResponse:
    """A draft from what is live, or the open one; with `line`, opened at that line."""
    category = get_object_or_404(Category, pk=pk) if pk else None
    try:
        draft = drafts.start(category, user=request.user)
    except drafts.AlreadyOpen as problem:
        draft = problem.draft
        messages.info(request, f"{draft} is open already. This is it.")
    name = request.POST.get("line", "")
    query = urlencode({"line": name}) if name else ""
    return redirect(f"{reverse('draft', args=[draft.pk])}?{query}" if query else reverse("draft", args=[draft.pk]))
