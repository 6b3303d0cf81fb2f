"""One reader for each type of output: what its attribute says, what running text says, which of several counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rules.matchers.base import OutputType
from rules.spec import Output
from rules.values.counts import find_counts, parse_count
from rules.values.dimensions import find_dimensions, parse_dimensions
from rules.values.enums import find_enum
from rules.values.identifiers import find_identifiers, parse_identifier
from rules.values.quantity import Quantity, find_quantities
from rules.values.signed import find_signed, parse_signed
from rules.values.text import Found, split_list

ALTERNATIVES = 3  # more different words in one title are a choice offered, not a statement
_DEGREES = re.compile(r"(?<![0-9.,])[0-9]{1,4} ?度")


@dataclass(frozen=True)
class Value:
    """One value in a form that the matchers read back, and the words of the listing that say it."""

    text: str
    quote: str


Read = Callable[[str, Output], list[Value]]


def first(found: list[Value]) -> list[Value]:
    return found[:1]


def alternatives(found: list[Value]) -> list[Value]:
    """All of a few: one in common with the other listing is enough for a matcher."""
    return found if len({value.text for value in found}) <= ALTERNATIVES else []


def fullest(found: list[Value]) -> list[Value]:
    """ "20寸 … 55x35x22 cm" states three sides."""
    return sorted(found, key=lambda value: -value.text.count("×"))[:1]


@dataclass(frozen=True)
class Reader:
    """`whole` reads an attribute's value, `free` a title or description, `choose` takes what counts of a title."""

    whole: Read
    free: Read
    choose: Callable[[list[Value]], list[Value]] = first


def enum(text: str, output: Output) -> list[Value]:
    return [Value(found.value, found.quote) for found in find_enum(text, output.values)]


def size_whole(text: str, output: Output) -> list[Value]:
    size = parse_dimensions(text)
    return [Value(size.text, text)] if size else []


def size_free(text: str, output: Output) -> list[Value]:
    return shown(find_dimensions(text), lambda size: size.text)


def amount(text: str, output: Output) -> list[Value]:
    found = find_quantities(text, output.kinds)
    if len(found) > 1 and is_total(found[0].value, found[1].value, text):
        found = found[1:]
    return shown(found, lambda quantity: quantity.text)


def is_total(whole: Quantity, piece: Quantity, text: str) -> bool:
    """ "1 kg (4 x 250 g)": the amount of a listing is that of one piece, its count is a field of its own."""
    counts = {found.value for found in find_counts(text)} - {1}
    return whole.kind == piece.kind and any(abs(whole.base - n * piece.base) <= 0.01 * whole.base for n in counts)


def count_whole(text: str, output: Output) -> list[Value]:
    count = parse_count(text)
    return [Value(str(count), text)] if count else []


def count_free(text: str, output: Output) -> list[Value]:
    return shown(find_counts(text), str)


def signed_whole(text: str, output: Output) -> list[Value]:
    number = parse_signed(text)
    return [Value(signed(number), text)] if number is not None else []


def signed_free(text: str, output: Output) -> list[Value]:
    """A bare "300度" is given as it stands: whether it is minus or plus is for the rule to say."""
    degrees = [Value(match[0], match[0]) for match in _DEGREES.finditer(text)]
    return shown(find_signed(text), signed) or degrees


def signed(number: float) -> str:
    """At least two decimals, as on a box of lenses."""
    return f"{number:+.2f}" if round(number, 2) == number else f"{number:+.10g}"


def number_whole(text: str, output: Output) -> list[Value]:
    return [Value(text, text)] if parse_identifier(text) else []


def number_free(text: str, output: Output) -> list[Value]:
    """As written: the matcher drops dashes and blanks, and nobody agrees on a number that stands nowhere."""
    return [Value(found.quote, found.quote) for found in find_identifiers(text)]


def words_whole(text: str, output: Output) -> list[Value]:
    return [Value(part, part) for part in (split_list(text) if output.many else [text])]


def words_free(text: str, output: Output) -> list[Value]:
    """Free words cannot be told from the rest of a title."""
    return []


def shown(found: Iterable[Found[Any]], show: Callable[[Any], str]) -> list[Value]:
    return [Value(show(one.value), one.quote) for one in found]


READERS: dict[OutputType, Reader] = {
    "enum": Reader(enum, enum, alternatives),
    "dimensions": Reader(size_whole, size_free, fullest),
    "quantity": Reader(amount, amount),
    "count": Reader(count_whole, count_free),
    "signed_decimal": Reader(signed_whole, signed_free),
    "identifier": Reader(number_whole, number_free, alternatives),
    "text": Reader(words_whole, words_free),
}
