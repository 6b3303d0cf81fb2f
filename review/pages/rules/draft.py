"""The draft of a category's rule as a table to be edited: one line, or one group of keys, at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dedup.catalogue import attributes
from dedup.catalogue.attributes import Attribute, Survey
from review import hiding
from review.pages.access import Request, draft_of, number
from rules import drafts, editing, guessing, wording
from rules.doubts import doubts
from rules.matchers import MATCHERS
from rules.models import RuleSet
from rules.spec import INPUT_FIELDS, RuleSpec
from rules.values.text import fold

from . import conflicts, desk, endings, key_forms, line_forms
from .desk import Desk
from .head import head
from .key_forms import GROUPS, Group, KeysForm, Told
from .line_forms import Editor

PROPOSED = 12  # attributes offered for a new line
WORTH = 0.05  # share of listings that fill one, below which it is not offered
KNOWN = {"brand": "BrandItemMatcher", "gtin": "GtinItemMatcher", "mpn": "ModelNumberItemMatcher"}


@dataclass(frozen=True)
class Line:
    """A row of the table. `filled`: how many of the category's listings state what it compares, if that is known."""

    row: editing.Row
    words: str
    level: str
    name: str
    filled: Attribute | None
    editor: Editor | None = None

    @property
    def about(self) -> str:
        return MATCHERS[self.row.line.matcher].about


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
        begun = {name: wanted[name] for name in ("source", "source_field", "matcher", "why") if name in wanted}
        return Opened(new=line_forms.new(begun).focused())
    if wanted.get("keys") in GROUPS:
        return Opened(keys=KeysForm(open_desk, GROUPS[wanted["keys"]]))
    rows = editing.rows(open_desk.parent, open_desk.spec)
    row = next((row for row in rows if row.own and row.key == wanted.get("line")), None)
    return Opened(line=line_forms.of_row(open_desk, row).focused()) if row else Opened()


def page(
    request: Request,
    open_desk: Desk,
    opened: Opened | None = None,
    *,
    conflict: conflicts.Conflict | None = None,
    problem: str = "",
) -> HttpResponse:
    opened = opened or Opened()
    survey = attributes.survey(open_desk.category)
    shown = {
        "desk": open_desk,
        "draft": open_desk.draft,
        "head": head(open_desk.category, open_desk.draft, "draft"),
        "words": wording.summary(open_desk.effective.raw, open_desk.effective.name),
        "doubts": [doubt.text for doubt in doubts(open_desk.effective.raw)],
        "hidden": [each for each in hiding.of(open_desk.effective.raw, open_desk.category) if each.pairs],
        "lines": list(lines(open_desk, survey, opened.line)),
        "groups": list(groups(open_desk, opened.keys)),
        "adding": opened.new,
        "survey": survey,
        "offered": list(offered(open_desk, survey)),
        "fields": [name for name in INPUT_FIELDS if name not in {each.name for each in survey.fields}],
        "conflict": conflict,
        "problem": problem,
        "at": request.GET.get("at", ""),
    }
    response = render(request, "rules/draft.html", shown)
    if "saved" in request.GET:
        response["HX-Trigger"] = "draft-saved"
    if request.method == "POST":  # an address that only takes forms is none to come back to
        response["HX-Replace-Url"] = "false"
    return response


def groups(open_desk: Desk, form: KeysForm | None) -> Iterator[tuple[Group, list[Told], KeysForm | None]]:
    for group, told in key_forms.told(open_desk):
        yield group, told, form if form and form.group is group else None


def lines(open_desk: Desk, survey: Survey, editor: Editor | None) -> Iterator[Line]:
    fills = {("inputProperty", each.name): each for each in survey.attributes}
    fills |= {("inputField", each.name): each for each in survey.fields}
    opened = editor.line["was"].value() if editor else None
    above = open_desk.above.origins if open_desk.above else {}
    for row in editing.rows(open_desk.parent, open_desk.spec):
        rule, origins = row.line, above if row.state == "removed" else open_desk.effective.origins
        origin = origins[f"fields/{rule.field}"]
        filled = fills.get((rule.source, rule.source_field))
        own = row.own and row.key == opened
        yield Line(row, wording.line(rule), origin.level, origin.name, filled, editor if own else None)


@dataclass(frozen=True)
class Offer:
    """An attribute or field that no line compares yet; `query` opens a line for it, filled in by a guess."""

    attribute: Attribute
    query: str


def offered(open_desk: Desk, survey: Survey) -> Iterator[Offer]:
    raw = open_desk.effective.raw
    compared = {(line.source, line.source_field) for line in raw.fields}
    read = {fold(name) for output in raw.outputs.values() for name in output.names}
    found = [("inputField", each) for each in survey.fields if each.name in KNOWN]
    found += [("inputProperty", each) for each in survey.attributes]
    found = [(source, each) for source, each in found if fold(each.name) not in read]
    wanted = [(source, each) for source, each in found if (source, each.name) not in compared and each.filled >= WORTH]
    for source, each in wanted[:PROPOSED]:
        yield Offer(each, urlencode({"new": 1, "source": source, "source_field": each.name, **_guess(source, each)}))


def _guess(source: str, attribute: Attribute) -> dict[str, str]:
    if source == "inputField":
        return {"matcher": KNOWN[attribute.name]}
    guess = guessing.guess(attribute.name, attribute.samples)
    return {"matcher": guess.matcher} if guess else {}


@require_POST
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
    then: str = "",
) -> HttpResponse:
    """Save, and show the draft again: at the line or group `at`, with the editor of line `then` open.

    Who was overtaken sees what the other changed, and keeps what they typed in the editor `opened`.
    """
    seen = number(request, "revision")
    try:
        drafts.save(open_desk.draft, spec, user=request.user, revision=seen)
    except drafts.Outdated as problem:
        now = desk.of(draft_of(problem.draft.pk))
        return page(request, now, opened, conflict=conflicts.since(now.draft, seen))
    return redirect(address(open_desk.draft, at=at, line=then, saved=1))


def address(draft: RuleSet, **query: Any) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"{reverse('draft', args=[draft.pk])}?{urlencode(kept)}"
