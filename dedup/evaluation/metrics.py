"""Figures of candidate search, and the floor that it is measured against."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dedup.candidates import features

Integers = NDArray[np.int64]

AT = (1, 5, 10, 20)
ROWS_AT_ONCE = 500
NOBODY = -1
LOCAL = ("", "localhost", "127.0.0.1", "::1")


def hit_at(lists: Integers, cluster: Integers) -> dict[str, float]:
    """Share of the listings with a mate that have one among their first k.

    `lists`: (listings, 20) row numbers, best first, -1 for none.
    """
    mates = np.bincount(cluster)[cluster] > 1
    hits = (cluster[lists] == cluster[:, None]) & (lists != NOBODY)
    return {str(k): _share(hits[mates, :k].any(axis=1)) for k in AT}


def pair_completeness(a: Integers, b: Integers, cluster: Integers) -> float:
    """Share of the true pairs that are among the pairs (a, b), which hold each pair once, as row numbers."""
    sizes = np.bincount(cluster)
    true = int((sizes * (sizes - 1) // 2).sum())
    return float((cluster[a] == cluster[b]).sum() / true) if true else 1.0


def floor_lists(titles: Sequence[str], depth: int = max(AT)) -> Integers:
    """The `depth` nearest of each title by exact cosine of character 3-grams: (titles, depth), -1 for none.

    What TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3)) of scikit-learn gives on
    NFKC-lowercased titles, to the last bit but rounding (a test compares them), without needing it.
    """
    rows = _tfidf(titles)
    columns = rows.T.tocsr()
    lists = np.full((len(titles), depth), NOBODY, np.int64)
    for at in range(0, len(titles), ROWS_AT_ONCE):
        cosines = (rows[at : at + ROWS_AT_ONCE] @ columns).toarray()
        here = np.arange(len(cosines))
        cosines[here, here + at] = -1
        width = min(depth, len(titles) - 1)
        best = np.argpartition(-cosines, max(width - 1, 0), axis=1)[:, :width]
        order = np.argsort(-np.take_along_axis(cosines, best, 1), axis=1, kind="stable")
        lists[at : at + ROWS_AT_ONCE, :width] = np.take_along_axis(best, order, 1)
    return lists


def _tfidf(titles: Sequence[str]) -> csr_matrix:
    """Term counts times ln((1 + n) / (1 + titles)) + 1, rows of length 1: TfidfVectorizer's defaults."""
    rows, packed = features.packed_grams(titles)
    keys, columns = np.unique(packed, return_inverse=True)
    counts = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(titles), len(keys)))
    counts.sum_duplicates()
    found_in = np.bincount(counts.indices, minlength=len(keys))
    counts.data *= (np.log((1 + len(titles)) / (1 + found_in)) + 1)[counts.indices].astype(np.float32)
    length = np.sqrt(
        np.bincount(np.repeat(np.arange(len(titles)), np.diff(counts.indptr)), counts.data**2, len(titles))
    )
    counts.data /= np.repeat(length, np.diff(counts.indptr)).astype(np.float32)
    return counts


@dataclass
class Cpu:
    seconds: float = 0.0


@contextmanager
def cpu() -> Iterator[Cpu]:
    """CPU seconds of this process and, where it is on this machine, of its PostgreSQL backend.

    Helpers that PostgreSQL may start for an index build are not seen.
    """
    spent = Cpu()
    start = time.process_time() + _backend_seconds()
    yield spent
    spent.seconds = time.process_time() + _backend_seconds() - start


def _backend_seconds() -> float:
    """Linux, and a server on this machine; otherwise 0."""
    host = str(connection.settings_dict["HOST"])
    if not host.startswith("/") and host not in LOCAL:
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    try:
        name, _, rest = Path(f"/proc/{int(pid)}/stat").read_text().rpartition(")")
    except OSError:
        return 0.0
    user, system = rest.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") if "postgres" in name else 0.0


def _share(values: NDArray[np.bool_]) -> float:
    return round(float(values.mean()), 4) if len(values) else 1.0
