"""How a judge is, and what to do about it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from django.utils import timezone

from dedup.backends.base import TRANSIENT, Failure
from dedup.judging import standing
from dedup.judging.breaker import State
from dedup.judging.standing import Asking, Place

Kind = Literal["works", "away", "mend", "failing", "idle"]

# What each role is asked for.
ROLES = {
    "extract": "read a listing",
    "reason": "weigh two listings",
    "compare": "compare two pictures",
    "describe": "read the words on a picture",
    "draft": "draft a rule",
}
# What came back, what the queue does with it, and what a person can do.
TO_DO: dict[str, tuple[str, str]] = {
    Failure.RATE_LIMITED: (
        "more questions than it allows",
        "Pairs wait and come back by themselves. If this lasts, set JUDGE_CALLS_PER_MINUTE to what the provider"
        " allows.",
    ),
    Failure.UNAVAILABLE: (
        "no answer, or none that makes sense",
        "Pairs wait and come back by themselves. If this lasts, look at the provider's status page, or at the log of"
        " your own server.",
    ),
    Failure.TIMEOUT: (
        "no answer in time",
        "Pairs wait and come back by themselves. If this lasts, take a quicker model or a longer"
        " JUDGE_TIMEOUT_SECONDS.",
    ),
    Failure.TRUNCATED: (
        "answer cut off",
        "Asked once more, then the pair goes to people. If this is frequent, read fewer values in one rule, or give"
        " your server a larger context.",
    ),
    Failure.BAD_OUTPUT: (
        "answer of the wrong form",
        "Asked once more, then the pair goes to people. If this is frequent, the model does not keep to a schema:"
        " take another.",
    ),
    Failure.BLOCKED: (
        "stopped by the provider's filter",
        "The pair goes to people. The same question is not asked again.",
    ),
    Failure.REFUSED: (
        "cannot answer such a question",
        "The pair goes to people. Choose another judge for this role if most pairs do.",
    ),
    Failure.BAD_REQUEST: (
        "not understood",
        "The request itself was not understood: see what the backend says, then run manage.py judge.",
    ),
    Failure.AUTH: (
        "something has to be mended first",
        "Judging has stopped. Do what the message says, restart web and workers, then run manage.py judge.",
    ),
}
# What code cannot do.
BY_CODE = {
    "reason": "It weighs no texts: a pair whose rule wants that goes to people.",
    "draft": "It drafts from what the listings state, without words of its own.",
}
SIGNS: dict[Kind, str] = {"works": "✓", "away": "…", "mend": "!", "failing": "!", "idle": "–"}


@dataclass(frozen=True)
class Health:
    """`words`: how it is; `to_do`: what comes next or what to do, maybe nothing; `said`: the backend's own message;
    `breaker`: whether questions go out to it."""

    kind: Kind
    words: str
    to_do: str = ""
    said: str = ""
    breaker: str = "closed"

    @property
    def sign(self) -> str:
        return SIGNS[self.kind]


def of(place: Place, askings: Sequence[Asking], breaker: State) -> Health:
    """`askings`: of this judge, newest first."""
    return replace(_of(place, askings, breaker), breaker=_breaker(place, breaker))


def _breaker(place: Place, breaker: State) -> str:
    if place.backend == "offline":
        return "none"
    if breaker.open and breaker.until and breaker.until > timezone.now():
        return f"open until {at(breaker.until)}"
    if breaker.open:
        return "half open: one question tries"
    return f"closed, {breaker.streak} failed in a row" if breaker.streak else "closed"


def _of(place: Place, askings: Sequence[Asking], breaker: State) -> Health:
    if place.problem:
        return Health("mend", "cannot be asked", said=place.problem)
    ended = [each for each in askings if each.asked_until is None]
    if not ended:
        return _idle(place, askings)
    last, missed = ended[0], standing.outage(askings)
    if missed and breaker.open:
        return _away(missed, breaker)
    if last.failure in TRANSIENT:
        what, todo = TO_DO[last.failure]
        return Health("failing", f"last asking failed {ago(last.ended_at)}: {what}", todo, last.message)
    if last.failure in (Failure.AUTH, Failure.BAD_REQUEST):
        what, todo = TO_DO[last.failure]
        return Health("mend", f"{what}, {ago(last.ended_at)}", todo, last.message)
    said = "last answer" if not last.failure else "last word"
    return Health("works", f"works: {said} {ago(last.ended_at)}", _by_code(place))


def _idle(place: Place, askings: Sequence[Asking]) -> Health:
    if any(each.asked_until and each.asked_until > timezone.now() for each in askings):
        return Health("works", "being asked for the first time")
    if place.backend == "offline":
        return Health("works", "works: it is code, and always there", _by_code(place))
    return Health("idle", "not asked yet")


def _by_code(place: Place) -> str:
    """Code has one name in all roles, so that it answers in one says nothing of the others."""
    return BY_CODE.get(place.role, "") if place.backend == "offline" else ""


def _away(missed: Sequence[Asking], breaker: State) -> Health:
    what, todo = TO_DO[missed[0].failure]
    words = f"away since {at(missed[-1].created_at)}: {what}, {breaker.streak} failures in a row"
    return Health("away", words, f"{_next_try(breaker)} {todo}", missed[0].message)


def _next_try(breaker: State) -> str:
    rest = (breaker.until - timezone.now()).total_seconds() if breaker.until else 0
    if rest > 0:
        return f"Tried again in {ceil(rest)} s."
    return "Being tried again right now." if breaker.trying else "The next question tries again."


def at(moment: datetime) -> str:
    """The time of a day, with the day where it is another one."""
    local, now = timezone.localtime(moment), timezone.localtime()
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local.day} {local:%B, %H:%M}"


def ago(moment: datetime) -> str:
    seconds = max(0, round((timezone.now() - moment).total_seconds()))
    if seconds < 60:
        return f"{seconds} s ago"
    if seconds < 3600:
        return f"{seconds // 60} min ago"
    return f"{seconds // 3600} h ago" if timedelta(seconds=seconds) < timedelta(days=1) else f"on {at(moment)}"
