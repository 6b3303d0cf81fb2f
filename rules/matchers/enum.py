"""Values of a closed list, read by their synonyms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from rules.matchers.base import Options, Outcome, Result, Side, Value, Words, join, read, settle
from rules.values.enums import checked_synonym, parse_enum
from rules.values.text import fold


class EnumOptions(Options):
    """Without `values` both sides carry the value's own name (a typed output does)."""

    values: dict[str, list[Annotated[str, AfterValidator(checked_synonym)]]] = Field(
        {}, description="Each value with its synonyms in any language; not needed for a value that is read from text"
    )
    mode: Literal["any", "all"] = Field(
        "any", description="any: one value in common is enough; all: both sides name the same values"
    )


def enum_item(left: Value, right: Value, options: EnumOptions) -> Result:
    words = Words("value", _show, "same", "different" if options.mode == "all" else "no value in common")
    sides = (_named(value, options) for value in (left, right))
    return settle(sides, lambda a, b: _agree(a, b, options), words)


Named = tuple[str, ...]


def _named(value: Value, options: EnumOptions) -> Side[Named]:
    """All values that one side names, as one set: a listing in black and white names two."""
    side = read(value, lambda text: _values(text, options) or None, _show)
    return Side((tuple(dict.fromkeys(sum(side.values, ()))),), side.text) if side.values else side


def _values(text: str, options: EnumOptions) -> Named:
    return parse_enum(text, options.values) if options.values else (fold(text),)


def _show(values: Named) -> str:
    return join(values)


def _agree(left: Named, right: Named, options: EnumOptions) -> Outcome:
    a, b = set(left), set(right)
    same = a == b if options.mode == "all" else bool(a & b)
    return Outcome.SAME if same else Outcome.DIFFERENT
