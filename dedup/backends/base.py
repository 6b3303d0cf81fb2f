"""What every judging backend is: one question in, one answer or one error out.

The queue needs a single table of what an error leads to:

| kinds | what happens |
|---|---|
| rate_limited, unavailable, timeout | back to the queue with `run_after`; the attempt does not count |
| truncated, bad_output | asked once more, then to people |
| blocked, refused | never again; to people |
| bad_request, auth | our own fault: the run stops with the message |
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ValidationError


class Failure(StrEnum):
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    TRUNCATED = "truncated"
    BAD_OUTPUT = "bad_output"
    BLOCKED = "blocked"
    REFUSED = "refused"
    BAD_REQUEST = "bad_request"
    AUTH = "auth"


TRANSIENT = frozenset({Failure.RATE_LIMITED, Failure.UNAVAILABLE, Failure.TIMEOUT})
ASK_AGAIN = frozenset({Failure.TRUNCATED, Failure.BAD_OUTPUT})
FOR_PEOPLE = frozenset({Failure.BLOCKED, Failure.REFUSED}) | ASK_AGAIN


@dataclass(frozen=True)
class Usage:
    """Tokens; `thoughts` are billed as output."""

    input: int = 0
    output: int = 0
    thoughts: int = 0


class JudgeError(Exception):
    """The only exception a backend raises. `usage` is set when the call was paid for."""

    def __init__(
        self,
        kind: Failure,
        message: str = "",
        retry_after: float | None = None,
        usage: Usage | None = None,
        raw: str | None = None,
    ) -> None:
        super().__init__(f"{kind}: {message}"[:500])
        self.kind = kind
        self.message = message
        self.retry_after = retry_after
        self.usage = usage
        self.raw = raw

    def __reduce__(self) -> tuple[Callable[..., JudgeError], tuple[Any, ...]]:
        return (JudgeError, (self.kind, self.message, self.retry_after, self.usage, self.raw))


@lru_cache(maxsize=256)
def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Kept, because making it takes longer than all else about a question that has been answered before."""
    return model.model_json_schema()


@dataclass(frozen=True)
class Picture:
    """A clean JPEG of ours; `label` is ours too ("A", "B"), never a seller's file name."""

    data: bytes
    label: str


@dataclass(frozen=True)
class Ask:
    """A question. `facts` is the same thing as data, for a backend that reads by code, not words.

    For role "extract": `facts = {"listing": {title, brand, attributes, description}, "outputs": {field: Output}}`;
    for role "compare": `facts = {}`, the two pictures are `pictures`.
    """

    role: Literal["extract", "compare"]
    system: str
    text: str
    schema: type[BaseModel]
    pictures: tuple[Picture, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    max_output_tokens: int = 1024

    def question(self) -> dict[str, Any]:
        """What is recorded, and what the content key is made of: words, schema, hashes of pictures."""
        return {
            "system": self.system,
            "text": self.text,
            "schema": json_schema(self.schema),
            "max_output_tokens": self.max_output_tokens,
            "pictures": {p.label: hashlib.sha256(p.data).hexdigest() for p in self.pictures},
        }

    def key(self, judge: str) -> str:
        """Same question to the same judge: the same recorded answer."""
        packed = json.dumps([judge, self.role, self.question()], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(packed.encode()).hexdigest()


@dataclass(frozen=True)
class Answer:
    value: BaseModel
    raw: str
    model: str  # as the server names it; aliases move
    usage: Usage = Usage()
    seconds: float = 0.0


class Judge(Protocol):
    name: str  # "offline:1", "gemini:gemini-2.5-flash": part of the content key

    def ask(self, ask: Ask) -> Answer:
        """Raises JudgeError only."""
        ...


def parse(schema: type[BaseModel], text: str | None, usage: Usage) -> BaseModel:
    """The one place that says what a good answer is. Tolerates a code fence, nothing else."""
    bare = re.sub(r"^```(?:json)?\s*|\s*```$", "", (text or "").strip())
    try:
        return schema.model_validate_json(bare)
    except ValidationError as error:
        raise JudgeError(Failure.BAD_OUTPUT, str(error), None, usage, text) from None
