"""Answers from the record, else from the model, which is paid for and recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection

from dedup import work
from dedup.backends.base import Ask
from dedup.models import Extraction, Pair, Spu
from rules.resolve import Effective
from rules.spec import RuleSpec

from . import calls, comparison, extraction, reasoning
from .albums import Albums
from .comparison import Kind, Two
from .extraction import Reading, Unread, Values
from .records import Answered, Unanswerable
from .verdicts import Comparison, Reasoning

# As words of SQL: it happens for every pair, and putting a query together takes longer than its answer.
KEPT = "SELECT spu_id, key, values, call_id FROM dedup_extraction WHERE spu_id = ANY(%s) AND key = ANY(%s)"


class Asking:
    """Answers for one pair. Raises what `calls.ask` raises but for a refusal, and work.Lost.

    `held`: the claim under which it is judged; its lease is renewed before each question. Listings need not be
    stored: of one that is not, no reading is kept.
    """

    def __init__(self, pair: Pair, held: work.Claim | None = None) -> None:
        self._albums = Albums([pair])
        self._held = held
        self._kept: dict[tuple[int, str], Extraction] = {}
        self._tasks: dict[tuple[int, int], Unread] = {}  # each holds its listing and spec, so their ids stay their own

    def stated(self, a: Spu, b: Spu, spec: RuleSpec) -> tuple[Values, Values]:
        left, right = (self._task(listing, spec) for listing in (a, b))
        return left.own, right.own

    def read(self, a: Spu, b: Spu, spec: RuleSpec) -> tuple[Reading, Reading]:
        tasks = [self._task(listing, spec) for listing in (a, b)]
        self._kept = _kept([task for task in tasks if task.lacking])
        left, right = extraction.settle(tasks, self)
        return left, right

    def _task(self, listing: Spu, spec: RuleSpec) -> Unread:
        place = (id(listing), id(spec))
        if place not in self._tasks:
            self._tasks[place] = extraction.unread(listing, spec)
        return self._tasks[place]

    def weigh(self, a: Spu, b: Spu, effective: Effective) -> Reasoning:
        return reasoning.weigh(a, b, effective, self.ask_all)

    def main(self, pair: Pair) -> Two | None:
        return self._albums.main(pair)

    def nearest(self, pair: Pair, main: Two) -> Two | None:
        return self._albums.nearest(pair, main)

    def look(self, two: Two, spec: RuleSpec, kind: Kind) -> Comparison:
        return comparison.compare(two, spec, kind, self.ask)

    def kept(self, listing: Spu, key: str) -> Extraction | None:
        return self._kept.get((listing.pk, key))

    def keep(self, readings: Sequence[Extraction]) -> None:
        """Two workers may have read the same listing: the first row stands, the two are equal."""
        if stored := [row for row in readings if row.spu_id]:
            Extraction.objects.bulk_create(stored, ignore_conflicts=True)

    def ask_all(self, questions: Sequence[Ask]) -> list[Answered | Unanswerable]:
        """In one round trip where the judge takes so many at once. What kept one from being asked stops the pair."""
        if self._held:
            self._held = work.renew(self._held)
        found: list[Answered | Unanswerable] = []
        for outcome in calls.ask_all(questions):
            if isinstance(outcome, calls.Later | calls.Stopped):
                raise outcome
            found.append(outcome)
        return found

    def ask(self, question: Ask) -> Answered:
        (found,) = self.ask_all([question])
        if isinstance(found, Unanswerable):
            raise found
        return found


def _kept(tasks: Sequence[Unread]) -> dict[tuple[int, str], Extraction]:
    """The kept readings of both listings in one query."""
    listings, keys = [task.listing.pk for task in tasks if task.listing.pk], [task.key for task in tasks]
    if not listings:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [listings, keys])
        found = cursor.fetchall()
    return {
        (spu, key): Extraction(spu_id=spu, key=key, values=json.loads(values), call_id=call)
        for spu, key, values, call in found
    }
