"""The pairs that a draft would judge, or that a rule which extends it would."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rules import resolve
from rules.models import RuleSet
from rules.resolve import Effective, Rules

Categories = tuple[int | None, int | None]


@dataclass(frozen=True)
class Reach:
    """The rules as they are, `old`, and with the draft in place, `new`.

    `nodes`: categories (None: the default) whose rule rests on the draft.
    """

    draft: int
    old: Rules
    new: Rules

    @cached_property
    def nodes(self) -> frozenset[int | None]:
        return frozenset(node for node, rule in self.new.live.items() if self._rests(node, rule))

    @cached_property
    def key(self) -> str:
        """What live rules and draft say together: a replay under another key is of something else."""
        said = [[str(node), self._before(node), self.new.live[node].key] for node in self.nodes]
        return hashlib.sha256(json.dumps(sorted(said)).encode()).hexdigest()

    def covers(self, categories: Categories) -> bool:
        return self.new.for_pair(*categories).rule_set_id in self._rule_sets

    def among(self, groups: Iterable[Categories]) -> Iterator[Categories]:
        """Those that it covers. Raises resolve.MissingDefault where no live rule is that the draft could replace."""
        for group in groups:
            if self.covers(group):
                self.old.for_pair(*group)
                yield group

    @cached_property
    def _rule_sets(self) -> frozenset[int]:
        return frozenset(self.new.live[node].rule_set_id for node in self.nodes)

    def _rests(self, node: int | None, rule: Effective) -> bool:
        """By a part that the draft gave, or by one that it took away."""
        given = any(origin.rule_set_id == self.draft for origin in (rule.origin, *rule.origins.values()))
        return given or self._before(node) != rule.key

    def _before(self, node: int | None) -> str:
        try:
            return self.old.for_category(node).key
        except resolve.MissingDefault:
            return ""


def of(draft: RuleSet) -> Reach:
    """Raises resolve.BrokenRule."""
    return Reach(draft.pk, resolve.load(), resolve.load(draft))
