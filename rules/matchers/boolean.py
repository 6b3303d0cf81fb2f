"""Yes or no."""

from __future__ import annotations

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value
from rules.matchers.naming import Naming, Verdict
from rules.values.booleans import parse_boolean, says_nothing_of_it


class BooleanOptions(Options):
    none_is_no: bool = Field(False, description="A listing that does not state it has not got it")


def boolean_item(left: Value, right: Value, options: BooleanOptions) -> Result:
    """Here "нет", "none" and 无 are an answer; elsewhere they state nothing."""
    naming = Naming("answer", _read, _name, says_nothing_of_it, False if options.none_is_no else None)
    return naming.compare(left, right, _agree)


def _read(text: str) -> tuple[bool, ...]:
    answer = parse_boolean(text)
    return () if answer is None else (answer,)


def _name(answer: bool) -> str:
    return "yes" if answer else "no"


def _agree(left: tuple[bool, ...], right: tuple[bool, ...]) -> Verdict:
    if len({*left}) > 1 or len({*right}) > 1:
        return Outcome.UNREADABLE, "one side says yes and no"
    if left == right:
        return Outcome.SAME, f"both {_name(left[0])}"
    return Outcome.DIFFERENT, "different"
