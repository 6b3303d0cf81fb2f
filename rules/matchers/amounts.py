"""Amounts with a unit, counts of pieces, and numbers whose sign matters."""

from __future__ import annotations

from itertools import product

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Side, Value, Words, read, settle
from rules.matchers.tolerance import BareTolerance, Tolerance, ToleranceOption
from rules.values.counts import Pack, parse_pack
from rules.values.numbers import show_number
from rules.values.quantity import Quantity, parse_quantity
from rules.values.signed import Degrees, parse_signed
from rules.values.units import worths

_EXACT = Tolerance(0)


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
    sides = [read(value, parse_quantity, _show_quantity) for value in (left, right)]
    one, other = ({quantity.kind for quantity in side.values} for side in sides)
    unclear = "these may be one amount or two" if one & other else "these measure different things"
    words = Words("amount", _show_quantity, tolerance.same, tolerance.different, unclear)
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
    allowed = tolerance if tolerance.fits(left.kind) else _EXACT
    ends = (allowed.covers(left.base, right.base), allowed.covers(left.least_base, right.least_base))
    if all(ends) or _is_binary(left, right):
        return Outcome.SAME
    if any(ends) or _overlap(left, right):
        return Outcome.UNREADABLE
    slipped = (left.loose or right.loose) and _ratio(left, right, 1000)
    return Outcome.UNREADABLE if slipped else Outcome.DIFFERENT


def _overlap(left: Quantity, right: Quantity) -> bool:
    """What lies within 400-500 g may be it, or not."""
    return left.least_base <= right.base and right.least_base <= left.base


def _is_binary(left: Quantity, right: Quantity) -> bool:
    """1 TB is 1000 GB on a label and 1024 in a computer."""
    if left.unit == right.unit or left.kind != "memory":
        return False
    pairs = product(worths(left.unit), worths(right.unit))
    return any(_EXACT.covers(left.amount * a, right.amount * b) for a, b in pairs)


def _ratio(left: Quantity, right: Quantity, times: float) -> bool:
    small, large = sorted((left.base, right.base))
    return abs(large / small - times) < 1e-6 * times


class PackCountOptions(Options):
    none_is_one: bool = Field(False, description="A listing that states no count sells one piece")


def pack_count_item(left: Value, right: Value, options: PackCountOptions) -> Result:
    sides = (_counted(value, options) for value in (left, right))
    return settle(sides, _same_count, Words("count", _show_pack, unclear="a pair may be sold as one or as two"))


def _counted(value: Value, options: PackCountOptions) -> Side[Pack]:
    side = read(value, parse_pack, _show_pack)
    if side.failed is Outcome.MISSING and options.none_is_one:
        return Side((Pack(1),), "1 (none stated)")
    return side


def _show_pack(pack: Pack) -> str:
    return pack.text


def _same_count(left: Pack, right: Pack) -> Outcome:
    """ "2 packs" may be "2 packs of 10": it does not say what one holds. "1 pair" may be "2 pcs"."""
    if left.pieces == right.pieces:
        return Outcome.SAME
    pairs, pieces = (left, right) if left.pairs else (right, left)
    if pairs.pairs and not pieces.pairs and pieces.pieces == 2 * pairs.pieces:
        return Outcome.UNREADABLE
    partly = left.packs == right.pieces if left.packs else left.pieces == right.packs
    return Outcome.MISSING if partly and not (left.packs and right.packs) else Outcome.DIFFERENT


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
