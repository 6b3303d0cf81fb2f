"""How near two listings have to be to become a candidate pair: as the rule that would judge them says, where it says.

What a rule says can only be stricter than the gates of the search itself: what those let go was not measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rules import resolve
from rules.resolve import Rules
from rules.spec import Thresholds

from . import copying
from .features import Integers
from .nearest import Floats
from .sources import Pairs

NONE = Thresholds()
CATEGORIES = "SELECT id, coalesce(category_id, 0) FROM dedup_spu WHERE id = ANY({listings}) ORDER BY id"


@dataclass(frozen=True)
class Gates:
    """The least cosine for each pair, by title and by picture."""

    title: Floats
    picture: Floats


def of(found: Pairs, *, title: float, picture: float) -> Gates:
    """`title` and `picture`: the gates of the search. Raises resolve.BrokenRule."""
    gates = Gates(np.full(len(found.a), title, np.float32), np.full(len(found.a), picture, np.float32))
    rules = resolve.load()
    if not len(found.a) or not any(rule.spec.thresholds != NONE for rule in rules.live.values()):
        return gates
    groups, of_group = _groups(found)
    said = [_thresholds(rules, int(a), int(b)) for a, b in groups]
    by_title = np.array([each.title or 0 for each in said], np.float32)
    by_picture = np.array([each.picture or 0 for each in said], np.float32)
    return Gates(np.maximum(gates.title, by_title[of_group]), np.maximum(gates.picture, by_picture[of_group]))


def _groups(found: Pairs) -> tuple[Integers, Integers]:
    """Pairs of categories (0: none), each once, and which of them each pair of listings is in."""
    listings = np.unique(np.concatenate([found.a, found.b]))
    ids, categories = copying.read(CATEGORIES.format(listings=copying.array(listings)), integers=2).columns
    size = int(categories.max(initial=0)) + 1
    last = max(0, len(ids) - 1)  # a listing that was deleted meanwhile has no place; its pair is not stored either
    a, b = (categories[np.minimum(np.searchsorted(ids, side), last)] for side in (found.a, found.b))
    groups, of_group = np.unique(a * size + b, return_inverse=True)
    return np.stack([groups // size, groups % size], axis=1), of_group


def _thresholds(rules: Rules, a: int, b: int) -> Thresholds:
    """None where no rule applies, or where a category came after the rules were read: nothing is hidden then."""
    try:
        return rules.for_pair(a or None, b or None).spec.thresholds
    except (resolve.MissingDefault, resolve.UnknownCategory):
        return NONE
