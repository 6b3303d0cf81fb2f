"""Both texts weighed by a model under the rule's written guideline, where a rule says `text_mode: reason`.

Lines on the listings' own fields are compared by code before, and a required one that differs settles
the pair. What is left is ONE question on both listings; listing A is that with the smaller id, so that a
pair is one question however it was found.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dedup.backends.base import Ask
from dedup.catalogue.cleaning import line
from dedup.models import Spu
from rules.resolve import Effective
from rules.spec import RuleSpec

from . import extraction, prompts
from .records import Answered, Unanswerable
from .verdicts import Level, Reasoning

MOST_STEPS = 20
LONGEST_STEP = 400
OUTPUT_TOKENS = 2048


class ReasonedAnswer(BaseModel):
    """The steps come first: a level that is said before them would only be defended by them."""

    model_config = ConfigDict(extra="forbid")

    steps: list[str]
    level: Literal["match", "likely_match", "likely_non_match", "non_match"]


def weigh(a: Spu, b: Spu, effective: Effective, ask: Callable[[Ask], Answered]) -> Reasoning:
    """Raises what `ask` raises, but for a refusal."""
    try:
        found = ask(question_for(a, b, effective.spec))
    except Unanswerable as no:
        return Reasoning(None, call=no.call, refused=no.kind)
    said = ReasonedAnswer.model_validate(found.value.model_dump())
    steps = (line(step)[:LONGEST_STEP] for step in said.steps[:MOST_STEPS])
    return Reasoning(Level(said.level), tuple(step for step in steps if step), found.call)


def question_for(a: Spu, b: Spu, spec: RuleSpec) -> Ask:
    if a.pk and b.pk and b.pk < a.pk:
        a, b = b, a
    shown = {"A": extraction.shown(a, spec), "B": extraction.shown(b, spec)}
    text = prompts.weighing(spec.fields, spec.outputs, spec.prompt, shown)
    return Ask("reason", prompts.REASONER, text, ReasonedAnswer, max_output_tokens=OUTPUT_TOKENS)
