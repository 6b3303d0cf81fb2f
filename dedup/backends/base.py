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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, Literal, Protocol, Self, get_args

from pydantic import BaseModel, ValidationError

Role = Literal["extract", "compare", "reason", "describe", "draft"]
ROLES: tuple[Role, ...] = get_args(Role)


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
    """A clean JPEG of ours, known by the hash of its bytes, which are read only when a judge looks.

    `label` is ours too ("A", "B"), never a seller's file name. `load` raises OSError where the file is gone.
    """

    sha256: str
    label: str
    load: Callable[[], bytes] = field(compare=False, repr=False)

    @classmethod
    def of(cls, data: bytes, label: str) -> Self:
        return cls(hashlib.sha256(data).hexdigest(), label, lambda: data)

    @cached_property
    def data(self) -> bytes:
        """Raises OSError, also where the bytes are not those of the hash: they would be recorded as another picture."""
        data = self.load()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise OSError(f"the file of picture {self.sha256} is damaged: import its listing again")
        return data


@dataclass(frozen=True)
class Ask:
    """A question. `facts` is the same thing as data, for a backend that reads by code, not words.

    For role "extract": `facts = {"listing": {title, brand, attributes, description}, "outputs": {field: Output}}`;
    for role "compare": `facts = {}`, the two pictures are `pictures`; for role "describe": one picture; for role
    "reason" the words are all there is.
    """

    role: Role
    system: str
    text: str
    schema: type[BaseModel]
    pictures: tuple[Picture, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    max_output_tokens: int = 1024
    _keys: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    def question(self) -> dict[str, Any]:
        """What is recorded, and what the content key is made of: words, schema, hashes of pictures."""
        return {
            "system": self.system,
            "text": self.text,
            "schema": json_schema(self.schema),
            "max_output_tokens": self.max_output_tokens,
            "pictures": {p.label: p.sha256 for p in self.pictures},
        }

    def load(self) -> None:
        """Read the pictures. Raises OSError."""
        for picture in self.pictures:
            _ = picture.data

    def key(self, judge: str) -> str:
        """Same question to the same judge: the same recorded answer."""
        if judge not in self._keys:
            packed = json.dumps([judge, self.role, self.question()], sort_keys=True, ensure_ascii=False)
            self._keys[judge] = hashlib.sha256(packed.encode()).hexdigest()
        return self._keys[judge]


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
    at_once: int = 1  # questions that it likes to get together

    def check(self) -> None:
        """Raises JudgeError (auth or bad_request) for what a person must mend first; touches no network."""

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
    """The one place that says what a good answer is. Tolerates a code fence, nothing else."""
    bare = re.sub(r"^```(?:json)?\s*|\s*```$", "", (text or "").strip())
    try:
        return schema.model_validate_json(bare)
    except ValidationError as error:
        raise JudgeError(Failure.BAD_OUTPUT, str(error), None, usage, text) from None
