"""`evaluate matching DIR`: are the verdicts on labelled pairs right?

All pairs of `pairs.csv` are judged as in production, by the sample rule sets that come with the
project, each in its category, the default elsewhere. Nothing is fitted to the folder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from dedup import work
from dedup.backends import encoders
from dedup.candidates import embedding
from dedup.candidates.progress import Bar, Progress
from dedup.catalogue import ingest
from dedup.judging import runs
from dedup.models import Image, ModelCall, Pair, Spu, Verdict

from . import folders, samples, scratch

# The two operating points: which levels count as "same product".
POINTS = {"precision_point": ("match",), "recall_point": ("match", "likely_match")}
WITHOUT_CATEGORY = "none"


@dataclass(frozen=True)
class Judged:
    """A labelled pair, the category of its first listing, and the machine's level."""

    label: bool
    category: str
    level: str


def run(folder: Path, *, rules: Path | None = None, progress: Progress | None = None) -> dict[str, Any]:
    """Import, judge and compare in a scratch database. Fractions are 0-1; `f1` is the recall point's.

    `pairs_unknown` have a listing that is not in the catalogue, `pairs_waiting` no verdict because a budget was spent;
    both are left out. Raises folders.BadFolder, files.BadFile and one of runs.STOPS.
    """
    catalogue, labels = folders.catalogue(folder), folders.pairs(folder)
    with scratch.database():
        ingest.run(catalogue, images=folder, rejects=Path(settings.MEDIA_ROOT))
        samples.load(rules)
        _embed_pictures()
        known = _make_pairs(labels)
        runs.plan()
        runs.drain_here(progress=_shown(len(known), progress))
        found = figures(_judged(known))
        return {
            **found,
            "pairs_unknown": len(labels) - len(known),
            "pairs_failed": work.counts().failed,
            "pairs_waiting": work.counts().open,
            "judge": settings.JUDGE,
        }


def _embed_pictures() -> None:
    """The re-check of variants chooses its pictures by vector."""
    if Image.objects.exists():
        embedding.embed_pictures(encoders.load(), Bar())


def _make_pairs(labels: dict[tuple[str, str], bool]) -> dict[tuple[int, int], bool]:
    """A row for every labelled pair whose two listings exist; the order of the ids is ours."""
    ids = dict(Spu.objects.values_list("external_id", "id"))
    known: dict[tuple[int, int], bool] = {}
    for (one, other), label in labels.items():
        if one in ids and other in ids and one != other:
            known[min(ids[one], ids[other]), max(ids[one], ids[other])] = label
    rows = [Pair(a_id=a, b_id=b, root_a_id=a, root_b_id=b, title_score=0) for a, b in known]
    Pair.objects.bulk_create(rows, batch_size=1000)
    return known


def _shown(total: int, progress: Progress | None) -> Callable[[work.Counts], None]:
    return lambda counts: progress(total - counts.open, total) if progress else None


def _judged(known: dict[tuple[int, int], bool]) -> list[Judged]:
    found = Verdict.objects.filter(live=True).values_list("pair__a", "pair__b", "pair__a__category__path", "level")
    return [Judged(known[a, b], " › ".join(path or [WITHOUT_CATEGORY]), level) for a, b, path, level in found]


def figures(judged: list[Judged]) -> dict[str, Any]:
    """Precision, recall and F1 at both points, overall and by category, and what was asked for them."""
    at = {point: scores(judged, levels) for point, levels in POINTS.items()}
    by_category: dict[str, list[Judged]] = defaultdict(list)
    for row in judged:
        by_category[row.category].append(row)
    return {
        **at["recall_point"],
        "at": at,
        "pairs": len(judged),
        "verdicts": dict(Counter(row.level for row in judged).most_common()),
        "by_category": {
            name: {"pairs": len(rows), **scores(rows, POINTS["recall_point"])}
            for name, rows in sorted(by_category.items())
        },
        "model_calls": ModelCall.objects.count(),
    }


def scores(judged: Iterable[Judged], positive: tuple[str, ...]) -> dict[str, float]:
    """0 where nothing was found or nothing was there to find."""
    cells = Counter((row.level in positive, row.label) for row in judged)
    right, wrong, missed = cells[True, True], cells[True, False], cells[False, True]
    precision = right / (right + wrong) if right else 0.0
    recall = right / (right + missed) if right else 0.0
    f1 = 2 * right / (2 * right + wrong + missed) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
