"""Questions on two pictures: the main ones, and once more the nearest variants where the rule asks.

Picture A is always that of the listing with the smaller id, so that a pair is one question however
it was found. Two equal files are the same without asking.
"""

from __future__ import annotations

from typing import Literal

from django.db.models import F
from pydantic import BaseModel, ConfigDict

from dedup.backends.base import Ask, Picture
from dedup.catalogue import images
from dedup.catalogue.cleaning import line
from dedup.models import Image, Pair
from rules.spec import RuleSpec

from . import calls, prompts, verdicts
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


def main_pictures(pair: Pair) -> Two | None:
    """The first picture of each listing itself, else of its first variant; None where a side has none."""
    first: dict[int, Image] = {}
    own_first = F("cspu__position").asc(nulls_first=True)
    for row in Image.objects.filter(spu__in=[pair.a_id, pair.b_id]).order_by(own_first, "position"):
        first.setdefault(row.spu_id, row)
    return (first[pair.a_id], first[pair.b_id]) if len(first) == 2 else None


def compare(two: Two, spec: RuleSpec, kind: Kind) -> Comparison:
    """Raises what `calls.ask` raises, but for a refusal: that is `unsure`, with the reason."""
    a, b = two
    if a.sha256 == b.sha256:
        return Comparison(kind, a.pk, b.pk, verdicts.Picture.SAME, reason="It is the same picture file.")
    try:
        found = calls.ask(_question(two, spec))
    except calls.Unanswerable as no:
        reason = f"The model gave no usable answer ({no.kind}); please look yourself."
        return Comparison(kind, a.pk, b.pk, verdicts.Picture.UNSURE, reason=reason, call=no.call, refused=True)
    said = PictureAnswer.model_validate(found.value.model_dump())
    reason = line(said.reason)[:LONGEST_REASON]
    return Comparison(kind, a.pk, b.pk, verdicts.Picture(said.answer), said.difference, reason, found.call)


def _question(two: Two, spec: RuleSpec) -> Ask:
    guideline = spec.picture_prompt.strip()
    pictures = tuple(Picture(images.read(row.sha256), label) for row, label in zip(two, "AB", strict=True))
    text = f"{guideline}\n\n{prompts.COMPARE}" if guideline else prompts.COMPARE
    return Ask(role="compare", system=prompts.COMPARER, text=text, schema=PictureAnswer, pictures=pictures)
