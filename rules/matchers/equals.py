"""The same text, or a text in common, whatever the case, width, accents and blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.matchers.base import Options, Outcome, Result, Side, Value, failure, join, result, texts
from rules.values.text import fold, is_blank, plain, says_nothing, split_list

_PERCENT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})? ?%")


class EqualsOptions(Options):
    """Nothing to set."""


def equals(left: Value, right: Value, options: EqualsOptions) -> Result:
    """Several values on a side are alternatives."""
    return _in_common((_side(texts(value)) for value in (left, right)), same="same", different="different")


def any_of_equals(left: Value, right: Value, options: EqualsOptions) -> Result:
    """Lists are given as lists, or parted by , ; / 、 and the like; "60 % cotton" is cotton."""
    sides = (_side(part for text in texts(value) for part in _parts(text)) for value in (left, right))
    return _in_common(sides, same="a value in common", different="no value in common")


def _parts(text: str) -> Iterator[str]:
    for part in [] if is_blank(text) else split_list(text):
        yield _PERCENT.sub("", plain(part)) if "%" in part or "％" in part else part


def _side(stated: Iterable[str]) -> Side[str]:
    """Folded text -> the text as it stands; what says nothing ("n/a", "无") is not stated."""
    folded = {fold(text): text for text in stated}
    kept = {key: text for key, text in folded.items() if not says_nothing(key)}
    return Side(tuple(kept), join(kept.values()), None if kept else Outcome.MISSING)


def _in_common(sides: Iterable[Side[str]], same: str, different: str) -> Result:
    left, right = sides
    if failed := failure(left, right, "value"):
        return failed
    if not set(left.values).isdisjoint(right.values):
        return result(Outcome.SAME, left, right, same)
    return result(Outcome.DIFFERENT, left, right, different)
