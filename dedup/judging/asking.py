"""Answers from the record, else from the model, which is paid for and recorded."""

from __future__ import annotations

from dedup import work
from dedup.backends.base import Ask
from dedup.models import Extraction, Pair, Spu
from rules.resolve import Effective
from rules.spec import RuleSpec

from . import calls, comparison, extraction, reasoning
from .albums import Albums
from .comparison import Kind, Two
from .extraction import Reading, Unread
from .records import Answered
from .verdicts import Comparison, Reasoning


class Asking:
    """Answers for one pair. Raises what `calls.ask` raises but for a refusal, and work.Lost.

    `held`: the claim under which it is judged; its lease is renewed before each question. Listings need not be
    stored: of one that is not, no reading is kept.
    """

    def __init__(self, pair: Pair, held: work.Claim | None = None) -> None:
        self._albums = Albums([pair])
        self._held = held
        self._kept: dict[tuple[int, str], Extraction] = {}

    def read(self, a: Spu, b: Spu, spec: RuleSpec) -> tuple[Reading, Reading]:
        left, right = (extraction.unread(listing, spec) for listing in (a, b))
        self._kept = _kept(left, right) if left.outputs else {}
        return extraction.settle(left, self), extraction.settle(right, self)

    def weigh(self, a: Spu, b: Spu, effective: Effective) -> Reasoning:
        return reasoning.weigh(a, b, effective, self.ask)

    def main(self, pair: Pair) -> Two | None:
        return self._albums.main(pair)

    def nearest(self, pair: Pair, main: Two) -> Two | None:
        return self._albums.nearest(pair, main)

    def look(self, two: Two, spec: RuleSpec, kind: Kind) -> Comparison:
        return comparison.compare(two, spec, kind, self.ask)

    def kept(self, listing: Spu, key: str) -> Extraction | None:
        return self._kept.get((listing.pk, key))

    def keep(self, reading: Extraction) -> None:
        """Two workers may have read the same listing: the first row stands, the two are equal."""
        if reading.spu_id:
            Extraction.objects.bulk_create([reading], ignore_conflicts=True)

    def ask(self, question: Ask) -> Answered:
        if self._held:
            self._held = work.renew(self._held)
        return calls.ask(question)


def _kept(*tasks: Unread) -> dict[tuple[int, str], Extraction]:
    """The kept readings of both listings in one query."""
    listings, keys = [task.listing.pk for task in tasks if task.listing.pk], [task.key for task in tasks]
    rows = Extraction.objects.filter(spu__in=listings, key__in=keys) if listings else ()
    return {(row.spu_id, row.key): row for row in rows}
