"""Which values are believed that a model says it read: those that the listing itself bears out. Pure.

The words named as evidence must stand in the listing, and the value must be one that they can mean:

| output | the value stands if |
|---|---|
| enum | it is of the closed list, and the evidence is not the very name of another word there |
| identifier | it stands in the listing, letter by letter |
| text | each of its words stands in the listing |
| quantity, dimensions, count, signed decimal | the evidence states that amount, in any unit; where the type's parser
  finds none in it, each number of the value is written in the listing; where the value has no number, each word |

So a seller who talks a model into something can only move it to other words of the same listing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isclose
from unicodedata import normalize

from rules.matchers.base import OutputType
from rules.spec import Output
from rules.values.counts import find_counts, parse_pack
from rules.values.dimensions import find_dimensions, parse_dimensions
from rules.values.quantity import Quantity, find_quantities, parse_quantity
from rules.values.signed import find_signed, parse_signed
from rules.values.text import fold

OTHER = "other"  # of a closed list: the listing states something that the list does not have
LONGEST_VALUE = 200
NEAR = 0.02  # a length or weight that was converted and rounded
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[0-9]+(?:[.,'][0-9]+)*")
_THOUSANDS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True)
class Value:
    """Nothing read and not unreadable is missing: the listing does not say.

    `own`: the listing states it in an attribute of that name, so nobody was asked. `confidence`: how sure the reader
    is, 0 to 1; None where the judge is not asked for that.
    """

    values: tuple[str, ...] = ()
    evidence: str = ""
    unreadable: bool = False
    own: bool = False
    confidence: float | None = None


UNREADABLE = Value(unreadable=True)


@dataclass(frozen=True)
class Source:
    """The words of one listing, as they were shown to the model."""

    text: str

    def has(self, text: str) -> bool:
        return bool(text) and _squeezed(text) in self._squeezed

    def has_words(self, text: str) -> bool:
        """ "Cotton 100 %" of "100% cotton": a copy may set the words another way."""
        return self.has(text) or all(word in self._squeezed for word in _WORD.findall(_level(text)))

    def has_numbers(self, text: str) -> bool:
        """Each number of the text is written here; a text without any must have its words here."""
        found = list(_numbers(_THOUSANDS.sub("", text)))
        return all(number & self._numbers for number in found) if found else self.has_words(text)

    @cached_property
    def _squeezed(self) -> str:
        return _squeezed(self.text)

    @cached_property
    def _numbers(self) -> frozenset[float]:
        """A blank between two may part them, or thousands."""
        both = (*_numbers(self.text), *_numbers(_THOUSANDS.sub("", self.text)))
        return frozenset(reading for number in both for reading in number)


def checked(values: Sequence[str], evidence: str, output: Output, source: Source) -> Value:
    """What is believed of an answer: all of its values, or none."""
    if not any(values):
        return Value()
    stands = OTHER not in values and source.has(evidence)
    stands = stands and all(CHECKS[output.type](value, evidence, output, source) for value in values)
    return Value(tuple(values), evidence[:LONGEST_VALUE]) if stands else UNREADABLE


def _is_listed(value: str, evidence: str, output: Output, source: Source) -> bool:
    """ "Blue" is no evidence of red. Of a sentence, or of words in another language, only the model can tell."""
    named = [word for word, names in output.values.items() if fold(evidence) in map(fold, (word, *names))]
    return not named or value in named


def _is_copied(value: str, evidence: str, output: Output, source: Source) -> bool:
    """A number that nobody wrote is the worst thing to agree on."""
    return source.has(value)


def _is_worded(value: str, evidence: str, output: Output, source: Source) -> bool:
    return source.has_words(value)


def _is_quantity(value: str, evidence: str, output: Output, source: Source) -> bool:
    said, whole = parse_quantity(value), parse_quantity(evidence)
    found = [*([whole] if whole else []), *(one.value for one in find_quantities(evidence))]
    stated = [quantity for quantity in found if said and quantity.kind == said.kind]
    return _near([said.base], _amounts(stated, evidence)) if said and stated else source.has_numbers(value)


def _amounts(stated: Sequence[Quantity], evidence: str) -> Iterator[float]:
    """Each, both ends of a range, several packs together, and the parts of a sum; "1,500" is either number."""
    counts = (1, *(found.value for found in find_counts(evidence)))
    for quantity in stated:
        for times in (1, 1000, 0.001) if quantity.loose else (1,):
            yield from (end * times * count for end in (quantity.base, quantity.least_base) for count in counts)
    yield sum(dict.fromkeys(quantity.base for quantity in stated))


def _is_size(value: str, evidence: str, output: Output, source: Source) -> bool:
    """Sides with a unit must be those of the evidence where it has a unit too."""
    said = parse_dimensions(value)
    stated = {side for found in find_dimensions(evidence) if found.value.has_unit for side in found.value.in_cm()}
    stated |= {found.value.base for found in find_quantities(evidence, ["length"])}
    if not (said and said.has_unit and stated):
        return source.has_numbers(value)
    return any(_near([side], stated) for side in said.in_cm()) and (
        _near(said.in_cm(), stated) or source.has_numbers(value)
    )


def _is_count(value: str, evidence: str, output: Output, source: Source) -> bool:
    said, whole = parse_pack(value), parse_pack(evidence)
    stated = {found.value for found in find_counts(evidence)}
    if whole:
        stated |= {whole.pieces, 2 * whole.pieces if whole.pairs else whole.pieces}  # a pair is one, or two pieces
    return said.pieces in stated if said and stated else source.has_numbers(value)


def _is_signed(value: str, evidence: str, output: Output, source: Source) -> bool:
    said, whole = parse_signed(value), parse_signed(evidence)
    stated = {found.value for found in find_signed(evidence)} | ({whole} if whole is not None else set())
    return said in stated if said is not None and stated else source.has_numbers(value)


CHECKS: Mapping[OutputType, Callable[[str, str, Output, Source], bool]] = {
    "enum": _is_listed,
    "identifier": _is_copied,
    "text": _is_worded,
    "quantity": _is_quantity,
    "dimensions": _is_size,
    "count": _is_count,
    "signed_decimal": _is_signed,
}


def _near(said: Iterable[float], stated: Iterable[float]) -> bool:
    amounts = list(stated)
    return all(any(isclose(one, other, rel_tol=NEAR) for other in amounts) for one in said)


def _numbers(text: str) -> Iterator[frozenset[float]]:
    """Each number with all that it may mean: "1,500" is a thousand and a half, or one and a half."""
    for token in _NUMBER.findall(text):
        bare = token.replace("'", "")
        forms = {re.sub("[.,]", "", bare), bare.replace(",", ""), bare.replace(".", "").replace(",", ".")}
        yield frozenset(float(form) for form in forms if form.count(".") < 2)


def _level(text: str) -> str:
    return normalize("NFKC", text).casefold()


def _squeezed(text: str) -> str:
    """Case, width and blanks do not matter."""
    return _BLANKS.sub("", _level(text))
