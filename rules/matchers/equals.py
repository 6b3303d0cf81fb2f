"""Equal texts, and lists of texts against each other, whatever the case, width, accents and blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from rules.matchers.base import Options, Outcome, Result, Side, Value, failure, join, result, texts
from rules.values.blanks import says_nothing
from rules.values.text import close_up, fold, is_blank, plain, split_list

_BULLETS = re.compile(r"(?:^|(?<=\n))[ ]{0,4}[-–—*] ")
_PERCENT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})? ?%")

Test = Callable[[AbstractSet[str], AbstractSet[str]], bool]


class EqualsOptions(Options):
    """Nothing to set."""


def equals(left: Value, right: Value, options: EqualsOptions) -> Result:
    """Several values on a side are alternatives."""
    return _settle((_side(texts(value)) for value in (left, right)), _any_of, same="same", different="different")


def any_of_equals(left: Value, right: Value, options: EqualsOptions) -> Result:
    """Lists are given as lists, or parted by , ; / 、 and the like; "60 % cotton" is cotton."""
    return _settle(_lists(left, right), _any_of, same="a value in common", different="no value in common")


def all_of_equals(left: Value, right: Value, options: EqualsOptions) -> Result:
    return _settle(_lists(left, right), _all_of, same="the same values", different="not the same values")


def subset(left: Value, right: Value, options: EqualsOptions) -> Result:
    """Either side may be the shorter list."""
    same, different = "all of one list is in the other", "neither list holds all of the other"
    return _settle(_lists(left, right), _inside, same=same, different=different)


def _any_of(left: AbstractSet[str], right: AbstractSet[str]) -> bool:
    return bool(left & right)


def _all_of(left: AbstractSet[str], right: AbstractSet[str]) -> bool:
    return left == right


def _inside(left: AbstractSet[str], right: AbstractSet[str]) -> bool:
    return left <= right or right <= left


def _lists(left: Value, right: Value) -> Iterator[Side[str]]:
    return (_side(part for text in texts(value) for part in _parts(text)) for value in (left, right))


def _parts(text: str) -> Iterator[str]:
    text = _BULLETS.sub("", text) if "\n" in text else text
    for part in [] if is_blank(text) else dict.fromkeys(split_list(text)):
        yield _PERCENT.sub("", plain(part)) if "%" in part or "％" in part else part


def _side(stated: Iterable[str]) -> Side[str]:
    """Folded text -> the text as it stands; what says nothing ("n/a", "无") is not stated."""
    folded = {fold(text): text for text in dict.fromkeys(stated)}
    kept = {close_up(key): text for key, text in folded.items() if not says_nothing(key)}
    return Side(tuple(kept), join(kept.values()), None if kept else Outcome.MISSING)


def _settle(sides: Iterable[Side[str]], agree: Test, same: str, different: str) -> Result:
    left, right = sides
    if failed := failure(left, right, "value"):
        return failed
    if agree(frozenset(left.values), frozenset(right.values)):
        return result(Outcome.SAME, left, right, same)
    return result(Outcome.DIFFERENT, left, right, different)
