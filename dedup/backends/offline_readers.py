"""How an output is read, by its type and by what it is about: an attribute, running text, which of several counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dedup.backends import offline_kinds as kinds
from dedup.backends import offline_looks as looks
from dedup.backends import offline_names as names
from dedup.backends import offline_passing as passing
from rules.facts import Kind
from rules.matchers.base import OutputType
from rules.spec import Output
from rules.values.counts import find_counts, parse_count
from rules.values.dimensions import find_dimensions, parse_dimensions
from rules.values.enums import find_enum
from rules.values.identifiers import parse_identifier
from rules.values.quantity import Quantity, find_quantities
from rules.values.signed import find_signed, parse_signed
from rules.values.text import Found, split_list

ALTERNATIVES = 3  # more different words in one title are a choice offered, not a statement
# Of a range ("100-600度") neither end: it is what a shop offers.
_DEGREES = re.compile(r"(?<![0-9.,])(?<![0-9]度[-–—~至到])(?<![0-9][-–—~至到])[0-9]{1,4} ?度(?! ?[-–—~至到])")


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


def everything(found: list[Value]) -> list[Value]:
    return found


@dataclass(frozen=True)
class Reader:
    """`whole` reads an attribute's value, `free` a title or description, `choose` takes what counts of a title: one
    value, or `choose_all` where many are asked for."""

    whole: Read
    free: Read
    choose: Callable[[list[Value]], list[Value]] = first
    choose_all: Callable[[list[Value]], list[Value]] = everything


def enum(text: str, output: Output) -> list[Value]:
    return [Value(found.value, found.quote) for found in find_enum(text, output.values)]


def enum_free(text: str, output: Output) -> list[Value]:
    """A word that is denied, or said of something else, states nothing."""
    found = find_enum(text, output.values)
    return shown(passing.outside(found, passing.denied(text)) if found else found, str)


def colour_free(text: str, output: Output) -> list[Value]:
    """Nor does the colour of "black tea" and "dye for black hair"."""
    found = [one for one in find_enum(text, output.values) if not looks.names_a_food(one, text)]
    return shown(passing.outside(found, passing.beside(text)) if found else found, str)


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
    return as_written(names.numbers(text))


def words_whole(text: str, output: Output) -> list[Value]:
    return [Value(part, part) for part in (split_list(text) if output.many else [text])]


def words_free(text: str, output: Output) -> list[Value]:
    """Free words cannot be told from the rest of a title."""
    return []


def as_written(found: Iterable[Found[Any]]) -> list[Value]:
    return [Value(one.quote, one.quote) for one in found]


def shown(found: Iterable[Found[Any]], show: Callable[[Any], str]) -> list[Value]:
    return [Value(show(one.value), one.quote) for one in found]


def few(found: list[Value]) -> list[Value]:
    """The first, unless so many are named that they are a choice."""
    return alternatives(found)[:1]


READERS: dict[OutputType, Reader] = {
    "enum": Reader(enum, enum_free, alternatives),
    "dimensions": Reader(size_whole, size_free, fullest),
    "quantity": Reader(amount, amount),
    "count": Reader(count_whole, count_free),
    "signed_decimal": Reader(signed_whole, signed_free),
    "identifier": Reader(number_whole, number_free, alternatives),
    "text": Reader(words_whole, words_free),
}


def reader_of(output: Output, kind: Kind | None) -> Reader:
    """By the type, and more exactly by what the output's names say it is about."""
    known = READERS[output.type]
    if kind is None or kind.name not in kinds.KINDS:
        return known
    match output.type, kind.name:
        case "text", name:
            return Reader(partial(kind_whole, kind=name), partial(kind_free, kind=kind), few, alternatives)
        case "enum", "colour":
            return replace(known, free=colour_free)
        case "identifier", "gtin":
            return replace(known, free=lambda text, output: as_written(names.barcodes(text)))
        case "quantity", "storage" | "memory" as name:
            return replace(known, free=partial(memory_free, kind=name))
    return known


def kind_whole(text: str, output: Output, kind: str) -> list[Value]:
    """As written, where it can be understood: "see the picture" is no colour."""
    return [value for value in words_whole(text, output) if kinds.understands(kind, value.text)]


def kind_free(text: str, output: Output, kind: Kind) -> list[Value]:
    return as_written(kinds.find(kind, text))


def memory_free(text: str, output: Output, kind: str) -> list[Value]:
    return shown(kinds.KINDS[kind].find(text), lambda quantity: quantity.text)
