"""Compare values: JSON lines {matcher, left, right, options} in, {outcome, sentence} out."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable
from typing import Annotated, Any

from django.core.management.base import BaseCommand
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from rules import documents
from rules.matchers import Value, compare
from rules.mistakes import mistakes
from rules.spec import known_matcher, storable


def given(value: object) -> object:
    """What a listing can state. One message for all that it cannot."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            storable(each)
        elif not (each is None and each is value) and not isinstance(each, int | float):
            raise PydanticCustomError("given", "give a text, a number, a list of these, or null")
    return value


Given = Annotated[Any, BeforeValidator(given)]


class Question(BaseModel):
    model_config = ConfigDict(extra="forbid")

    matcher: Annotated[str, AfterValidator(known_matcher)]
    left: Given = None
    right: Given = None
    options: dict[str, Any] = {}

    def answer(self) -> dict[str, str]:
        left: Value = self.left
        right: Value = self.right
        result = compare(self.matcher, left, right, self.options)
        return {"outcome": result.outcome.value, "sentence": result.sentence}


class Command(BaseCommand):
    help = 'Read JSON lines {"matcher", "left", "right", "options"} and answer each with {"outcome", "sentence"}.'
    requires_system_checks: list[str] = []
    stealth_options = ("stdin",)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in options.get("stdin") or _standard_input():
                if line.strip():
                    self.stdout.write(json.dumps(answer(line), ensure_ascii=False))
                    self.stdout.flush()  # who asks line by line waits for each answer
        except BrokenPipeError:  # the reader has enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def answer(line: str) -> dict[str, str]:
    """A line that cannot be read gets its error, and the run goes on."""
    try:
        return Question.model_validate(documents.parse(line)).answer()
    except documents.NotJson as error:
        return {"error": f"this line is no JSON: {error.text}"}
    except ValidationError as error:
        return {"error": "; ".join(map(str, mistakes(error)))}


def _standard_input() -> Iterable[str]:
    """Bytes that are no UTF-8 spoil their own line only; a mark at the very start is none of the text."""
    return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace")
