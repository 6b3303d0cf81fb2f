"""Part numbers and GTINs."""

from __future__ import annotations

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, Words, read, settle, shorten
from rules.values.gtin import parse_gtin
from rules.values.identifiers import parse_identifier


class ModelNumberOptions(Options):
    suffix: int = Field(
        0,
        ge=0,
        le=6,
        description="So many letters more on one side do not count, as a colour or region: with 2, AM53 = AM53BK",
    )


def model_number_item(left: Value, right: Value, options: ModelNumberOptions) -> Result:
    sides = (read(value, parse_identifier, shorten) for value in (left, right))
    return settle(sides, lambda a, b: _agree(a, b, options.suffix), Words("model number", shorten))


def _agree(left: str, right: str, suffix: int) -> Outcome:
    short, long = sorted((left, right), key=len)
    rest = long[len(short) :]
    same = long.startswith(short) and len(rest) <= suffix and (rest.isalpha() or not rest)
    return Outcome.SAME if same else Outcome.DIFFERENT


class GtinOptions(Options):
    """Nothing to set."""


def gtin_item(left: Value, right: Value, options: GtinOptions) -> Result:
    """UPC-A, EAN-13 and GTIN-14 of one item are the same; a wrong check digit is `unreadable`."""
    sides = (read(value, parse_gtin, shorten) for value in (left, right))
    return settle(sides, _same, Words("GTIN", shorten))


def _same(left: str, right: str) -> Outcome:
    return Outcome.SAME if left == right else Outcome.DIFFERENT
