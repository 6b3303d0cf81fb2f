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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal, Protocol, get_args

from pydantic import BaseModel, ValidationError

from .pictures import Picture as Picture  # part of a question, so of this door

Role = Literal["extract", "compare", "reason", "describe", "draft"]
ROLES: tuple[Role, ...] = get_args(Role)
# Pixels on the longer side of the pictures in a question; part of its key, since another size shows another picture.
# 768: one tile of Gemini's, 576 tokens at most of a model that reads 32 pixels square. 1,024: small print on a pack.
LONGEST: dict[Role, int] = {"compare": 768, "describe": 1024}
LONGEST_RAW = 100_000  # characters of an answer that are kept; a longer one is no answer
LONGEST_MESSAGE = 2_000


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
    """Tokens; `thoughts` are billed as output, `cached` are those of `input` that the provider had kept."""

    input: int = 0
    output: int = 0
    thoughts: int = 0
    cached: int = 0


class JudgeError(Exception):
    """The only exception a backend raises. `usage` is set when the call was paid for.

    `together`: as in Answer; 0 where no model can have worked on it, for it was not sent.
    """

    def __init__(
        self,
        kind: Failure,
        message: str = "",
        retry_after: float | None = None,
        usage: Usage | None = None,
        raw: str | None = None,
        together: int = 1,
    ) -> None:
        message = readable(message[:LONGEST_MESSAGE])
        super().__init__(f"{kind}: {message}"[:500])
        self.kind = kind
        self.message = message
        self.retry_after = retry_after
        self.usage = usage
        self.raw = raw and raw[:LONGEST_RAW]
        self.together = together

    def __reduce__(self) -> tuple[Callable[..., JudgeError], tuple[Any, ...]]:
        return (JudgeError, (self.kind, self.message, self.retry_after, self.usage, self.raw, self.together))


def readable(message: str) -> str:
    """A server's own words go into the queue, to pages and to terminals: nothing in them that these refuse or obey."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in message)


@lru_cache(maxsize=256)
def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Kept, because making it takes longer than all else about a question that has been answered before."""
    return model.model_json_schema()


@dataclass(frozen=True)
class Ask:
    """A question. `facts` is the same thing as data, for a backend that reads by code, not words.

    For role "extract": `facts = {"listing": {title, brand, attributes, description}, "outputs": {field: Output}}`;
    for role "compare": `facts = {}`, the two pictures are `pictures`; for role "describe": one picture; for role
    "reason" the words are all there is.

    `own`: the end of `text` that is this question's alone. Questions of role "extract" that are alike in all else may
    travel in one request (`dedup.backends.batching`).
    """

    role: Role
    system: str
    text: str
    schema: type[BaseModel]
    pictures: tuple[Picture, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    max_output_tokens: int = 1024
    own: str = ""
    _keys: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    def question(self) -> dict[str, Any]:
        """What is recorded, and what the content key is made of: words, schema, hashes of pictures and their size."""
        return {
            "system": self.system,
            "text": self.text,
            "schema": json_schema(self.schema),
            "max_output_tokens": self.max_output_tokens,
            "pictures": {p.label: p.sha256 for p in self.pictures},
            **({"longest": self.longest} if self.pictures else {}),
        }

    @property
    def longest(self) -> int:
        """Pixels on the longer side of each picture as a model is shown it: `picture.small(ask.longest)`."""
        return LONGEST.get(self.role, LONGEST["compare"])

    def load(self) -> None:
        """Read the pictures. Raises OSError."""
        for picture in self.pictures:
            _ = picture.data

    def key(self, judge: str) -> str:
        """Same question to the same judge: the same recorded answer."""
        if judge not in self._keys:
            self._keys[judge] = content_key(judge, self.role, self.question())
        return self._keys[judge]


def content_key(judge: str, role: str, question: Mapping[str, Any]) -> str:
    """Of a question as it is recorded (`Ask.question()`); the same on every machine."""
    packed = json.dumps([judge, role, question], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(packed.encode()).hexdigest()


@dataclass(frozen=True)
class Answer:
    value: BaseModel
    raw: str
    model: str  # as the server names it; aliases move
    usage: Usage = Usage()  # of a request that held several questions: this one's share
    seconds: float = 0.0
    together: int = 1  # questions in that request


class Judge(Protocol):
    """Inherit from it: what is not said here holds."""

    name: str  # "offline:2", "gemini:gemini-2.5-flash": part of the content key, so never an address
    free: bool = False  # asking costs neither money nor minutes, so nobody has to be asked before
    symmetric: bool = False  # A and B exchanged never change its answer, so asking twice tells nothing
    graded: bool = False  # says how sure it is of what it reads; models are not asked, for they do not know
    at_once: int = 1  # questions that it likes to get together

    def check(self) -> None:
        """Raises JudgeError (auth or bad_request) for what a person must mend first; touches no network."""
        return None

    def together(self, role: Role) -> int:
        """Questions of this role that it likes to get together."""
        return self.at_once

    def ask(self, ask: Ask) -> Answer:
        """Raises JudgeError only."""
        ...

    def ask_all(self, asks: Sequence[Ask]) -> list[Answer | JudgeError]:
        """One for each question, in their order; raises nothing."""
        return [self._one(ask) for ask in asks]

    def _one(self, ask: Ask) -> Answer | JudgeError:
        try:
            return self.ask(ask)
        except JudgeError as error:
            return error


def parse(schema: type[BaseModel], text: str | None, usage: Usage) -> BaseModel:
    """The one place that says what a good answer is. Tolerates a byte order mark and a code fence, nothing else."""
    if len(text or "") > LONGEST_RAW:  # what is recorded must say the same when it is read again
        raise JudgeError(Failure.BAD_OUTPUT, f"the answer has more than {LONGEST_RAW:,} characters", None, usage, text)
    try:
        return schema.model_validate_json(bare(text or ""))
    except ValidationError as error:
        raise JudgeError(Failure.BAD_OUTPUT, str(error), None, usage, text) from None


def bare(text: str) -> str:
    """Without what `parse` tolerates."""
    text = text.lstrip("\ufeff").strip()
    if text.startswith("```"):
        text = text.removeprefix("```").removeprefix("json").removesuffix("```").strip()
    return text
