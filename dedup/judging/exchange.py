"""Recorded answers out of one installation and into another: JSON lines, one question each.

| key of a line | holds |
|---|---|
| `key` | the content key; made anew at import from the next three, and refused where it differs |
| `backend`, `role`, `question` | who was asked what: words, schema, hashes of pictures |
| `answer`, `failure` | raw as it came, or why there will be none |
| `model`, `cost`, `seconds`, `together`, `asked_at`, `input_tokens`, `cached_tokens`, `output_tokens` | as there |

What is not final (an outage, a question being asked) is not written. An imported answer costs nothing here: its row
keeps tokens and time, not money, and counts in no figure of this installation.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Annotated, Any, Literal, cast

from django.db import connection, transaction
from django.db.models import Q
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json
from referencing import Registry
from referencing.exceptions import Unresolvable

from dedup.backends.base import FOR_PEOPLE, LONGEST_RAW, Failure, Role, bare, content_key, readable
from dedup.models import ModelCall

from . import schemas

AT_ONCE = 500
CHARACTERS_AT_ONCE = 4_000_000  # lines in memory, but for the last one
LONGEST_LINE = 4_000_000  # characters; a question holds two listings and a schema at most
LONGEST_TOLD = 300
MOST_TOLD = 20  # refused lines that are told one by one
FINAL = tuple(sorted(FOR_PEOPLE))
Tokens = Annotated[int, Field(ge=0, lt=2**31)]  # as columns keep them
Failed = Literal["", Failure.BLOCKED, Failure.REFUSED, Failure.TRUNCATED, Failure.BAD_OUTPUT]
COLUMNS = (
    *("key", "role", "backend", "model", "question", "answer", "failure", "input_tokens", "cached_tokens"),
    *("output_tokens", "seconds", "together"),
)
# What stands here already stays. Each asking that failed is a row: the second one makes it final.
ADD = f"""
INSERT INTO dedup_modelcall ({", ".join(COLUMNS)}, created_at, cost, imported)
SELECT {", ".join(f"it.{name}" for name in COLUMNS)}, it.asked_at, 0, true
FROM jsonb_to_recordset(%s) AS it (key text, role text, backend text, model text, question jsonb, answer text,
  failure text, input_tokens int, cached_tokens int, output_tokens int, seconds float, together smallint,
  asked_at timestamptz)
WHERE NOT EXISTS (SELECT FROM dedup_modelcall c
  WHERE c.key = it.key AND c.failure = it.failure AND (c.failure = '' OR c.created_at = it.asked_at))
