"""The words on two packs: packs that name other flavours are different products, however alike they look.

The words on one picture are one question, recorded under the picture's hash, and so read once for all its pairs. What
follows from them is decided by code: both packs name flavours of the vocabulary, and none of one can be one of the
other. No words, words that nobody could read and words in a script that the reader lacks prove nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pydantic import BaseModel, ConfigDict

from dedup.backends.base import Ask, Picture
from dedup.catalogue import images, injections
from dedup.catalogue.cleaning import line
from dedup.models import Image
from rules.values import flavours

from . import prompts
from .records import Answered, Unanswerable
from .verdicts import PackWords

SURE = 0.8  # of 1; below it, letters are guessed
MOST_LINES = 40
LONGEST_LINE = 120
# More is an assortment, or the list of what is in it.
MOST_FLAVOURS = 4
KEPT_LINES = 12  # in the evidence; all of them are in the record
LABEL = "pack"


class PackLine(BaseModel):
    """A line of print; `confidence` from 0 to 1."""

    model_config = ConfigDict(extra="forbid")

    text: str
    confidence: float


class PackText(BaseModel):
    """What stands on one picture."""

    model_config = ConfigDict(extra="forbid")

    lines: list[PackLine]


def read(image: Image, ask: Callable[[Ask], Answered]) -> PackWords:
    """Raises what `ask` raises, but for a refusal: nothing is known then."""
    try:
        found = ask(question(image))
    except Unanswerable as no:
        return PackWords(no.call, refused=no.kind)
    said = PackText.model_validate(found.value.model_dump())
    return of([each.text for each in said.lines[:MOST_LINES] if each.confidence >= SURE], found.call)


def question(image: Image) -> Ask:
    picture = Picture(image.sha256, LABEL, partial(images.read, image.sha256))
    return Ask(role="describe", system=prompts.DESCRIBER, text=prompts.DESCRIBE, schema=PackText, pictures=(picture,))


def of(texts: Sequence[str], call: int) -> PackWords:
    """Lines of print, untrusted like all text."""
    lines = [cleaned for text in texts if (cleaned := line(text)[:LONGEST_LINE])]
    named = {found.value: line(found.quote) for found in reversed(flavours.find_flavours(lines))}
    return PackWords(
        call,
        flavours=tuple(reversed(named.items())),
        lines=tuple(lines[:KEPT_LINES]),
        speaks=injections.find(" ".join(lines)),
    )


def difference(a: PackWords, b: PackWords) -> str:
    """In words, where the packs name other flavours; empty where that is not known."""
    left, right = dict(a.flavours), dict(b.flavours)
    if max(len(left), len(right)) > MOST_FLAVOURS or not flavours.are_apart(left, right):
        return ""
    return f"Pack A says {_told(left)}, pack B says {_told(right)}."


def _told(named: dict[str, str]) -> str:
    """ "vanilla (VANILLE) and lemon (LIMONE)"."""
    return " and ".join(f"{flavour} ({quote})" for flavour, quote in named.items())
