"""Try it: what a draft says about two listings, beside what the live rule says and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dedup.judging import calls, verdicts
from dedup.judging.cascade import Case
from dedup.models import Pair, Spu
from review import trials
from review.pages import sides
from review.pages.access import Request, draft_of, page
from review.pages.fields import Row, price, said
from review.trials import Missing
from rules import resolve
from rules.models import Category, RuleSet
from rules.resolve import Effective

from . import desk, endings, paste_forms
from .desk import Desk
from .head import head
from .paste_forms import PasteForm

KEPT = "tried"  # in the session: draft -> what was tried last
MOST = 20


@dataclass(frozen=True)
class Shown:
    """A listing as small as it can be recognised."""

    letter: str
    spu: Spu
    picture: sides.Picture | None
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Look:
    """Two pictures that were compared; one is None where the listing has lost it."""

    kind: Literal["main", "variant"]
    left: sides.Picture | None
    right: sides.Picture | None
    answer: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What one rule says: its case, or what has to be asked before, or why nobody can say."""

    rule: Effective | None
    case: Case | None = None
    missing: Missing | None = None
    problem: str = ""

    @property
    def words(self) -> str:
        return self.case.judged.level.replace("_", " ") if self.case else ""


@require_safe
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def show(request: Request, pk: int) -> HttpResponse:
    """`?pair=` a pair, `?pair=…&with=…` two listings, `?random=1` a decided pair; else what was tried last."""
    row, problem = draft_of(pk), ""
    try:
        if "random" in request.GET:
            return redirect(address(row, pair=trials.some_decided(row.category).pk))
    except trials.NotFound as none:
        problem = str(none)  # and the pair that was there stays
    try:
        return answer(request, row, picked(request, row), problem=problem)
    except trials.NotFound as lost:
        return answer(request, row, None, problem=problem or str(lost))


def picked(request: Request, row: RuleSet) -> Pair | None:
    """The pair asked for, else the last one, else one to begin with. Raises trials.NotFound."""
    asked = {name: request.GET.get(name, "") for name in ("pair", "with")}
    if asked["pair"].strip():
        pair = trials.find(asked["pair"], asked["with"])
        keep(request, row, asked)
        return pair
    kept = request.session.get(KEPT, {}).get(str(row.pk), {})
    if "pasted" in kept:
        left, right = kept["pasted"]
        return trials.pasted(left, right, row.category)
    return trials.find(kept["pair"], kept["with"]) if kept else trials.some(row.category)


def to_paste(request: Request, row: RuleSet, pair: Pair | None) -> dict[str, str]:
    """What stands in the form for two pasted listings, to be changed a little: the pair that was chosen with
    `&paste`, else what was pasted last."""
    if pair and "paste" in request.GET and "pair" in request.GET:
        return paste_forms.initial_of(*(paste_forms.listing_of(spu) for spu in (pair.a, pair.b)))
    kept = request.session.get(KEPT, {}).get(str(row.pk), {})
    return paste_forms.initial_of(*kept["pasted"]) if "pasted" in kept else {}


def keep(request: Request, row: RuleSet, what: dict[str, Any]) -> None:
    others = {pk: kept for pk, kept in request.session.get(KEPT, {}).items() if pk != str(row.pk)}
    request.session[KEPT] = {**dict(list(others.items())[-MOST:]), str(row.pk): what}


@desk.takes_forms("trial")
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def paste(request: Request, pk: int) -> HttpResponse:
    """Two listings that nobody stored: typed in, or as lines of an import file."""
    row, form = draft_of(pk), PasteForm(request.POST)
    try:
        if form.is_valid():
            left, right = form.listings()
            trials.pasted(left, right, row.category)
            keep(request, row, {"pasted": [left, right]})
            return redirect("trial", pk)
    except trials.NotFound as problem:
        form.add_error(None, str(problem))
    return answer(request, row, None, form=form)


@desk.takes_forms("trial")
@permission_required("rules.change_ruleset", raise_exception=True)
@endings.told
def ask(request: Request, pk: int) -> HttpResponse:
    """Put the questions that are not recorded to the model."""
    row = draft_of(pk)
    try:
        pair = picked(request, row)
    except trials.NotFound as problem:
        return answer(request, row, None, problem=str(problem))
    return answer(request, row, pair, ask=True)


def answer(
    request: Request,
    row: RuleSet,
    pair: Pair | None,
    *,
    ask: bool = False,
    form: PasteForm | None = None,
    problem: str = "",
) -> HttpResponse:
    shown: dict[str, Any] = {"draft": row, "head": head(row.category, row, "trial"), "problem": problem}
    shown["paste"] = form or PasteForm(initial=to_paste(request, row, pair))
    shown["asked"] = request.GET
    if pair:
        try:
            shown |= tried(desk.of(row), pair, ask=ask)
        except resolve.BrokenRule as broken:
            shown["problem"] = str(broken)
    return page(request, "rules/trial.html", "result", shown)


