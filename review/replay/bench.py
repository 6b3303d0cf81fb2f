"""How fast decided pairs are replayed: the sample catalogue, decided by what was planted in it."""

from __future__ import annotations

import copy
import gc
import os
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from dedup.backends import encoders
from dedup.candidates import embedding, search
from dedup.candidates.progress import Bar
from dedup.catalogue import ingest
from dedup.evaluation import metrics
from dedup.merging import merges
from dedup.models import Decision, ModelCall, Pair, Spu
from review import decisions
from review.demo import catalogue, labels
from review.models import Replay
from rules import drafts, files
from rules.models import RuleSet
from rules.spec import RuleSpec

from . import lines, replays, results, turns

PAIRS = 10_000
Word = Decision.Word
Same = Callable[[Pair], bool]


def run(pairs: int = PAIRS) -> dict[str, Any]:
    """Seconds and memory of a replay of so many decided pairs, all answers recorded; one process.

    Only for a scratch database: it fills it. The sample catalogue stands there as often as it takes, so
    a question is asked for the first copy and recorded for the others. The default rule judges all, so
    that one draft covers every pair; it changes a tolerance, which settles no pair any earlier.
    """
    files.load(settings.BASE_DIR / "rules" / "examples" / "default.json")
    with tempfile.TemporaryDirectory() as folder:
        duplicates = _draw(Path(folder))
        first = _import(Path(folder), 1)
        search.run()
        found = list(Pair.objects.order_by("id"))
        decided = _decide(found[:pairs], duplicates)
        draft = _draft()
        _through(draft)  # asks; from now on all is recorded
        copies = iter(range(2, pairs))
        while decided < pairs:
            other = _import(Path(folder), next(copies))
            decided += _decide(_copied(found, dict(zip(first, other, strict=True)))[: pairs - decided], duplicates)
    embedding.embed_pictures(encoders.load(), Bar())
    _through(draft)  # what a copy asks otherwise
    return {"decided_pairs": decided, **_measured(draft)}


def _draw(folder: Path) -> Same:
    """The catalogue, and whether two listings of one copy of it are the same product."""
    catalogue.make(folder)
    duplicates = labels.read(folder).duplicates

    def same(pair: Pair) -> bool:
        a, b = (f"sample:{spu.external_id.partition(':')[2]}" for spu in (pair.a, pair.b))
        return labels.ordered(a, b) in duplicates

    return same


def _import(folder: Path, number: int) -> list[int]:
    """Ids of the listings of another copy, in the order of the catalogue."""
    rows = folder / "copy.jsonl"
    rows.write_text((folder / "catalogue.jsonl").read_text("utf-8").replace('"sample:', f'"copy{number}:'), "utf-8")
    ingest.run(rows, images=folder, rejects=folder)
    copied = Spu.objects.filter(external_id__startswith=f"copy{number}:")
    return list(copied.order_by("external_id").values_list("id", flat=True))


def _copied(found: Iterable[Pair], ids: Mapping[int, int]) -> list[Pair]:
    """The candidate pairs of the first copy, between the listings of another."""
    sides = (sorted((ids[pair.a_id], ids[pair.b_id])) for pair in found)
    return Pair.objects.bulk_create([Pair(a_id=a, b_id=b, root_a_id=a, root_b_id=b, title_score=0) for a, b in sides])


def _decide(pairs: Iterable[Pair], same: Same) -> int:
    """By the truth; a pair that an earlier merge has settled is left out. How many were decided."""
    reviewer = User.objects.get_or_create(username="bench", is_superuser=True)[0]
    rows = Pair.objects.select_related("a", "b").filter(pk__in=[pair.pk for pair in pairs]).order_by("id")
    return sum(_say(pair, same(pair), reviewer) for pair in rows)


def _say(pair: Pair, same: bool, reviewer: User) -> bool:
    word, survivor = (Word.MERGE, pair.a_id) if same else (Word.DIFFERENT, None)
    try:
        outcome = decisions.decide(pair.pk, reviewer, word, submit_key=uuid.uuid4(), survivor_id=survivor)
    except (decisions.Refused, merges.KeptApart):
        return False
    return outcome.kind == "ok"


def _draft() -> RuleSet:
    live = RuleSet.objects.get(category=None, state=RuleSet.State.LIVE)
    spec = copy.deepcopy(live.spec)
    for line in spec["fields"]:
        if line["matcher"] == "SizeOfEqualsItemMatcher":
            line["options"] = {"tolerance": "10 %"}
    return drafts.start(None, user=None, spec=RuleSpec.model_validate(spec))


def _through(draft: RuleSet) -> Replay:
    replay = replays.start(draft, user=None)
    turns.drain_here(replay)
    return replay


def _measured(draft: RuleSet) -> dict[str, Any]:
    """`cpu_seconds`: of this process and its PostgreSQL backend, so what a machine with nothing else to do takes."""
    asked = ModelCall.objects.count()
    gc.collect()
    before = _forget_peak()
    start = time.monotonic()
    with metrics.cpu() as spent:
        replay = _through(draft)
    seconds = time.monotonic() - start
    counts = lines.counts(replay)
    return {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(spent.seconds, 1),
        "pairs_per_second": round(counts.done / seconds),
        "answered": counts.done,
        "calls_asked": ModelCall.objects.count() - asked,
        "rss_mb_before": before,
        "rss_mb_peak": _status("VmHWM"),
        "batch": lines.AT_ONCE,
        "cores": os.cpu_count(),
        "result": results.figures(results.result(replay)),
    }


def _forget_peak() -> int:
    """Linux: the peak of this process counts from now on. MB that it has now."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _status(name: str) -> int:
    """MB, by what Linux says of this process; 0 elsewhere."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return round(int(line.split()[1]) / 1024)
    return 0
