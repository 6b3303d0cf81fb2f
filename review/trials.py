"""A rule tried on two listings: a pair that there is, any two listings, or two that were only pasted.

Nothing is written but what a model was asked and answered, and that only where somebody said so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import choice

from django.db.models import Q, QuerySet

from dedup.backends.base import Role
from dedup.catalogue import rows
from dedup.judging import calls, cascade
from dedup.judging.asking import Asking
from dedup.judging.cascade import Case
from dedup.judging.recorded import Recorded, Unrecorded
from dedup.models import Decision, Pair, Spu
from review import decisions
from rules.models import Category
from rules.resolve import Effective

RECENT = 500  # decisions among which one is drawn
LONGEST_ID = 400


class NotFound(LookupError):
    """Nothing can be tried; the message says what to do."""


@dataclass(frozen=True)
class Missing:
    """Questions that nobody has asked yet, and what they would cost in US dollars, as far as is known."""

    questions: int
    cost: Decimal


def find(first: str, second: str = "") -> Pair:
    """A pair by its number, or two listings by their numbers or ids. Raises NotFound."""
    first, second = first.strip(), second.strip()
    if not second:
        pair = _pairs().filter(pk=int(first)).first() if _is_number(first) else None
        if pair is None:
            raise NotFound(f"There is no pair “{first[:60]}”. Give a pair's number, or two listings.")
        return pair
    return of(_listing(first), _listing(second))


def of(a: Spu, b: Spu) -> Pair:
    """The pair of two stored listings; where the search has not brought them together, one that is not stored."""
    if a.pk == b.pk:
        raise NotFound("These are one and the same listing. Give two.")
    a, b = sorted((a, b), key=lambda spu: spu.pk)
    return _pairs().filter(a=a, b=b).first() or Pair(a=a, b=b)


def _listing(text: str) -> Spu:
    """An id of the shop goes before a number of ours. PostgreSQL would not take NUL, and no listing has it."""
    found = Q(external_id=text[:LONGEST_ID]) | (Q(pk=int(text)) if _is_number(text) else Q())
    listings = [] if "\0" in text else list(Spu.objects.select_related("category").filter(found))
    if not listings:
        raise NotFound(f"There is no listing “{text[:60]}”. Give its number here, or its id in the shop.")
    return next((spu for spu in listings if spu.external_id == text), listings[0])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _pairs() -> QuerySet[Pair]:
    return Pair.objects.select_related("a__category", "b__category")


def some_decided(category: Category | None) -> Pair:
    """One of the pairs of the category, with all below it, that people decided lately. Raises NotFound."""
    words = (Decision.Word.MERGE, Decision.Word.DELIST, Decision.Word.DIFFERENT)
    decided = Decision.objects.filter(superseded_by=None, word__in=words, **_within(category, "pair__"))
    found = list(decided.order_by("-pk").values_list("pair_id", flat=True)[:RECENT])
    if not found:
        raise NotFound("Nobody has decided a pair of this category yet. Give a pair, or two listings.")
    return _pairs().get(pk=choice(found))  # noqa: S311 - any will do


def some(category: Category | None) -> Pair | None:
    """A pair to begin with: a decided one, else the best that waits for people, else the newest."""
    try:
        return some_decided(category)
    except NotFound:
        pairs = _pairs().filter(**_within(category, ""))
        return pairs.filter(open=True).order_by("-rank", "id").first() or pairs.order_by("-pk").first()


def _within(category: Category | None, prefix: str) -> dict[str, object]:
    if category is None:
        return {}
    below = Category.objects.filter(**{f"path__0_{len(category.path)}": category.path})
    places = list(below.values_list("pk", flat=True))
    return {f"{prefix}a__category__in": places, f"{prefix}b__category__in": places}


def pasted(left: Mapping[str, object], right: Mapping[str, object], category: Category | None) -> Pair:
    """Two listings in the import format, kept nowhere; one that names no category is of `category`. Raises NotFound."""
    a, b = (_unsaved(side, name, category) for side, name in ((left, "A"), (right, "B")))
    return Pair(a=a, b=b)


def _unsaved(fields: Mapping[str, object], name: str, category: Category | None) -> Spu:
    try:
        row = rows.read({"id": name, **fields})
    except rows.Rejected as problem:
        raise NotFound(f"Listing {name}: {problem}.") from problem
    named = Category.objects.filter(path=list(row.category)).first() or Category(path=list(row.category))
    kept = {key: getattr(row, key) for key in ("title", "brand", "description", "price", "currency")}
    kept |= {key: getattr(row, key) for key in ("attributes", "gtin", "mpn", "seller", "url")}
    return Spu(external_id=row.id, category=named if row.category else category, **kept)


def examine(pair: Pair, effective: Effective, *, ask: bool = False) -> Case | Missing:
    """What the rule says, from recorded answers; what is not recorded is asked where that is free, or on `ask`.

    Raises calls.Later and calls.Stopped where a model has to be asked and cannot be.
    """
    try:
        return Recorded([pair]).case(pair, effective)
    except Unrecorded as lacking:
        if ask or calls.is_free(*(question.role for question in lacking.questions)):
            return cascade.examine(pair, effective, Asking(pair))
        return missing(lacking)


def missing(lacking: Unrecorded) -> Missing:
    roles: Counter[Role] = Counter(question.role for question in set(lacking.questions))
    cost = sum((count * calls.expected_cost(role) for role, count in roles.items()), Decimal(0))
    return Missing(roles.total(), cost)


def decision_of(pair: Pair) -> Decision | None:
    """What people said of it, if that still stands."""
    live = decisions.live_of(pair.pk) if pair.pk else None
    return None if live is None or live.word == Decision.Word.UNDONE else live
