"""A judge tried live: a pair put to it as judging would put it, or a tiny question of our own.

Nothing is written but what the door always writes: the question, the answer and what they cost. So asking the
same thing again is answered from the record, and a form that is sent twice is paid once.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageDraw

from dedup.backends.base import Ask, Picture, Role
from dedup.judging import calls, cascade, comparison, extraction, prompts, records
from dedup.judging.answers import Answers
from dedup.judging.cascade import Case
from dedup.judging.extraction import Reading
from dedup.judging.recorded import Recorded, Unrecorded
from dedup.judging.verdicts import Comparison, Reasoning
from dedup.models import Extraction, ModelCall, Pair, Spu
from review import trials
from review.trials import Missing
from rules.resolve import Effective
from rules.spec import Output, RuleSpec

# No question is begun after so many seconds: what is answered by then is recorded, and the next press goes on.
PATIENCE = 20.0
BRIEF = 1.0  # seconds that are waited out
WEIGHT = {"weight": Output(type="quantity", names=["net weight"])}


class NothingToAsk(Exception):
    """This part of the cascade has no question on this pair; the message says why."""


class OutOfTime(Exception):
    """Enough for one request."""


Found = Case | tuple[Reading, Reading] | Reasoning | Comparison


@dataclass(frozen=True)
class Question:
    """A question and what the record has on it, the oldest first: answers, failures, or that it is being asked.

    `judge`: who is asked. `ask`: the question itself, where it was needed; of one that was kept as a reading only
    the record knows it.
    """

    role: Role
    judge: str
    rows: list[ModelCall]
    ask: Ask | None = None


@dataclass(frozen=True)
class Probe:
    """What came of it. `missing` and `lacking`: what still has to be asked; `problem`: why it cannot be said now."""

    questions: list[Question] = field(default_factory=list)
    found: Found | None = None
    missing: Missing | None = None
    lacking: tuple[Ask, ...] = ()
    problem: Exception | None = None


def whole(answers: Answers, pair: Pair, rule: Effective) -> Found:
    return cascade.examine(pair, rule, answers)


def read(answers: Answers, pair: Pair, rule: Effective) -> Found:
    if not extraction.outputs_of(rule.spec):
        raise NothingToAsk("The rule of this pair reads no value out of texts.")
    return answers.read(pair.a, pair.b, rule.spec)


def weigh(answers: Answers, pair: Pair, rule: Effective) -> Found:
    return answers.weigh(pair.a, pair.b, rule)


def look(answers: Answers, pair: Pair, rule: Effective) -> Found:
    main = answers.main(pair)
    if main is None:
        raise NothingToAsk("One of the two listings has no picture.")
    return answers.look(main, rule.spec, "main")


Part = Literal["pair", "extract", "reason", "compare"]
PARTS: Mapping[Part, Callable[[Answers, Pair, Effective], Found]] = {
    "pair": whole,
    "extract": read,
    "reason": weigh,
    "compare": look,
}


def recorded(pair: Pair, rule: Effective, part: Part = "pair") -> Probe:
    """What the record says, and which questions it has no answer to; nothing is asked."""
    answers = _Noting([pair])
    try:
        found = answers.result(partial(PARTS[part], answers, pair, rule))
    except NothingToAsk as none:
        return Probe(problem=none)
    questions = _with_rows(answers.noted)
    if isinstance(found, Unrecorded):
        lacking = tuple({question.key: question.ask for question in found.questions}.values())
        return Probe(questions, missing=trials.missing(found), lacking=lacking)
    return Probe(questions, found)


def ask(pair: Pair, rule: Effective, part: Part = "pair", *, patience: float = PATIENCE) -> Probe:
    """Ask what is not recorded, for so many seconds; then what the record says."""
    end = time.monotonic() + patience
    while True:
        probe = recorded(pair, rule, part)
        if not probe.lacking:
            return probe
        try:
            for question in probe.lacking:
                _ask(question, end)
        except (calls.Later, calls.Stopped, OutOfTime, OSError) as why:
            return replace(recorded(pair, rule, part), problem=why)


def _ask(question: Ask, end: float) -> None:
    """Where somebody else asks the same (a form that was sent twice), their answer is waited for."""
    while True:
        if time.monotonic() > end:
            raise OutOfTime
        try:
            calls.ask(question)
            return
        except records.Unanswerable:  # recorded too, and so an answer to whoever looks
            return
        except calls.Later as later:
            if later.outage or later.seconds > BRIEF:
                raise
            time.sleep(later.seconds)


class _Noting(Recorded):
    """The record, and the questions that were looked for in it, in their order."""

    def __init__(self, pairs: list[Pair]) -> None:
        super().__init__(pairs)
        self.noted: dict[str, tuple[Role, Ask | None]] = {}

    def result(self, examine: Callable[[], Found]) -> Found | Unrecorded:
        while True:
            try:
                return examine()
            except Unrecorded as lacking:
                if not self._look_up([lacking]):
                    return lacking

    def kept(self, listing: Spu, key: str) -> Extraction | None:
        self.noted.setdefault(key, ("extract", None))
        return super().kept(listing, key)

    def ask(self, question: Ask) -> records.Answered:
        self.noted[question.key(calls.chosen(question.role).name)] = (question.role, question)
        return super().ask(question)


def _with_rows(noted: Mapping[str, tuple[Role, Ask | None]]) -> list[Question]:
    found: dict[str, list[ModelCall]] = {key: [] for key in noted}
    for row in ModelCall.objects.filter(key__in=list(noted)).order_by("id"):
        found[row.key].append(row)
    return [Question(role, calls.chosen(role).name, found[key], ask) for key, (role, ask) in noted.items()]


Kind = Literal["text", "pictures"]


def connect(kind: Kind) -> Probe:
    """A tiny question of ours, to see that key, address, model and schema go together.

    It names the minute, so that each minute it is a new question and really asked.
    """
    question = TINY[kind]()
    problem: Exception | None = None
    try:
        calls.ask(question)
    except (calls.Later, calls.Stopped, records.Unanswerable) as why:
        problem = why
    key = question.key(calls.chosen(question.role).name)
    return Probe(_with_rows({key: (question.role, question)}), problem=problem)


def _text() -> Ask:
    listing = Spu(external_id="test", title=f"Coffee beans 250 g, connection test of {_minute()}")
    return extraction.question_for(listing, RuleSpec(outputs=WEIGHT), WEIGHT)


def _pictures() -> Ask:
    drawn = (Picture.of(_drawn(colour), label) for colour, label in (("#b3261e", "A"), ("#2554c7", "B")))
    text = f"{prompts.COMPARE}\n\nThis is a connection test of {_minute()}."
    return Ask("compare", prompts.COMPARER, text, comparison.PictureAnswer, tuple(drawn))


TINY: Mapping[Kind, Callable[[], Ask]] = {"text": _text, "pictures": _pictures}


def _minute() -> str:
    return f"{timezone.now():%Y-%m-%d %H:%M}"


def _drawn(colour: str) -> bytes:
    """A cup of that colour, so that there is something to say of two."""
    picture = Pillow.new("RGB", (224, 224), "white")
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((50, 60, 140, 170), radius=16, fill=colour)
    pen.arc((120, 80, 180, 140), 270, 90, fill=colour, width=14)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()
