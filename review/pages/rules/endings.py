"""What became of a draft that somebody had on the screen and that is not open any more: who, when, and the way on.

Nothing that was typed is lost: the page that says so shows it, to be copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Literal
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from review.pages.access import Request, page
from review.people import name_of
from rules import drafts
from rules.models import Category, RuleSet

from .head import head, of_category
from .key_forms import GROUPS
from .labels import LABELS

GONE = 410
# Inputs of the forms that nobody typed.
UNTYPED = frozenset(
    ("csrfmiddlewaretoken", "revision", "over", "was", "options_of", "show", "do", "line", "matcher", "source")
) | {"importance", "read-type", "extends"}
KEYS = {key.name: key.label for group in GROUPS.values() for key in group.keys}


@dataclass(frozen=True)
class Ending:
    """`row`: the version that the draft became; None where it was discarded."""

    how: Literal["published", "discarded"]
    who: str
    when: datetime
    category: Category | None
    version: int
    row: RuleSet | None = None

    def __str__(self) -> str:
        return f"{self.category or 'default'} v{self.version} was {self.how} by {self.who} {naturaltime(self.when)}"


@dataclass(frozen=True)
class Typed:
    label: str
    text: str

    @property
    def rows(self) -> int:
        return min(20, self.text.count("\n") + 1)


def of(pk: int) -> Ending | None:
    """None: there was never a draft of this number, or it is open."""
    row = RuleSet.objects.select_related("category", "published_by", "base").filter(pk=pk).first()
    if row:
        return _published(row, row.published_at) if row.published_at else None
    trail: Any = apps.get_model("rules", "RuleSetEvent")
    last = trail.objects.select_related("category", "changed_by").filter(pgh_obj_id=pk).order_by("-pgh_id").first()
    if last is None:
        return None
    return Ending("discarded", _name(last.changed_by), last.pgh_created_at, last.category, last.version)


def _published(row: RuleSet, when: datetime) -> Ending:
    return Ending("published", _name(row.published_by), when, row.category, row.version, row)


def _name(user: Any) -> str:
    return name_of(user) if user else "somebody"


def told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view of an open draft: one that is not open any more says what happened to it, with what was typed."""

    @wraps(view)
    def guarded(request: Request, pk: int, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, pk, *arguments, **named)
        except drafts.Gone as gone:
            ending = of(pk)
            if ending is None:
                raise Http404 from gone
            return answer(request, ending)

    return guarded


def answer(request: Request, ending: Ending) -> HttpResponse:
    """A published draft is a version now, and its address leads there; whoever had typed something sees it first."""
    if ending.row and request.method != "POST" and not request.htmx:
        messages.info(request, f"{ending}. This is that version.")
        return redirect(f"{of_category('versions', ending.category)}{_compared(ending.row)}")
    target = request.htmx.target if request.htmx else ""
    context = {
        "ending": ending,
        "head": head(ending.category, tab="versions"),
        "typed": list(typed(request)),
        "place": "trial" if target == "trying" else target or "draft",  # what a part of a page is looked for by
    }
    response = page(request, "rules/closed.html", "panel", context)
    response["HX-Replace-Url"] = "false"
    if not request.htmx:  # it swaps in no answer that is an error
        response.status_code = GONE
    return response


def _compared(row: RuleSet) -> str:
    return f"?{urlencode({'old': row.base.pk, 'new': row.pk})}#difference" if row.base else ""


def typed(request: Request) -> Iterator[Typed]:
    """The words of a form under the labels of its inputs; of keys only those that were said here."""
    for name, values in request.POST.lists():
        left = f"own-{name}" in request.POST and request.POST[f"own-{name}"] != "here"
        text = "\n".join(values).strip()
        if text and not left and name not in UNTYPED and not name.startswith("own-"):
            yield Typed(label(name), text)


def label(name: str) -> str:
    plain = name.removeprefix("read-").rpartition("-")[2] if name.startswith(("read-", "with-")) else name
    return KEYS.get(name) or LABELS.get(plain) or plain.replace("_", " ")
