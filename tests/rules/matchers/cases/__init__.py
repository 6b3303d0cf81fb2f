"""Real-world cases, a file for each matcher: what sellers type, and what a moderator would say of it.

A file holds one `TABLE`. The shared tests read every case both ways, and take from the tables the values
and options with which they try what holds for all matchers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from rules.matchers import Value, compare

Options = Mapping[str, Any]
Case = tuple[Value, Value, str]
CaseWithOptions = tuple[Options, Value, Value, str]


@dataclass(frozen=True)
class Table:
    """`cases` are compared with `options`, those of `with_options` with their own instead. The first value of
    all must be readable. `hostile` are what nobody sells: they are tried, not counted as real-world cases."""

    matcher: str
    cases: list[Case]
    options: Options = field(default_factory=dict)
    with_options: list[CaseWithOptions] = field(default_factory=list)
    hostile: list[Case] = field(default_factory=list)

    @property
    def real(self) -> list[CaseWithOptions]:
        return [*((self.options, *case) for case in self.cases), *self.with_options]

    @property
    def choices(self) -> list[Options]:
        """Every set of options that the table uses."""
        return [self.options, *(options for options, *_ in self.with_options)]


def tables() -> dict[str, Table]:
    found = (import_module(f"{__name__}.{module.name}").TABLE for module in iter_modules(__path__))
    return {table.matcher: table for table in found}


def outcome(matcher: str, left: Value, right: Value, options: Options | None = None) -> str:
    """A matcher that takes sides fails here."""
    there = compare(matcher, left, right, options or {})
    back = compare(matcher, right, left, options or {})
    assert there.outcome is back.outcome
    assert (there.left, there.right) == (back.right, back.left)
    assert there.sentence.isprintable()
    return there.outcome.value
