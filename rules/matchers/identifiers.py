"""Part numbers and GTINs."""

from __future__ import annotations

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, Words, read, read_all, settle, shorten
from rules.values.gtin import parse_gtin
from rules.values.identifiers import ModelNumber, parse_identifiers


class ModelNumberOptions(Options):
    suffix: int = Field(
        0,
        ge=0,
        le=6,
        description="So many letters more on one side do not count, as a colour or region: with 2, AM53 = AM53BK",
    )


def model_number_item(left: Value, right: Value, options: ModelNumberOptions) -> Result:
    """Where one side only says more words ("AM53BK EU"), they may be a part of its number or not: `unreadable`."""
    words = Words("model number", _show, unclear="one may be a part of the other")
    sides = (read_all(value, parse_identifiers, _show) for value in (left, right))
    return settle(sides, lambda a, b: _agree(a, b, options.suffix), words)


def _show(number: ModelNumber) -> str:
    return shorten(number.value)


def _agree(left: ModelNumber, right: ModelNumber, suffix: int) -> Outcome:
    """Two brands before one number make two products: "Infinix Note 10", "Tecno Note 10"."""
    if left.full == right.full:
        return Outcome.SAME
    two_makers = left.maker and right.maker and left.maker != right.maker
    forms = {(left.full, right.full), (left.full, right.value), (left.value, right.full)}
    if not two_makers:
        forms.add((left.value, right.value))
    if any(_is_one(a, b, suffix) for a, b in forms):
        return Outcome.SAME
    return Outcome.UNREADABLE if not two_makers and left.may_be(right) else Outcome.DIFFERENT


def _is_one(left: str, right: str, suffix: int) -> bool:
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    rest = long[len(short) :]
    return long.startswith(short) and len(rest) <= suffix and (rest.isalpha() or not rest)


class GtinOptions(Options):
    """Nothing to set."""


def gtin_item(left: Value, right: Value, options: GtinOptions) -> Result:
    """UPC-A, EAN-13 and GTIN-14 of one item are the same; a wrong check digit is `unreadable`."""
    sides = (read(value, parse_gtin, shorten) for value in (left, right))
    return settle(sides, _same, Words("GTIN", shorten))


def _same(left: str, right: str) -> Outcome:
    return Outcome.SAME if left == right else Outcome.DIFFERENT
