"""How fast decided pairs are replayed: sample catalogues of several seeds, judged and decided by what was planted."""

from __future__ import annotations

import copy
import gc
import os
import tempfile
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from dedup.candidates import search
from dedup.catalogue import ingest
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
SEEDS = 2  # sample catalogues of 300 listings
Word = Decision.Word


def run(pairs: int = PAIRS) -> dict[str, Any]:
    """Seconds and memory of a replay of so many decided pairs, all answers recorded; one process.

    Only for a scratch database: it fills it. The draft changes a tolerance, which is in some way the
    dearest change, because no rule decides earlier than before.
    """
    with tempfile.TemporaryDirectory() as folder:
        duplicates = _listings(Path(folder))
    search.run()
    _fill_up(pairs)
    decided = _decide(duplicates, pairs)
    draft = _draft()
    _through(draft)  # asks; from now on all is recorded
    return {"decided_pairs": decided, **_measured(draft)}


def _listings(folder: Path) -> frozenset[labels.Names]:
    """Sample catalogues under ids of their own. The default rule judges all: one draft then covers every pair."""
    files.load(settings.BASE_DIR / "rules" / "examples" / "default.json")
    found: set[labels.Names] = set()
    for seed in range(1, SEEDS + 1):
        catalogue.make(folder, seed=seed)
        rows = folder / "catalogue.jsonl"
        for file in (rows, folder / "clusters.csv"):
            file.write_text(file.read_text("utf-8").replace("sample:", f"s{seed}:"), "utf-8")
        ingest.run(rows, images=folder, rejects=folder)
        found |= labels.read(folder).duplicates
    return frozenset(found)


def _fill_up(pairs: int) -> None:
    """Candidate pairs first; then neighbours by number, every one with the next ones."""
    ids = list(Spu.objects.order_by("id").values_list("id", flat=True))
    known = Pair.objects.count()
    for step in range(1, len(ids)):
        if known >= 1.2 * pairs:  # some are settled by the merges of others
            return
        rows = [
            Pair(a_id=a, b_id=b, root_a_id=a, root_b_id=b, title_score=0) for a, b in zip(ids, ids[step:], strict=False)
        ]
        Pair.objects.bulk_create(rows, ignore_conflicts=True)
        known = Pair.objects.count()


def _decide(duplicates: frozenset[labels.Names], pairs: int) -> int:
    """By the truth; a pair that an earlier merge has settled is left out. How many were decided."""
    reviewer = User.objects.create_superuser("bench")
    decided = 0
    for pair in Pair.objects.select_related("a", "b").order_by("id").iterator(1000):
        if decided == pairs:
            break
        same = labels.ordered(pair.a.external_id, pair.b.external_id) in duplicates
        decided += _say(pair, same, reviewer)
    return decided


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
    asked = ModelCall.objects.count()
    gc.collect()
    before = _forget_peak()
    start = time.monotonic()
    replay = _through(draft)
    seconds = time.monotonic() - start
    counts = lines.counts(replay)
    return {
        "seconds": round(seconds, 1),
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
