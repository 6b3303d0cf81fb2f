"""A judge that needs no model: an honest floor by code. It says "unsure", or nothing, where it cannot know."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from PIL import UnidentifiedImageError
from pydantic import BaseModel

from dedup.backends import offline_pictures, offline_text, offline_words
from dedup.backends.address import Address
from dedup.backends.base import Answer, Ask, Failure, Judge, JudgeError, Role, Usage, json_schema, parse


class OfflineJudge(Judge):
    """The number in the name is part of every question's key: raise it when the same question gets another answer."""

    name = "offline:3"
    free = True
    symmetric = True
    graded = True

    def __init__(self, address: Address) -> None:
        """There is nothing to choose but the recogniser of OCR_MODEL, which gives other answers."""
        self.name = OfflineJudge.name + offline_words.named(settings.OCR_MODEL)

    def ask(self, ask: Ask) -> Answer:
        start = time.monotonic()
        value = ANSWERS[ask.role](ask)
        raw = json.dumps(value, ensure_ascii=False)
        return Answer(parse(ask.schema, raw, Usage()), raw, self.name, seconds=time.monotonic() - start)


def read(ask: Ask) -> dict[str, Any]:
    """With how sure it is where the schema has a place for that."""
    return offline_text.read(ask.facts, graded=is_graded(ask.schema))


@lru_cache(maxsize=256)
def is_graded(schema: type[BaseModel]) -> bool:
    return "confidence" in str(json_schema(schema))


def compared(ask: Ask) -> dict[str, Any]:
    a, b = ask.pictures
    try:
        return offline_pictures.judge(a.data, b.data)._asdict()
    except (UnidentifiedImageError, OSError) as error:
        raise JudgeError(Failure.REFUSED, f"a picture cannot be read: {error}") from error


def weighed(ask: Ask) -> dict[str, Any]:
    """A written guideline is for somebody who understands it."""
    raise JudgeError(Failure.REFUSED, "the offline judge cannot weigh two texts by a written guideline")


def described(ask: Ask) -> dict[str, Any]:
    """The lines on one picture, in the order in which they stand."""
    (picture,) = ask.pictures
    try:
        found = offline_words.read(picture.data)
    except (UnidentifiedImageError, OSError) as error:
        raise JudgeError(Failure.REFUSED, f"a picture cannot be read: {error}") from error
    return {"lines": [{"text": line.text, "confidence": line.confidence} for line in found]}


ANSWERS: dict[Role, Callable[[Ask], dict[str, Any]]] = {
    "extract": read,
    "compare": compared,
    "reason": weighed,
    "describe": described,
}
