"""Answers from the record alone, for many pairs at once: nothing is asked, nothing is written.

A pair is examined; where an answer has not been looked for yet, that is noted and the next pair has
its turn. Then all that was noted is looked up in one query, and the pairs that waited are examined
again. So a batch takes a handful of queries, and the way of a pair stands in the cascade only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dedup.backends.base import Ask, Role
from dedup.models import Extraction, Pair, Spu
from rules.resolve import Effective, Rules
from rules.spec import RuleSpec

from . import calls, cascade, comparison, extraction, reasoning, records
from .albums import Albums
from .cascade import Case
from .comparison import Kind, Two
from .extraction import Reading, Unread, Values
from .records import Answered, Row, Unanswerable
from .verdicts import Comparison, Reasoning


@dataclass(frozen=True)
class Question:
    """One that the record has no answer to. Two with one key are one question, paid once."""

    role: Role
    key: str
    ask: Ask = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.role}:{self.key}"


class Unrecorded(LookupError):
    """The next questions on a pair; what would be asked after them nobody knows yet."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(f"{len(questions)} questions have no recorded answer")
        self.questions = tuple(questions)


# A listing, as it is stored or by its identity, and a rule by its identity.
Place = tuple[int | None, int, int]


class Recorded:
    """Answers for these pairs; load the categories of their listings with them. Raises Unrecorded."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.pairs = list(pairs)
        self._albums = Albums(self.pairs)
        self._sought: set[str] = set()
        self._rows: dict[str, list[Row]] = {}
        self._kept: dict[tuple[int, str], Extraction] = {}
        self._tasks: dict[Place, Unread] = {}
        self._readings: dict[Place, Reading] = {}

    @classmethod
    def of(cls, pair_ids: Iterable[int]) -> Recorded:
        """Of stored pairs."""
        return cls(Pair.objects.select_related("a__category", "b__category").filter(pk__in=list(pair_ids)))

    def examine(self, rules: Rules) -> dict[int, Case | Unrecorded]:
        """Pair id -> what it comes to under these rules. Raises resolve.MissingDefault and resolve.UnknownCategory."""
        tasks = [(pair, rules.for_pair(pair.a.category_id, pair.b.category_id)) for pair in self.pairs]
        return {pair.pk: case for (pair, _), case in zip(tasks, self.work_off(tasks), strict=True)}

    def case(self, pair: Pair, effective: Effective) -> Case:
        """One of the pairs; it need not be stored. Raises Unrecorded."""
        (found,) = self.work_off([(pair, effective)])
        if isinstance(found, Unrecorded):
            raise found
        return found

    def work_off(self, tasks: Sequence[tuple[Pair, Effective]]) -> list[Case | Unrecorded]:
        found = [self._try(*task) for task in tasks]
        while new := self._look_up(case for case in found if isinstance(case, Unrecorded)):
            for place, case in enumerate(found):
                if isinstance(case, Unrecorded) and not new.isdisjoint(question.key for question in case.questions):
                    found[place] = self._try(*tasks[place])
        return found

    def _try(self, pair: Pair, effective: Effective) -> Case | Unrecorded:
        try:
            return cascade.examine(pair, effective, self)
        except Unrecorded as lacking:
            return lacking

    def _look_up(self, lacking: Iterable[Unrecorded]) -> set[str]:
        """The keys that had not been looked for before."""
        asked = {question for case in lacking for question in case.questions}
        new = {question.key for question in asked} - self._sought
        if new:
            self._sought |= new
            self._rows |= records.rows(new)
            texts = [question.key for question in asked if question.role == "extract" and question.key in new]
            sides = {side for pair in self.pairs for side in (pair.a_id, pair.b_id) if side}
            for row in Extraction.objects.filter(key__in=texts, spu__in=sides) if texts else ():
                self._kept[row.spu_id, row.key] = row
        return new

    def stated(self, a: Spu, b: Spu, spec: RuleSpec) -> tuple[Values, Values]:
        return self._task(a, spec).own, self._task(b, spec).own

    def look_again(self) -> None:
        """What had no answer may have one by now."""
        self._sought.clear()

    def read(self, a: Spu, b: Spu, spec: RuleSpec) -> tuple[Reading, Reading]:
        """Raises Unrecorded with the questions on both."""
        found: list[Reading] = []
        lacking: list[Question] = []
        for listing in (a, b):
            try:
                found.append(self._reading(listing, spec))
            except Unrecorded as no:
                lacking += no.questions
        if lacking:
            raise Unrecorded(lacking)
        return found[0], found[1]

    def _reading(self, listing: Spu, spec: RuleSpec) -> Reading:
        place = _place(listing, spec)
        if place not in self._readings:
            (self._readings[place],) = extraction.settle([self._task(listing, spec)], self)
        return self._readings[place]

    def _task(self, listing: Spu, spec: RuleSpec) -> Unread:
        """Once for all pairs that the listing is in: making its question takes longer than all else about it.

        A task holds its spec, and an unsaved listing, so their ids stay their own.
        """
        place = _place(listing, spec)
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
        """Nothing is written."""

    def ask_all(self, questions: Sequence[Ask]) -> list[Answered | Unanswerable]:
        """Raises Unrecorded with all that lack an answer."""
        found: list[Answered | Unanswerable] = []
        lacking: list[Question] = []
        for question in questions:
            try:
                found.append(self.ask(question))
            except Unanswerable as no:
                found.append(no)
            except Unrecorded as no:
                lacking += no.questions
        if lacking:
            raise Unrecorded(lacking)
        return found

    def ask(self, question: Ask) -> Answered:
        key = question.key(calls.chosen(question.role).name)
        answered = records.answer(self._rows.get(key, ()), question.schema)
        if answered is None:
            raise Unrecorded([Question(question.role, key, question)])
        return answered


def _place(listing: Spu, spec: RuleSpec) -> Place:
    return listing.pk, 0 if listing.pk else id(listing), id(spec)
