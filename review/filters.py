"""The filters of the queue, which live in the URL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.http import QueryDict

from dedup import queue
from dedup.models import Pair, Spu, Verdict
from rules.models import Category

SOURCES = {
    "picture": Q(picture_score__isnull=False),
    "title": Q(title_score__isnull=False),
    "identifier": ~Q(identifier=""),
}
FEW = 1000
NUMBER = re.compile(r"\d{1,18}", re.ASCII)
# The best of the three sources, 0-1, as the queue's rank takes it.
SCORE = Greatest(
    Coalesce(F("title_score"), Value(0.0)),
    Coalesce(F("picture_score"), Value(0.0)),
    Case(When(~Q(identifier=""), then=Value(1.0)), default=Value(0.0)),
    output_field=FloatField(),
)


@dataclass(frozen=True)
class Filters:
    """What the reviewer asked for. A value in the URL that means nothing is left out, not an error."""

    category: int | None = None  # this category and all below it, on either side of the pair
    levels: tuple[str, ...] = ()  # of the live verdict
    sources: tuple[str, ...] = ()  # found by any of these
    seller: str = ""  # exactly, on either side
    text: str = ""  # part of a title or of the shop's id of a listing, or the number of the pair
    speaks: bool = False  # a listing on either side carries text that speaks to a model
    score: float | None = None  # best score of the sources is at least this, 0-1

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Read `category=12&level=match&level=likely_match&source=title&seller=…&q=…&speaks=yes&score=0.8`."""
        return cls(
            category=_category(query),
            levels=tuple(level for level in Verdict.Level.values if level in query.getlist("level")),
            sources=tuple(source for source in SOURCES if source in query.getlist("source")),
            seller=_text(query, "seller"),
            text=_text(query, "q"),
            speaks=query.get("speaks") == "yes",
            score=_score(query),
        )

    @property
    def active(self) -> bool:
        return self != Filters()

    def query(self, **more: str) -> str:
        """The same filters for a link, with whatever else it needs: `filters.query(tab="mine")`."""
        fields: Mapping[str, object] = {
            "category": self.category,
            "level": self.levels,
            "source": self.sources,
            "seller": self.seller,
            "q": self.text,
            "speaks": "yes" if self.speaks else "",
            "score": self.score,
            **more,
        }
        return urlencode({name: value for name, value in fields.items() if value not in (None, "", ())}, doseq=True)

    def apply(self, pairs: QuerySet[Pair]) -> QuerySet[Pair]:
        for condition in self._sides:
            pairs = pairs.filter(condition)
        if self.levels:
            pairs = pairs.filter(self._level_is())
        if self.sources:
            pairs = pairs.filter(_any_of([SOURCES[name] for name in self.sources]))
        if self.score is not None:
            pairs = pairs.alias(best=SCORE).filter(best__gte=self.score)
        return pairs

    @cached_property
    def _sides(self) -> list[Q]:
        """What is asked of the listings on either side; worked out once for a page and its counts."""
        conditions = []
        if self.category is not None:
            conditions.append(_either(Spu.objects.filter(category__in=subtree(self.category))))
        if self.seller:
            conditions.append(_either(Spu.objects.filter(seller=self.seller)))
        if self.speaks:
            conditions.append(_either(Spu.objects.exclude(injections=[])))
        if self.text:
            words = Q(title__icontains=self.text) | Q(external_id__icontains=self.text)
            conditions.append(_either(Spu.objects.filter(words)) | self._number())
        return conditions

    def _level_is(self) -> Q:
        # The rank says about the same; it is here for the index, which can begin where the level does.
        points = [queue.LEVELS[level] for level in self.levels]
        near = Q(rank__gte=min(points), rank__lte=max(points) + 1)
        exactly = Verdict.objects.filter(pair=OuterRef("pk"), live=True, level__in=self.levels)
        return near & Q(Exists(exactly))

    def _number(self) -> Q:
        """The pair of this number, where the text is one."""
        return Q(pk=int(self.text)) if NUMBER.fullmatch(self.text) else Q(pk=None)


def _either(listings: QuerySet[Spu]) -> Q:
    """Pairs with one of these on a side: few listings by their numbers, which the indexes find, many by a hash."""
    ids = listings.values_list("pk", flat=True)
    few = list(ids[: FEW + 1])
    found = few if len(few) <= FEW else ids
    return Q(a__in=found) | Q(b__in=found)


def subtree(category_id: int) -> list[int]:
    """The category and everything below it; empty when there is no such category."""
    paths = Category.objects.filter(pk=category_id).values_list("path", flat=True)
    return [
        pk
        for path in paths
        for pk in Category.objects.filter(**{f"path__0_{len(path)}": path}).values_list("pk", flat=True)
    ]


def _any_of(conditions: list[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def _category(query: QueryDict) -> int | None:
    text = query.get("category", "")
    return int(text) if NUMBER.fullmatch(text) else None


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\0", "").strip()[:200]


def _score(query: QueryDict) -> float | None:
    try:
        score = float(query.get("score", ""))
    except ValueError:
        return None
    return score if 0 <= score <= 1 else None
