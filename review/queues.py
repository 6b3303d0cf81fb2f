"""The lists of pairs that people see: what waits, what is theirs, what was decided.

A list is a query; nothing is copied into it. What waits comes best-ranked first through the partial
index `pair_queue`; what was decided comes latest first. Pages are cut by key, not by offset: a page
costs the same wherever it lies, and rows that leave the list do not shift the next page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, prefetch_related_objects

from dedup.models import Decision, Image, Pair, Verdict

from . import claims
from .filters import Filters
from .models import Claim

PAGE = 25
COUNT_TO = 10_000
RANK_KEY = re.compile(r"(\d(?:\.\d{1,20})?(?:e-\d{1,3})?):(\d{1,18})", re.ASCII)  # "3.97:1042"
PLAIN_KEY = re.compile(r"\d{1,18}", re.ASCII)
Word = Decision.Word
Empty = Literal["done", "filtered", "leased", "skipped"]
Order = tuple[str, ...]
Key = tuple[float, int]  # rank, and the number that settles equal ranks


@dataclass(frozen=True)
class Row:
    """A pair in a list with what the list shows of it."""

    pair: Pair  # with a, b and their categories
    verdict: Verdict | None  # the live one
    decision: Decision | None  # the live one, with its reviewer; may be "undone"
    claim: Claim | None  # who looks at it now, with the reviewer
    image_a: Image | None  # the nearest pictures where the picture search found any, else the first ones
    image_b: Image | None


@dataclass(frozen=True)
class Page:
    rows: list[Row]  # at most PAGE
    next: str  # `after` of the next page; empty on the last one


def pending(user: User) -> QuerySet[Pair]:
    """Open pairs that nobody else looks at and this reviewer did not skip."""
    others = claims.held().filter(pair=OuterRef("pk")).exclude(reviewer=user)
    skipped = claims.skipped_by(user).filter(pair=OuterRef("pk"))
    return Pair.objects.filter(~Exists(others), ~Exists(skipped), open=True)


def mine(user: User) -> QuerySet[Pair]:
    """Open pairs that this reviewer has claimed."""
    return Pair.objects.filter(Exists(claims.held().filter(pair=OuterRef("pk"), reviewer=user)), open=True)


def said(*words: Word) -> QuerySet[Pair]:
    """Pairs whose live decision is one of these; `said` is its number."""
    live = FilteredRelation("decisions", condition=Q(decisions__superseded_by=None))
    return Pair.objects.annotate(live=live).filter(live__word__in=words).annotate(said=F("live__pk"))


def undecided() -> QuerySet[Pair]:
    """Pairs left as unsure that no merge or delisting through another pair has answered since."""
    return said(Word.UNSURE).exclude(root_a=F("root_b")).filter(a__delisted_by=None, b__delisted_by=None)


@dataclass(frozen=True)
class Tab:
    pairs: Callable[[User], QuerySet[Pair]]
    order: Order


RANKED = ("-rank", "pk")
LATEST_WORD = ("-said",)
LATEST_FOUND = ("-pk",)
TABS = {
    "pending": Tab(pending, RANKED),
    "mine": Tab(mine, RANKED),
    "unsure": Tab(lambda user: undecided(), LATEST_WORD),
    "declined": Tab(lambda user: said(Word.DIFFERENT), LATEST_WORD),
    "merged": Tab(lambda user: said(Word.MERGE, Word.DELIST), LATEST_WORD),
    "all": Tab(lambda user: Pair.objects.all(), LATEST_FOUND),
}


def page(tab: str, user: User, filters: Filters, after: str = "") -> Page:
    """One page of a tab. `after` is `Page.next` of the page before; one that cannot be read means the first."""
    order = TABS[tab].order
    pairs = filters.apply(TABS[tab].pairs(user)).order_by(*order)
    found = rows(list(_beyond(pairs, order, after)[: PAGE + 1]))
    if len(found) <= PAGE:
        return Page(found, "")
    last = found[PAGE - 1]
    return Page(found[:PAGE], _text(_key(last.pair, last.decision, order), order))


def counts(user: User, filters: Filters) -> dict[str, int | str]:
    """How many pairs each tab holds under these filters; "10,000+" beyond that."""
    return {name: _count(filters.apply(tab.pairs(user))) for name, tab in TABS.items()}


def left(user: User, filters: Filters) -> int | str:
    """How many pairs still wait for this reviewer; "10,000+" beyond that."""
    return _count(filters.apply(pending(user)))


@transaction.atomic
def next_pair(user: User, filters: Filters) -> Pair | None:
    """Claim the best pair that waits, one's own claim included. None: `why_empty` says why."""
    while pair := _free(filters.apply(pending(user))):
        # Somebody may have claimed it after this statement's look at the claims: then look again.
        if claims.claim(pair.pk, user):
            return pair
    return None


