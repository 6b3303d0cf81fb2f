"""Both texts weighed by a model under the rule's written guideline, where a rule says `text_mode: reason`.

Lines on the listings' own fields are compared by code before, and a required one that differs settles
the pair. What is left is asked twice: listing A is that with the smaller id, so that a pair is the same question
however it was found, and once more the other one. Only a level that is said both times is believed: a model that
goes by the order has not weighed anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dedup.backends.base import Ask
from dedup.catalogue.cleaning import line
from dedup.models import Spu
from rules.resolve import Effective
from rules.spec import RuleSpec

from . import calls, extraction, prompts
from .records import Answered, Unanswerable
from .verdicts import Level, Reasoning, Weighing

MOST_STEPS = 20
LONGEST_STEP = 400
OUTPUT_TOKENS = 2048


class ReasonedAnswer(BaseModel):
    """The steps come first: a level that is said before them would only be defended by them."""

    model_config = ConfigDict(extra="forbid")

    steps: list[str]
    level: Literal["match", "likely_match", "likely_non_match", "non_match"]


AskAll = Callable[[Sequence[Ask]], list[Answered | Unanswerable]]


def weigh(a: Spu, b: Spu, effective: Effective, ask_all: AskAll) -> Reasoning:
    """Both questions in one round trip. Raises what `ask_all` raises."""
    questions = [question_for(a, b, effective.spec)]
    if not calls.chosen("reason").symmetric:
        questions.append(question_for(a, b, effective.spec, exchanged=True))
    return Reasoning(*map(_weighing, ask_all(questions)))


def _weighing(found: Answered | Unanswerable) -> Weighing:
    if isinstance(found, Unanswerable):
        return Weighing(None, call=found.call, refused=found.kind)
    said = ReasonedAnswer.model_validate(found.value.model_dump())
    steps = (line(step)[:LONGEST_STEP] for step in said.steps[:MOST_STEPS])
    return Weighing(Level(said.level), tuple(step for step in steps if step), found.call)


def question_for(a: Spu, b: Spu, spec: RuleSpec, *, exchanged: bool = False) -> Ask:
    """A is the listing with the smaller id, or the other one where they are exchanged."""
    if (a.pk and b.pk and b.pk < a.pk) != exchanged:
        a, b = b, a
    shown = {"A": extraction.shown(a, spec), "B": extraction.shown(b, spec)}
    text = prompts.weighing(spec.fields, spec.outputs, spec.prompt, shown)
    return Ask("reason", prompts.REASONER, text, ReasonedAnswer, max_output_tokens=OUTPUT_TOKENS)
