"""Questions on two pictures: the main ones, and once more the nearest variants where the rule asks.

Picture A is always that of the listing with the smaller id, so that a pair is one question however it was found. It is
asked as rarely as can be: two equal files are the same, and so are two copies of one photo where the rule says so. What
stays unsure is asked once more with A and B exchanged, and where the rule says so the words on both packs are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dedup.backends.base import Ask, Picture
from dedup.catalogue import images
from dedup.catalogue.cleaning import line
from dedup.models import Image
from rules.spec import RuleSpec

from . import calls, copies, packs, prompts, verdicts
from .records import Answered, Unanswerable
from .verdicts import Comparison, Showing

LONGEST_REASON = 300
PLAIN = "It is the same picture file, but it shows nothing: one plain colour."
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
    if two[0].sha256 == two[1].sha256 and copies.is_plain(two[0].sha256):
        return Comparison(kind, two[0].pk, two[1].pk, verdicts.Picture.UNSURE, "none", PLAIN)
    if known := _without_asking(two, spec):
        return Comparison(kind, two[0].pk, two[1].pk, verdicts.Picture.SAME, reason=known)
    found = _asked(two, spec, kind, ask)
    return _by_words(found, two, ask) if spec.pack_text and kind == "main" else found


def _without_asking(two: Two, spec: RuleSpec) -> str:
    """Why the pictures are the same, where code can tell; else empty."""
    a, b = two
    if a.sha256 == b.sha256:
        return "It is the same picture file."
    return copies.same_photo(a, b) if spec.near_identical == "same" else ""


def _asked(two: Two, spec: RuleSpec, kind: Kind, ask: Callable[[Ask], Answered]) -> Comparison:
    """An unsure judge is asked once more with the pictures exchanged, where that may tell anything."""
    first = _asking(two, spec, ask)
    found = Comparison(kind, two[0].pk, two[1].pk, first.answer, first.difference, first.reason, first.call)
    if first.refused:
        return replace(found, refused=True)
    if first.answer is not verdicts.Picture.UNSURE or calls.chosen("compare").symmetric:
        return found
    return verdicts.asked_again(found, (first, _asking(two, spec, ask, exchanged=True)))


def _by_words(found: Comparison, two: Two, ask: Callable[[Ask], Answered]) -> Comparison:
    """What the packs say, where the pictures leave it open."""
    if found.answer is not verdicts.Picture.UNSURE or found.refused:
        return found
    a, b = (packs.read(image, ask) for image in two)
    if reason := packs.difference(a, b):
        different = verdicts.Picture.DIFFERENT
        return replace(found, answer=different, difference="text", reason=reason, words=(a, b))
    return replace(found, words=(a, b))


def _asking(two: Two, spec: RuleSpec, ask: Callable[[Ask], Answered], *, exchanged: bool = False) -> Showing:
    try:
        found = ask(question((two[1], two[0]) if exchanged else two, spec))
    except Unanswerable as no:
        reason = f"The model gave no usable answer ({no.kind}); please look yourself."
        return Showing(verdicts.Picture.UNSURE, "none", reason, no.call, refused=True, exchanged=exchanged)
    said = PictureAnswer.model_validate(found.value.model_dump())
    reason = line(said.reason)[:LONGEST_REASON]
    return Showing(verdicts.Picture(said.answer), said.difference, reason, found.call, exchanged=exchanged)


def question(two: Two, spec: RuleSpec) -> Ask:
    """The first is shown as A."""
    guideline = spec.picture_prompt.strip()
    pictures = tuple(
        Picture(row.sha256, label, partial(images.read, row.sha256)) for row, label in zip(two, "AB", strict=True)
    )
    text = f"{guideline}\n\n{prompts.COMPARE}" if guideline else prompts.COMPARE
    return Ask(role="compare", system=prompts.COMPARER, text=text, schema=PictureAnswer, pictures=pictures)
