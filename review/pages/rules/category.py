"""The rule that judges a category, line by line with the level that each came from; where a change begins."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from review.pages.access import Request
from rules import drafts, resolve
from rules.models import Category, RuleSet
from rules.resolve import Effective, Rules

from .head import head


@dataclass(frozen=True)
class Node:
    """`own`: a rule set stands on the category itself; otherwise it inherits."""

    category: Category
    own: bool

    @property
    def depth(self) -> int:
        return len(self.category.path)


@require_safe
@permission_required("rules.view_ruleset", raise_exception=True)
def show(request: Request, pk: int | None = None) -> HttpResponse:
    """The rule that judges a category (the default without one), line by line with the level it came from."""
    category = get_object_or_404(Category, pk=pk) if pk else None
    try:
        rules = resolve.load()
        effective = rules.for_category(pk)
    except (resolve.MissingDefault, resolve.BrokenRule) as problem:
        return render(request, "rules/category.html", {"problem": str(problem)})
    return render(request, "rules/category.html", context(category, rules, effective))


@require_POST
@permission_required("rules.add_ruleset", raise_exception=True)
def start(request: Request, pk: int | None = None) -> HttpResponse:
    """A draft from what is live; where one is open already, that one."""
    category = get_object_or_404(Category, pk=pk) if pk else None
    try:
        draft = drafts.start(category, user=request.user)
    except drafts.AlreadyOpen as problem:
        draft = problem.draft
        messages.info(request, str(problem))
    return redirect("draft", draft.pk)


def context(category: Category | None, rules: Rules, effective: Effective) -> dict[str, Any]:
    return {
        "category": category,
        "head": head(category),
        "nodes": nodes(rules),
        "effective": effective,
        "lines": [(line, effective.level_of(line)) for line in effective.raw.fields],
        "inherited": category is not None and category.pk not in rules.live,
        "row": RuleSet.objects.select_related("category").get(pk=effective.rule_set_id),
        # As pairs, not as a mapping: a value called "items" would hide `mapping.items` from the template.
        "outputs": list(effective.spec.outputs.items()),
        "routed": [(level, level.replace("_", " ")) for level in effective.spec.routing.levels],
        "json": json.dumps(effective.spec.dump(), ensure_ascii=False, indent=2),
    }


def nodes(rules: Rules) -> list[Node]:
    return [Node(row, row.pk in rules.live) for row in Category.objects.order_by("path")]
