"""Questions on two pictures: the main ones, and once more the nearest variants where the rule asks.

Picture A is always that of the listing with the smaller id, so that a pair is one question however
it was found. Two equal files are the same without asking.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dedup.backends.base import Ask, Picture
from dedup.catalogue import images
from dedup.catalogue.cleaning import line
from dedup.models import Image
from rules.spec import RuleSpec

from . import prompts, verdicts
from .records import Answered, Unanswerable
from .verdicts import Comparison

LONGEST_REASON = 300
Kind = Literal["main", "variant"]
Two = tuple[Image, Image]


class PictureAnswer(BaseModel):
    """What a model says of two pictures."""

    model_config = ConfigDict(extra="forbid")

    answer: Literal["same", "different", "unsure"]
    difference: Literal["none", "shape", "fittings", "pattern", "colour", "text", "other"]
    reason: str


def compare(two: Two, spec: RuleSpec, kind: Kind, ask: Callable[[Ask], Answered]) -> Comparison:
    """Raises what `ask` raises, but for a refusal: that is `unsure`, with the reason."""
    a, b = two
    if a.sha256 == b.sha256:
        return Comparison(kind, a.pk, b.pk, verdicts.Picture.SAME, reason="It is the same picture file.")
    try:
        found = ask(_question(two, spec))
    except Unanswerable as no:
        reason = f"The model gave no usable answer ({no.kind}); please look yourself."
        return Comparison(kind, a.pk, b.pk, verdicts.Picture.UNSURE, reason=reason, call=no.call, refused=True)
    said = PictureAnswer.model_validate(found.value.model_dump())
    reason = line(said.reason)[:LONGEST_REASON]
    return Comparison(kind, a.pk, b.pk, verdicts.Picture(said.answer), said.difference, reason, found.call)


def _question(two: Two, spec: RuleSpec) -> Ask:
    guideline = spec.picture_prompt.strip()
    pictures = tuple(
        Picture(row.sha256, label, partial(images.read, row.sha256)) for row, label in zip(two, "AB", strict=True)
    )
    text = f"{guideline}\n\n{prompts.COMPARE}" if guideline else prompts.COMPARE
    return Ask(role="compare", system=prompts.COMPARER, text=text, schema=PictureAnswer, pictures=pictures)
