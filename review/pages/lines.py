"""Pairs as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from review import queues

from . import sides
from .marks import marked


@dataclass(frozen=True)
class Line:
    row: queues.Row
    title_a: SafeString
    title_b: SafeString
    thumbnail_a: str
    thumbnail_b: str

    @property
    def categories(self) -> list[str]:
        """Once when both listings are filed alike, which is what one wants to see."""
        named = [str(spu.category or "no category") for spu in (self.row.pair.a, self.row.pair.b)]
        return list(dict.fromkeys(named))


def of(rows: Iterable[queues.Row]) -> list[Line]:
    return [line(row) for row in rows]


def line(row: queues.Row) -> Line:
    title_a, title_b = marked(row.pair.a.title, row.pair.b.title)
    thumbnails = (sides.url("thumbnails", image) if image else "" for image in (row.image_a, row.image_b))
    return Line(row, title_a, title_b, *thumbnails)
