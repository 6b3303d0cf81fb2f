"""Which two variant pictures are asked about where the main pictures are not the same.

Variants that both listings name alike come first: a blue bag beside a red one is a different colour
and says nothing about the bag. Among them, and where no names agree among all, the nearest pair by
vector is taken (docs/adr/0004-variants-of-one-name-first.md has the measurement).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping

from dedup.candidates import nearest
from dedup.models import Image, Pair
from rules.values.text import fold

from .comparison import Two

Vectors = Callable[[], nearest.Pictures | None]
Stated = Mapping[str, frozenset[str]]


def nearest_to_ask(pair: Pair, main: Two, images: Iterable[Image], vectors: Vectors) -> Two | None:
    """Never the two files of `main` again; None where the listings have no other pictures with vectors.

    `images`: those of both listings with their variants; `vectors` gives theirs, where they are needed at all.
    """
    rows = {row.pk: row for row in images}
    said = {pk: stated(row) for pk, row in rows.items()}

    def new(a: int, b: int) -> bool:
        return (rows[a].sha256, rows[b].sha256) != (main[0].sha256, main[1].sha256)

    def of_one_name(a: int, b: int) -> bool:
        return new(a, b) and same_variant(said[a], said[b])

    def best(allowed: nearest.Allowed) -> tuple[int, int] | None:
        known = vectors()
        found = known and known.best(pair.a_id, pair.b_id, lambda a, b: a in rows and b in rows and allowed(a, b))
        return (found.image_a_id, found.image_b_id) if found else None

    left, right = ([pk for pk, row in rows.items() if row.spu_id == spu] for spu in (pair.a_id, pair.b_id))
    others = [two for two in itertools.product(left, right) if new(*two)]
    if not others:
        return None
    named = any(of_one_name(*two) for two in others)
    found = (best(of_one_name) if named else None) or _stored(pair, rows, new) or best(new)
    return (rows[found[0]], rows[found[1]]) if found else None


def _stored(pair: Pair, rows: Mapping[int, Image], new: nearest.Allowed) -> tuple[int, int] | None:
    """What the candidate search found nearest, where that was not the main pictures."""
    a, b = pair.image_a_id, pair.image_b_id
    return (a, b) if a and b and a in rows and b in rows and new(a, b) else None


def same_variant(a: Stated, b: Stated) -> bool:
    """The two variants state something in common and nothing that differs."""
    shared = a.keys() & b.keys()
    return bool(shared) and all(a[name] == b[name] for name in shared)


def stated(image: Image) -> Stated:
    """What the variant says that this is a picture of; nothing where it is one of the listing itself."""
    attributes = image.cspu.attributes if image.cspu else {}
    return {fold(name): frozenset(map(fold, _texts(value))) for name, value in attributes.items() if value}


def _texts(value: object) -> Iterable[str]:
    return map(str, value) if isinstance(value, list) else [str(value)]
