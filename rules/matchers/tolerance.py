"""How far two amounts may be apart: "2 cm", "5 %", or a bare number in the matcher's own unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from rules.values.numbers import BLANK_GROUPS, NUMBER, show_number, to_float
from rules.values.text import plain
from rules.values.units import BY_SYMBOL, Measure, factor, pattern, unit_of

# Two ways of writing one amount differ by less than this; it is no tolerance.
_ROUNDING = 1e-6
WRONG = 'write a number, "2 cm" or "5 %" (100 % at most)'


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

    def fits(self, kind: Measure) -> bool:
        return self.unit in ("%", "") or BY_SYMBOL[self.unit].kind == kind

    def _allowed(self, larger: float) -> float:
        if self.unit == "%":
            return larger * self.amount / 100
        return self.amount * factor(self.unit) if self.unit else self.amount


def read_tolerance(given: object) -> Tolerance:
    """The whole text is one number with at most one unit: "2-3 cm" is no 3 cm. Raises ValueError with what to write."""
    if isinstance(given, Tolerance):
        return given
    whole = _amount().fullmatch(BLANK_GROUPS.sub("", plain(str(given))))
    if not whole:
        raise ValueError(WRONG)
    amount, unit = to_float(whole["number"]), whole["unit"] or ""
    if unit == "%" and amount > 100:
        raise ValueError(WRONG)
    return Tolerance(amount, unit if unit in ("", "%") else unit_of(unit).symbol)


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"(?P<number>{NUMBER}) ?(?P<unit>%|{pattern()})?", re.IGNORECASE)


# In JSON a text or a number, both ways. Its default is given as text and validated, so that a schema can show it.
ToleranceOption = Annotated[
    Tolerance,
    BeforeValidator(read_tolerance),
    PlainSerializer(lambda tolerance: tolerance.text, return_type=str),
    WithJsonSchema({"type": ["string", "number"]}),
]


def _without_unit(tolerance: Tolerance) -> Tolerance:
    if tolerance.unit not in ("", "%"):
        raise ValueError(f"{tolerance.text} has a unit; QuantityItemMatcher compares amounts")
    return tolerance


# Of matchers that compare numbers without a unit.
BareTolerance = Annotated[ToleranceOption, AfterValidator(_without_unit)]
