"""`evaluate cost DIR`: how many questions would all candidate pairs of a catalogue come to? None is sent.

The cascade is walked as in production, batching off. Where it would ask, the question is counted under its content
key, so that pairs which share a question count it once, as the door does; the offline judge answers in the model's
place, so that the next step is known. Then those answers are put into the record, and what would still be asked is
counted again.

The published flow, which it is held against, asks about the texts of every pair, and about the pictures of every
pair that its texts leave open and that has two. The text is the offline judge's there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test.utils import override_settings

from dedup.backends.address import Address
from dedup.backends.base import Ask, Failure, JudgeError, Role
from dedup.backends.offline import OfflineJudge
from dedup.candidates import search
from dedup.candidates.progress import Bar, Progress
from dedup.catalogue import ingest
from dedup.judging import calls, rulebook, verdicts
from dedup.judging.cascade import Case
from dedup.judging.recorded import Recorded, Unrecorded
from dedup.judging.records import Answered, Unanswerable
from dedup.models import ModelCall, Pair
from rules.resolve import Rules

from . import folders, samples, scratch

PAIRS_AT_ONCE = 5_000  # a listing stands in several pairs, and its question is made once for those of a batch
NO_ROW = 0  # of a question that is only counted


def run(folder: Path, *, rules: Path | None = None, progress: Progress | None = None) -> dict[str, Any]:
    """`ratio`: our questions to the published flow's. Raises folders.BadFolder, files.BadFile and one of runs.STOPS."""
    catalogue = folders.catalogue(folder)
    with scratch.database(), override_settings(JUDGE_BATCH=1):
        ingest.run(catalogue, images=folder, rejects=Path(settings.MEDIA_ROOT))
        samples.load(rules)
        listings = search.run(full=True).listings
        ids = list(Pair.objects.order_by("id").values_list("id", flat=True))
        bar = Bar(progress)
        bar.expect(2 * len(ids))
        asked, looked_at = walk(ids, rulebook.current(), bar)
        asked.record()
        left = unrecorded(ids, rulebook.current(), bar)
        return {"listings": listings, **figures(len(ids), looked_at, asked), "calls_when_recorded": left}


@dataclass
class Asked:
    """Every question that a walk came to, once each, with the offline judge's answer in the model's place."""

    offline: OfflineJudge = field(default_factory=lambda: OfflineJudge(Address("offline")))
    rows: dict[str, ModelCall] = field(default_factory=dict)
    answers: dict[str, Answered | Failure] = field(default_factory=dict)

    def answer(self, question: Ask) -> Answered:
        """Raises Unanswerable."""
        judge = calls.chosen(question.role).name
        key = question.key(judge)
        if key not in self.answers:
            self._take(key, judge, question)
        found = self.answers[key]
        if isinstance(found, Failure):
            raise Unanswerable(found, NO_ROW)
        return found

    def _take(self, key: str, judge: str, question: Ask) -> None:
        row = ModelCall(key=key, role=question.role, backend=judge, question=question.question())
        try:
            said = self.offline.ask(question)
        except JudgeError as no:
            row.failure, self.answers[key] = no.kind, no.kind
        else:
            row.answer, self.answers[key] = said.raw, Answered(said.value, NO_ROW)
        self.rows[key] = row

    def count(self, *roles: Role) -> int:
        return sum(row.role in roles for row in self.rows.values())

    def record(self) -> None:
        ModelCall.objects.bulk_create(self.rows.values(), batch_size=1000)


class Counting(Recorded):
    """Answers for a batch of pairs, each counted as a question."""

    def __init__(self, pairs: Iterable[Pair], asked: Asked) -> None:
        super().__init__(pairs)
        self._asked = asked

    def ask(self, question: Ask) -> Answered:
        return self._asked.answer(question)


def walk(ids: list[int], rules: Rules, bar: Bar) -> tuple[Asked, int]:
    """All questions, and how many pairs the published flow would look at the pictures of."""
    asked, looked_at = Asked(), 0
    for some in batches(ids, bar):
        answers = Counting(Pair.objects.select_related("a__category", "b__category").filter(pk__in=some), asked)
        cases = answers.examine(rules).values()
        looked_at += sum(isinstance(case, Case) and is_open(case, answers) for case in cases)
    return asked, looked_at


def is_open(case: Case, answers: Recorded) -> bool:
    """Its texts do not settle it, its rule wants pictures, and both sides have one."""
    wanted = case.evidence.looks and not verdicts.is_settled(case.evidence)
    return wanted and answers.main(case.pair) is not None


def unrecorded(ids: list[int], rules: Rules, bar: Bar) -> int:
    """Questions that the record does not answer, the next ones of each pair."""
    left: set[str] = set()
    for some in batches(ids, bar):
        for found in Recorded.of(some).examine(rules).values():
            if isinstance(found, Unrecorded):
                left.update(question.key for question in found.questions)
    return len(left)


def batches(ids: list[int], bar: Bar) -> Iterator[list[int]]:
    for start in range(0, len(ids), PAIRS_AT_ONCE):
        yield (some := ids[start : start + PAIRS_AT_ONCE])
        bar.step(len(some))


def figures(pairs: int, looked_at: int, asked: Asked) -> dict[str, Any]:
    text, image = asked.count("extract", "reason"), asked.count("compare")
    if not calls.is_free("describe"):
        image += asked.count("describe")
    published = pairs + looked_at
    return {
        "pairs": pairs,
        "text_calls": text,
        "image_calls": image,
        "published_flow": published,
        "ratio": round((text + image) / published, 4) if published else 0.0,
        "judges": {role: calls.chosen(role).name for role in calls.JUDGING},
    }
