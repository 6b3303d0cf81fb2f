"""Never more requests than the rate and one burst, whatever becomes of Redis: real processes and a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from redis import Redis as RedisClient

from config.servers import Redis
from dedup.judging import buckets
from dedup.judging.outcomes import Later
from dedup.models import Bucket
from tests.conftest import ROOT, url_of_the_test_database

RATE = 20.0  # a second, and so the burst of one second
BURST = RATE
JITTER = 0.25  # seconds by which a sleeper may wake late


@pytest.fixture
def redis(open_folder: Path, settings: Any) -> Iterator[Redis]:
    server = Redis(open_folder)
    server.start()
    settings.REDIS_URL = server.url
    settings.JUDGE_CALLS_PER_MINUTE = f"{60 * RATE:g}"
    yield server
    server.stop()


class Workers:
    """Two processes with three threads each, which draw for so long."""

    def __init__(self, redis_url: str, seconds: float) -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": url_of_the_test_database(),
            "REDIS_URL": redis_url,
            "JUDGE_CALLS_PER_MINUTE": f"gemini={60 * RATE:g}",
        }
        words = [sys.executable, "-m", "tests.dedup.judging.drawing", str(seconds), "3"]
        self.running = [
            subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
        ]
        for process in self.running:
            assert process.stdout and process.stdout.readline() == "ready\n"
        self.start = time.time()

    def moments(self) -> list[float]:
        told = [process.communicate(timeout=60)[0] for process in self.running]
        assert all(process.returncode == 0 for process in self.running)
        return sorted(float(line) for text in told for line in text.split())


def most_in_excess(moments: list[float]) -> float:
    """By how many tokens the busiest stretch of time is above the rate."""
    worst, lowest = 0.0, float("inf")
    for number, moment in enumerate(moments):
        lowest = min(lowest, number - RATE * moment)
        worst = max(worst, number + 1 - RATE * moment - lowest)
    return worst


def check(moments: list[float], seconds: float) -> None:
    assert most_in_excess(moments) <= BURST + RATE * JITTER
    assert len(moments) <= RATE * (moments[-1] - moments[0]) + BURST
    assert len(moments) >= 0.6 * RATE * seconds, "it does not hold back more than it must"


@pytest.mark.django_db(transaction=True)
def test_with_redis_all_workers_share_one_rate(redis):
    check(Workers(redis.url, 3).moments(), 3)
    assert not Bucket.objects.exists(), "the table was not needed"


@pytest.mark.django_db(transaction=True)
def test_without_redis_they_share_it_too(redis):
    redis.stop()
    check(Workers(redis.url, 3).moments(), 3)
    assert Bucket.objects.get().backend == "gemini"


@pytest.mark.django_db(transaction=True)
def test_losing_redis_and_finding_it_again_gives_no_second_burst(redis):
    workers = Workers(redis.url, 6)
    time.sleep(1.5)
    redis.stop()
    time.sleep(1.5)
    redis.start()
    time.sleep(0.5)
    Bucket.objects.update(away_until=Bucket.objects.get().filled_at)  # its seconds are over: all go back to Redis
    moments = workers.moments()
    check(moments, 6)
    last = Bucket.objects.get()
    assert last.filled_at.timestamp() < moments[-1] - 1, "Redis had the bucket in the end"


@pytest.mark.django_db(transaction=True)
def test_a_redis_that_hangs_costs_a_moment_once(settings):
    settings.JUDGE_CALLS_PER_MINUTE = "60000"
    with _deaf_server() as url:
        settings.REDIS_URL = url
        start = time.monotonic()
        buckets.wait("gemini:any")
        first = time.monotonic() - start
        for _ in range(20):
            buckets.wait("gemini:any")
        assert first < 1 and time.monotonic() - start - first < 1


@pytest.mark.django_db
def test_who_would_wait_longer_than_a_second_comes_back_later(redis, settings):
    settings.JUDGE_CALLS_PER_MINUTE = "20"
    with pytest.raises(Later) as caught:
        buckets.wait("gemini:any")
    assert caught.value.outage and 2.5 < caught.value.seconds <= 3
    assert "no more than 20 requests a minute go to gemini" in str(caught.value)


@pytest.mark.django_db
@pytest.mark.parametrize("away", [False, True])
def test_what_a_request_took_beside_its_token_is_paid_back_by_those_who_come_next(redis, settings, away):
    if away:
        redis.stop()
    settings.JUDGE_CALLS_PER_MINUTE = "600"
    buckets.wait("gemini:any")
    buckets.charge("gemini:any", 30)
    with pytest.raises(Later) as caught:
        buckets.wait("gemini:any")
    assert 2 < caught.value.seconds <= 3.2


@pytest.mark.django_db
def test_of_the_slowest_rate_the_bucket_is_kept_until_its_next_token(redis, settings):
    settings.JUDGE_CALLS_PER_MINUTE = "0.005"
    with pytest.raises(Later) as caught:
        buckets.wait("gemini:any")
    client = RedisClient.from_url(redis.url)
    (key,) = client.keys("onelisting:bucket:*")
    assert client.ttl(key) > caught.value.seconds > 3600


@pytest.mark.django_db
def test_each_backend_has_its_own_rate_or_none(redis, settings):
    settings.JUDGE_CALLS_PER_MINUTE = "openai_compatible=6"
    for _ in range(50):
        buckets.wait("gemini:any")
    with pytest.raises(Later, match="openai_compatible"):
        buckets.wait("openai_compatible:any")


@contextmanager
def _deaf_server() -> Iterator[str]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"
