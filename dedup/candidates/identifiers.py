"""Listings that carry the same number: a GTIN with a valid check digit, or brand and part number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from rules.values.gtin import parse_gtin
from rules.values.identifiers import normal
from rules.values.text import fold, is_blank

# More listings than this with one number is a placeholder or a mistake in a feed, and would make pairs by the million.
LARGEST = 100
SHORTEST_PART_NUMBER = 3

Key = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A listing's numbers as the catalogue has them."""

    id: int
    brand: str
    gtin: str
    mpn: str


@dataclass
class Shared:
    """`pairs`: (a, b), a < b, to what they share in words. `skipped`: numbers that too many listings carry."""

    pairs: dict[tuple[int, int], str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)


def find(rows: Iterable[Row], wanted: set[int]) -> Shared:
    """The pairs with at least one wanted listing. A shared GTIN says more than a shared part number."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            blocks[key].append(row.id)
    shared = Shared()
    for key, ids in sorted(blocks.items()):
        if wanted.isdisjoint(ids):
            continue
        if len(ids) > LARGEST:
            shared.skipped.append(" ".join(key))
            continue
        for pair in combinations(sorted(ids), 2):
            if not wanted.isdisjoint(pair):
                shared.pairs.setdefault(pair, " ".join(key))
    return shared


def keys(row: Row) -> list[Key]:
    """What this listing is looked up by: ("gtin", number), ("mpn", brand, part number)."""
    found = [("gtin", number)] if (number := gtin(row.gtin)) else []
    return found + ([key] if (key := part_number(row.brand, row.mpn)) else [])


def gtin(text: str) -> str:
    """As people write it (EAN-13, or 14 digits for a case of them); empty where it says nothing outside one shop.

    Numbers that begin with 2, 02 or 04 (of eight digits: 0 or 2) are given out inside one company, so two shops
    may use one for two products. Source: GS1 General Specifications, 1.4, restricted circulation numbers.
    """
    number = parse_gtin(text) if text else None
    if number is None:
        return ""
    item, eight = number[1:], number[6:] if number.startswith("000000") else ""
    if item.startswith(("2", "02", "04")) or eight.startswith(("0", "2")):
        return ""
    return number.removeprefix("0")


def part_number(brand: str, mpn: str) -> Key | None:
    """None without a brand, or where the part number is a word ("n/a", "see below") or a digit or two."""
    if not brand or not mpn or is_blank(brand) or is_blank(mpn):
        return None
    number, maker = normal(mpn).lower(), "".join(filter(str.isalnum, fold(brand)))
    if not maker or len(number) < SHORTEST_PART_NUMBER or not any(map(str.isdigit, number)):
        return None
    return ("mpn", maker, number)
