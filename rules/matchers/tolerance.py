"""How far two amounts may be apart: "2 cm", "5 %", or a bare number in the matcher's own unit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from rules.values.numbers import parse_number, show_number
from rules.values.quantity import parse_quantity
from rules.values.units import BY_SYMBOL, Kind, factor

MINUS = "-\u2212\u2013"
# Two ways of writing one amount differ by less than this; it is no tolerance.
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Tolerance:
    """`unit` is "%", a unit's symbol, or "" for the unit that the matcher compares in."""

    amount: float
    unit: str = ""

    @property
    def text(self) -> str:
        return f"{show_number(self.amount)} {self.unit}".rstrip()

    @property
    def same(self) -> str:
        return f"same within {self.text}" if self.amount else "same"

    @property
    def different(self) -> str:
        return f"more than {self.text} apart" if self.amount else "different"

    def covers(self, left: float, right: float) -> bool:
        """Both in the base unit of `values.units`; a percentage is of the larger one."""
        larger = max(abs(left), abs(right))
        return abs(left - right) <= self._allowed(larger) + _ROUNDING * larger

    def fits(self, kind: Kind) -> bool:
        return self.unit in ("%", "") or BY_SYMBOL[self.unit].kind == kind

    def _allowed(self, larger: float) -> float:
        if self.unit == "%":
            return larger * self.amount / 100
        return self.amount * factor(self.unit) if self.unit else self.amount


def read_tolerance(given: object) -> Tolerance:
    """Raises ValueError with what can be written."""
    if isinstance(given, Tolerance):
        return given
    text = str(given).strip()
    percent = text.endswith("%")
    number = parse_number(text.removesuffix("%"))
    if number is not None and number >= 0 and math.isfinite(number):
        return Tolerance(number, "%" if percent else "")
    quantity = parse_quantity(text)
    if quantity is None or text[0] in MINUS:
        raise ValueError('write a number, "2 cm" or "5 %"')
    return Tolerance(quantity.amount, quantity.unit)


# In JSON a text or a number, both ways. Its default is given as text and validated, so that a schema can show it.
ToleranceOption = Annotated[
    Tolerance,
    BeforeValidator(read_tolerance),
    PlainSerializer(lambda tolerance: tolerance.text, return_type=str),
    WithJsonSchema({"type": ["string", "number"]}),
]
