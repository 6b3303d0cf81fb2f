"""Saving a line of a draft, and what else can be done to one: override, remove, take back, move."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from review.pages.access import Request
from rules import editing
from rules.spec import RuleSpec, mistakes

from . import desk, draft, line_forms
from .desk import Desk
from .draft import Opened
from .line_forms import Editor

ACTIONS: dict[str, Callable[[Desk, str], RuleSpec]] = {
    "override": lambda desk, name: editing.overridden(desk.spec, desk.parent, name),
    "remove": lambda desk, name: editing.removed(desk.spec, name),
    "drop": lambda desk, name: editing.dropped(desk.spec, name),
    "up": lambda desk, name: editing.moved(desk.spec, name, -1),
    "down": lambda desk, name: editing.moved(desk.spec, name, 1),
}


@require_POST
@permission_required("rules.change_ruleset", raise_exception=True)
def save(request: Request, pk: int) -> HttpResponse:
    """One line, new or changed. With `show` it only gives the inputs that suit what was chosen."""
    open_desk = desk.of(desk.draft_of(pk))
    if "show" in request.POST:
        return draft.page(request, open_desk, placed(line_forms.shown(open_desk, request.POST)))
    editor = line_forms.filled(open_desk, request.POST)
    spec = checked(open_desk, editor)
    if spec is None:
        return draft.page(request, open_desk, placed(editor))
    return draft.keep(request, open_desk, spec, placed(editor), at=editor.line.cleaned_data["field"])


def placed(editor: Editor) -> Opened:
    return Opened(line=editor) if editor.line["was"].value() else Opened(new=editor)


def checked(open_desk: Desk, editor: Editor) -> RuleSpec | None:
    """The draft with the line; None where something is wrong with it, which its forms then say."""
    if not editor.is_valid():
        return None
    try:
        return editor.placed(open_desk)
    except editing.Taken as problem:
        editor.line.add_error("field", str(problem))
    except ValidationError as error:
        for mistake in mistakes(error):
            place = str(mistake.path[-1]) if mistake.path else None
            editor.line.add_error(place if place in editor.line.fields else None, mistake.text)
    return None


@require_POST
@permission_required("rules.change_ruleset", raise_exception=True)
def act(request: Request, pk: int) -> HttpResponse:
    """One of ACTIONS on the line called `field`."""
    open_desk, name = desk.of(desk.draft_of(pk)), request.POST.get("field", "")
    action = ACTIONS.get(request.POST.get("do", ""))
    if action is None or name not in {row.line.field for row in editing.rows(open_desk.parent, open_desk.spec)}:
        return redirect("draft", pk)
    spec = action(open_desk, name)
    try:
        open_desk.fits(spec)
    except ValidationError as error:
        return draft.page(request, open_desk, problem="; ".join(map(str, mistakes(error))))
    return draft.keep(request, open_desk, spec, at=name, then=name if request.POST["do"] == "override" else "")
