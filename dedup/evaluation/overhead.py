"""What judging a pair costs beside the model: CPU of this process, answers free.

Two runs over the same pairs: `asked`, where every question goes through the door to a judge in this process whose own
time is taken off, and `recorded`, where every answer is known. PostgreSQL's work is not in it.
"""

from __future__ import annotations

import gc
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone

from dedup import work
from dedup.backends import offline_text
from dedup.backends.address import Address
from dedup.backends.base import Answer, Ask, Judge, Role, Usage, parse
from dedup.catalogue import images
from dedup.catalogue.decoders import Clean
from dedup.judging import cascade, rulebook, runs
from dedup.judging.asking import Asking
from dedup.models import Image, Pair, Spu, Verdict
from rules import categories
from rules.models import RuleSet

from . import scratch

PAIRS = 1_000
WARM = 20  # pairs before the clock starts: imports, connections, caches
BESIDE = 4  # pairs that a listing is in
COLOURS = ("red", "blue", "green", "black")
LINE = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "BrandItemMatcher"}
READ = [
    {"field": name, "source": "outputLlm", "source_field": name, "matcher": matcher, "importance": importance}
    for name, matcher, importance in (
        ("size", "SizeOfEqualsItemMatcher", "required"),
        ("colour", "AnyOfEqualsItemMatcher", "optional"),
        ("fabric", "AnyOfEqualsItemMatcher", "optional"),
    )
]
RULE = {
    "fields": [LINE, *READ],
    "outputs": {
        "size": {"type": "dimensions"},
        "colour": {"type": "enum", "values": {colour: [] for colour in COLOURS}},
        "fabric": {"type": "text", "names": ["material"]},
    },
    "prompt": "Bags are compared. The size is that of the bag, not of its parts.",
}
SAID = "A soft bag with two handles and an inner pocket, made to last and easy to clean with a wet cloth. " * 6
T = TypeVar("T")


class Ready(Judge):
    """Answers at once, reads by code; what that took of the CPU is `spent`."""

    name = "ready:1"
    spent = 0.0

    def __init__(self, address: Address) -> None:
        """There is nothing to choose."""

    def together(self, role: Role) -> int:
        return int(settings.JUDGE_BATCH)

    def ask(self, ask: Ask) -> Answer:
        start = time.process_time()
        raw = json.dumps(_read(ask) if ask.role == "extract" else _looked(ask))
        answer = Answer(parse(ask.schema, raw, Usage()), raw, self.name, Usage(900, 150))
        Ready.spent += time.process_time() - start
        return answer


def _read(ask: Ask) -> dict[str, Any]:
    found = offline_text.read(ask.facts)
    return {name: {key: field[key] for key in ("values", "evidence")} for name, field in found.items()}


def _looked(ask: Ask) -> dict[str, Any]:
    answer = "same" if int(ask.pictures[0].sha256[:2], 16) % 2 else "different"
    return {"answer": answer, "difference": "none", "reason": "They show one bag."}


def run(pairs: int = PAIRS) -> dict[str, Any]:
    """Milliseconds of CPU a pair, and of the `recorded` run its parts. Only for a scratch database: it fills it."""
    _catalogue(pairs + WARM)
    judges = {**settings.JUDGES, "ready": "dedup.evaluation.overhead.Ready"}
    roles = {"JUDGE": "ready", "JUDGE_EXTRACT": "", "JUDGE_COMPARE": "", "JUDGE_DESCRIBE": ""}
    with override_settings(JUDGES=judges, **roles, **scratch.UNLIMITED):
        asked = _drained(pairs)
        Verdict.objects.all().delete()
        recorded = _drained(pairs)
        Verdict.objects.all().delete()
        parts, queries = _parts(pairs)
    return {"pairs": pairs, "batch": settings.JUDGE_BATCH, "asked": asked, "recorded": recorded, **parts, **queries}


def _catalogue(pairs: int) -> None:
    """Listings as shops have them, each with a picture, in a ring of pairs."""
    node = categories.ensure([["bags", "shoulder", "small"]])["bags", "shoulder", "small"]
    RuleSet.objects.create(version=1, state="live", spec=RULE, published_at=timezone.now())
    listings = Spu.objects.bulk_create(_listing(number, node) for number in range(1, max(2, pairs // BESIDE) + BESIDE))
    Image.objects.bulk_create(_image(listing) for listing in listings)
    count = len(listings)
    ring = ((n % count, (n + 1 + n // count) % count) for n in range(pairs))
    sides = [sorted((listings[one].pk, listings[other].pk)) for one, other in ring]
    Pair.objects.bulk_create(Pair(a_id=a, b_id=b, root_a_id=a, root_b_id=b, title_score=0.9) for a, b in sides)


def _listing(number: int, category: int) -> Spu:
    size, colour = f"{40 + number % 3} x 30 x 12 cm", COLOURS[number % 4]
    attributes = {
        "material": "cotton",
        "closure": "zip",
        "lining": "yes",
        "pockets": "2",
        "season": "all",
        "care": "wet",
    }
    return Spu(
        id=number,
        root_id=number,
        external_id=f"bench:{number}",
        title=f"Ora shoulder bag no. {number} {colour} {size} with handles for work and travel",
        brand="Ora",
        category_id=category,
        description=SAID,
        attributes=attributes,
        content_hash=str(number),
    )


def _image(listing: Spu) -> Image:
    sha256, _ = images.store(Clean(9, 9, "0" * 16, b"picture %d" % listing.pk, b"-"))
    values = {"source": "-", "source_sha256": sha256, "sha256": sha256, "phash": f"{listing.pk * 7919:016x}"}
    return Image(spu=listing, position=0, width=9, height=9, **values)


def _drained(pairs: int) -> float:
    """CPU ms a pair of the drain as a worker runs it, without the judge's own."""
    work.enqueue(Pair.objects.values_list("pk", flat=True))
    for _ in range(WARM):
        runs.judge_next()
    left = work.counts().open
    gc.collect()
    Ready.spent, start = 0.0, time.process_time()
    runs.drain_here()
    spent = time.process_time() - start - Ready.spent
    return round(1000 * spent / max(1, left), 3)


def _parts(pairs: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The recorded run once more, a pair at a time and piece by piece."""
    work.enqueue(Pair.objects.values_list("pk", flat=True))
    spent: defaultdict[str, float] = defaultdict(float)
    queries: Counter[str] = Counter()

    def part(name: str, does: Callable[[], T]) -> T:
        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            queries[name] += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            start = time.process_time()
            found = does()
            spent[name] += time.process_time() - start
        return found

    rules = rulebook.current()
    done = 0
    while held := part("claim", work.claim):
        pair = part("load", partial(cascade.load, held))
        effective = rules.for_pair(pair.a.category_id, pair.b.category_id)
        case = part("examine", partial(cascade.examine, pair, effective, Asking(pair, held)))
        part("write", partial(cascade.write, held, case))
        done += 1
    ms = {name: round(1000 * seconds / done, 3) for name, seconds in spent.items()}
    return {"parts": ms}, {"queries": {name: round(count / done, 2) for name, count in queries.items()}}
