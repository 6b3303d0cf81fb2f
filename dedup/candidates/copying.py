"""Numbers and vectors out of PostgreSQL and into it, by binary COPY, without a Python loop over rows.

A binary COPY row of columns that are all `int8` or `halfvec` and never NULL has one fixed size, so
NumPy reads and writes it as a record array.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from .features import Integers

Halves = NDArray[np.float16]

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
BLOCK = 1 << 20


@dataclass(frozen=True)
class Table:
    """`columns`: one array for each int8; `vectors`: (rows, dimensions), or (rows, 0) where none was asked for."""

    columns: list[Integers]
    vectors: Halves


def read(query: str, *, integers: int, dimensions: int = 0) -> Table:
    """`query` gives that many int8 columns, then a halfvec if `dimensions` is not 0; none of them NULL."""
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT binary)") as copy:
        data = b"".join(bytes(block) for block in copy)
    layout = _layout(integers, dimensions)
    rows = np.frombuffer(data, layout, (len(data) - len(HEADER) - len(TRAILER)) // layout.itemsize, len(HEADER))
    if (rows["fields"] != integers + (dimensions > 0)).any():
        raise ValueError("the query gave other columns than were asked for, or a NULL")
    vectors = rows["vector"].astype(np.float16) if dimensions else np.zeros((len(rows), 0), np.float16)
    return Table([rows[f"int{at}"].astype(np.int64) for at in range(integers)], vectors)


def array(numbers: Integers) -> str:
    """A literal for `= ANY(…)`, because COPY takes no parameters."""
    return "'{" + ",".join(map(str, numbers.astype(np.int64).tolist())) + "}'::int8[]"


def write(target: str, columns: Sequence[Integers], vectors: Halves) -> None:
    """COPY into `target` ("table (column, …, vector)"): the int8 columns in order, then the halfvec."""
    layout = _layout(len(columns), vectors.shape[1])
    rows = np.zeros(len(vectors), layout)
    rows["fields"] = len(columns) + 1
    for at, column in enumerate(columns):
        rows[f"length{at}"], rows[f"int{at}"] = 8, column
    rows["size"], rows["dimensions"], rows["vector"] = 4 + 2 * vectors.shape[1], vectors.shape[1], vectors
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN (FORMAT binary)") as copy:
        copy.write(HEADER)
        data = memoryview(rows.tobytes())
        for at in range(0, len(data), BLOCK):
            copy.write(data[at : at + BLOCK])
        copy.write(TRAILER)


def _layout(integers: int, dimensions: int) -> np.dtype[np.void]:
    fields: list[Any] = [("fields", ">i2")]
    for at in range(integers):
        fields += [(f"length{at}", ">i4"), (f"int{at}", ">i8")]
    if dimensions:
        fields += [("size", ">i4"), ("dimensions", ">i2"), ("unused", ">i2"), ("vector", ">f2", (dimensions,))]
    return np.dtype(fields)
