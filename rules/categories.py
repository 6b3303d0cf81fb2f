"""The category tree, made as listings and rules name it."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Category

Path = tuple[str, ...]
DEEPEST = 3


def ensure(paths: Iterable[Path]) -> dict[Path, int]:
    """The ids of these categories and of all above them; those that are missing are made.

    One query a level, however many paths. Two callers at once make one row each.
    Raises ValueError for a path that is empty or deeper than three.
    """
    wanted = {path[:depth] for path in paths for depth in range(1, _depth(path) + 1)}
    found: dict[Path, int] = {}
    for depth in range(1, DEEPEST + 1):
        found |= _level({path for path in wanted if len(path) == depth}, found)
    return found


def get_or_create(path: Iterable[str]) -> Category:
    """One category by its names from the top down."""
    key = tuple(path)
    return Category.objects.get(pk=ensure([key])[key])


def _depth(path: Path) -> int:
    if not 1 <= len(path) <= DEEPEST:
        raise ValueError(f"a category has 1 to {DEEPEST} levels, not {len(path)}: {path!r}")
    return len(path)


def _level(paths: set[Path], above: dict[Path, int]) -> dict[Path, int]:
    if not paths:
        return {}
    missing = paths - _ids(paths).keys()
    rows = [Category(path=list(path), name=path[-1], parent_id=above.get(path[:-1])) for path in sorted(missing)]
    Category.objects.bulk_create(rows, ignore_conflicts=True)
    return _ids(paths)


def _ids(paths: set[Path]) -> dict[Path, int]:
    known = Category.objects.filter(path__in=[list(path) for path in paths])
    return {tuple(path): pk for pk, path in known.values_list("pk", "path")}
