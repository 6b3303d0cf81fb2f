"""Materials: the main one, one in common, or all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value
from rules.matchers.naming import Naming, Verdict
from rules.matchers.sets import compare_sets, rank
from rules.values.materials import Material, Share, parse_materials

# Less than this, in percent, is there for stretch or shine; elastane is, wherever it is not alone.
TRACE = 10
_ADDED = frozenset(("elastane",))

Sides = tuple[Share, ...]
Relation = Callable[[Material, Material], Verdict]


class MaterialOptions(Options):
    mode: Literal["main", "any", "all"] = Field(
        "main",
        description="main: the largest share agrees, or what is named first; any: one material in common is enough; "
        "all: both sides name the same materials. Shares under 10 % do not count",
    )
    level: Literal["material", "family"] = Field(
        "material", description="material: ABS and polycarbonate differ; family: both are plastic"
    )


def material_item(left: Value, right: Value, options: MaterialOptions) -> Result:
    """ "Plastic" against ABS is `missing`: it does not say which. Denim and cotton, leather and PU are `unreadable`."""
    naming = Naming("material", parse_materials, lambda share: share.text)
    return naming.compare(left, right, partial(_agree, options=options))


def _agree(left: Sides, right: Sides, options: MaterialOptions) -> Verdict:
    a, b = _telling(_without_traces(left)), _telling(_without_traces(right))
    relation = partial(_relation, options=options)
    if options.mode == "main":
        return _main(a, b, relation)
    return compare_sets([one.material for one in a], [one.material for one in b], relation, options.mode)


def _without_traces(shares: Sides) -> Sides:
    kept = tuple(share for share in shares if not _is_trace(share))
    return kept or shares


def _is_trace(share: Share) -> bool:
    if share.percent is None:
        return share.material.name in _ADDED
    return share.percent < TRACE or (share.material.name in _ADDED and share.percent < 50)


def _telling(shares: Sides) -> Sides:
    """ "Cotton fabric" is cotton: a kind says nothing beside one of its own."""
    kinds = frozenset(kind for share in shares for kind in share.material.kinds)
    return tuple(share for share in shares if share.material.name not in kinds)


def _main(left: Sides, right: Sides, relation: Relation) -> Verdict:
    """The main material of each side has to be on the other. Where no shares are stated the main one is only likely,
    so that another one in common leaves it open."""
    verdicts = [_best(_first(a), _counted(b), relation) for a, b in ((left, right), (right, left))]
    worst = max(verdicts, key=rank)
    if worst[0] is Outcome.DIFFERENT and not (_has_shares(left) and _has_shares(right)):
        shared = _best([one.material for one in left], [one.material for one in right], relation)
        if shared[0] is not Outcome.DIFFERENT:
            return Outcome.UNREADABLE, "something in common, but perhaps not the main material"
    return worst


def _best(left: Sequence[Material], right: Sequence[Material], relation: Relation) -> Verdict:
    return compare_sets(left, right, relation, "any")


def _first(shares: Sides) -> list[Material]:
    """The largest share, else the first that is known."""
    if _has_shares(shares):
        return _largest(shares)
    return [next((share for share in shares if share.material.is_known), shares[0]).material]


def _counted(shares: Sides) -> list[Material]:
    return _largest(shares) if _has_shares(shares) else [share.material for share in shares]


def _largest(shares: Sequence[Share]) -> list[Material]:
    most = max(share.percent or 0 for share in shares)
    return [share.material for share in shares if (share.percent or 0) == most]


def _has_shares(shares: Sides) -> bool:
    return any(share.percent is not None for share in shares)


def _relation(a: Material, b: Material, options: MaterialOptions) -> Verdict:
    if not (a.is_known and b.is_known):
        alike = a == b and (a.is_imitation or options.mode == "all")
        return (
            (Outcome.SAME, f"both {a.name}") if alike else (Outcome.UNREADABLE, "a material on one side is not known")
        )
    if a.name == b.name:
        return Outcome.SAME, f"both {a.name}"
    if options.level == "family" and (common := _family(a, b)):
        return Outcome.SAME, f"both {common}"
    if a.name in b.kinds or b.name in a.kinds:
        kind = a.name if a.name in b.kinds else b.name
        return Outcome.MISSING, f"one side says {kind}, but not which"
    if _near(a, b):
        return Outcome.UNREADABLE, f"sellers call it {min(a.name, b.name)} or {max(a.name, b.name)}"
    return Outcome.DIFFERENT, "different"


def _family(a: Material, b: Material) -> str:
    return min((a.kinds | {a.name}) & (b.kinds | {b.name}), default="")


def _near(a: Material, b: Material) -> bool:
    return a.name in b.near or b.name in a.near
