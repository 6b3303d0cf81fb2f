"""Which two variant pictures are asked about where the main pictures are not the same.

Variants that both listings name alike come first: a blue bag beside a red one is a different colour
and says nothing about the bag. Among them, and where no names agree among all, the nearest pair by
vector is taken (docs/adr/0004-variants-of-one-name-first.md has the measurement).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from dedup.candidates import nearest
from dedup.models import Image, Pair
from rules.values.text import fold

from .comparison import Two


def nearest_to_ask(pair: Pair, main: Two) -> Two | None:
    """Never the two files of `main` again; None where the listings have no other pictures with vectors."""
    rows = {row.pk: row for row in Image.objects.filter(spu__in=[pair.a_id, pair.b_id]).select_related("cspu")}

    def new(a: int, b: int) -> bool:
        return (rows[a].sha256, rows[b].sha256) != (main[0].sha256, main[1].sha256)

    def of_one_name(a: int, b: int) -> bool:
        return new(a, b) and same_variant(rows[a], rows[b])

    left, right = ([pk for pk, row in rows.items() if row.spu_id == spu] for spu in (pair.a_id, pair.b_id))
    named = any(of_one_name(a, b) for a, b in itertools.product(left, right))
    found = _nearest(pair, of_one_name) if named else None
    found = found or _stored(pair, rows, new) or _nearest(pair, new)
    return (rows[found[0]], rows[found[1]]) if found else None


def _stored(pair: Pair, rows: Mapping[int, Image], new: nearest.Allowed) -> tuple[int, int] | None:
    """What the candidate search found nearest, where that was not the main pictures."""
    a, b = pair.image_a_id, pair.image_b_id
    return (a, b) if a and b and a in rows and b in rows and new(a, b) else None


def _nearest(pair: Pair, allowed: nearest.Allowed) -> tuple[int, int] | None:
    found = nearest.nearest_images(pair.a_id, pair.b_id, allowed=allowed)
    return (found.image_a_id, found.image_b_id) if found else None


def same_variant(a: Image, b: Image) -> bool:
    """Both are of a variant, and the two variants state something in common and nothing that differs."""
    if a.cspu is None or b.cspu is None:
        return False
    left, right = (_stated(row.cspu.attributes) for row in (a, b) if row.cspu)
    shared = left.keys() & right.keys()
    return bool(shared) and all(left[name] == right[name] for name in shared)


def _stated(attributes: Mapping[str, object]) -> dict[str, frozenset[str]]:
    return {fold(name): frozenset(map(fold, _texts(value))) for name, value in attributes.items() if value}


def _texts(value: object) -> Iterable[str]:
    return map(str, value) if isinstance(value, list) else [str(value)]
