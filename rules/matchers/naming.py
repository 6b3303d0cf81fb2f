"""The flow of matchers whose values are names: all that one side names is one set, and the sentence shows both
what was said and what it means ("navy vs 藏青色: both dark blue")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from rules.matchers.base import MOST_VALUES, Outcome, Result, Side, Value, failure, join, read, result, shorten, texts
from rules.values.text import is_blank

T = TypeVar("T")
Verdict = tuple[Outcome, str]


@dataclass(frozen=True)
class Naming(Generic[T]):
    """`read` gives what a text names, () where it names nothing that is known; `name` is the word for one of them."""

    noun: str
    read: Callable[[str], tuple[T, ...]]
    name: Callable[[T], str]
    blank: Callable[[str], bool] = is_blank

    def compare(self, left: Value, right: Value, agree: Callable[[tuple[T, ...], tuple[T, ...]], Verdict]) -> Result:
        a, b = self._side(left), self._side(right)
        if failed := failure(a, b, self.noun):
            return failed
        outcome, why = agree(a.values[0], b.values[0])
        told = result(outcome, a, b, why)
        return Result(outcome, told.sentence, self._names(a.values[0]), self._names(b.values[0]))

    def _side(self, value: Value) -> Side[tuple[T, ...]]:
        stated = list(islice((text for text in texts(value) if not self.blank(text)), MOST_VALUES))
        side = read(stated, lambda text: self.read(text) or None, self._names)
        if side.failed:
            return side
        merged = tuple(dict.fromkeys(found for named in side.values for found in named))
        return Side((merged,), join(map(shorten, stated)))

    def _names(self, values: Iterable[T]) -> str:
        return join(map(self.name, values))
