"""What every matcher gives back, and the flow that they share: read both sides, then compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from rules.values.text import is_blank, plain

# A listing gives a text, several texts, or nothing. A number from a JSON file is read as its text.
Value = str | float | Sequence[str | float] | None
OutputType = Literal["enum", "dimensions", "quantity", "count", "identifier", "text", "signed_decimal"]

SHOWN = 60
# How much of one side is read as a value. What is longer is no size, count or number.
MOST_VALUES = 40
MOST_CHARACTERS = 500


class Outcome(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Result:
    """`sentence` is for the moderator; `left` and `right` are the values as the matcher understood them."""

    outcome: Outcome
    sentence: str
    left: str = ""
    right: str = ""


class Options(BaseModel):
    """What an admin may set on a matcher; an unknown name is an error, never ignored.

    Every option has a description, and is a bool, a number, a text, a choice, or a list or table of texts:
    the editor makes its inputs from `model_json_schema()`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


OptionsT = TypeVar("OptionsT", bound=Options)
T = TypeVar("T")


@dataclass(frozen=True)
class Matcher(Generic[OptionsT]):
    """`reads` is the type of output that suits this matcher when a published rule set names none.

    `about` is for the editor: one plain sentence with an example.
    """

    options: type[OptionsT]
    compare: Callable[[Value, Value, OptionsT], Result]
    reads: OutputType
    about: str

    def __call__(self, left: Value, right: Value, options: Mapping[str, Any]) -> Result:
        """Raises pydantic.ValidationError for bad options; nothing for any left and right."""
        return self.compare(left, right, self.options.model_validate(dict(options)))


@dataclass(frozen=True)
class Side(Generic[T]):
    """What one listing says. `failed` is missing or unreadable, or None where there are values."""

    values: tuple[T, ...]
    text: str
    failed: Outcome | None = None


@dataclass(frozen=True)
class Words(Generic[T]):
    """How a matcher talks: `noun` ("size"), the text of a value, and what "same" and "different" mean.

    `unclear` is why two readable values cannot be compared.
    """

    noun: str
    show: Callable[[T], str]
    same: str = "same"
    different: str = "different"
    unclear: str = "these measure different things"


def texts(value: Value) -> Iterator[str]:
    """The single texts of a value, whatever its type."""
    if value is not None:
        yield from [str(value)] if isinstance(value, str | int | float) else map(str, value)


def shorten(text: str) -> str:
    text = plain(text[: SHOWN * 4])
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def join(parts: Iterable[str]) -> str:
    """The first values of a list, once each, for a sentence."""
    return shorten(", ".join(dict.fromkeys(parts)))


def read(value: Value, reader: Callable[[str], T | None], show: Callable[[T], str]) -> Side[T]:
    """One side read by `reader`, which answers None for what it cannot read."""
    return read_all(value, lambda text: () if (found := reader(text)) is None else (found,), show)


def read_all(
    value: Value,
    reader: Callable[[str], Iterable[T]],
    show: Callable[[T], str],
    *,
    characters: int = MOST_CHARACTERS,
    most: int = MOST_VALUES,
) -> Side[T]:
    """One side read by `reader`, which may find several values in a text; each value once.

    A list costs no more than one text: only its first values are read, together `characters` long.
    """
    stated = list(islice((text for text in texts(value) if not is_blank(text)), MOST_VALUES))
    if not stated:
        return Side((), "", Outcome.MISSING)
    share = characters // len(stated)
    values = tuple(islice(dict.fromkeys(found for text in stated for found in reader(_cut(text, share))), most))
    if not values:
        return Side((), f"“{join(stated)}”", Outcome.UNREADABLE)
    return Side(values, join(map(show, values)))


def _cut(text: str, length: int) -> str:
    """Not longer in compatibility form either, where ½ is three letters."""
    text = text[:length]
    grown = length if text.isascii() else len(plain(text))
    return text if grown <= length else text[: length * length // grown]


def failure(left: Side[T], right: Side[T], noun: str) -> Result | None:
    """The result where a side has no readable value; missing goes before unreadable."""
    failed = {left.failed, right.failed} - {None}
    if not failed:
        return None
    if Outcome.MISSING in failed:
        outcome, why = Outcome.MISSING, f"the {noun} is not stated on {_where(left, right, Outcome.MISSING)}"
    else:
        outcome, why = Outcome.UNREADABLE, f"no {noun} could be read on {_where(left, right, Outcome.UNREADABLE)}"
    return result(outcome, left, right, why)


def _where(left: Side[T], right: Side[T], failed: Outcome) -> str:
    both = left.failed == right.failed == failed
    return "either side" if both else "one side"


def result(outcome: Outcome, left: Side[T], right: Side[T], why: str) -> Result:
    said = (side.text or "not stated" for side in (left, right))
    return Result(outcome, f"{' vs '.join(said)}: {why}", left.text, right.text)


def settle(sides: Iterable[Side[T]], agree: Callable[[T, T], Outcome], words: Words[T]) -> Result:
    """Of two sides. Several values on one are alternatives: one agreement is enough, a doubt outweighs a difference."""
    left, right = sides
    if failed := failure(left, right, words.noun):
        return failed
    outcomes = {agree(a, b) for a in left.values for b in right.values}
    if Outcome.SAME in outcomes:
        return result(Outcome.SAME, left, right, words.same)
    if Outcome.MISSING in outcomes:
        return result(Outcome.MISSING, left, right, f"one side states only a part of the {words.noun}")
    if Outcome.UNREADABLE in outcomes:
        return result(Outcome.UNREADABLE, left, right, words.unclear)
    return result(Outcome.DIFFERENT, left, right, words.different)
