"""Colours: families or exact shades, one in common or all."""

from __future__ import annotations

from functools import partial
from typing import Literal

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value
from rules.matchers.naming import Naming, Verdict
from rules.matchers.sets import Mode, compare_sets
from rules.values.colours import MULTICOLOUR, Shade, parse_colours

Detail = Literal["family", "exact"]


class ColourOptions(Options):
    shade: Detail = Field(
        "family", description="family: navy and sky blue are both blue; exact: dark blue and light blue differ"
    )
    mode: Mode = Field("any", description="any: one colour in common is enough; all: both sides name the same colours")


def colour_item(left: Value, right: Value, options: ColourOptions) -> Result:
    """Colours that sellers call by each other's names (charcoal and black) are `unreadable`, never `different`."""
    naming = Naming("colour", parse_colours, lambda shade: shade.name)
    return naming.compare(left, right, partial(_agree, options=options))


def _agree(left: tuple[Shade, ...], right: tuple[Shade, ...], options: ColourOptions) -> Verdict:
    return compare_sets(left, right, partial(_relation, options=options), options.mode)


def _relation(a: Shade, b: Shade, options: ColourOptions) -> Verdict:
    if not (a.is_known and b.is_known):
        return _unknown(a, b, options)
    if a.name == b.name or (a.family == b.family and options.shade == "family"):
        return Outcome.SAME, f"both {a.name if a.name == b.name else a.family}"
    if MULTICOLOUR in (a.name, b.name):
        return Outcome.UNREADABLE, "one side does not say which colours"
    if a.family == b.family and a.family in (a.name, b.name):
        return Outcome.MISSING, f"one side says {a.family}, but not which"
    if a.name in b.near or b.name in a.near:
        return Outcome.UNREADABLE, f"sellers call it {min(a.name, b.name)} or {max(a.name, b.name)}"
    return Outcome.DIFFERENT, "different"


def _unknown(a: Shade, b: Shade, options: ColourOptions) -> Verdict:
    """Words that are no known colour never make two listings the same by themselves."""
    if a == b and options.mode == "all":
        return Outcome.SAME, f"both {a.name}"
    return Outcome.UNREADABLE, "a colour on one side is not known"
