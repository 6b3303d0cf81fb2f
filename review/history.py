"""What happened to a pair and its two listings, in words, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.models import User
from django.db.models import Q

from dedup.models import Decision, Pair, Spu

Word = Decision.Word
# What a sentence about a decision names.
SPOKEN = ("reviewer", "pair__a", "pair__b", "supersedes__pair__a", "supersedes__pair__b")


@dataclass(frozen=True)
class Event:
    """`sentence` goes on after the name: "anna | merged shop:2 into shop:1". Plain text with sellers' ids in it."""

    at: datetime
    kind: Literal["found", "verdict", "decision", "elsewhere"]
    who: User | None  # None: the machine
    sentence: str


def of(pair: Pair) -> list[Event]:
    """How the pair was found, judged and decided, and what merged or delisted either listing through other pairs."""
    return sorted([*_found(pair), *_verdicts(pair), *_decisions(pair)], key=lambda event: event.at)


def about(spu: Spu) -> list[Event]:
    """What people said about the pairs that a listing stands in."""
    decisions = Decision.objects.filter(Q(pair__a=spu) | Q(pair__b=spu)).order_by("pk")
    return [_event(decision, "decision") for decision in decisions.select_related(*SPOKEN)]


def phrase(decision: Decision) -> str:
    """A decision as what somebody did: "merged shop:2 into shop:1"."""
    a, b = decision.pair.a, decision.pair.b
    stays, goes = (a, b) if decision.survivor_id == a.pk else (b, a)
    because = f": {decision.reason}" if decision.reason else ""
    match decision.word:
        case Word.MERGE:
            return f"merged {goes.external_id} into {stays.external_id}{because}"
        case Word.DELIST:
            return f"took {goes.external_id} off sale and kept {stays.external_id}{because}"
        case Word.DIFFERENT:
            return f"said that {a.external_id} and {b.external_id} are different{because}"
        case Word.UNSURE:
            return f"was unsure about {a.external_id} and {b.external_id}{because}"
    return f"took back: {phrase(decision.supersedes)}"


def _found(pair: Pair) -> Iterator[Event]:
    scores = {"picture": pair.picture_score, "title": pair.title_score}
    by = [f"{name} {score:.2f}" for name, score in scores.items() if score is not None]
    yield Event(pair.found_at, "found", None, f"found the pair by {', '.join(filter(None, [*by, pair.identifier]))}")


def _verdicts(pair: Pair) -> Iterator[Event]:
    for verdict in pair.verdicts.order_by("pk"):
        yield Event(
            verdict.created_at, "verdict", None, f"said {verdict.get_level_display().lower()}: {verdict.sentence}"
        )


def _decisions(pair: Pair) -> Iterator[Event]:
    either = (pair.a_id, pair.b_id)
    same = (Word.MERGE, Word.DELIST)
    elsewhere = Q(pair__a__in=either) | Q(pair__b__in=either)
    moving = Q(word__in=same) | Q(word=Word.UNDONE, supersedes__word__in=same)
    decisions = Decision.objects.filter(Q(pair=pair) | (elsewhere & moving)).order_by("pk")
    for decision in decisions.select_related(*SPOKEN):
        yield _event(decision, "decision" if decision.pair_id == pair.pk else "elsewhere")


def _event(decision: Decision, kind: Literal["decision", "elsewhere"]) -> Event:
    return Event(decision.created_at, kind, decision.reviewer, phrase(decision))
