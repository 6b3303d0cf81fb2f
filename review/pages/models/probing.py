"""Test it: one pair put to a judge now, or a tiny question of ours; question, answer and what would follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any, cast

from django.contrib.auth.decorators import permission_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dedup import backends
from dedup.judging import calls, cascade, rulebook, standing
from dedup.judging.cascade import Case
from dedup.judging.extraction import Reading
from dedup.judging.records import Unanswerable
from dedup.judging.verdicts import Comparison, Reasoning
from dedup.models import Pair
from review import probes, trials
from review.pages import fields, sides
from review.pages.access import Request, page
from review.pages.rules.trial import looks, unlooked
from review.probes import OutOfTime, Probe
from rules import resolve

from . import exchanges
from .health import TO_DO, at

# What can be asked: its name in the address, and in words.
PARTS = {
    "pair": "the pair, as judging does it",
    "extract": "only: read both listings",
    "reason": "only: weigh both listings",
    "compare": "only: compare the main pictures",
    "text": "connection only: a tiny text of ours",
    "pictures": "connection only: two tiny pictures of ours",
}
OURS = ("text", "pictures")


@dataclass(frozen=True)
class Wish:
    """What somebody wants to be tested. `judge`: one of `standing.addresses`, or "" for those in force."""

    pair: Pair | None
    part: str
    judge: str

    @property
    def ours(self) -> bool:
        return self.part in OURS

    @property
    def number(self) -> str:
        """Of the pair, as it stands in a form."""
        return str(self.pair.pk) if self.pair else ""


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("dedup.add_modelcall", raise_exception=True)
def show(request: Request) -> HttpResponse:
    """GET shows what is recorded and what the rest would cost, POST asks it. `pair`, `part` and `judge` say what."""
    asked, known, problem = request.POST if request.method == "POST" else request.GET, standing.addresses(), ""
    pair: Pair | None = None
    try:
        if asked.get("pick"):
            return redirect(f"{reverse('models_test')}?pair={pick(asked['pick']).pk}")
        pair = trials.find(asked["pair"]) if asked.get("pair") else trials.some(None)
    except trials.NotFound as lost:
        problem = str(lost)
    part = asked.get("part", "") if asked.get("part", "") in PARTS else "pair" if pair or problem else "text"
    wish = Wish(pair, part, asked.get("judge", "") if asked.get("judge", "") in known else "")
    context: dict[str, Any] = {"wish": wish, "parts": PARTS, "judges": list(known), "asked": asked, "problem": problem}
    with backends.trying(known.get(wish.judge)):
        context |= tried(wish, ask=request.method == "POST")
    return page(request, "review/models_test.html", "result", context)


def pick(which: str) -> Pair:
    """A decided pair by chance, or the best that waits. Raises trials.NotFound."""
    if which == "decided":
        return trials.some_decided(None)
    pair = Pair.objects.filter(open=True).order_by("-rank", "id").first()
    if pair is None:
        raise trials.NotFound("No pair waits for people. Give a pair's number, or test a tiny text of ours.")
    return pair


def tried(wish: Wish, *, ask: bool) -> dict[str, Any]:
    """What the page shows of it, asked first where `ask` says so."""
    if wish.ours:
        began = now()
        probe = probes.connect(cast(probes.Kind, wish.part)) if ask else Probe()
        asks = [standing.place("compare" if wish.part == "pictures" else "extract")]
        shown = exchanges.of(probe.questions, began)
        works = ask and probe.problem is None
        return {"probe": probe, "exchanges": shown, "asks": asks, "works": works, **told(probe.problem)}
    if wish.pair is None:
        return {}
    try:
        rule = rulebook.current().for_pair(wish.pair.a.category_id, wish.pair.b.category_id)
    except (resolve.MissingDefault, resolve.BrokenRule, resolve.UnknownCategory) as none:
        return {"problem": str(none)}
    began, part = now(), cast(probes.Part, wish.part)
    probe = (probes.ask if ask else probes.recorded)(wish.pair, rule, part)
    return {
        "probe": probe,
        "exchanges": exchanges.of(probe.questions, began if ask else None),
        "rule": rule,
        "listings": both(wish.pair),
        "verdict": wish.pair.verdicts.filter(live=True).first() if wish.pair.pk else None,
        "decision": trials.decision_of(wish.pair),
        "asks": [standing.place(role) for role in dict.fromkeys(ask.role for ask in probe.lacking)],
        **found(probe, wish.pair),
        **told(probe.problem),
    }


def now() -> datetime:
    """By the clock that dates the record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def both(pair: Pair) -> list[tuple[str, Any, sides.Picture | None]]:
    pictures = (sides.pictures(spu)[:1] for spu in (pair.a, pair.b))
    return [
        (letter, spu, next(iter(first), None))
        for letter, spu, first in zip("AB", (pair.a, pair.b), pictures, strict=True)
    ]


def found(probe: Probe, pair: Pair) -> dict[str, Any]:
    """What the answers were taken for: by their part of the cascade."""
    what = probe.found
    if isinstance(what, Case):
        pictures = (sides.pictures(spu) for spu in (pair.a, pair.b))
        return {
            "case": what,
            "level": what.judged.level.replace("_", " "),
            "lines": fields.judged(cascade.frozen(what)),
            "looks": looks(what, *pictures),
            "unlooked": unlooked(what),
        }
    if isinstance(what, Reasoning):
        return {"weighed": what}
    if isinstance(what, Comparison):
        return {"compared": what}
    return {"readings": list(zip("AB", map(values, what), strict=True))} if what else {}


def values(reading: Reading) -> list[tuple[str, str, str, bool]]:
    """Name, values, the words they were read from, and whether they count."""
    return [
        (name, ", ".join(value.values), value.evidence, not value.unreadable) for name, value in reading.values.items()
    ]


def told(problem: Exception | None) -> dict[str, str]:
    """Why nothing more can be said now, and what to do."""
    if problem is None:
        return {}
    if isinstance(problem, calls.Stopped | Unanswerable):
        what, to_do = TO_DO[problem.kind]
        said = str(problem) if isinstance(problem, calls.Stopped) else ""
        return {"trouble": f"Not answered: {what}.", "trouble_said": said, "to_do": to_do}
    if isinstance(problem, calls.Later):
        again = timezone.now() + timedelta(seconds=problem.seconds)
        when = f"in {ceil(problem.seconds)} s" if problem.seconds < 100 else f"at {at(again)}"
        to_do = f"Press again {when}; what is answered already is recorded."
        return {"trouble": "It cannot be asked now.", "trouble_said": str(problem), "to_do": to_do}
    if isinstance(problem, OutOfTime):
        return {
            "trouble": "That takes a while.",
            "to_do": "What was answered is recorded: press again to go on.",
        }
    if isinstance(problem, OSError):
        to_do = "Import the listing again, so that its picture is stored."
        return {"trouble": "A picture cannot be read.", "trouble_said": str(problem), "to_do": to_do}
    return {"trouble": str(problem)}
