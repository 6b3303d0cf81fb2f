"""Pairs whose level changes, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from dedup.models import Pair
from review import queues
from review.models import Replay, ReplayLine
from review.pages import lines
from review.replay import results

AT_ONCE = 25
HEADINGS = {Replay.Kind.REPLAY: "Pairs that change", Replay.Kind.BACKGROUND: "Where the two disagree"}
# The tabs of a replay, and of a draft in the background, where nobody has decided.
TABS = {
    Replay.Kind.REPLAY: {"": "All", "right": "Became right", "wrong": "Became wrong", "moved": "Moved"},
    Replay.Kind.BACKGROUND: {"": "All", "crossed": "Other side", "moved": "Moved"},
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
        "heading": HEADINGS[Replay.Kind(replay.kind)],
        "trial": reverse("trial", args=[replay.draft_id]),
    }
