"""Candidate pairs of new and changed listings, or of the whole catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from django.db import connection

from dedup.backends import encoders
from dedup.models import Spu
from rules.models import Category

from . import copying, embedding, gates, nearest, pairs, sources, versions
from .embedding import PictureVectors, TitleVectors
from .features import Integers
from .gates import Gates
from .identifiers import Shared
from .nearest import Found
from .pairs import Measured
from .progress import Bar, Progress
from .sources import Pairs
from .titles import Titles

LOCK = 7_205_002
SOURCES = ("picture", "title", "identifier")

# Which content each listing had when the run began: one that changes meanwhile stays due.
SEARCHED = """
CREATE TEMP TABLE searched AS
SELECT s.id, s.content_hash, coalesce(c.path[1:%(depth)s] = %(path)s, %(depth)s = 0) AS wanted
FROM dedup_spu s LEFT JOIN rules_category c ON c.id = s.category_id
WHERE s.vectors_due OR %(everything)s OR (%(full)s AND coalesce(c.path[1:%(depth)s] = %(path)s, false))
"""
DONE = """
UPDATE dedup_spu s SET vectors_due = false FROM searched d
WHERE d.wanted AND s.id = d.id AND s.content_hash = d.content_hash AND s.vectors_due
"""


class Busy(Exception):
    """Another search is running on this database; two would do the same work."""


class NoSuchCategory(Exception):
    """The catalogue has no such category; the message names what there is on that level."""


@dataclass(frozen=True)
class Counts:
    """`listings` were searched for, `embedded` vectors written; `pairs` candidates of these listings, by source.

    A pair of several sources counts under each. `new`, `changed` and `removed` are rows of the table;
    `unreadable` pictures have no vector, nor have `stock` ones, which too many listings show;
    `skipped` are numbers that too many listings carry. `below`: pairs that the search found and that are no
    candidates, because they are not as near as the rule asks that would judge them.
    """

    listings: int = 0
    embedded: int = 0
    pairs: int = 0
    by_source: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SOURCES, 0))
    new: int = 0
    changed: int = 0
    removed: int = 0
    unreadable: int = 0
    stock: int = 0
    skipped: tuple[str, ...] = ()
    below: int = 0


def run(*, full: bool = False, category: Sequence[str] = (), progress: Progress | None = None) -> Counts:
    """Search for the listings that are due; `full`: for all, under title weights learnt anew.

    With `category` (a path from the top) only its listings are searched for, with `full` also those
    that are not due, under the weights as they are; neighbours come from the whole catalogue all the same.
    Raises Busy, NoSuchCategory, encoders.EncoderError and resolve.BrokenRule.
    """
    _check(category)
    with _alone():
        return _run(full, list(category), Bar(progress)) if Spu.objects.exists() else Counts()


def title_lists(kept: int) -> Found:
    """The title search by itself, for measuring: the `kept` best for every listing on sale, best first, ungated.

    Raises LookupError before the first run.
    """
    current = embedding.current_titles()
    if current is None:
        raise LookupError("no titles are embedded yet: run find_candidates first")
    version, weights = current
    sale = sources.on_sale()
    near = sources.title_neighbours(version, sale.ids, sale)
    return sources.rank_titles(near, embedding.exact_titles(weights, sale.ids), least=-1, kept=kept)


def _run(full: bool, category: list[str], bar: Bar) -> Counts:
    encoder = encoders.load()
    current = None if full and not category else embedding.current_titles()
    anew = current is None or versions.live(versions.Kind.PICTURE, encoder.name) is None
    listings = _begin(full=full, category=category, everything=anew)
    bar.expect(3 * len(listings))
    by_title = embedding.embed_titles(current, bar)
    by_picture = embedding.embed_pictures(encoder, bar)
    counts = _search(listings, by_title, by_picture, encoder.gate, bar)
    with connection.cursor() as cursor:
        cursor.execute(DONE)
        cursor.execute("DROP TABLE searched")
    bar.finish()
    return counts


def _begin(*, full: bool, category: list[str], everything: bool) -> Integers:
    """Note which listings this run is about, with their content; the ids to search for."""
    choice: dict[str, Any] = {"depth": len(category), "path": category, "everything": everything, "full": full}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS searched")
        cursor.execute(SEARCHED, choice)
        cursor.execute("ANALYZE searched")
    (listings,) = copying.read("SELECT id FROM searched WHERE wanted ORDER BY id", integers=1).columns
    return listings


def _search(listings: Integers, by_title: TitleVectors, by_picture: PictureVectors, gate: float, bar: Bar) -> Counts:
    sale = sources.on_sale()
    near = sources.title_neighbours(by_title.version, listings, sale)
    bar.step(len(listings))
    alike = sources.picture_neighbours(by_picture.version, listings, sale, gate)
    bar.step(len(listings))
    shared = sources.shared_identifiers(listings, sale)
    others = sources.union(alike, _of(shared), pairs.known())
    exact = embedding.exact_titles(
        by_title.weights, np.unique(np.concatenate([near.query, near.other, others.a, others.b]))
    )
    found = sources.union(sources.rank_titles(near, exact), others)
    measured = _measure(found, exact, by_picture, gate, shared)
    return replace(_counts(listings, by_title, by_picture, shared, measured), below=_below(measured, gate))


def _measure(found: Pairs, exact: Titles, by_picture: PictureVectors, gate: float, shared: Shared) -> Measured:
    listings = np.unique(np.concatenate([found.a, found.b]))
    score, image_a, image_b = nearest.pictures(by_picture.version, listings).nearest(found.a, found.b)
    numbers = [shared.pairs.get(pair, "") for pair in zip(found.a.tolist(), found.b.tolist(), strict=True)]
    cosine = exact.cosines(found.a, found.b)
    least = gates.of(found, title=sources.TITLE_GATE, picture=gate)
    return Measured(found, cosine, score, image_a, image_b, numbers, least)


def _below(measured: Measured, gate: float) -> int:
    """Pairs that the search would take and the rule that would judge them does not."""
    shape = len(measured.cosine)
    least = Gates(np.full(shape, sources.TITLE_GATE, np.float32), np.full(shape, gate, np.float32))
    found = replace(measured, gates=least)
    kept = measured.by_title() | measured.by_picture() | measured.by_identifier()
    return int(((found.by_title() | found.by_picture()) & ~kept).sum())


def _counts(
    listings: Integers, by_title: TitleVectors, by_picture: PictureVectors, shared: Shared, measured: Measured
) -> Counts:
    stored = pairs.store(measured)
    credits = {"picture": measured.by_picture(), "title": measured.by_title(), "identifier": measured.by_identifier()}
    return Counts(
        listings=len(listings),
        embedded=by_title.written + by_picture.written,
        pairs=int(np.logical_or.reduce(list(credits.values())).sum()),
        by_source={name: int(credit.sum()) for name, credit in credits.items()},
        new=stored.new,
        changed=stored.changed,
        removed=stored.removed,
        unreadable=len(by_picture.unreadable),
        stock=by_picture.stock,
        skipped=tuple(shared.skipped),
    )


def _of(shared: Shared) -> Pairs:
    ids = np.array(list(shared.pairs), np.int64).reshape(-1, 2)
    return Pairs(ids[:, 0], ids[:, 1])


def _check(category: Sequence[str]) -> None:
    if not category or Category.objects.filter(path=list(category)).exists():
        return
    siblings = Category.objects.filter(path__len=len(category)).order_by("path").values_list("path", flat=True)[:10]
    there = ", ".join("/".join(path) for path in siblings) or "none on that level"
    raise NoSuchCategory(f"There is no category {'/'.join(category)}. There are: {there}.")


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Busy("Another search for candidates is running on this database. Wait for it to end, then run again.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
