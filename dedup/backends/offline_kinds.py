"""What running text says of a kind of fact: a colour is found by the names of colours, a brand by those of brands.

An output of type `text` says only that its value is copied; what it is about is told by its names (`rules.facts`). Of
a kind that is not known nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dedup.backends import offline_looks as looks
from dedup.backends import offline_measures as measures
from dedup.backends import offline_names as names
from dedup.backends import offline_passing as passing
from dedup.backends import offline_people as people
from rules import facts
from rules.values.ages import parse_ages
from rules.values.brands import parse_brand, says_no_brand
from rules.values.clothing import parse_clothing_size
from rules.values.colours import parse_colours
from rules.values.compatibility import parse_compatible
from rules.values.counts import find_counts, parse_count
from rules.values.flavours import find_flavours
from rules.values.genders import parse_gender
from rules.values.gtin import parse_gtin
from rules.values.materials import parse_materials
from rules.values.quantity import Kind as Quantity
from rules.values.quantity import parse_quantity
from rules.values.scripts import level
from rules.values.seasons import find_seasons, find_years, parse_years
from rules.values.shoes import parse_shoe_size
from rules.values.size_mentions import find_clothing_sizes, find_shoe_sizes
from rules.values.text import Found
from rules.values.versions import find_versions, parse_version
from rules.values.wordings import WORDINGS, find_wordings

_I = re.IGNORECASE
_REACH = 30


@dataclass(frozen=True)
class Kind:
    """`find` gives the mentions in free text that state the fact, `is_one` says whether a whole value is one.

    `joint` is what stands between two mentions that are one value ("black/white"), and `most` of how many one can be:
    more are a choice that is offered.
    """

    find: Callable[[str], Sequence[Found[Any]]]
    is_one: Callable[[str], object] = bool
    joint: re.Pattern[str] | None = None
    most: int = 3


_LIST = re.compile(r" ?[/&+,、·-] ?| (?:and|und|и|с|with) |[和与]| ")
_STUFFS = re.compile(r" ?[/&+,;、·，-] ?| (?:and|und|и|с|with) |[和与]| |")
_NEEDS_A_SECOND = re.compile(r"spring|fall|autumn|holiday|resort|cruise|круиз|春|秋|度假", _I)
_NAMED_MORE = re.compile(
    r"(?<![^\W_])(?:(?:dark|milk|white|french|wild|fresh|cool|sweet|salted|toasted|roasted|honey|maple|double|triple|black"
    r"|red|green|blue|golden|tropical|creamy|mixed|молочн\w+|горьк\w+|тёмн\w+|белый|лесн\w+|сладк\w+)[ -]){1,2}$",
    _I,
)


def sizes(text: str) -> Sequence[Found[Any]]:
    """Of a shoe, where one and only one stands there; else of clothes."""
    shoes = find_shoe_sizes(text)
    return shoes if len(shoes) == 1 else find_clothing_sizes(text)


def seasons(text: str) -> list[Found[Any]]:
    """ "Spring" alone may be a coil, and "fall" a verb."""
    found = find_seasons(text)
    return [one for one in found if len(found) > 1 or not _NEEDS_A_SECOND.match(one.quote)]


def flavours(text: str) -> list[Found[str]]:
    """With the word that tells one of a kind: "dark chocolate"."""
    found = find_flavours([text])
    return [_named_more(one, text) for one in passing.outside(found, passing.denied(text))] if found else found


def _named_more(one: Found[str], text: str) -> Found[str]:
    more = _NAMED_MORE.search(text, max(0, one.start - _REACH), one.start)
    start = more.start() if more else one.start
    return Found(one.value, text[start : one.start + len(one.quote)], start)


def _is_amount(*kinds: Quantity) -> Callable[[str], object]:
    return lambda text: parse_quantity(text, kinds)


KINDS: dict[str, Kind] = {
    "brand": Kind(names.brands, lambda text: not says_no_brand(text) and parse_brand(text)),
    "colour": Kind(looks.colours, parse_colours, _LIST),
    "material": Kind(looks.materials, parse_materials, _STUFFS, most=8),
    "gender": Kind(people.wearers, parse_gender, _LIST),
    "age": Kind(people.ages, parse_ages, _LIST),
    "clothing size": Kind(find_clothing_sizes, parse_clothing_size),
    "shoe size": Kind(find_shoe_sizes, parse_shoe_size),
    "size": Kind(sizes),
    "season": Kind(seasons, parse_years, _LIST),
    "year": Kind(find_years, parse_years),
    "version": Kind(find_versions, parse_version),
    "part number": Kind(names.numbers),
    "gtin": Kind(names.barcodes, parse_gtin),
    "count": Kind(find_counts, parse_count),
    "weight": Kind(measures.find_amounts("mass"), _is_amount("mass")),
    "volume": Kind(measures.find_volumes, bool),
    "content": Kind(measures.find_contents, bool),
    "capacity": Kind(measures.find_amounts("memory", "volume", "charge")),
    "storage": Kind(measures.find_memory("storage")),
    "memory": Kind(measures.find_memory("memory")),
    **{side: Kind(measures.find_sides(side)) for side in measures.SIDES},
    **{rating: Kind(measures.find_ratings(rating)) for rating in measures.RATINGS},
    "flavour": Kind(flavours, joint=_LIST),
    "scent": Kind(flavours, joint=_LIST),
    "compatible": Kind(lambda text: (), parse_compatible),
    **{kind: Kind(find_wordings(kind), joint=_LIST) for kind in WORDINGS},
}


def find(kind: facts.Kind, text: str) -> list[Found[Any]]:
    """Mentions of a kind in free text, in order, with those that are one value put together.

    Of a part (a frame colour) only what stands right before the part's name, or behind it.
    """
    known = KINDS[kind.name]
    found = list(known.find(text)) if text else []
    if known.joint and len(found) > 1:
        found = [_whole(run, text) for run in _runs(found, text, known.joint) if len(run) <= known.most]
    return [one for one in found if _is_of(one, kind.part, text)] if kind.part else found


def understands(kind: str, text: str) -> bool:
    return bool(KINDS[kind].is_one(text))


def _is_of(one: Found[Any], part: Sequence[str], text: str) -> bool:
    """ "Black frame", "чёрная оправа", "frame: black", 黑色镜框."""
    end = one.start + len(one.quote)
    before, behind = level(text[max(0, one.start - _REACH) : one.start]), level(text[end : end + _REACH])
    in_front, right_behind = _named(tuple(part))
    return bool(in_front.search(before) or right_behind.match(behind))


@lru_cache(maxsize=256)
def _named(part: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    stems = "|".join(re.escape(level(word)[: max(3, len(word) - 2)]) for word in part)
    return re.compile(rf"(?:{stems})\w{{0,3}}(?: \w+)? ?[:=-]? ?$"), re.compile(rf"(?: [^\W_]+)? ?(?:{stems})")


def _runs(found: Sequence[Found[Any]], text: str, joint: re.Pattern[str]) -> list[list[Found[Any]]]:
    """Mentions with nothing but a joint between them."""
    runs: list[list[Found[Any]]] = []
    for one in found:
        end = runs[-1][-1].start + len(runs[-1][-1].quote) if runs else -1
        if runs and one.start >= end and joint.fullmatch(text, end, one.start):
            runs[-1].append(one)
        elif one.start >= end:
            runs.append([one])
    return runs


def _whole(run: Sequence[Found[Any]], text: str) -> Found[Any]:
    first, last = run[0], run[-1]
    return Found(first.value, text[first.start : last.start + len(last.quote)], first.start)
