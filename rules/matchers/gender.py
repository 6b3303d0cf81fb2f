"""Whom a thing is made for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value
from rules.matchers.naming import Naming, Verdict
from rules.values.genders import Wearer, parse_gender, together


class GenderOptions(Options):
    unisex: Literal["agrees", "differs"] = Field(
        "agrees", description="agrees: unisex goes with men and with women, children with boys; differs: it does not"
    )


def gender_item(left: Value, right: Value, options: GenderOptions) -> Result:
    naming = Naming("gender", _read, lambda wearer: wearer.text)
    return naming.compare(left, right, lambda a, b: _agree(together(a), together(b), options))


def _read(text: str) -> tuple[Wearer, ...]:
    wearer = parse_gender(text)
    return (wearer,) if wearer else ()


def _agree(a: Wearer, b: Wearer, options: GenderOptions) -> Verdict:
    """Who says only "male" means a man's thing, mostly: against men it is the same, against boys not known."""
    if not a.sexes & b.sexes or (a.groups and b.groups and not a.groups & b.groups):
        return Outcome.DIFFERENT, "different"
    if a.sexes != b.sexes and options.unisex == "differs":
        return Outcome.DIFFERENT, "not the same people"
    if {a.groups, b.groups} == {frozenset(), frozenset(("child",))}:
        return Outcome.MISSING, "one side does not say whether it is for children"
    return Outcome.SAME, f"both {a.text}" if a.text == b.text else "they go together"
