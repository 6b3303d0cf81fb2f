"""Workers are killed and Redis is taken away in the middle of a run: nothing is lost, nothing is done twice.

All of it is real: Celery workers and beat in processes of their own, PostgreSQL, a Redis of this
test's own, and the providers' clients, which speak to a loopback stub that counts what is paid for.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

from config.servers import Redis
from dedup import work
from dedup.judging import runs
from dedup.models import ModelCall, Pair, Verdict
from tests import factories as make
from tests import gemini_stub, openai_stub, pictures
from tests.conftest import ROOT
from tests.model_stub import Stub

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LISTINGS = 300
PICTURED = 101
RUN_SECONDS = 50


class Fleet:
    """Celery processes in groups of their own, so that a kill reaches a worker with all its children."""

    def __init__(self, environment: dict[str, str], logs: Path) -> None:
        self.environment = environment
        self.logs = logs
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        words = ["beat", "-s", str(self.logs / "schedule")]
        if name != "beat":
            words = ["worker", "-n", f"{name}@test", "-c", "1", "--without-gossip", "--without-mingle"]
        with (self.logs / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", *words, "-l", "WARNING"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """kill -9, of parent and children at once."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self) -> str:
        return "\n".join(path.read_text(errors="replace")[-2000:] for path in sorted(self.logs.glob("*.log")))


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["gemini", "openai_compatible"])
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def stub(backend: str) -> Iterator[Stub]:
    with {"gemini": gemini_stub.Stub, "openai_compatible": openai_stub.Stub}[backend]() as served:
        served.delay = 0.03
        yield served


@pytest.fixture
def fleet(redis: Redis, backend: str, stub: Stub, settings, tmp_path: Path) -> Iterator[Fleet]:
    settings.MEDIA_ROOT = tmp_path / "media"
    given = {
        "DATABASE_URL": _url_of_the_test_database(),
        "REDIS_URL": redis.url,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "JUDGE": f"{backend}:m@{stub.url}" + "/v1" * (backend == "openai_compatible"),
        "GEMINI_API_KEY": "key",
        "JUDGE_TIMEOUT_SECONDS": "8",
        "WORK_LEASE_SECONDS": "9",
        "WORK_WAKE_SECONDS": "1",
    }
    made = Fleet({**os.environ, **given}, tmp_path)
    yield made
    for name in list(made.running):
        made.kill(name)


def test_killed_workers_and_a_lost_redis_lose_nothing_and_do_nothing_twice(fleet: Fleet, redis: Redis, stub: Stub):
    _catalogue(stub)
    pairs = Pair.objects.count()
    for name in ("first", "second", "beat"):
        fleet.start(name)
    assert runs.plan() == pairs

    _until(lambda: len(stub.paid) > 60, fleet)
    _kill_while_it_asks("first", fleet, stub)
    fleet.start("third")
    _until(lambda: len(stub.paid) > 140, fleet)
    redis.stop()
    time.sleep(1)
    redis.start()
    _until(lambda: len(stub.paid) > 260, fleet)
    _kill_while_it_asks("second", fleet, stub)
    fleet.start("fourth")
    _until(lambda: not work.counts().open, fleet)

    assert work.counts() == work.Counts(done=pairs)
    assert Verdict.objects.filter(live=True).values("pair").distinct().count() == pairs
    assert Verdict.objects.count() == pairs, "no verdict was written twice"
    assert sum(times - 1 for times in stub.paid.values()) <= 2, "one repeated call per killed worker at most"
    answered = ModelCall.objects.filter(failure="", asked_until=None).count()
    assert answered == len(stub.paid) == LISTINGS + PICTURED - 1


def _catalogue(stub: Stub) -> None:
    """A ring of listings: each is read for two pairs, and some pairs are a question on pictures too."""
    make.rule_set(
        fields=[
            {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"},
            {"field": "model", "source": "outputLlm", "source_field": "model", "matcher": "EqualsItemMatcher"},
        ],
        outputs={"model": {"type": "text"}},
        cspu=False,
    )
    stub.say({"f1": {"values": ["Zephyr"], "evidence": "Zephyr"}})
    stub.say({"answer": "same", "difference": "none", "reason": "Both show one bag."})
    listings = [make.spu(f"Zephyr bag, shelf {number}", brand="Ora") for number in range(LISTINGS)]
    for number, listing in enumerate(listings[:PICTURED]):
        pictures.image(listing, number)
    for one, other in zip(listings, [*listings[1:], listings[0]], strict=True):
        make.pair(one, other)


def _kill_while_it_asks(name: str, fleet: Fleet, stub: Stub) -> None:
    """At the worst moment: questions are paid for and not yet answered."""
    _until(lambda: stub.working > 0, fleet, every=0.002)
    fleet.kill(name)


def _until(reached: Callable[[], bool], fleet: Fleet, *, every: float = 0.05) -> None:
    end = time.monotonic() + RUN_SECONDS
    while not reached():
        assert time.monotonic() < end, f"{work.counts()}\n{fleet.log()}"
        time.sleep(every)


def _url_of_the_test_database() -> str:
    made = connection.settings_dict
    address = {"host": made["HOST"], "port": made["PORT"]}
    query = urlencode({key: value for key, value in address.items() if value})
    return f"postgresql://{quote(made['USER'])}:{quote(made['PASSWORD'])}@/{quote(made['NAME'])}?{query}"
