"""The tree of categories, made from paths of one to three names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rules.models import Category

DEPTH = 3
Path = tuple[str, ...]


class BadPath(ValueError):
    """A path that is no place in the tree."""


def get_or_create(path: Sequence[str]) -> Category:
    """The category at this path, made with its parents where the tree lacks it. Raises BadPath."""
    return Category.objects.get(pk=ensure([path])[tuple(path)])


def ensure(paths: Iterable[Sequence[str]]) -> dict[Path, int]:
    """The ids of these categories and of all above them; at most two queries a level. Raises BadPath.

    Safe against another process that makes the same category at the same moment.
    """
    checked = [_checked(path) for path in paths]
    wanted = {path[:depth] for path in checked for depth in range(1, len(path) + 1)}
    ids: dict[Path, int] = {}
    for depth in range(1, DEPTH + 1):
        ids |= _level([path for path in wanted if len(path) == depth], ids)
    return ids


def _checked(path: Sequence[str]) -> Path:
    if isinstance(path, str) or not 1 <= len(path) <= DEPTH or not all(path):
        raise BadPath(f"{path!r}: a category has one to {DEPTH} names, none of them empty")
    return tuple(path)


def _level(paths: list[Path], parents: dict[Path, int]) -> dict[Path, int]:
    found = _find(paths)
    missing = [path for path in paths if path not in found]
    if not missing:
        return found
    rows = [Category(name=path[-1], path=list(path), parent_id=parents.get(path[:-1])) for path in sorted(missing)]
    Category.objects.bulk_create(rows, ignore_conflicts=True)
    return found | _find(missing)


def _find(paths: list[Path]) -> dict[Path, int]:
    if not paths:
        return {}
    rows = Category.objects.filter(path__in=[list(path) for path in paths]).values_list("path", "id")
    return {tuple(path): pk for path, pk in rows}
