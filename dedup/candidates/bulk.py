"""The nearest neighbours of many vectors at once, in memory, without an index probe and a row on the wire for each.

Memory: 2 KB a title and 1 KB a picture (float32), so a million titles take 2 GB.
"""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

from .copying import Halves
from .features import Integers

# Up to here every vector is compared with every other, exactly; at this size that costs as much as the graph.
FLAT = 100_000
# faiss' inverted file, better for clustered vectors, is no use for titles: of 75,000 it found .81 of the ten nearest at
# 12 probes in 548 cells and .93 at 128, slower than exactly; the graph finds .97 (docs/candidates.md).
LINKS = 16
BUILD_WIDTH = 64
SEARCH_WIDTH = 400
AT_ONCE = 4096


def neighbours(
    vectors: Halves, queries: Integers, depth: int, *, flat: int = FLAT
) -> tuple[Integers, NDArray[np.float32]]:
    """Row numbers and inner products of the `depth` nearest to each row of `queries`: (queries, depth), best first.

    A row finds itself too. Places that nothing was found for hold -1. Exact up to `flat` vectors.
    """
    base = vectors.astype(np.float32)
    index = faiss.IndexFlatIP(base.shape[1]) if len(base) <= flat else _graph(base.shape[1])
    _add(index, base)
    found = np.full((len(queries), depth), -1, np.int64)
    scores = np.full((len(queries), depth), -1, np.float32)
    for at in range(0, len(queries), AT_ONCE):
        here = slice(at, at + AT_ONCE)
        scores[here], found[here] = index.search(base[queries[here]], depth)
    return found, scores


def _graph(size: int) -> faiss.IndexHNSWFlat:
    index = faiss.IndexHNSWFlat(size, LINKS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = BUILD_WIDTH
    index.hnsw.efSearch = SEARCH_WIDTH
    return index


def _add(index: faiss.Index, base: NDArray[np.float32]) -> None:
    """By one thread, because several build another graph every time, and candidates would change from run to run."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        index.add(base)
    finally:
        faiss.omp_set_num_threads(threads)
