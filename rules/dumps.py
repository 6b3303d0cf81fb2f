"""Live rule sets as files, in our format or the published one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from rules import published, resolve
from rules.models import RuleSet
from rules.spec import RuleSpec

Placed = tuple[RuleSet, RuleSpec]


def live(path: str = "") -> list[RuleSet]:
    """All live rule sets, or those of the category `path` ("Shoes/Sneakers") and of all below it; oldest first."""
    rows = RuleSet.objects.filter(state=RuleSet.State.LIVE).select_related("category").order_by("id")
    return [row for row in rows if not path or _is_below(row, path)]


def own(rows: Iterable[RuleSet]) -> list[dict[str, Any]]:
    """The document that `files.load` reads back without loss; the default comes last."""
    entries = [{"category": row.category.path if row.category else None, **_rest(row)} for row in rows]
    return sorted(entries, key=lambda entry: entry["category"] is None)


def published_entries(rows: Iterable[RuleSet]) -> list[published.Entry]:
    """Categories that came in one entry come out in one, while their rules are identical. The default has no place.

    Rules that extend come out whole: in this format each stands alone. Raises resolve.BrokenRule.
    """
    live = {rule.rule_set_id: rule.raw for rule in resolve.load().live.values()}
    placed = sorted(((row, live[row.pk]) for row in rows if row.category), key=_group_key)
    return [entry for _, group in groupby(placed, key=_group_key) for entry in _entries(list(group))]


def _is_below(row: RuleSet, path: str) -> bool:
    """Names may hold a slash themselves, so whole spellings of paths are compared."""
    names = row.category.path if row.category else []
    spellings = (glue.join(names[:depth]) for depth in range(1, len(names) + 1) for glue in ("/", " › "))
    return path in spellings


def _rest(row: RuleSet) -> dict[str, Any]:
    told = {"note": row.note, "source_group": row.source_group}
    return {"spec": row.spec} | {key: text for key, text in told.items() if text}


def _group_key(placed: Placed) -> tuple[str, int]:
    """A rule without a group stands alone, after all groups."""
    row, _ = placed
    return (row.source_group, 0) if row.source_group else ("\U0010ffff", row.pk)


def _entries(group: list[Placed]) -> Iterator[published.Entry]:
    """One for each different rule of a group, each name once: it stands for all places of the name."""
    while group:
        first, spec = group[0]
        alike = [row for row, other in group if other.dump() == spec.dump() and _level(row) == _level(first)]
        names = dict.fromkeys(row.category.name for row in alike if row.category)
        yield published.Entry(_level(first), tuple(names), spec)
        group = [(row, spec) for row, spec in group if row not in alike]


def _level(row: RuleSet) -> int:
    return len(row.category.path) if row.category else 0
