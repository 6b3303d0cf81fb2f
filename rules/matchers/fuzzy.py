"""Texts that are nearly the same."""

from __future__ import annotations

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, failure, read, result, shorten
from rules.values.similarity import Phrase, likeness, parse_phrase


class FuzzyTextOptions(Options):
    threshold: float = Field(
        85, ge=0, le=100, description="How alike the texts have to be: 100 is the same words in any order"
    )
    numbers: bool = Field(
        True, description="Texts with different numbers are different: Air Max 90 is not Air Max 95, nor II III"
    )


def fuzzy_text_item(left: Value, right: Value, options: FuzzyTextOptions) -> Result:
    """Several values on a side are alternatives: the most alike two count."""
    one, other = (read(value, parse_phrase, _show) for value in (left, right))
    if failed := failure(one, other, "text"):
        return failed
    clash = _clash if options.numbers else _plus
    scored = [(likeness(a, b), clash(a, b)) for a in one.values for b in other.values]
    score, but = max(scored, key=lambda pair: (not pair[1], pair[0]))
    alike = f"{score:.0f} % alike"
    if but:
        return result(Outcome.DIFFERENT, one, other, f"{alike}, but {but}")
    if score < options.threshold:
        return result(Outcome.DIFFERENT, one, other, f"{alike}, {options.threshold:g} % are needed")
    return result(Outcome.SAME, one, other, alike)


def _show(phrase: Phrase) -> str:
    return phrase.text


def _clash(left: Phrase, right: Phrase) -> str:
    """Numbers that each side has and the other lacks; one that only one side states is no contradiction."""
    only = [a.numbers - b.numbers for a, b in ((left, right), (right, left))]
    if all(only):
        return f"the numbers differ ({shorten(', '.join(sorted(only[0] | only[1])))})"
    return _plus(left, right)


def _plus(left: Phrase, right: Phrase) -> str:
    """A word with a plus on one side that stands without one on the other: 12 Pro+ is not 12 Pro."""
    only = (left.graded & right.ungraded) | (right.graded & left.ungraded)
    return f"only one side says {shorten(', '.join(sorted(only)))}" if only else ""
