"""Well-known brands by their keys, and a rule's own beside them.

The key of a name is its letters and digits without case, accents, blanks, marks and "and": TP-Link is "tplink",
"Dolce and Gabbana" as "Dolce & Gabbana".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rules.values import brand_names
from rules.values.scripts import HAN, level, script_of
from rules.values.text import plain

# Name -> further names, as a rule states them.
Aliases = tuple[tuple[str, tuple[str, ...]], ...]
Words = tuple[str, ...]

JOINERS = frozenset({"and", "und", "et", "и", "энд"})


@dataclass(frozen=True)
class Index:
    """Key -> brand, brand -> its names as words and as keys, sub-brand -> maker; `common` are plain words as well.

    `lines` are the sub-brands whose things are the maker's things.

    `openings` are all beginnings of keys: what is none of them begins no brand. `lengths`: how long Chinese keys are by
    their first sign, longest first.
    """

    brands: dict[str, str]
    names: dict[str, tuple[Words, ...]]
    keys: dict[str, tuple[str, ...]]
    makers: dict[str, str]
    lines: frozenset[str]
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
    known, makers, lines, common = _table()
    written: dict[str, tuple[str, Words]] = {}
    for brand, spelled in known.items():
        for words in spelled:
            written.setdefault("".join(words), (brand, words))
    for name, aliases in own:
        brand, _ = written.get(key_of(name), (name, ()))
        written.update({"".join(words): (brand, words) for words in _named((name, *aliases))})
    brands = {key: brand for key, (brand, _) in written.items()}
    names: dict[str, list[Words]] = {}
    for brand, words in written.values():
        names.setdefault(brand, []).append(words)
    lengths: dict[str, set[int]] = {}
    for key in brands:
        if script_of(key[0]) == "han" and len(key) > 1:
            lengths.setdefault(key[0], set()).add(len(key))
    return Index(
        brands,
        {brand: tuple(found) for brand, found in names.items()},
        {brand: tuple(map("".join, found)) for brand, found in names.items()},
        makers,
        lines,
        common,
        frozenset(key[:length] for key in brands for length in range(1, len(key) + 1)),
        {start: sorted(found, reverse=True) for start, found in lengths.items()},
    )


@cache
def _table() -> tuple[Mapping[str, Sequence[Words]], dict[str, str], frozenset[str], frozenset[str]]:
    """Brand -> its names, sub-brand -> maker, lines, names that are plain words."""
    names: dict[str, Sequence[Words]] = {}
    makers: dict[str, str] = {}
    lines: set[str] = set()
    common: set[str] = set()
    for line in "".join(brand_names.ALL).strip().splitlines():
        if not line:
            continue
        head, _, aliases = line.partition(":")
        brand, _, owner = (part.strip() for part in head.lstrip("~").partition("<"))
        maker = owner.lstrip("< ")
        names[brand] = _named((brand, *aliases.split(","), f"{maker} {brand}" if maker else ""))
        if maker:
            makers[brand] = maker
        if maker == owner:
            lines.add(brand)
        if head.startswith("~"):
            common.add(brand)
    return names, makers, frozenset(lines), frozenset(common)


def _named(names: Sequence[str]) -> list[Words]:
    return [words for name in names if (words := tuple(words_of(level(plain(name)))))]