ON CONFLICT (key) WHERE failure = '' DO NOTHING
"""


class Line(BaseModel):
    """One recorded question."""

    model_config = ConfigDict(extra="forbid")

    key: str
    role: Role
    backend: Annotated[str, Field(min_length=1, max_length=500)]
    model: Annotated[str, Field(max_length=500)]
    question: dict[str, Any]
    answer: str
    failure: Failed
    input_tokens: Tokens
    cached_tokens: Tokens
    output_tokens: Tokens
    cost: str
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    together: Annotated[int, Field(ge=1, le=10_000)]
    asked_at: Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]


class BadLine(ValueError):
    """Why a line is not taken."""


class BadFile(Exception):
    """The file cannot be read or written; the message says why."""


@dataclass
class Counts:
    """`refused`: line number and reason of the first ones; `known`: those that the record had already."""

    read: int = 0
    new: int = 0
    known: int = 0
    refused: int = 0
    told: list[tuple[int, str]] = field(default_factory=list)
    judges: Counter[str] = field(default_factory=Counter)


def write(file: Path, *, since: datetime | None = None, backend: str = "") -> int:
    """All final answers, the oldest first, in bounded memory; how many. A `.gz` is packed. Raises BadFile."""
    rows = ModelCall.objects.filter(Q(failure="") | Q(failure__in=FINAL), asked_until=None)
    rows = rows.filter(created_at__gte=since) if since else rows
    rows = rows.filter(backend=backend) if backend else rows
    written = 0
    with _open(file, "w") as out:
        for row in rows.order_by("id").iterator(AT_ONCE):
            out.write(json.dumps(_packed(row), ensure_ascii=False) + "\n")
            written += 1
    return written


def _packed(row: ModelCall) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in COLUMNS},
        "cost": str(row.cost),
        "asked_at": row.created_at.isoformat(),
    }


def read(file: Path) -> Counts:
    """Into the record. A line that is wrong is refused and told, the others are taken. Raises BadFile."""
    counts = Counts()
    with _open(file, "r") as lines:
        numbered = enumerate(iter(lambda: lines.readline(LONGEST_LINE), ""), 1)
        for some in _portions(numbered):
            _add(list(_taken(some, counts)), counts)
    return counts


def _portions(numbered: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    some: list[tuple[int, str]] = []
    characters = 0
    for number, text in numbered:
        some.append((number, text))
        characters += len(text)
        if len(some) == AT_ONCE or characters > CHARACTERS_AT_ONCE:
            yield some
            some, characters = [], 0
    yield some


def _taken(numbered: Iterable[tuple[int, str]], counts: Counts) -> Iterator[Line]:
    for number, text in numbered:
        if not text.strip():
            continue
        counts.read += 1
        try:
            yield checked(text)
        except BadLine as no:
            counts.refused += 1
            if counts.refused <= MOST_TOLD:
                counts.told.append((number, readable(str(no)[:LONGEST_TOLD])))


def checked(text: str) -> Line:
    """A line that says what it says: its key is that of its question, its answer fits its schema. Raises BadLine."""
    try:
        line = Line.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BadLine(f"{place}: {first['msg']}" if place else "is no JSON object of a recorded answer") from error
    if _key(line) != line.key:
        raise BadLine("its key is not that of its question: the line was changed, or comes from another version")
    if "\0" in text or "\\u0000" in text:
        raise BadLine("holds a NUL, which cannot be stored")
    if not line.failure:
        _check_answer(line)
    return line


def _key(line: Line) -> str:
    try:
        json.dumps(line.question, allow_nan=False)
        return content_key(line.backend, line.role, line.question)
    except ValueError as error:
        raise BadLine("its question holds a number that cannot be stored") from error


def _check_answer(line: Line) -> None:
    """By the reader of `backends.base.parse`, for who takes the answer up later takes it by that."""
    if len(line.answer) > LONGEST_RAW:
        raise BadLine(f"its answer has more than {LONGEST_RAW:,} characters")
    try:
        schema, answer = json.dumps(line.question.get("schema")), from_json(bare(line.answer))
        schemas.check(line.question.get("schema"), answer)
        problem = next(_validator(schema).iter_errors(answer), None)
    except (ValueError, TypeError, SchemaError, Unresolvable, RecursionError) as error:
        raise BadLine(f"its answer cannot be read by its schema: {error}"[:LONGEST_TOLD]) from error
    if problem:
        raise BadLine(f"its answer does not fit its schema: {problem.message}"[:LONGEST_TOLD])


@lru_cache(maxsize=64)
def _validator(schema: str) -> Draft202012Validator:
    """With a registry of its own, which fetches nothing: a schema out of a file may name any address."""
    Draft202012Validator.check_schema(made := json.loads(schema))
    return Draft202012Validator(made, registry=Registry())


def _add(lines: list[Line], counts: Counts) -> None:
    packed = json.dumps([line.model_dump(mode="json") for line in lines], ensure_ascii=False)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ADD, [packed])
        new = max(0, cursor.rowcount)
    counts.new += new
    counts.known += len(lines) - new
    counts.judges.update(line.backend for line in lines)


@contextmanager
def _open(file: Path, mode: Literal["r", "w"]) -> Iterator[IO[str]]:
    packed = file.suffix == ".gz"
    try:
        with gzip.open(file, f"{mode}t", encoding="utf-8") if packed else file.open(mode, encoding="utf-8") as lines:
            yield cast(IO[str], lines)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise BadFile(f"{file}: {error}") from error
