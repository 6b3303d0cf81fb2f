"""Which rule set judges a listing or a pair: the most specific live one, lv3 → lv2 → lv1 → default.

`load` reads all live rule sets and the category tree in two queries; what it returns never changes and
asks the database nothing, so a hundred thousand listings are resolved in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from .models import Category, RuleSet
from .spec import RuleSpec

Level = Literal["lv1", "lv2", "lv3", "default"]
LEVELS: tuple[Level, ...] = ("default", "lv1", "lv2", "lv3")


class MissingDefault(Exception):
    """No default rule set is live, so that some pairs would have no rule."""

    def __init__(self) -> None:
        super().__init__(
            "No default rule set is live. Load one: manage.py load_rules rules/examples/default.json"
            " (docs/rules.md says how to write your own)."
        )


@dataclass(frozen=True)
class Effective:
    """The rule set that applies, and the level of the category tree it stands on."""

    rule_set_id: int
    version: int
    level: Level
    name: str  # "箱包 › 行李箱", or "default"
    spec: RuleSpec


@dataclass(frozen=True)
class Rules:
    """A snapshot. `lines`: category -> its ids from the top down; `live`: category (None: default) -> rule set."""

    lines: Mapping[int, tuple[int, ...]]
    live: Mapping[int | None, Effective]

    def for_category(self, category_id: int | None) -> Effective:
        """The rule of one category; the default's for a listing without one."""
        return self._nearest(self._line(category_id))

    def for_pair(self, a_category_id: int | None, b_category_id: int | None) -> Effective:
        """The rule of the nearest common ancestor of two categories: both listings are read under it."""
        both = zip(self._line(a_category_id), self._line(b_category_id), strict=False)
        return self._nearest(tuple(a for a, _ in takewhile(lambda step: step[0] == step[1], both)))

    def _line(self, category_id: int | None) -> tuple[int, ...]:
        return self.lines[category_id] if category_id is not None else ()

    def _nearest(self, line: tuple[int, ...]) -> Effective:
        for category_id in reversed(line):
            if found := self.live.get(category_id):
                return found
        return self.live[None]


def load() -> Rules:
    """The rules as they are now: two queries. Raises MissingDefault."""
    nodes = {pk: (parent, path) for pk, parent, path in Category.objects.values_list("pk", "parent_id", "path")}
    live = {row.category_id: _effective(row, nodes) for row in RuleSet.objects.filter(state=RuleSet.State.LIVE)}
    if None not in live:
        raise MissingDefault
    return Rules({pk: _upwards(pk, nodes)[::-1] for pk in nodes}, live)


def _effective(row: RuleSet, nodes: Mapping[int, tuple[int | None, list[str]]]) -> Effective:
    path = nodes[row.category_id][1] if row.category_id is not None else []
    name = " › ".join(path) or "default"
    return Effective(row.pk, row.version, LEVELS[len(path)], name, RuleSpec.model_validate(row.spec))


def _upwards(pk: int, nodes: Mapping[int, tuple[int | None, list[str]]]) -> tuple[int, ...]:
    parent = nodes[pk][0]
    return (pk,) if parent is None else (pk, *_upwards(parent, nodes))
