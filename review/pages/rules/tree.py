"""The tree of categories: what rule each has, what is being drafted, and how often people agreed there.

A catalogue may have thousands of categories, so the tree is a flat list that says where branches end:
a template that includes itself for every branch takes seconds over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from urllib.parse import urlencode

from django.urls import reverse

from review import acceptance
from review.acceptance import Rate
from rules import drafts
from rules.models import Category, RuleSet
from rules.resolve import Rules
from rules.values.text import fold

Has = Literal["own", "silent", "inherited", "none"]
LONGEST_SEARCH = 100
MOST_OPENED = 300  # of more hits the branches stay closed


@dataclass(frozen=True)
class Node:
    """`branch`: others stand below it. `ends`: one for each branch that is complete with this node.

    `silent`: its own rule says nothing of its own, so that of `above` applies.
    """

    name: str
    url: str
    has: Has
    version: int | None
    above: str
    draft: bool
    rate: Rate | None
    current: bool
    branch: bool
    open: bool
    ends: range


@dataclass(frozen=True)
class Tree:
    """`rate` is the chosen category's.

    `found` of `all` categories have the search in their own name or one above; without a search all have.
    `first` is the address of the first that has it in its own name (else above), with the search.
    """

    search: str
    rate: Rate | None
    default: Node
    nodes: Sequence[Node]
    first: str
    found: int
    all: int

    @property
    def rows(self) -> Sequence[Node]:
        return [self.default, *self.nodes]


def tree(rules: Rules, chosen: Category | None, search: str) -> Tree:
    """Three queries, whatever the size. A search leaves what it finds and the way there."""
    words = fold(search[:LONGEST_SEARCH].strip())
    rows = list(Category.objects.order_by("path"))
    hits = [row for row in rows if not words or words in fold(str(row))]
    shown = {node for row in hits for node in (rules.lines.get(row.pk, (row.pk,)) if words else (row.pk,))}
    kept = [row for row in rows if row.pk in shown]
    facts = Facts.of(rules, chosen, opened=shown if words and len(hits) <= MOST_OPENED else set())
    nodes = [facts.node(row, after) for row, after in pairwise([*kept, None]) if row]
    rate = facts.rates.get(chosen.pk if chosen else None)
    first = facts.first(hits, words, search) if words and hits else ""
    return Tree(search, rate, facts.default(), nodes, first, len(hits), len(rows))


@dataclass(frozen=True)
class Facts:
    """All that is known of the categories, by their numbers."""

    rules: Rules
    chosen: Category | None
    opened: set[int]
    versions: Mapping[int | None, int]
    drafts: set[int | None]
    rates: Mapping[int | None, Rate]
    address: str

    @classmethod
    def of(cls, rules: Rules, chosen: Category | None, opened: set[int]) -> Facts:
        line = rules.lines.get(chosen.pk, ()) if chosen else ()
        return cls(
            rules,
            chosen,
            opened | set(line),
            {node: rule.version for node, rule in rules.live.items()},
            set(RuleSet.objects.filter(state__in=drafts.OPEN).values_list("category", flat=True)),
            acceptance.rates(rules.lines),
            reverse("rules_of", args=[0]).replace("0/", "{}/"),
        )

    def default(self) -> Node:
        return self._node(None, "Default", reverse("rules"), branch=False, ends=0)

    def first(self, hits: Sequence[Category], words: str, search: str) -> str:
        found = next((row for row in hits if words in fold(row.name)), hits[0])
        return f"{self.address.format(found.pk)}?{urlencode({'q': search})}"

    def node(self, row: Category, after: Category | None) -> Node:
        """`after` comes next in the tree: it says whether this one has branches, and how many end here."""
        depth, next_depth = len(row.path), len(after.path) if after else 1
        branch = next_depth > depth
        ends = 0 if branch else depth - next_depth
        return self._node(row.pk, row.name, self.address.format(row.pk), branch=branch, ends=ends)

    def _node(self, pk: int | None, name: str, url: str, *, branch: bool, ends: int) -> Node:
        own, above = self.versions.get(pk), self.rules.silent(pk)
        current = pk == (self.chosen.pk if self.chosen else None)
        return Node(
            name=name,
            url=url,
            has="silent" if above else "own" if own else self._without(pk),
            version=own,
            above=above.name if above else "",
            draft=pk in self.drafts,
            rate=self.rates.get(pk),
            current=current,
            branch=branch,
            open=branch and pk in self.opened,
            ends=range(ends),
        )

    def _without(self, pk: int | None) -> Has:
        line = self.rules.lines.get(pk, ()) if pk else ()
        return "inherited" if any(up in self.versions for up in (*line, None)) else "none"
