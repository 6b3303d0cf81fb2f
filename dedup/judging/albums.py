"""The pictures of some listings and their vectors, each loaded in one query for all of them, once they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.db.models import F

from dedup.candidates import nearest
from dedup.models import Image, Pair

from . import variants
from .comparison import Two


class Albums:
    def __init__(self, pairs: Iterable[Pair]) -> None:
        sides = {side for pair in pairs for side in (pair.a_id, pair.b_id)}
        self._listings = sorted(side for side in sides if side is not None)  # a pasted listing is not stored

    @cached_property
    def images(self) -> dict[int, list[Image]]:
        """Listing to its pictures with their variants: its own first, then in the order of the variants."""
        found: dict[int, list[Image]] = {}
        own_first = F("cspu__position").asc(nulls_first=True)
        rows = Image.objects.filter(spu__in=self._listings).select_related("cspu")
        for row in rows.order_by(own_first, "position", "pk"):
            found.setdefault(row.spu_id, []).append(row)
        return found

    @cached_property
    def vectors(self) -> nearest.Pictures | None:
        return nearest.pictures_of(self._listings)

    def main(self, pair: Pair) -> Two | None:
        a, b = self._of(pair)
        return (a[0], b[0]) if a and b else None

    def nearest(self, pair: Pair, main: Two) -> Two | None:
        a, b = self._of(pair)
        return variants.nearest_to_ask(pair, main, [*a, *b], lambda: self.vectors)

    def _of(self, pair: Pair) -> tuple[list[Image], list[Image]]:
        return self.images.get(pair.a_id, []), self.images.get(pair.b_id, [])
