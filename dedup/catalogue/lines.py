"""Import files, one listing at a time: JSON lines or CSV, plain or gzip, never more than one listing in memory."""

from __future__ import annotations

import contextlib
import csv
import gzip
import json
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import IO, NamedTuple, cast

from . import cleaning

LONGEST = 2 << 20  # bytes of one listing; more is no listing
DELIMITERS = ",;\t"
BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile)

TOO_LONG = f"longer than {LONGEST:,} bytes"
NOT_UTF8 = "not UTF-8: save the file in that encoding"
OPEN_QUOTE = "a quote that opens here is never closed"

Numbered = tuple[int, bytes | None]  # a line of the file and its number; None: longer than LONGEST


class BadFile(Exception):
    """Nothing of the file can be imported; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One listing as it stands in the file, or the problem with it.

    `number` is the line where it begins, from 1, and `size` its bytes. `last`: the file is damaged
    here, and nothing behind can be read.
    """

    number: int
    fields: dict[str, object] = field(default_factory=dict)
    problem: str = ""
    size: int = 0
    last: bool = False


def read(path: Path) -> Iterator[Line]:
    """The listings of a `.jsonl`, `.ndjson`, `.csv` or `.tsv` file, each also with `.gz`. Raises BadFile."""
    seen = 0
    with _opened(path) as file:
        try:
            for line in _csv_rows(file) if _is_csv(path) else _json_lines(file):
                seen = line.number
                yield line
        except DAMAGE:
            if not seen:
                raise
            yield Line(seen + 1, problem="the compressed file is damaged from here on: fetch it again", last=True)


def header(path: Path) -> list[str] | None:
    """The column names of a CSV file; None for JSON lines, where each line has its own. Raises BadFile."""
    if not _is_csv(path):
        return None
    with _opened(path) as file:
        return _Records(file).header


def _is_csv(path: Path) -> bool:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    if suffixes[-1:] in ([".csv"], [".tsv"]):
        return True
    if suffixes[-1:] in ([".jsonl"], [".ndjson"]):
        return False
    raise BadFile(f"{path.name} cannot be imported: the name must end in .jsonl or .csv, or in .gz after one of these")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as file:
            packed = path.suffix.lower() == ".gz"
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
    except FileNotFoundError as error:
        raise BadFile(f"{path} does not exist: check the path") from error
    except (IsADirectoryError, PermissionError) as error:
        raise BadFile(f"{path} cannot be opened: {error.strerror}") from error
    except DAMAGE as error:
        raise BadFile(f"{path.name} is no gzip file, or a damaged one: fetch it again") from error


def _numbered(file: IO[bytes]) -> Iterator[Numbered]:
    number = 0
    while piece := file.readline(LONGEST + 1):
        number += 1
        if number == 1:
            if piece.startswith(UTF16):
                raise BadFile("the file is UTF-16: save it as UTF-8")
            piece = piece.removeprefix(BOM)
        long = len(piece) > LONGEST
        while len(piece) > LONGEST and not piece.endswith(b"\n"):
            piece = file.readline(LONGEST + 1)
        yield number, None if long else piece


# --- JSON lines --------------------------------------------------------------------------------------------------

# Numbers keep their digits; NaN, which is no JSON but common, is "nothing".
JSON = json.JSONDecoder(parse_float=Decimal, parse_constant=lambda name: None, strict=False)


def _json_lines(file: IO[bytes]) -> Iterator[Line]:
    for number, raw in _numbered(file):
        if raw is None:
            yield Line(number, problem=TOO_LONG)
        elif raw.strip():
            yield _json(number, raw)


def _json(number: int, raw: bytes) -> Line:
    try:
        fields = JSON.decode(raw.decode())
    except UnicodeDecodeError:
        return Line(number, problem=NOT_UTF8)
    except json.JSONDecodeError as error:
        return Line(number, problem=f"broken JSON: {error.msg} at character {error.pos + 1}")
    except (ValueError, ArithmeticError, RecursionError):
        return Line(number, problem="broken JSON: nested too deeply, or a number that is too long")
    if not isinstance(fields, dict):
        return Line(number, problem="broken JSON: a listing is an object {…}")
    return Line(number, fields, size=len(raw))


# --- CSV -----------------------------------------------------------------------------------------------------------


def _csv_rows(file: IO[bytes]) -> Iterator[Line]:
    records = _Records(file)
    width = len(records.header)
    for record in records:
        if record.problem:
            yield Line(record.number, problem=record.problem)
        elif any(record.cells):
            beyond = [_nameless(n) for n in range(width + 1, len(record.cells) + 1)]
            fields = dict(zip([*records.header, *beyond], record.cells, strict=False))
            yield Line(record.number, {**fields}, size=record.size)


def _nameless(number: int) -> str:
    return f"column {number}"


class _Record(NamedTuple):
    number: int
    cells: list[str]
    problem: str
    size: int


class _Records:
    """CSV records of a file with a header. A quote that never closes costs its own line, not the rest of the file."""

    def __init__(self, file: IO[bytes]) -> None:
        csv.field_size_limit(LONGEST)
        self._lines = _numbered(file)
        self._again: deque[Numbered] = deque()
        first = next(self._lines, None)
        if first is None:
            raise BadFile("the file is empty")
        self._again.append(first)
        self._delimiter = max(DELIMITERS, key=lambda mark: (first[1] or b"").count(mark.encode()))
        names = next(self)
        if names.problem:
            raise BadFile(f"the line with the names of the columns is {names.problem}")
        self.header = [cleaning.line(cell) or _nameless(n) for n, cell in enumerate(names.cells, 1)]
        if twice := {name for name in self.header if self.header.count(name) > 1}:
            raise BadFile(f"two columns have the same name: {', '.join(sorted(twice))}")

    def __iter__(self) -> _Records:
        return self

    def __next__(self) -> _Record:
        self._taken: list[Numbered] = []
        self._ended = False
        cells: list[str] = []
        try:
            cells = next(csv.reader(self._texts(), delimiter=self._delimiter))
            problem = self._problem()
        except (csv.Error, _TooLong):
            problem = TOO_LONG if len(self._taken) == 1 else OPEN_QUOTE
        if problem == OPEN_QUOTE:
            self._again.extendleft(reversed(self._taken[1:]))
        return _Record(self._taken[0][0], cells, problem, sum(len(raw or b"") for _, raw in self._taken))

    def _problem(self) -> str:
        if self._ended:  # the reader asks for one more line only inside quotes
            return OPEN_QUOTE
        try:
            b"".join(raw or b"" for _, raw in self._taken).decode()
        except UnicodeDecodeError:
            return NOT_UTF8
        return ""

    def _texts(self) -> Iterator[str]:
        """The lines of one record. What is not UTF-8 comes as question marks, so that the record still ends rightly."""
        size = 0
        while item := self._again.popleft() if self._again else next(self._lines, None):
            self._taken.append(item)
            size += len(item[1] or b"")
            if item[1] is None or size > LONGEST:
                raise _TooLong
            yield item[1].decode(errors="replace")
        self._ended = True


class _TooLong(Exception):
    pass