def tried(open_desk: Desk, pair: Pair, *, ask: bool) -> dict[str, Any]:
    live_rule = governing(resolve.load(), pair)
    under, live = outcome(pair, open_desk.effective, ask=ask), outcome(pair, live_rule, ask=ask)
    rows = lines(under.case, open_desk.draft) if under.case else []
    pictures = [pictures_of(spu, letter) for spu, letter in ((pair.a, "a"), (pair.b, "b"))]
    now = governing(open_desk.rules, pair)
    return {
        "pair": pair,
        "listings": [
            listing(spu, letter, found) for spu, letter, found in zip((pair.a, pair.b), "AB", pictures, strict=True)
        ],
        "under": under,
        "live": live,
        "lines": rows,
        "agreeing": [line for line in rows if line.outcome == "same"],
        "looks": looks(under.case, *pictures) if under.case else [],
        "unlooked": unlooked(under.case) if under.case else "",
        "decision": trials.decision_of(pair),
        "elsewhere": elsewhere(open_desk.rules, pair, now) if now and not reaches(now, open_desk.draft) else "",
    }


def elsewhere(rules: resolve.Rules, pair: Pair, now: Effective) -> str:
    """Why another rule than the draft judges this pair: where the two are filed, and what they have in common."""
    a, b = pair.a.category, pair.b.category
    if a == b:
        filed = f"Both are filed in {a}" if a else "Neither is filed in a category"
    else:
        common = rules.common(*(spu.pk if spu else None for spu in (a, b)))
        shared = Category.objects.filter(pk=common).first() if common else None
        filed = f"One is filed in {a or 'no category'}, the other in {b or 'no category'}; "
        filed += f"the nearest category that both are in is {shared}" if shared else "no category has both"
    return f"{filed}. So the rule of {now.name} judges them, not this draft."


def governing(rules: resolve.Rules, pair: Pair) -> Effective | None:
    try:
        return rules.for_pair(*(spu.category.pk if spu.category else None for spu in (pair.a, pair.b)))
    except (resolve.MissingDefault, resolve.UnknownCategory):
        return None


def reaches(rule: Effective, draft: RuleSet) -> bool:
    """The draft, or a rule that takes something from it."""
    return any(origin.rule_set_id == draft.pk for origin in (rule.origin, *rule.origins.values()))


def outcome(pair: Pair, rule: Effective | None, *, ask: bool) -> Outcome:
    if rule is None:
        return Outcome(None, problem="No live rule covers this pair.")
    try:
        found = trials.examine(pair, rule, ask=ask)
    except (calls.Later, calls.Stopped) as problem:
        return Outcome(rule, problem=f"The model cannot be asked now: {problem}")
    return Outcome(rule, missing=found) if isinstance(found, Missing) else Outcome(rule, case=found)


def lines(case: Case, draft: RuleSet) -> list[Row]:
    """In the order of the rule; the level of a line that the draft says itself is "here"."""
    origins = case.effective.origins
    here = {field.field for field in case.compared.fields if origins[f"fields/{field.field}"].rule_set_id == draft.pk}
    return [
        Row(
            name=field.field,
            left=field.left,
            right=field.right,
            outcome=field.outcome,
            sentence=field.sentence,
            optional=field.importance == "optional",
            level="here" if field.field in here else field.level,
        )
        for field in case.compared.fields
    ]


def pictures_of(spu: Spu, letter: str) -> list[sides.Picture]:
    return sides.pictures(spu, letter) if spu.pk else []


def listing(spu: Spu, letter: str, pictures: list[sides.Picture]) -> Shown:
    facts = [*said(spu).items(), *([("price", price(spu))] if price(spu) else [])]
    return Shown(letter, spu, pictures[0] if pictures else None, facts)


def looks(case: Case, lefts: list[sides.Picture], rights: list[sides.Picture]) -> list[Look]:
    by_id = {picture.id: picture for picture in (*lefts, *rights)}
    return [
        Look(each.kind, by_id.get(each.image_a), by_id.get(each.image_b), each.answer, each.reason)
        for each in case.pictures
    ]


def unlooked(case: Case) -> str:
    """Why no pictures were compared."""
    if case.effective.spec.pictures == "never":
        return "the rule says so"
    return "settled before" if verdicts.is_settled(case.evidence) else "a side has none"


def address(row: RuleSet, **query: Any) -> str:
    return f"{reverse('trial', args=[row.pk])}?{urlencode(query)}"
