"""Which fields and attributes the listings of a category really have, how often filled, with what values.

Answered from at most `SAMPLE` listings, drawn the same way every time, so that a catalogue of a
million costs about what one of thousands does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import connection

from dedup.models import Spu
from rules.models import Category
from rules.values.text import fold

SAMPLE = 1_000
FEW = 20_000  # so many ids are fetched and drawn from; of more listings a share of the table's blocks is read
SAMPLES = 5
LONGEST = 60
BLOCKS = """
SELECT id FROM dedup_spu TABLESAMPLE SYSTEM (%s) REPEATABLE (0)
WHERE %s::bigint[] IS NULL OR category_id = ANY (%s)
"""
OWN = ("title", "brand", "description", "price", "currency", "gtin", "mpn", "seller", "url")


@dataclass(frozen=True)
class Attribute:
    """`filled`: share of the listings looked at that state it, 0-1; `listings`: how many were looked at.

    `name` is the spelling met most often; names that differ only in case, width or blanks are one.
    """

    name: str
    filled: float
    listings: int
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Survey:
    """Of one category with all below it. Both sorted by how often they are filled."""

    listings: int
    attributes: tuple[Attribute, ...] = ()
    fields: tuple[Attribute, ...] = ()


def of_category(category: Category | None) -> list[Attribute]:
    """The attributes of its listings; without a category, of the whole shop's."""
    return list(survey(category).attributes)


def survey(category: Category | None) -> Survey:
    """Of the category and everything below it; without one, of the whole shop."""
    attributes, fields, listings = _Tally(), _Tally(), 0
    for row in _sample(category):
        listings += 1
        for name, value in row.pop("attributes").items():
            attributes.add(name, value)
        for name, value in row.items():
            fields.add(name, value)
    return Survey(listings, attributes.told(listings), fields.told(listings))


class _Tally:
    """How often each name was filled, in which spellings and with which values."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}  # folding takes longer than counting
        self.filled: Counter[str] = Counter()
        self.spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.values: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, name: str, value: object) -> None:
        stated = list(_texts(value))
        if not stated:
            return
        key = self.keys.get(name) or self.keys.setdefault(name, fold(name))
        self.filled[key] += 1
        self.spellings[key][name] += 1
        self.values[key].update(text[:LONGEST] for text in stated)

    def told(self, listings: int) -> tuple[Attribute, ...]:
        ordered = sorted(self.filled.items(), key=lambda item: (-item[1], item[0]))
        return tuple(self._attribute(key, count, listings) for key, count in ordered)

    def _attribute(self, key: str, count: int, listings: int) -> Attribute:
        ((name, _),) = self.spellings[key].most_common(1)
        samples = tuple(text for text, _ in self.values[key].most_common(SAMPLES))
        return Attribute(name, count / listings, listings, samples)


def _texts(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        if part is not None and (text := str(part).strip()):
            yield text


def _sample(category: Category | None) -> Iterator[dict[str, Any]]:
    places = _places(category)
    rows = Spu.objects.all() if places is None else Spu.objects.filter(category__in=places)
    ids = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    if len(ids) > FEW:
        ids = _from_blocks(places)
    drawn = ids if len(ids) <= SAMPLE else Random(0).sample(sorted(ids), SAMPLE)  # noqa: S311 (no secret)
    yield from Spu.objects.filter(pk__in=drawn).order_by().values("attributes", *OWN).iterator(chunk_size=500)


def _places(category: Category | None) -> list[int] | None:
    """The category and all below it."""
    if category is None:
        return None
    below = Category.objects.filter(**{f"path__0_{len(category.path)}": category.path})
    return list(below.values_list("pk", flat=True))


def _from_blocks(places: list[int] | None) -> list[int]:
    """Ids out of a random share of the table's blocks, and of five times as many while those hold too few."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'dedup_spu'::regclass")
        share = min(100.0, 100 * 4 * SAMPLE / max(cursor.fetchone()[0], FEW))
        while True:
            cursor.execute(BLOCKS, [share, places, places])
            ids = [pk for (pk,) in cursor.fetchall()]
            if len(ids) >= SAMPLE or share == 100:
                return ids
            share = min(100.0, share * 5)
