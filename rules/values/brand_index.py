"""Well-known brands by their keys, and a rule's own beside them.

The key of a name is its letters and digits without case, accents, blanks, marks and "and": TP-Link is "tplink",
"Dolce and Gabbana" as "Dolce & Gabbana".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rules.values import brand_names
from rules.values.scripts import HAN, level, script_of
from rules.values.text import plain

# Name -> further names, as a rule states them.
Aliases = tuple[tuple[str, tuple[str, ...]], ...]

JOINERS = frozenset({"and", "und", "et", "и", "энд"})


@dataclass(frozen=True)
class Index:
    """Key -> brand, brand -> its keys, sub-brand -> maker; `common` are plain words as well.

    `openings` are all beginnings of keys: what is none of them begins no brand. `lengths`: how long Chinese keys are by
    their first sign, longest first.
    """

    brands: dict[str, str]
    keys: dict[str, tuple[str, ...]]
    makers: dict[str, str]
    common: frozenset[str]
    openings: frozenset[str]
    lengths: dict[str, list[int]]


def key_of(text: str) -> str:
    return "".join(words_of(level(plain(text))))


def words_of(leveled: str) -> list[str]:
    """Words of letters; each run of Chinese characters is one word."""
    return [word for word in re.findall(rf"[^\W_{HAN}]+|[{HAN}]+", leveled) if word not in JOINERS]


@lru_cache(maxsize=64)
def index_of(own: Aliases) -> Index:
    known, makers, common = _table()
    brands = {key: brand for brand, keys in known.items() for key in keys}
    for name, aliases in own:
        brand = brands.get(key_of(name), name)
        brands.update({key: brand for key in map(key_of, (name, *aliases)) if key})
    keys: dict[str, list[str]] = {}
    for key, brand in brands.items():
        keys.setdefault(brand, []).append(key)
    lengths: dict[str, set[int]] = {}
    for key in brands:
        if script_of(key[0]) == "han" and len(key) > 1:
            lengths.setdefault(key[0], set()).add(len(key))
    return Index(
        brands,
        {brand: tuple(found) for brand, found in keys.items()},
        makers,
        common,
        frozenset(key[:length] for key in brands for length in range(1, len(key) + 1)),
        {start: sorted(found, reverse=True) for start, found in lengths.items()},
    )


@cache
def _table() -> tuple[Mapping[str, tuple[str, ...]], dict[str, str], frozenset[str]]:
    """Brand -> its keys, sub-brand -> maker, names that are plain words."""
    keys: dict[str, tuple[str, ...]] = {}
    makers: dict[str, str] = {}
    common: set[str] = set()
    for line in "".join(brand_names.ALL).strip().splitlines():
        if not line:
            continue
        head, _, aliases = line.partition(":")
        brand, _, maker = (part.strip() for part in head.lstrip("~").partition("<"))
        keys[brand] = tuple(filter(None, map(key_of, (brand, *aliases.split(",")))))
        if maker:
            makers[brand] = maker
        if head.startswith("~"):
            common.add(brand)
    return keys, makers, frozenset(common)
