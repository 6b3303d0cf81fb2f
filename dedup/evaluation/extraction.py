"""`evaluate extraction DIR`: are the values right that are read out of labelled listings?

Every listing of `extraction*.jsonl[.gz]` is read once, through the door and its checks, as judging would: all
attributes that the labels of its category name are asked for, as texts (as a closed list where the labels come with
`options`), without a guideline. Nothing is fitted to the folder.

The counts and figures are those of ExtractGPT (Brinkmann, Shraga, Bizer, 2023): of what labels (first letter) and
reading (second) state, NN is nothing and nothing, NV a value where there is none, VN none where there is a value,
VC the right and VW a wrong value. Precision = VC / (NV + VC + VW), recall = VC / (VC + VW + VN).
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from dedup.backends.base import Ask
from dedup.candidates.progress import Progress
from dedup.judging import calls
from dedup.judging import extraction as reading
from dedup.judging.extraction import Unread
from dedup.judging.records import Answered, Unanswerable
from dedup.models import Extraction, ModelCall, Spu
from rules.spec import RuleSpec
from rules.values.text import fold

from . import labels, paces, scratch
from .labels import Labelled

WAITS = 20  # so often a judge that is away or at its limit is waited for, then the run stops
LONGEST_WAIT = 60.0  # seconds
TOGETHER = 100  # listings whose questions go through the door in one


@dataclass(frozen=True)
class Scored:
    """One attribute of one listing: NN, NV, VN, VC or VW, and the same against the normalised label if there is one."""

    attribute: str
    raw: str
    normalized: str | None = None


class Fresh:
    """Readings that nobody keeps: every listing is asked for, and answered by the record or the judge."""

    def kept(self, listing: Spu, key: str) -> None:
        return None

    def keep(self, readings: Sequence[Extraction]) -> None:
        """Nothing: the listings are no rows either."""

    def ask_all(self, questions: Sequence[Ask]) -> list[Answered | Unanswerable]:
        """Raises calls.Stopped, and calls.Later where waiting did not help."""
        for _ in range(WAITS):
            outcomes = calls.ask_all(questions)
            if not (away := [one for one in outcomes if isinstance(one, calls.Later)]):
                break
            if spent := next((one for one in away if not one.outage and one.seconds > LONGEST_WAIT), None):
                raise spent  # a budget, perhaps for a day
            time.sleep(min(max(later.seconds for later in away), LONGEST_WAIT))
        if failed := next((one for one in outcomes if isinstance(one, calls.Later | calls.Stopped)), None):
            raise failed
        return [one for one in outcomes if isinstance(one, Answered | Unanswerable)]


def run(folder: Path, *, progress: Progress | None = None) -> dict[str, Any]:
    """Precision, recall and F1 (fractions, 0-1) over all files, by file and by attribute.

    `listings_per_second` is of the judge alone: of one that is code on every core of this machine (`paces.of_code`), of
    a model as it was asked, without its first answer. `_recorded` is of everything: questions, the door with its
    commits, checks, waiting for the database. An
    attribute that the labels of a listing leave out is not scored, for nobody looked whether it is stated.
    Raises folders.BadFolder, calls.Later and calls.Stopped.
    """
    files = labels.read(folder)
    total = sum(map(len, files.values()))
    shown = _counting(total, progress)
    with scratch.database():
        start = time.perf_counter()
        scored = {name: list(chain.from_iterable(map(shown, _read(listings)))) for name, listings in files.items()}
        wall = time.perf_counter() - start
        seconds = list(ModelCall.objects.filter(failure="").order_by("id").values_list("seconds", flat=True))
    questions = [task.question for listings in files.values() for task in _tasks(listings)]
    pace = paces.of_code(questions) if calls.is_free("extract") else paces.of_calls(seconds)
    return {
        **figures(list(chain.from_iterable(scored.values()))),
        "listings": total,
        "listings_per_second": pace,
        "listings_per_second_recorded": round(total / wall) if wall else None,
        "files": {name: {**_summed(rows), "listings": len(files[name])} for name, rows in scored.items()},
        "model_calls": len(seconds),
        "judge": settings.JUDGE_EXTRACT or settings.JUDGE,
    }


def _counting(total: int, progress: Progress | None) -> Callable[[list[Scored]], list[Scored]]:
    done = 0

    def shown(scored: list[Scored]) -> list[Scored]:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)
        return scored

    return shown


def _read(listings: Sequence[Labelled]) -> Iterator[list[Scored]]:
    """The scores of each listing."""
    tasks = _tasks(listings)
    for start in range(0, len(listings), TOGETHER):
        some = slice(start, start + TOGETHER)
        for listing, read in zip(listings[some], reading.settle(tasks[some], Fresh()), strict=True):
            stated = {name: value.values for name, value in read.values.items() if not value.unreadable}
            yield score(listing, stated)


def _tasks(listings: Sequence[Labelled]) -> list[Unread]:
    rules = {category: rule_for(among) for category, among in labels.by_category(listings).items()}
    return [reading.unread(_row(listing), rules[listing.category]) for listing in listings]


def _row(listing: Labelled) -> Spu:
    return Spu(title=listing.title, description=listing.description, brand="", attributes={})


def rule_for(listings: Iterable[Labelled]) -> RuleSpec:
    """All attributes that labels of a category name, as outputs; with a line on each, for only such are read."""
    named: dict[str, list[str]] = {}
    for listing in listings:
        for name in listing.fields:
            named.setdefault(name, []).extend(listing.options.get(name, ()))
    lines = [_line(name) for name in named]
    return RuleSpec.model_validate({"fields": lines, "outputs": {name: _output(of) for name, of in named.items()}})


def _line(name: str) -> dict[str, str]:
    return {"field": name, "source": "outputLlm", "source_field": name, "matcher": "EqualsItemMatcher"}


def _output(options: Sequence[str]) -> dict[str, Any]:
    return {"type": "enum", "values": {option: [] for option in options}} if options else {"type": "text"}


def score(listing: Labelled, read: Mapping[str, Sequence[str]]) -> list[Scored]:
    """Every labelled attribute of one listing."""
    return [
        Scored(
            name,
            cell(stated, read.get(name, ())),
            cell(listing.normalized[name], read.get(name, ())) if name in listing.normalized else None,
        )
        for name, stated in listing.fields.items()
    ]


def cell(stated: Sequence[str], read: Sequence[str]) -> str:
    """Right are values that are all among those stated, whatever their case, width, accents and outer marks."""
    known, found = set(map(fold, stated)), set(map(fold, read))
    if not known or not found:
        return ("V" if known else "N") + ("V" if found else "N")
    return "VC" if found <= known else "VW"


def figures(scored: Sequence[Scored]) -> dict[str, Any]:
    by_attribute: dict[str, list[Scored]] = defaultdict(list)
    for row in scored:
        by_attribute[row.attribute].append(row)
    normalized = Counter(row.normalized for row in scored if row.normalized)
    return {
        **_summed(scored),
        "by_attribute": {name: {**_summed(rows), "n": len(rows)} for name, rows in sorted(by_attribute.items())},
        "counts": dict(Counter(row.raw for row in scored)),
        "normalized": rates(normalized) if normalized else None,
    }


def _summed(scored: Iterable[Scored]) -> dict[str, float]:
    return rates(Counter(row.raw for row in scored))


def rates(cells: Mapping[str, int]) -> dict[str, float]:
    """0 where nothing was read or nothing was there to read."""
    right = cells.get("VC", 0)
    read = right + cells.get("NV", 0) + cells.get("VW", 0)
    stated = right + cells.get("VN", 0) + cells.get("VW", 0)
    return {
        "precision": round(right / read, 4) if read else 0.0,
        "recall": round(right / stated, 4) if stated else 0.0,
        "f1": round(2 * right / (read + stated), 4) if right else 0.0,
    }
