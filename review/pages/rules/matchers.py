"""What every matcher does, with what it lets an admin set, and two values to try it on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from review.pages.access import Request
from rules.matchers import MATCHERS, Result, compare

from .line_forms import drawers
from .option_forms import kind, shown

LONGEST = 2_000  # characters of a value that is tried


@dataclass(frozen=True)
class Option:
    name: str
    default: str
    description: str


@dataclass(frozen=True)
class Told:
    name: str
    about: str
    options: tuple[Option, ...]


@require_safe
@permission_required("rules.view_ruleset", raise_exception=True)
def show(request: Request) -> HttpResponse:
    """`?matcher=…&left=…&right=…` also says what that matcher makes of two values, with its own defaults."""
    name = request.GET.get("matcher", "")
    left, right = (request.GET.get(side, "")[:LONGEST] for side in ("left", "right"))
    return render(
        request,
        "rules/matchers.html",
        {
            "drawers": [(title, [told(each) for each, _ in names]) for title, names in drawers()],
            "tried": tried(name, left, right),
            "name": name,
            "left": left,
            "right": right,
        },
    )


def tried(name: str, left: str, right: str) -> Result | None:
    return compare(name, left, right) if name in MATCHERS and (left or right) else None


def told(name: str) -> Told:
    return Told(name, MATCHERS[name].about, tuple(options(name)))


def options(name: str) -> Iterator[Option]:
    schema = MATCHERS[name].options.model_json_schema().get("properties", {})
    for option, of in schema.items():
        yield Option(option, default(of), of.get("description", ""))


def default(of: Mapping[str, Any]) -> str:
    value = shown(of.get("default"), kind(of))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value in (None, "") else str(value)
