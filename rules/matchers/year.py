"""Model years and seasons."""

from __future__ import annotations

from pydantic import Field

from rules.matchers.base import Options, Outcome, Result, Value, Words, read_all, settle
from rules.matchers.outcomes import weakest
from rules.values.seasons import ModelYear, parse_years


class YearOptions(Options):
    season: bool = Field(True, description="The season counts: FW23 is not SS23. Otherwise the year alone")


def year_item(left: Value, right: Value, options: YearOptions) -> Result:
    """A year without the season that the other side states, and a year out of the other's span, are `missing`."""
    words = Words("year or season" if options.season else "year", _show)
    sides = (read_all(value, lambda text: _years(text, options), _show) for value in (left, right))
    return settle(sides, _agree, words)


def _show(year: ModelYear) -> str:
    return year.text


def _years(text: str, options: YearOptions) -> tuple[ModelYear, ...]:
    years = parse_years(text)
    return years if options.season else tuple(ModelYear(year.first, year.last) for year in years if year.first)


def _agree(left: ModelYear, right: ModelYear) -> Outcome:
    return weakest((_years_agree(left, right), _seasons_agree(left.seasons, right.seasons)))


def _years_agree(left: ModelYear, right: ModelYear) -> Outcome:
    if (left.first, left.last) == (right.first, right.last):
        return Outcome.SAME
    if not (left.first and right.first):
        return Outcome.MISSING
    # A winter has two years and is called by its first: FW23/24 is FW23.
    in_winter = "winter" in left.seasons and "winter" in right.seasons
    if in_winter and left.first == right.first and max(left.last, right.last) == left.first + 1:
        return Outcome.SAME
    apart = left.last < right.first or right.last < left.first
    return Outcome.DIFFERENT if apart else Outcome.MISSING


def _seasons_agree(left: tuple[str, ...], right: tuple[str, ...]) -> Outcome:
    if not (left and right):
        return Outcome.SAME if left == right else Outcome.MISSING
    return Outcome.DIFFERENT if set(left).isdisjoint(right) else Outcome.SAME
