"""Versions and generations."""

from __future__ import annotations

from rules.matchers.base import Options, Outcome, Result, Value, Words, read, settle
from rules.matchers.outcomes import weakest
from rules.values.versions import Number, Version, parse_version


class VersionOptions(Options):
    """Nothing to set."""


def version_item(left: Value, right: Value, options: VersionOptions) -> Result:
    """The second generation is Mark II and "2"; what it has to do with v3.1 nobody knows: `unreadable`."""
    words = Words("version", _show)
    return settle((read(value, parse_version, _show) for value in (left, right)), _agree, words)


def _show(version: Version) -> str:
    return version.text


def _agree(left: Version, right: Version) -> Outcome:
    one, other = dict(left.numbers), dict(right.numbers)
    shared = one.keys() & other.keys()
    if shared:
        return weakest(_same(one[kind], other[kind]) for kind in shared)
    if set(one.values()) & set(other.values()):
        return Outcome.SAME
    bare = "" in one or "" in other  # a bare number may be of any kind
    return Outcome.DIFFERENT if bare else Outcome.UNREADABLE


def _same(left: Number | str, right: Number | str) -> Outcome:
    """ "v2" may be any v2.1, so a part is not stated."""
    if left == right:
        return Outcome.SAME
    short, long = sorted((left, right), key=len)
    begins = not isinstance(short, str) and len(short) < len(long) and long[: len(short)] == short
    return Outcome.MISSING if begins else Outcome.DIFFERENT
