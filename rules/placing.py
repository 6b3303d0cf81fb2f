"""Where a category stands that a published file names without its place in the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from rules.categories import Path
from rules.models import Category
from rules.values.text import fold

# The parent of a category that the tree does not have, where its level says that it has one.
UNPLACED = "Unplaced"


@dataclass(frozen=True)
class Places:
    paths: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tree:
    """(level, name without case and width) -> the paths that end with it."""

    by_name: Mapping[tuple[int, str], Sequence[Path]]

    @classmethod
    def load(cls) -> Self:
        found: dict[tuple[int, str], list[Path]] = defaultdict(list)
        for path in Category.objects.order_by("id").values_list("path", flat=True):
            found[len(path), fold(path[-1])].append(tuple(path))
        return cls(found)

    def places(self, level: int, name: str) -> Places:
        """Every place of the name at this level; one made up where there is none."""
        known = tuple(self.by_name.get((level, fold(name)), ()))
        if len(known) > 1:
            listed = ", ".join(" › ".join(path) for path in known)
            return Places(known, (f"{name!r} stands in {len(known)} places, and the rule applies to each: {listed}",))
        return Places(known) if known else _made_up(level, name)


def _made_up(level: int, name: str) -> Places:
    path = (*[UNPLACED] * (level - 1), name)
    remark = f"the tree has no level {level} category {name!r}; it was made as {' › '.join(path)}"
    if level > 1:
        remark += ". Load this file again when the catalogue has brought it to its place"
    return Places((path,), (remark,))
