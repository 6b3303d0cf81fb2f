"""The pictures of some listings and their vectors, each loaded in one query for all of them, once they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from django.db import connection

from dedup.candidates import nearest
from dedup.models import Cspu, Image, Pair

from . import columns, variants
from .comparison import Two

SELECT = """
SELECT {columns} FROM dedup_image i LEFT JOIN dedup_cspu c ON c.id = i.cspu_id
WHERE i.spu_id = ANY(%s) ORDER BY c.position NULLS FIRST, i.position, i.id
"""


class Albums:
    def __init__(self, pairs: Iterable[Pair]) -> None:
        sides = {side for pair in pairs for side in (pair.a_id, pair.b_id)}
        self._listings = sorted(side for side in sides if side is not None)  # a pasted listing is not stored

    @cached_property
    def images(self) -> dict[int, list[Image]]:
        """Listing to its pictures with their variants: its own first, then in the order of the variants."""
        found: dict[int, list[Image]] = {}
        for image in _load(self._listings):
            found.setdefault(image.spu_id, []).append(image)
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


def _load(listings: list[int]) -> Iterator[Image]:
    with connection.cursor() as cursor:
        cursor.execute(_select(), [listings])
        rows = cursor.fetchall()
    for row in rows:
        values = iter(row)
        image, cspu = columns.made(Image, values), columns.made(Cspu, values)
        image.cspu = cspu if image.cspu_id else None
        yield image


@cache
def _select() -> str:
    return SELECT.format(columns=columns.of(i=Image, c=Cspu))