def beside(pair: Pair, tab: str, user: User, filters: Filters, *, forward: bool) -> Pair | None:
    """The pair after (or before) this one in a tab, whether or not this one is still in it; None at the end."""
    order = TABS[tab].order
    key = _key(pair, pair.decisions.filter(superseded_by=None).first(), order)
    ordered = filters.apply(TABS[tab].pairs(user)).exclude(pk=pair.pk).order_by(*order)
    beyond = ordered.filter(_side(order, key, forward=forward))
    return (beyond if forward else beyond.reverse()).first()


def why_empty(tab: str, user: User, filters: Filters) -> Empty:
    """What to tell a reviewer who sees an empty list.

    `leased`: others look at all that is left; `skipped`: this reviewer skipped all that is left (or others
    look at the rest); `filtered`: there are pairs, but none under these filters; `done`: there is nothing.
    """
    if tab == "pending":
        waiting = filters.apply(Pair.objects.filter(open=True))
        if waiting.filter(pk__in=claims.skipped_by(user).values("pair")).exists():
            return "skipped"
        if waiting.exists():
            return "leased"
    if filters.active and _any(tab, user):
        return "filtered"
    return "done"


def _any(tab: str, user: User) -> bool:
    """Whether the tab would show anything, to anybody, without filters."""
    return (Pair.objects.filter(open=True) if tab == "pending" else TABS[tab].pairs(user)).exists()


def _free(pairs: QuerySet[Pair]) -> Pair | None:
    ranked = pairs.order_by("-rank", "id")
    return ranked.select_for_update(skip_locked=True, of=("self",), no_key=True).first()


def _beyond(pairs: QuerySet[Pair], order: Order, after: str) -> QuerySet[Pair]:
    """What comes after a key made by `_text`."""
    if order == RANKED:
        ranked = RANK_KEY.fullmatch(after)
        return pairs.filter(_side(order, (float(ranked[1]), int(ranked[2])))) if ranked else pairs
    return pairs.filter(_side(order, (0, int(after)))) if PLAIN_KEY.fullmatch(after) else pairs


def _side(order: Order, key: Key, *, forward: bool = True) -> Q:
    """What lies on one side of a key."""
    down, up = ("lt", "gt") if forward else ("gt", "lt")
    rank, number = key
    if order != RANKED:
        return Q(**{f"{order[0].removeprefix('-')}__{down}": number})
    # The first condition is what the index can use; the second one cuts inside equal ranks.
    return Q(**{f"rank__{down}e": rank}) & (Q(**{f"rank__{down}": rank}) | Q(**{f"pk__{up}": number}))


def _key(pair: Pair, decision: Decision | None, order: Order) -> Key:
    """Where a pair stands in an order; for words that is the decision's number, of which 0 comes last."""
    if order == LATEST_WORD:
        return 0, decision.pk if decision else 0
    return pair.rank, pair.pk


def _text(key: Key, order: Order) -> str:
    return f"{key[0]!r}:{key[1]}" if order == RANKED else str(key[1])


def _count(pairs: QuerySet[Pair]) -> int | str:
    number = pairs.order_by()[: COUNT_TO + 1].count()
    return number if number <= COUNT_TO else f"{COUNT_TO:,}+"


def rows(pairs: list[Pair]) -> list[Row]:
    """These pairs, in this order, with what a list shows of them: eleven small queries, however many pairs.

    One query with eight joins would take PostgreSQL 60 ms to plan; these take 7 ms together.
    """
    prefetch_related_objects(pairs, "a__category", "b__category", "image_a", "image_b")
    verdicts = {v.pair_id: v for v in Verdict.objects.filter(pair__in=pairs, live=True)}
    decisions = {
        d.pair_id: d for d in Decision.objects.filter(pair__in=pairs, superseded_by=None).select_related("reviewer")
    }
    held = {c.pair_id: c for c in claims.held().filter(pair__in=pairs).select_related("reviewer")}
    first = _first_images({spu for pair in pairs for spu in (pair.a_id, pair.b_id)})
    return [
        Row(
            pair=pair,
            verdict=verdicts.get(pair.pk),
            decision=decisions.get(pair.pk),
            claim=held.get(pair.pk),
            image_a=pair.image_a or first.get(pair.a_id),
            image_b=pair.image_b or first.get(pair.b_id),
        )
        for pair in pairs
    ]


def _first_images(spu_ids: set[int]) -> dict[int, Image]:
    """The listing's own first picture, else the first picture of its first variant."""
    ranked = Image.objects.filter(spu__in=spu_ids).order_by(
        "spu", F("cspu__position").asc(nulls_first=True), "position"
    )
    return {image.spu_id: image for image in ranked.distinct("spu")}
