"""Amounts with a unit, counts of pieces, and numbers whose sign matters."""

from __future__ import annotations

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Side, Value, Words, read, settle
from rules.matchers.tolerance import BareTolerance, Tolerance, ToleranceOption
from rules.values.counts import parse_count
from rules.values.numbers import show_number
from rules.values.quantity import Quantity, parse_quantity
from rules.values.signed import Degrees, parse_signed


class QuantityOptions(Options):
    """One hundredth apart is the rounding of a label: 16.9 fl oz is 500 ml."""

    tolerance: ToleranceOption = Field(
        "1 %",
        validate_default=True,
        description='How far the amounts may be apart: "1 %", "5 g", 0; left out: 1 %, as labels are rounded',
    )


def quantity_item(left: Value, right: Value, options: QuantityOptions) -> Result:
    """A mass against a volume is `unreadable`, but "oz" against a volume is a fluid ounce."""
    tolerance = options.tolerance
    words = Words("amount", _show_quantity, tolerance.same, tolerance.different)
    sides = (read(value, parse_quantity, _show_quantity) for value in (left, right))
    return settle(sides, lambda a, b: _same_quantity(a, b, tolerance), words)


def _show_quantity(quantity: Quantity) -> str:
    return quantity.text


def _same_quantity(left: Quantity, right: Quantity, tolerance: Tolerance) -> Outcome:
    if "volume" in (left.kind, right.kind):
        left, right = left.as_volume(), right.as_volume()
    if "memory" in (left.kind, right.kind):
        left, right = left.as_memory(), right.as_memory()
    if left.kind != right.kind:
        return Outcome.UNREADABLE
    allowed = tolerance if tolerance.fits(left.kind) else Tolerance(0)
    if allowed.covers(left.base, right.base) or _is_binary(left, right):
        return Outcome.SAME
    slipped = (left.loose or right.loose) and _ratio(left, right, 1000)
    return Outcome.UNREADABLE if slipped else Outcome.DIFFERENT


def _is_binary(left: Quantity, right: Quantity) -> bool:
    """1 TB is 1000 GB on a label and 1024 in a computer."""
    return left.kind == "memory" and left.unit != right.unit and any(_ratio(left, right, k) for k in (1.024, 1.048576))


def _ratio(left: Quantity, right: Quantity, times: float) -> bool:
    small, large = sorted((left.base, right.base))
    return abs(large / small - times) < 1e-6 * times


class PackCountOptions(Options):
    none_is_one: bool = Field(False, description="A listing that states no count sells one piece")


def pack_count_item(left: Value, right: Value, options: PackCountOptions) -> Result:
    words: Words[int] = Words("count", str)
    sides = (_counted(value, options) for value in (left, right))
    return settle(sides, lambda a, b: _outcome(same=a == b), words)


def _counted(value: Value, options: PackCountOptions) -> Side[int]:
    side = read(value, parse_count, str)
    if side.failed is Outcome.MISSING and options.none_is_one:
        return Side((1,), "1 (none stated)")
    return side


class SignedDecimalOptions(Options):
    tolerance: BareTolerance = Field(
        "0", validate_default=True, description="How far the values may be apart: 0.25; left out: exactly the same"
    )
    degrees: Degrees = Field(
        "unknown", description='What a bare "300度" means: minus in a shop for lenses, plus in one for reading glasses'
    )


def signed_decimal_item(left: Value, right: Value, options: SignedDecimalOptions) -> Result:
    tolerance = options.tolerance
    words = Words("value", _show_signed, tolerance.same, tolerance.different)
    sides = (read(value, lambda text: parse_signed(text, options.degrees), _show_signed) for value in (left, right))
    return settle(sides, lambda a, b: _outcome(same=tolerance.covers(a, b)), words)


def _show_signed(value: float) -> str:
    """With the sign and at least two decimals, as on a box of lenses: −3.00, +2.25."""
    sign = "−" if value < 0 else "+" if value else ""
    text = show_number(abs(value))
    return sign + (f"{abs(value):.2f}" if len(text.partition(".")[2]) < 2 else text)


def _outcome(*, same: bool) -> Outcome:
    return Outcome.SAME if same else Outcome.DIFFERENT
