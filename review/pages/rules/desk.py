"""A draft as it lies open before an admin: what it says itself, what it extends, and what comes of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from pydantic import ValidationError

from rules import inheritance, prompts, resolve
from rules.models import Category, RuleSet
from rules.resolve import Effective, Rules
from rules.spec import Mistake, RuleSpec, mistakes


@dataclass(frozen=True)
class Desk:
    """`parent` is the whole rule that the draft may extend, an empty one for the default. `rules` has the draft in."""

    draft: RuleSet
    spec: RuleSpec
    above: Effective | None
    effective: Effective
    rules: Rules

    @property
    def category(self) -> Category | None:
        return self.draft.category

    @property
    def parent(self) -> RuleSpec:
        return self.above.raw if self.above else RuleSpec()

    def mistakes(self, spec: RuleSpec) -> list[Mistake]:
        """Why the spec cannot be the draft's: it does not go with what it extends, or a prompt is wrong or too long."""
        try:
            whole = inheritance.whole(self.parent, spec)
        except ValidationError as error:
            return mistakes(error)
        return list(dict.fromkeys([*prompts.mistakes(spec), *prompts.too_long(whole)]))


def takes_forms(page: str = "draft") -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For an address that only takes forms: a reload or a link of it leads to the `page` that they stand on."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, *arguments: Any, **named: Any) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                return redirect(page, pk)
            if request.method != "POST":
                return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
            return view(request, pk, *arguments, **named)

        return guarded

    return decorated


def or_as_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A draft that its parent's changes broke cannot stand in a table: it is opened as JSON, with what is wrong."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, pk, *arguments, **named)
        except resolve.BrokenRule as problem:
            messages.error(request, str(problem))
            return redirect("draft_raw", pk)

    return guarded


def of(draft: RuleSet) -> Desk:
    """Raises resolve.BrokenRule where the draft cannot be read, or not together with what it extends."""
    rules = resolve.load(draft)
    spec = readable(draft)
    return Desk(draft, spec, rules.above(draft.category_id), rules.for_category(draft.category_id), rules)


def readable(draft: RuleSet) -> RuleSpec:
    try:
        return RuleSpec.model_validate(draft.spec)
    except ValidationError as error:
        raise resolve.BrokenRule(str(error)) from error
