"""`bench outage`: the provider is away for an hour while pairs are judged. Is anything lost, and what does it cost?

All of it is real but the hour: PostgreSQL, the queue, the door, the client and a provider on the loopback that
answers 503 for so long. Where workers would wait, what is stored is made that much older instead: the moments at which
pairs are due, and those of the failures that the breaker reads.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db.models import Count, F
from django.test.utils import override_settings

from dedup import work
from dedup.judging import rulebook, runs
from dedup.models import ModelCall, Pair, Spu, Verdict
from rules.models import RuleSet

from . import scratch

PAIRS = 20_000
WORKERS = 4
OUTAGE_SECONDS = 3600.0
BEFORE = 0.1  # share of the pairs that are judged before it begins
LATEST = 200  # failures in a row that a breaker may look at, and more
PLAIN = {"JUDGE_EXTRACT": "", "JUDGE_BATCH": 1, **scratch.UNLIMITED}
SPEC = {
    "fields": [{"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}],
    "outputs": {"size": {"type": "dimensions"}},
    "pictures": "never",
}


@dataclass
class Provider:
    """A server of chat completions whose every answer is the smallest that the schema allows.

    From its `away_after`-th answer on it is away, until somebody says that it is `back`.
    """

    away_after: int
    back: bool = False
    answered: int = 0
    refused: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def away(self) -> bool:
        return not self.back and self.answered >= self.away_after

    def reply(self, question: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        with self.lock:
            away = self.away
            self.answered += not away
            self.refused += away
        if away:
            return 503, {"error": {"message": "the model is overloaded", "code": 503}}
        schema = question["response_format"]["json_schema"]["schema"]
        message = {"role": "assistant", "content": json.dumps(smallest(schema, schema))}
        return 200, {
            "id": "1",
            "object": "chat.completion",
            "model": question["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 400, "completion_tokens": 20, "total_tokens": 420},
        }


def smallest(schema: dict[str, Any], root: dict[str, Any]) -> Any:
    """Empty lists and texts, null where that may be, the first of a choice."""
    if "$ref" in schema:
        return smallest(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "anyOf" in schema:
        return None if {"type": "null"} in schema["anyOf"] else smallest(schema["anyOf"][0], root)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        return {name: smallest(part, root) for name, part in schema.get("properties", {}).items()}
    return {"array": [], "string": "", "integer": 0, "number": 0, "boolean": False}.get(schema.get("type", ""))


@contextmanager
def served(provider: Provider) -> Iterator[str]:
    """Its address, on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            status, body = provider.reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            packed = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(packed)))
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *_: object) -> None:
            """The provider counts."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def run(pairs: int = PAIRS, *, outage_seconds: float = OUTAGE_SECONDS) -> dict[str, Any]:
    """Counts, and seconds of the simulated clock. `wasted_calls`: askings that met the outage.

    `lost`: pairs without a verdict at the end. `doubled`: pairs with two live ones. `paid_twice`: answers that were
    given and not kept. `given_up`: pairs that the outage was charged to. Only for a scratch database: it fills it.
    """
    provider = Provider(int(BEFORE * pairs))
    started = time.monotonic()
    with served(provider) as url, override_settings(JUDGE=f"openai_compatible:bench@{url}", **PLAIN):
        _fill(pairs)
        clock = _work_through(provider, outage_seconds)
        return {**_figures(pairs, provider), **clock, "seconds": round(time.monotonic() - started, 1)}


def _fill(pairs: int) -> None:
    """A chain of listings, each beside the next: every pair but the first asks one new question."""
    RuleSet.objects.create(version=1, state="live", spec=SPEC, published_at="2026-01-01T00:00Z")
    listings = [
        Spu(id=number, root_id=number, external_id=str(number), title=f"Suitcase no {number}", content_hash=str(number))
        for number in range(1, pairs + 2)
    ]
    Spu.objects.bulk_create(listings, batch_size=2000)
    chain = [Pair(a_id=a.pk, b_id=b.pk, root_a_id=a.pk, root_b_id=b.pk, title_score=1) for a, b in pairwise(listings)]
    Pair.objects.bulk_create(chain, batch_size=2000)
    runs.plan()


def _work_through(provider: Provider, outage_seconds: float) -> dict[str, float]:
    """All pairs, with the hour in between; how long that took by the simulated clock."""
    step = float(settings.WORK_WAKE_SECONDS)
    away = until_first_answer = 0.0
    with ThreadPoolExecutor(WORKERS) as fleet:
        while work.counts().open:
            list(fleet.map(_drain, range(WORKERS)))
            _make_older(step)
            if provider.away:
                away += step
                provider.back = away >= outage_seconds
            elif provider.back and provider.answered == provider.away_after:
                until_first_answer += step
    return {"outage_seconds": away, "first_answer_after_seconds": until_first_answer, "workers": WORKERS}


def _drain(worker: int) -> None:
    """What a worker does between two wake-ups."""
    rulebook.current()
    while runs.judge_next():
        pass


def _make_older(seconds: float) -> None:
    """So much time goes by for pairs that wait, and for the failures that the breaker reads."""
    work.bring_forward(seconds)
    latest = ModelCall.objects.order_by("-id").values("pk")[:LATEST]
    ModelCall.objects.filter(pk__in=latest).update(created_at=F("created_at") - timedelta(seconds=seconds))


def _figures(pairs: int, provider: Provider) -> dict[str, int]:
    live = Verdict.objects.filter(live=True)
    answered = ModelCall.objects.filter(failure="", asked_until=None)
    return {
        "pairs": pairs,
        "calls": provider.answered,
        "wasted_calls": provider.refused,
        "lost": pairs - live.values("pair").distinct().count(),
        "doubled": live.values("pair").annotate(n=Count("id")).filter(n__gt=1).count(),
        "paid_twice": provider.answered - answered.count(),
        "given_up": work.counts().failed,
    }
