"""The draft of a category's rule as a table to be edited: one line, or one group of keys, at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dedup.catalogue import attributes
from review.pages.access import Request, draft_of, number
from rules import drafts, editing, wording
from rules.models import RuleSet
from rules.spec import INPUT_FIELDS, RuleSpec

from . import conflicts, desk, endings, key_forms, line_forms, table
from .desk import Desk
from .head import head
from .key_forms import GROUPS, Group, KeysForm, Told
from .line_forms import Editor

BEGINS = ("field", "source", "source_field", "matcher", "importance", "why")  # what a link may fill in of a new line


@dataclass(frozen=True)
class Opened:
    """The one editor that is open: of a line in its place, of a new one under the last, or of a group of keys."""

    line: Editor | None = None
    new: Editor | None = None
    keys: KeysForm | None = None


@require_safe
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
@desk.or_as_json
def show(request: Request, pk: int) -> HttpResponse:
    """The draft; `?line=NAME`, `?new` or `?keys=GROUP` opens an editor in its place."""
    open_desk = desk.of(draft_of(pk))
    return page(request, open_desk, asked_for(request, open_desk))


def asked_for(request: Request, open_desk: Desk) -> Opened:
    wanted = request.GET
    if "new" in wanted:
        begun = {name: wanted[name] for name in BEGINS if name in wanted}
        return Opened(new=line_forms.new(begun).focused())
    if wanted.get("keys") in GROUPS:
        return Opened(keys=KeysForm(open_desk, GROUPS[wanted["keys"]]))
    rows = editing.rows(open_desk.parent, open_desk.spec)
    row = next((row for row in rows if row.state != "removed" and row.key == wanted.get("line")), None)
    if row is None and wanted.get("line"):
        messages.warning(request, f"No line is called {wanted['line']} here any more.")
    return Opened(line=line_forms.of_row(open_desk, row).focused()) if row else Opened()


def page(
    request: Request,
    open_desk: Desk,
    opened: Opened | None = None,
    *,
    conflict: conflicts.Conflict | None = None,
    problem: str = "",
    at: str = "",
) -> HttpResponse:
    """`at`: the line or group that the cursor goes to."""
    opened = opened or Opened()
    survey, raw = attributes.survey(open_desk.category), open_desk.effective.raw
    of_lines, of_rule = table.found_doubts(open_desk, survey)
    shown = {
        "desk": open_desk,
        "draft": open_desk.draft,
        "head": head(open_desk.category, open_desk.draft, "draft"),
        "words": wording.summary(open_desk.effective.raw, open_desk.effective.name),
        "doubts": of_rule,
        "lines": list(table.lines(open_desk, survey, of_lines, opened.line)),
        "outputs": [(name, each, table.said_by(open_desk, f"outputs/{name}")) for name, each in raw.outputs.items()],
        "groups": list(groups(open_desk, opened.keys)),
        "adding": opened.new,
        "survey": survey,
        "offered": list(table.offered(open_desk, survey)),
        "fields": [name for name in INPUT_FIELDS if name not in {each.name for each in survey.fields}],
        "conflict": conflict,
        "editing": opened != Opened(),
        "problem": problem,
        "at": at or request.GET.get("at", ""),
    }
    response = render(request, "rules/draft.html", shown)
    if "saved" in request.GET:
        response["HX-Trigger"] = "draft-saved"
    if request.method == "POST":  # an address that only takes forms is none to come back to
        response["HX-Replace-Url"] = "false"
    return response


class Block(NamedTuple):
    """A group of keys with what applies, and the form that is open for it."""

    group: Group
    told: list[Told]
    form: KeysForm | None

    @property
    def own(self) -> bool:
        return any(each.own for each in self.told)


def groups(open_desk: Desk, form: KeysForm | None) -> Iterator[Block]:
    for group, told in key_forms.told(open_desk):
        yield Block(group, told, form if form and form.group is group else None)


@desk.takes_forms()
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
@desk.or_as_json
def stance(request: Request, pk: int) -> HttpResponse:
    """To extend the parent, or to stand alone with the same lines."""
    open_desk = desk.of(draft_of(pk))
    change = editing.extending if request.POST.get("extends") else editing.alone
    try:
        spec = change(open_desk.spec, open_desk.parent)
    except editing.Taken as problem:
        return page(request, open_desk, problem=str(problem))
    if found := open_desk.mistakes(spec):
        return page(request, open_desk, problem="; ".join(map(str, found)))
    return keep(request, open_desk, spec)


def keep(
    request: Request,
    open_desk: Desk,
    spec: RuleSpec,
    opened: Opened | None = None,
    *,
    at: str = "",
) -> HttpResponse:
    """Save, and show the draft again: at the line or group `at`.

    Who was overtaken sees what the other changed, and keeps what they typed in the editor `opened`.
    """
    seen = number(request, "revision")
    try:
        drafts.save(open_desk.draft, spec, user=request.user, revision=seen)
    except drafts.Outdated as problem:
        now = desk.of(draft_of(problem.draft.pk))
        return page(request, now, opened, conflict=conflicts.since(now.draft, seen))
    return redirect(address(open_desk.draft, at=at, saved=1))


def address(draft: RuleSet, **query: Any) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"{reverse('draft', args=[draft.pk])}?{urlencode(kept)}"
