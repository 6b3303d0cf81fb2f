"""Pairs whose level changes, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from dedup.models import Pair
from review import queues
from review.models import Replay, ReplayLine
from review.pages import lines
from review.replay import results
from review.replay.scores import LEVELS

AT_ONCE = 25
HEADINGS = {Replay.Kind.REPLAY: "Pairs that change level", Replay.Kind.BACKGROUND: "Where the two disagree"}
# The tabs of a replay, and of a draft in the background, where nobody has decided.
TABS = {
    Replay.Kind.REPLAY: {"": "All", "right": "Became right", "wrong": "Became wrong", "moved": "Same answer"},
    Replay.Kind.BACKGROUND: {"": "All", "crossed": "Flips", "moved": "Same answer"},
}


@dataclass(frozen=True)
class Tab:
    title: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True)
class Flip:
    """A line of a replay with the pair as lists show it."""

    line: ReplayLine
    shown: lines.Line

    @property
    def says_the_same(self) -> bool:
        """Only the level moved: one sentence is enough."""
        return self.line.old_sentence == self.line.new_sentence


def of(found: Iterable[ReplayLine]) -> list[Flip]:
    """A dozen queries, however many there are."""
    rows = list(found)
    pairs = Pair.objects.select_related("a", "b").in_bulk([row.pair_id for row in rows])
    shown = lines.of(queues.rows([pairs[row.pair_id] for row in rows]))
    return [Flip(row, line) for row, line in zip(rows, shown, strict=True)]


def words(found: results.Result) -> str:
    """Every page counts alike: a pair changes level; it flips where the answer, same or different, changes with it."""
    if not found.flipped:
        return "No pair changes level."
    counts = found.flips
    told = [f"{counts['moved']:,} keep{'s' * (counts['moved'] == 1)} the answer{_moved(found)}"]
    if counts["crossed"]:
        told.insert(0, f"{counts['crossed']:,} flip{'s' * (counts['crossed'] == 1)}")
    else:
        flipped = counts["right"] + counts["wrong"]
        which = f" ({counts['right']:,} became right, {counts['wrong']:,} became wrong)" if flipped else ""
        told.insert(0, f"{flipped:,} flip{'s' * (flipped == 1)}{which}")
    pairs = "1 pair changes" if found.flipped == 1 else f"{found.flipped:,} pairs change"
    return f"{pairs} level: {', '.join(told)}."


def _moved(found: results.Result) -> str:
    """ " (3 fall from match to likely match)": what changes for people where no answer does."""
    return f" ({', '.join(starmap(_move, found.moves.items()))})" if found.moves else ""


def _move(levels: tuple[str, str], pairs: int) -> str:
    old, new = levels
    verb = "falls" if LEVELS.index(new) > LEVELS.index(old) else "rises"
    return f"{pairs:,} {verb if pairs == 1 else verb[:-1]} from {old.replace('_', ' ')} to {new.replace('_', ' ')}"


def shown(query: Mapping[str, str], replay: Replay, found: results.Result, path: str) -> dict[str, Any]:
    """What `rules/_replay_flips.html` expects: the tab that the query asks for, its page and its rows."""
    titles = TABS[Replay.Kind(replay.kind)]
    asked = query.get("flips", "")
    kind = asked if asked in titles else ""
    counts = {"": found.flipped, **found.flips}
    here = {name: f"{path}?replay={replay.pk}&flips={name}" for name in titles}
    page = Paginator(results.flips(replay, kind), AT_ONCE).get_page(query.get("page"))
    return {
        "tabs": [Tab(title, f"{here[name]}#flips", counts[name], name == kind) for name, title in titles.items()],
        "flips": page,
        "rows": of(page.object_list),
        "here": here[kind],
        "changes": words(found),
        "heading": HEADINGS[Replay.Kind(replay.kind)],
        "trial": reverse("trial", args=[replay.draft_id]),
    }
