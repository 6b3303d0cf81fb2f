"""What “same” would do, shown before it is done: the panel over the buttons of a pair."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from dedup.merging import delistings, merges
from dedup.models import Decision, Pair, Spu

from .sides import Side

# Listings named one by one; a larger family is counted.
NAMED = 5


@dataclass(frozen=True)
class Panel:
    """`word` is merge or delist. Without `keep` the person is still to choose which listing stays."""

    word: str
    parties: tuple[Side, ...] = ()  # who goes, who stays
    preview: merges.Preview | delistings.Preview | None = None

    @property
    def go(self) -> Spu | None:
        return self.parties[0].spu if self.parties else None

    @property
    def keep(self) -> Spu | None:
        return self.parties[1].spu if self.parties else None

    @property
    def possible(self) -> bool:
        return self.preview is not None and not self.preview.in_the_way

    @property
    def effects(self) -> list[str]:
        """What would happen, in words."""
        if isinstance(self.preview, merges.Preview):
            return merging(self.preview, self.keep)
        return leaving(self.preview) if self.preview else []


def of(a: Side, b: Side, query: QueryDict) -> Panel:
    """The panel for `word` and `keep` (a listing's number) of a query; without a listing of the pair, the choice."""
    word = Decision.Word.DELIST if query.get("word") == Decision.Word.DELIST else Decision.Word.MERGE
    parties = {str(a.spu.pk): (b, a), str(b.spu.pk): (a, b)}.get(query.get("keep", ""))
    if parties is None:
        return Panel(word)
    preview = delistings.preview if word == Decision.Word.DELIST else merges.preview
    return Panel(word, parties, preview(parties[0].spu.pk, parties[1].spu.pk))


def merging(preview: merges.Preview, keep: Spu | None) -> list[str]:
    if not preview.moving:
        return ["They are one family already; nothing moves."]
    effects = [
        f"moves: {named(preview.moving)}",
        f"with {count(preview.variants, 'variant')} and {count(preview.pictures, 'picture')}",
    ]
    if preview.root != keep:
        effects.append(f"under {preview.root.external_id}, which stands for the family of the one you keep")
    return [*effects, *closing(preview.closing)]


def leaving(preview: delistings.Preview) -> list[str]:
    return [f"leaves the shop: {named(preview.leaving)}", *closing(preview.closing)]


def closing(pairs: list[Pair]) -> list[str]:
    """Pairs that nobody needs to look at any more, this one not counted."""
    others = len(pairs) - 1
    return [f"{count(others, 'other waiting pair')} settled by it"] if others > 0 else []


def named(spus: list[Spu]) -> str:
    names = ", ".join(spu.external_id for spu in spus[:NAMED])
    return f"{names} and {len(spus) - NAMED} more" if len(spus) > NAMED else names


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
