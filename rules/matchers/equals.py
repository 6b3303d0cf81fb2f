"""The same text, or a text in common, whatever the case, width, accents and blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.matchers.base import Options, Outcome, Result, Side, Value, failure, join, result, texts
from rules.values.text import fold, plain, split_list

_PERCENT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})? ?%")


class EqualsOptions(Options):
    """Nothing to set."""


def equals(left: Value, right: Value, options: EqualsOptions) -> Result:
    """Several values on a side are alternatives."""
    sides = (_side(texts(value)) for value in (left, right))
    return _in_common(sides, same="same", different="different")


def any_of_equals(left: Value, right: Value, options: EqualsOptions) -> Result:
    """Lists are given as lists, or parted by , ; / 、 and the like; "60 % cotton" is cotton."""
    sides = (_side([part for text in texts(value) for part in _parts(text)]) for value in (left, right))
    return _in_common(sides, same="a value in common", different="no value in common")


def _parts(text: str) -> list[str]:
    return [_PERCENT.sub("", part).strip() or part for part in split_list(plain(text))]


def _side(stated: list[str]) -> Side[str]:
    if not stated:
        return Side((), "", Outcome.MISSING)
    folded = dict.fromkeys(key for text in stated if (key := fold(text)))
    return Side(tuple(folded), join(stated), None if folded else Outcome.UNREADABLE)


def _in_common(sides: Iterable[Side[str]], same: str, different: str) -> Result:
    left, right = sides
    if failed := failure(left, right, "value"):
        return failed
    if not set(left.values).isdisjoint(right.values):
        return result(Outcome.SAME, left, right, same)
    return result(Outcome.DIFFERENT, left, right, different)
