"""`evaluate blocking DIR`: does the search for candidates find the duplicates of a labelled catalogue?

The title search is measured as it runs: vectors out of PostgreSQL, projected neighbours, exact
ranking. The floor is what anybody can have in five lines, on the same titles in the same run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from dedup.candidates import search
from dedup.candidates.features import Integers
from dedup.candidates.nearest import Found
from dedup.candidates.progress import Progress
from dedup.catalogue import ingest
from dedup.models import Pair, Spu

from . import folders, metrics, scratch


@dataclass(frozen=True)
class Labelled:
    """The listings that have a label, by ascending id: row n is listing `ids[n]` of product `cluster[n]`."""

    ids: Integers
    titles: list[str]
    cluster: Integers


def run(folder: Path, *, progress: Progress | None = None) -> dict[str, Any]:
    """Import, search and measure in a scratch database. Fractions are 0-1. Raises folders.BadFolder.

    `candidates_per_listing` counts a pair for both its listings; `cpu_seconds` is the search for
    candidates alone, without import and measuring.
    """
    catalogue, names = folders.catalogue(folder), folders.clusters(folder)
    with scratch.database():
        ingest.run(catalogue, images=folder, rejects=Path(settings.MEDIA_ROOT))
        with metrics.cpu() as spent:
            counts = search.run(full=True, progress=progress)
        labelled = _labelled(names)
        a, b = _pairs(labelled)
        return {
            "listings": counts.listings,
            "candidates_per_listing": round(2 * Pair.objects.count() / max(counts.listings, 1), 2),
            "hit_at": metrics.hit_at(_lists(search.title_lists(max(metrics.AT)), labelled), labelled.cluster),
            "floor_hit_at": metrics.hit_at(metrics.floor_lists(labelled.titles), labelled.cluster),
            "pair_completeness": round(metrics.pair_completeness(a, b, labelled.cluster), 4),
            "cpu_seconds": round(spent.seconds, 1),
            "by_source": counts.by_source,
        }


def _labelled(names: dict[str, str]) -> Labelled:
    """A listing without a label stays in the catalogue, in nobody's cluster."""
    rows = list(Spu.objects.order_by("id").values_list("id", "external_id", "title"))
    own = [names.get(external_id, f"no label {external_id}") for _, external_id, _ in rows]
    cluster = np.unique(own, return_inverse=True)[1]
    return Labelled(np.array([id for id, _, _ in rows], np.int64), [title for _, _, title in rows], cluster)


def _pairs(labelled: Labelled) -> tuple[Integers, Integers]:
    ids = np.array(list(Pair.objects.values_list("a_id", "b_id")), np.int64).reshape(-1, 2)
    rows = np.searchsorted(labelled.ids, ids)
    return rows[:, 0], rows[:, 1]


def _lists(found: Found, labelled: Labelled) -> Integers:
    """(listings, 20) row numbers, -1 where a listing has fewer neighbours."""
    lists = np.full((len(labelled.ids), max(metrics.AT)), metrics.NOBODY, np.int64)
    row = np.searchsorted(labelled.ids, found.query)
    place = np.arange(len(row)) - np.searchsorted(found.query, found.query)
    lists[row, place] = np.searchsorted(labelled.ids, found.other)
    return lists
