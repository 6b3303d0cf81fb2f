"""Saving a line of a draft, and what else can be done to one: remove, take back, move."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect
from pydantic import ValidationError

from review.pages.access import Request, draft_of, number
from rules import editing, inheritance
from rules.spec import RuleSpec, mistakes

from . import conflicts, desk, draft, endings, line_forms
from .desk import Desk
from .draft import Opened
from .line_forms import Editor

ACTIONS: dict[str, Callable[[Desk, str], RuleSpec]] = {
    "remove": lambda desk, key: editing.removed(desk.spec, key),
    "drop": lambda desk, key: editing.dropped(desk.spec, key),
    "up": lambda desk, key: editing.moved(desk.spec, key, -1),
    "down": lambda desk, key: editing.moved(desk.spec, key, 1),
}
# Which of them a line in that state has.
FITTING: dict[editing.State, tuple[str, ...]] = {
    "own": ("drop", "up", "down"),
    "instead": ("drop",),
    "inherited": ("remove",),
    "removed": ("drop",),
}

IDLE = "{line} is the same as the parent’s line, so it is not overridden and nothing is saved."


@desk.takes_forms()
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
@desk.or_as_json
def save(request: Request, pk: int) -> HttpResponse:
    """One line, new or changed. With `show` it only gives the inputs that suit what was chosen."""
    open_desk = desk.of(draft_of(pk))
    if "show" in request.POST:
        return draft.page(request, open_desk, placed(line_forms.shown(open_desk, request.POST)))
    editor = line_forms.filled(open_desk, request.POST)
    spec = checked(open_desk, editor)
    if spec is None:
        return draft.page(request, open_desk, placed(editor.focused()))
    if is_idle(open_desk, editor, spec):
        return draft.page(request, open_desk, problem=IDLE.format(line=editor.fixed), at=editor.line["was"].value())
    return draft.keep(request, open_desk, spec, placed(editor), at=editor.rule().field)


def placed(editor: Editor) -> Opened:
    return Opened(line=editor) if editor.line["was"].value() else Opened(new=editor)


def is_idle(open_desk: Desk, editor: Editor, spec: RuleSpec) -> bool:
    """An override that says what the parent's line says already: it would only stop following the parent."""
    if not editor.fixed or editor.fixed in {line.field for line in open_desk.spec.fields}:
        return False
    before, after = (inheritance.whole(open_desk.parent, each) for each in (open_desk.spec, spec))
    return before.model_dump() == after.model_dump()


def checked(open_desk: Desk, editor: Editor) -> RuleSpec | None:
    """The draft with the line; None where something is wrong with it, which its forms then say."""
    if not editor.is_valid():
        return None
    try:
        spec = editor.placed(open_desk)
        found = open_desk.mistakes(spec)
    except editing.Taken as problem:
        editor.line.add_error("field", str(problem))
        return None
    except ValidationError as error:
        found = mistakes(error)
    for mistake in found:
        place = str(mistake.path[-1]) if mistake.path else ""
        editor.line.add_error(*((place, mistake.text) if place in editor.line.fields else (None, str(mistake))))
    return None if found else spec


@desk.takes_forms()
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
@desk.or_as_json
def act(request: Request, pk: int) -> HttpResponse:
    """One of ACTIONS on the line of that key, as it stood on the screen: in a newer draft it may be another line."""
    open_desk, seen = desk.of(draft_of(pk)), number(request, "revision")
    if seen != open_desk.draft.revision:
        return draft.page(request, open_desk, conflict=conflicts.since(open_desk.draft, seen))
    wanted, do = request.POST.get("line", ""), request.POST.get("do", "")
    row = next((row for row in editing.rows(open_desk.parent, open_desk.spec) if row.key == wanted), None)
    if row is None or do not in FITTING[row.state]:
        return redirect("draft", pk)
    key = row.key if row.own else row.line.field
    spec = ACTIONS[do](open_desk, key)
    if found := open_desk.mistakes(spec):
        return draft.page(request, open_desk, problem="; ".join(map(str, found)))
    return draft.keep(request, open_desk, spec, at=key)
