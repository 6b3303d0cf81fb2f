"""Pairs of a category that people have decided, to learn from: what agrees on duplicates, what tells others apart."""

from __future__ import annotations

from dataclasses import dataclass

from dedup.models import Decision, Pair, Spu
from rules.models import Category

SAME = (Decision.Word.MERGE, Decision.Word.DELIST)


@dataclass(frozen=True)
class Decided:
    a: Spu
    b: Spu
    same: bool


def of_category(category: Category | None, most: int) -> list[Decided]:
    """The newest pairs decided same or different with both listings in the category or below it (None: anywhere)."""
    said = Decision.objects.filter(superseded_by=None, word__in=[*SAME, Decision.Word.DIFFERENT])
    if category:
        below = Category.objects.filter(**{f"path__0_{len(category.path)}": category.path})
        said = said.filter(pair__a__category__in=below, pair__b__category__in=below)
    words = dict(said.order_by("-id").values_list("pair_id", "word")[:most])
    pairs = Pair.objects.filter(pk__in=words).select_related("a__category", "b__category").order_by("-id")
    return [Decided(pair.a, pair.b, words[pair.pk] in SAME) for pair in pairs]
