"""The flow of matchers whose values are names: all that one side names is one set, and the sentence shows both
what was said and what it means ("navy vs 藏青色: both dark blue")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from rules.matchers import base
from rules.matchers.base import MOST_CHARACTERS, MOST_VALUES, Outcome, Result, Side, Value, failure, join, shorten
from rules.values.text import is_blank, plain

T = TypeVar("T")
Verdict = tuple[Outcome, str]


@dataclass(frozen=True)
class Naming(Generic[T]):
    """`read` gives what a text names, () where it names nothing that is known; `name` is the word for one of them.

    `blank` says which texts state nothing, `unstated` what a side means that states nothing; none: it is missing.
    """

    noun: str
    read: Callable[[str], tuple[T, ...]]
    name: Callable[[T], str]
    blank: Callable[[str], bool] = is_blank
    unstated: T | None = None

    def compare(self, left: Value, right: Value, agree: Callable[[tuple[T, ...], tuple[T, ...]], Verdict]) -> Result:
        a, b = self._side(left), self._side(right)
        if failed := failure(a, b, self.noun):
            return failed
        outcome, why = agree(a.values, b.values)
        sentence = base.result(outcome, a, b, why).sentence
        return Result(outcome, sentence, self._names(a.values), self._names(b.values))

    def _side(self, value: Value) -> Side[T]:
        stated = list(islice((text for text in base.texts(value) if not self.blank(text)), MOST_VALUES))
        if not stated:
            if self.unstated is None:
                return Side((), "", Outcome.MISSING)
            return Side((self.unstated,), f"{self.name(self.unstated)} (none stated)")
        share = MOST_CHARACTERS // len(stated)
        # Cut once more: in compatibility form half a sign (½) may be four.
        cut = (plain(text[:share])[:share] for text in stated)
        named = tuple(dict.fromkeys(found for text in cut for found in self.read(text)))
        said = join(map(shorten, stated))
        return Side(named, said) if named else Side((), f"“{said}”", Outcome.UNREADABLE)

    def _names(self, values: Iterable[T]) -> str:
        return join(map(self.name, values))
