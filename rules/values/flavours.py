"""Flavours and scents in the words on a pack: STRAWBERRY = Erdbeere = клубника = 草莓.

Made for words that were read off pictures. A word counts only where it stands in the vocabulary: nothing is corrected,
so what was misread is no flavour rather than another one. A reader that does not know Cyrillic writes it in the Latin
letters that look alike (ТОМАТ as "TOMAT"): a word of such letters only counts beside a word that is surely Latin.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from rules.values import flavour_names as names
from rules.values.enums import Lexicon, find_words, lexicon_of
from rules.values.text import Found, plain
from rules.values.vocabulary import entries

_BLOCKS = (names.FRUIT, names.BERRIES, names.SWEET, names.NUTS, names.SAVOURY, names.HERBS, names.SCENTS, names.NONE)
_NO_FLAVOUR = "-"
_TWO_SCRIPTS = frozenset("ABCEHKMOPTXYaceopxy")  # one shape in Latin and in Cyrillic
_LATIN_WORD = re.compile("[A-Za-z]{3,}")


def find_flavours(lines: Iterable[str]) -> list[Found[str]]:
    """Every mention of a flavour in lines that stand under each other, in order; `start` is in the lines as one text.

    A name may go on in the next line: PASSION / FRUIT.
    """
    shown = list(filter(None, map(plain, lines)))
    starts = [0, *accumulate(len(line) + 1 for line in shown)]
    found = (each for each in find_words(" ".join(shown), _vocabulary()) if each.value != _NO_FLAVOUR)
    return [each for each in found if _is_sure(each.quote, shown[bisect_right(starts, each.start) - 1])]


def are_apart(a: Iterable[str], b: Iterable[str]) -> bool:
    """Both sides name flavours, and none of one side is one of the other or a kind of it (lemon is citrus)."""
    left, right = set(a), set(b)
    return bool(left and right) and not any(_is_related(one, other) for one in left for other in right)


def _is_related(a: str, b: str) -> bool:
    return a == b or b in kinds(a) or a in kinds(b)


@cache
def kinds(flavour: str) -> frozenset[str]:
    """What it may be called without saying which: lemon is citrus, and that fruit."""
    above = _kinds().get(flavour, frozenset())
    return above.union(*(kinds(kind) for kind in above))


def _is_sure(quote: str, line: str) -> bool:
    if not _TWO_SCRIPTS.issuperset(letter for letter in quote if letter.isalpha()):
        return True
    others = _LATIN_WORD.findall(line.replace(quote, " "))
    return any(not _TWO_SCRIPTS.issuperset(word) for word in others)


@cache
def _vocabulary() -> Lexicon:
    return lexicon_of({name: synonyms for name, (_, synonyms) in _entries().items()})


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {name: above for name, (above, _) in _entries().items() if above}


@cache
def _entries() -> dict[str, tuple[frozenset[str], list[str]]]:
    """Flavour -> the kinds that it is written under, and its synonyms."""
    found = {}
    for block in _BLOCKS:
        for head, synonyms in entries(block):
            name, _, above = head.partition(" < ")
            found[name] = (frozenset(map(str.strip, above.split(","))) if above else frozenset(), synonyms)
    return found
