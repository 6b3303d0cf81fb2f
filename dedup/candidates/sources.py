"""The three sources of candidate pairs. Each is global: a wrong category never hides a duplicate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from dedup.models import EncoderVersion, Spu

from . import copying, identifiers, nearest
from .features import Integers
from .nearest import Found
from .titles import Titles

# Candidates for each listing and source.
KEPT = 10
# Neighbours by projected title are ranked again exactly. Of 50, 100, 200 hit@10 is .943, .948, .951 in Chinese and the
# same within .0003 in Romanian and English; 200 cost a quarter more time than 100.
TITLE_DEPTH = 100
# The nearest pictures may be many of one listing.
PICTURE_DEPTH = 50

# Exact cosine of the titles. On six labelled catalogues .25 keeps 96 to 99.8 % of the true pairs among the ten nearest
# and drops up to half of the candidates; where labels mean "the same style" it keeps two thirds (docs/candidates.md).
TITLE_GATE = 0.25

ANY_NUMBER = "SELECT EXISTS (SELECT FROM dedup_spu WHERE id = ANY(%s) AND (gtin <> '' OR mpn <> ''))"


@dataclass(frozen=True)
class Pairs:
    """Pairs of listing ids, `a` < `b`, each once, in order."""

    a: Integers
    b: Integers


@dataclass(frozen=True)
class OnSale:
    """Listings that may be proposed, ascending, and the family each stands in. A delisted one is not among them."""

    ids: Integers
    roots: Integers

    def may_pair(self, left: Integers, right: Integers) -> NDArray[np.bool_]:
        """Both on sale, in two families."""
        if not len(self.ids):
            return np.zeros(len(left), np.bool_)
        a, b = self._place(left), self._place(right)
        there = (self.ids[a] == left) & (self.ids[b] == right)
        allowed: NDArray[np.bool_] = there & (self.roots[a] != self.roots[b])
        return allowed

    def _place(self, listings: Integers) -> Integers:
        return np.minimum(np.searchsorted(self.ids, listings), len(self.ids) - 1)


def on_sale() -> OnSale:
    query = "SELECT id, root_id FROM dedup_spu WHERE delisted_by_id IS NULL ORDER BY id"
    return OnSale(*copying.read(query, integers=2).columns)


def allowed(found: Found, sale: OnSale) -> Found:
    return _take(found, np.flatnonzero(sale.may_pair(found.query, found.other)))


def title_neighbours(version: EncoderVersion, listings: Integers, sale: OnSale) -> Found:
    """By projected vectors; the scores are not exact yet."""
    return allowed(nearest.neighbours(version, listings, TITLE_DEPTH), sale)


def rank_titles(found: Found, exact: Titles, *, least: float = TITLE_GATE, kept: int = KEPT) -> Found:
    """The best by exact cosine for each listing, best first."""
    return best(Found(found.query, found.other, exact.cosines(found.query, found.other)), least, kept)


def picture_neighbours(version: EncoderVersion, listings: Integers, sale: OnSale, gate: float) -> Found:
    """The listings whose nearest picture is nearest."""
    return best(allowed(nearest.neighbours(version, listings, PICTURE_DEPTH), sale), gate, KEPT)


def shared_identifiers(listings: Integers, sale: OnSale) -> identifiers.Shared:
    """Reads the numbers of the whole catalogue, but only if one of these listings has any."""
    wanted = listings.tolist()
    with connection.cursor() as cursor:
        cursor.execute(ANY_NUMBER, [wanted])
        (some,) = cursor.fetchone()
    if not some:
        return identifiers.Shared()
    numbered = Spu.objects.exclude(gtin="", mpn="").values_list("id", "brand", "gtin", "mpn")
    shared = identifiers.find((identifiers.Row(*row) for row in numbered.iterator(10_000)), set(wanted))
    if shared.pairs:
        good = sale.may_pair(*np.array(list(shared.pairs), np.int64).T).tolist()
        shared.pairs = {pair: text for (pair, text), may in zip(shared.pairs.items(), good, strict=True) if may}
    return shared


def union(*found: Found | Pairs) -> Pairs:
    """Each pair once, whoever found it and from whichever side."""
    left = np.concatenate([part.a if isinstance(part, Pairs) else part.query for part in found])
    right = np.concatenate([part.b if isinstance(part, Pairs) else part.other for part in found])
    both = np.unique(np.stack([np.minimum(left, right), np.maximum(left, right)], axis=1), axis=0)
    return Pairs(both[:, 0], both[:, 1])


def best(found: Found, least: float, kept: int) -> Found:
    """For each query the `kept` best others from `least` up, best first, each once; of equals the smaller id first."""
    enough = _take(found, np.flatnonzero(found.score >= least))
    once = _take(enough, _first(np.lexsort((-enough.score, enough.other, enough.query)), enough.query, enough.other))
    ranked = _take(once, np.lexsort((once.other, -once.score, once.query)))
    starts = np.searchsorted(ranked.query, ranked.query)
    return _take(ranked, np.flatnonzero(np.arange(len(starts)) - starts < kept))


def _first(order: Integers, *keys: Integers) -> Integers:
    """Of `order`, the first of every run of equal keys."""
    new = np.zeros(len(order), bool)
    for key in keys:
        new |= np.diff(key[order], prepend=-1) != 0
    return order[new]


def _take(found: Found, rows: Integers) -> Found:
    return Found(found.query[rows], found.other[rows], found.score[rows])
