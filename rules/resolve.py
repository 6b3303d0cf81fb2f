"""Which rule judges: lv3, else lv2, else lv1, else the default; for a pair, from the nearest common ancestor up.

`load` takes two queries and everything after it none: a frozen snapshot for a whole run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from pydantic import ValidationError

from rules.models import Category, RuleSet
from rules.spec import RuleSpec

Level = Literal["lv1", "lv2", "lv3", "default"]


class MissingDefault(LookupError):
    """No live rule covers a category, and the shop has no default."""

    def __init__(self) -> None:
        super().__init__("No default rule set is live. Load one: manage.py load_rules rules/examples/default.json")


class UnknownCategory(LookupError):
    """A category that is newer than the snapshot: load the rules again."""


class BrokenRule(ValueError):
    """A stored rule set that this version of the program cannot read."""


@dataclass(frozen=True)
class Effective:
    """A rule set as it applies; `name` is its category's ("箱包 › 行李箱") or "default", `level` how deep that is."""

    rule_set_id: int
    version: int
    level: Level
    name: str
    spec: RuleSpec


@dataclass(frozen=True)
class Rules:
    """`lines`: category -> itself and its ancestors, nearest first. `live`: category (None: default) -> its rule."""

    lines: Mapping[int, tuple[int, ...]]
    live: Mapping[int | None, Effective]

    def for_category(self, category_id: int | None) -> Effective:
        """Raises MissingDefault, UnknownCategory."""
        return self._nearest(self._line(category_id))

    def for_pair(self, a: int | None, b: int | None) -> Effective:
        """Categories without a common ancestor, and listings without a category, get the default."""
        others = set(self._line(b))
        return self._nearest(tuple(node for node in self._line(a) if node in others))

    def _line(self, category_id: int | None) -> tuple[int, ...]:
        if category_id is None:
            return ()
        if category_id not in self.lines:
            raise UnknownCategory(f"category {category_id} is newer than these rules: load them again")
        return self.lines[category_id]

    def _nearest(self, line: tuple[int, ...]) -> Effective:
        found = next((self.live[node] for node in (*line, None) if node in self.live), None)
        if found is None:
            raise MissingDefault
        return found


def load() -> Rules:
    """The tree and the live rule sets as they are now. Raises BrokenRule."""
    parents = dict(Category.objects.values_list("id", "parent_id"))
    rows = RuleSet.objects.filter(state=RuleSet.State.LIVE).select_related("category")
    return Rules(
        {node: _upwards(node, parents) for node in parents},
        {row.category_id: _effective(row) for row in rows},
    )


def _upwards(node: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    line = []
    at: int | None = node
    while at is not None:
        line.append(at)
        at = parents[at]
    return tuple(line)


def _effective(row: RuleSet) -> Effective:
    try:
        spec = RuleSpec.model_validate(row.spec)
    except ValidationError as error:
        raise BrokenRule(f"The live rule set {row} (id {row.pk}) cannot be read: {error}") from error
    level = f"lv{len(row.category.path)}" if row.category else "default"
    return Effective(row.pk, row.version, cast(Level, level), str(row.category or "default"), spec)
