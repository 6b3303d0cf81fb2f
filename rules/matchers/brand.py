"""Brands by their aliases and scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import partial
from itertools import product

from pydantic import Field
from rapidfuzz.distance import Levenshtein

from rules.matchers.base import Options, Outcome, Result, Value
from rules.matchers.naming import Naming, Verdict
from rules.values.brand_index import Aliases
from rules.values.brands import Name, keys_of, makers_of, names_of, parse_brand, says_no_brand
from rules.values.scripts import Script, script_of, sound

# Of so many letters one may be another: a name in Cyrillic is heard, and written down in many ways.
_LETTERS_TO_ONE_SLIP = {"latin": 5, "cyrillic": 3, "han": 4, "other": 5}
_MOST_SLIPS = 3
_LONG_BEGINNING = 6
_SHORTEST_SOUND = 4


class BrandOptions(Options):
    """The rule's own aliases go before those that are known to everybody."""

    aliases: dict[str, list[str]] = Field(
        {}, description="Further names of a brand: Adidas with 三条杠; a brand of your own with all its spellings"
    )


def brand_item(left: Value, right: Value, options: BrandOptions) -> Result:
    """Never `different` where one name may be the other's transliteration, misspelling or part."""
    own = tuple((name, tuple(aliases)) for name, aliases in options.aliases.items())
    naming = Naming("brand", partial(parse_brand, own=own), _name, says_no_brand)
    return naming.compare(left, right, partial(_agree, own=own))


def _name(name: Name) -> str:
    return name.brand or name.text


Pair = tuple[Name, Name]


def _agree(left: tuple[Name, ...], right: tuple[Name, ...], own: Aliases) -> Verdict:
    pairs = list(product(left[:6], right[:6]))
    for a, b in pairs:
        if same := _same(a, b):
            return Outcome.SAME, same
    for a, b in pairs:
        if maker := _maker(a, b):
            return Outcome.MISSING, maker
    known = [bool(a.brand and b.brand) or _comparable(a, b, own) for a, b in pairs]
    if not any(known):
        return Outcome.UNREADABLE, "names in different scripts, which may be one"
    if any(_near(a, b, own) for a, b in pairs):
        return Outcome.UNREADABLE, "almost the same name"
    return Outcome.DIFFERENT, "different"


def _same(a: Name, b: Name) -> str:
    if a.brand and a.brand == b.brand:
        return f"both {a.brand}"
    if a.key == b.key:
        return "same"
    heard = sound(a.key)
    if {a.script, b.script} == {"latin", "cyrillic"} and len(heard) >= _SHORTEST_SOUND and heard == sound(b.key):
        return "same, by its sound"
    return ""


def _maker(a: Name, b: Name) -> str:
    for sub, maker in ((a.brand, b.brand), (b.brand, a.brand)):
        if sub and maker and maker in makers_of(sub):
            return f"{sub} is made by {maker}, and one side names only the maker"
    return ""


def _comparable(a: Name, b: Name, own: Aliases) -> bool:
    return not keys_of(a, own).keys().isdisjoint(keys_of(b, own))


def _near(a: Name, b: Name, own: Aliases) -> bool:
    """Two well-known names are never near: Canon is not Canyon."""
    if a.brand and b.brand:
        return False
    return _begins(a, b, own) or _begins(b, a, own) or any(_slips(*keys) for keys in _shared(a, b, own))


def _begins(short: Name, long: Name, own: Aliases) -> bool:
    """ "Royal" and "Royal Canin", 三星 and 三星堆, "HP" and "HP Sprocket"; in Chinese also the end (鳄鱼, 法国鳄鱼)."""
    keys = frozenset(key for found in keys_of(short, own).values() for key in found)
    return any(_goes_on(keys, words) for words in names_of(long, own))


def _goes_on(keys: Set[str], words: Sequence[str]) -> bool:
    starts = {"".join(words[:count]) for count in range(1, len(words))}
    if not keys.isdisjoint(starts) or "".join(word[0] for word in words) in keys:
        return True
    whole, ends = "".join(words), tuple(key for key in keys if len(key) > 1)
    return script_of(whole) == "han" and (whole.startswith(ends) or whole.endswith(ends))


def _shared(a: Name, b: Name, own: Aliases) -> Iterator[tuple[str, str, Script]]:
    left, right = keys_of(a, own), keys_of(b, own)
    for script in left.keys() & right.keys():
        yield from ((x, y, script) for x in left[script] for y in right[script])


def _slips(left: str, right: str, script: Script) -> bool:
    if left[:_LONG_BEGINNING] == right[:_LONG_BEGINNING] and min(len(left), len(right)) >= _LONG_BEGINNING:
        return True
    allowed = min(max(len(left), len(right)) // _LETTERS_TO_ONE_SLIP[script], _MOST_SLIPS)
    return Levenshtein.distance(left, right, score_cutoff=allowed) <= allowed
