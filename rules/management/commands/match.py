"""Compare values: JSON lines {matcher, left, right, options} in, {outcome, sentence} out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from typing import Annotated, Any

from django.core.management.base import BaseCommand
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from rules.matchers import compare
from rules.spec import known_matcher, mistakes

Given = str | int | float | list[str | int | float] | None


class Question(BaseModel):
    model_config = ConfigDict(extra="forbid")

    matcher: Annotated[str, AfterValidator(known_matcher)]
    left: Given = None
    right: Given = None
    options: dict[str, Any] = {}


class Command(BaseCommand):
    help = 'Read JSON lines {"matcher", "left", "right", "options"} and answer each with {"outcome", "sentence"}.'
    requires_system_checks: list[str] = []
    stealth_options = ("stdin",)

    def handle(self, *args: Any, **options: Any) -> None:
        for line in options.get("stdin") or _standard_input():
            if line.strip():
                self.stdout.write(json.dumps(answer(line), ensure_ascii=False))


def answer(line: str) -> dict[str, str]:
    """A line that cannot be read gets its error, and the run goes on."""
    try:
        question = Question.model_validate_json(line)
        result = compare(question.matcher, question.left, question.right, question.options)
    except ValidationError as error:
        return {"error": "; ".join(map(str, mistakes(error)))}
    return {"outcome": result.outcome.value, "sentence": result.sentence}


def _standard_input() -> Iterable[str]:
    """Bytes that are no UTF-8 spoil their own line only."""
    return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
