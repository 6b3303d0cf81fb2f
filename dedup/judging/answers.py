"""What the cascade has to be told, whoever tells it: a model (`asking`) or the record alone (`recorded`)."""

from __future__ import annotations

from typing import Protocol

from dedup.models import Pair, Spu
from rules.resolve import Effective
from rules.spec import RuleSpec

from .comparison import Kind, Two
from .extraction import Reading, Values
from .verdicts import Comparison, Reasoning


class Answers(Protocol):
    """Each method raises its own reasons not to answer now; a model's refusal is an answer."""

    def stated(self, a: Spu, b: Spu, spec: RuleSpec) -> tuple[Values, Values]:
        """Of the same values those that each listing states in its attributes; asks nobody."""
        ...

    def read(self, a: Spu, b: Spu, spec: RuleSpec) -> tuple[Reading, Reading]:
        """The values that the rule compares: what the listing states, and the rest out of its text by itself."""
        ...

    def weigh(self, a: Spu, b: Spu, effective: Effective) -> Reasoning:
        """Both texts under the rule's written guideline."""
        ...

    def main(self, pair: Pair) -> Two | None:
        """The first picture of each listing itself, else of its first variant; None where a side has none."""
        ...

    def nearest(self, pair: Pair, main: Two) -> Two | None:
        """The pictures for the re-check of variants; None where there are no others."""
        ...

    def look(self, two: Two, spec: RuleSpec, kind: Kind) -> Comparison: ...
