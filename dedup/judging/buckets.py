"""The token bucket of each backend: how many requests a minute all workers together send to it.

It lies in Redis, and while Redis is away in the table Bucket. All workers change from one to the other at the same
moment: who finds Redis away writes into the table until when, and everybody looks there first. A bucket that is taken
up begins empty. So there is never a second bucket beside the first, nor a second burst: no more than
`rate * time + burst` requests, whatever becomes of Redis.

Whoever need not wait longer than a second takes a token in advance and sleeps until it is there: first come, first
served. One token is one request. What a request with many questions really took (a backend may have to ask some of
them alone) is charged afterwards.
"""

from __future__ import annotations

import functools
import os
import time
from dataclasses import dataclass
from math import ceil

import redis
import structlog
from django.conf import settings
from django.db import connection
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from . import limits
from .outcomes import Later

log = structlog.get_logger()

LONGEST_WAIT = 1.0
BURST_SECONDS = 1.0
ANSWERS_WITHIN = 0.25  # or Redis counts as away
AWAY_SECONDS = 10.0
KEPT_SECONDS = 3600.0  # at least: a bucket that nobody has used for so long is forgotten, and begins empty
NO_LIMIT = float("inf")

# KEYS: the bucket; ARGV: tokens a second, most tokens, tokens wanted, longest debt in tokens. Returns the tokens that
# there were. By the clock of the server, so that the clocks of workers do not matter.
TAKE_FROM_REDIS = """
local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local rate, burst, wanted, debt = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(kept[1] or '0'), tonumber(kept[2] or now)
tokens = math.min(burst, tokens + math.max(0, now - at) * rate)
local left = tokens
if tokens - wanted >= -debt then left = tokens - wanted end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.9f', left), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], ARGV[5])
return string.format('%.9f', tokens)
"""

# The same in the table; the clock is read once the row is ours.
TAKE_FROM_TABLE = """
WITH held AS MATERIALIZED (
  SELECT backend, tokens, filled_at FROM dedup_bucket WHERE backend = %(backend)s FOR UPDATE
), timed AS MATERIALIZED (
  SELECT held.*, clock_timestamp() AS at FROM held
), filled AS MATERIALIZED (
  SELECT backend, at,
    least(%(burst)s, tokens + greatest(0, extract(epoch FROM at - filled_at)::float) * %(rate)s) AS tokens FROM timed
)
UPDATE dedup_bucket b
SET tokens = filled.tokens - CASE WHEN filled.tokens - %(wanted)s >= -%(debt)s THEN %(wanted)s ELSE 0 END,
  filled_at = filled.at
FROM filled WHERE b.backend = filled.backend
RETURNING filled.tokens
"""

AWAY = """
INSERT INTO dedup_bucket AS b (backend, tokens, filled_at, away_until)
VALUES (%(backend)s, 0, clock_timestamp(), clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (backend) DO UPDATE SET
  tokens = CASE WHEN b.away_until > clock_timestamp() THEN b.tokens ELSE 0 END,
  filled_at = CASE WHEN b.away_until > clock_timestamp() THEN b.filled_at ELSE clock_timestamp() END,
  away_until = excluded.away_until
"""
PLACE = """
SELECT away_until > clock_timestamp(), extract(epoch FROM away_until)::text FROM dedup_bucket WHERE backend = %s
"""


@dataclass(frozen=True)
class Bucket:
    """`rate`: tokens a second. `place`: which of its lives this is: a new one after each time that Redis was away."""

    backend: str
    rate: float
    place: str = ""

    @property
    def burst(self) -> float:
        return max(1.0, self.rate * BURST_SECONDS)

    @property
    def kept_seconds(self) -> int:
        """Longer than the next token takes: else whoever comes back for it finds the bucket empty again."""
        return ceil(max(KEPT_SECONDS, 2 / self.rate))


def wait(judge: str) -> None:
    """Take a token for one request to the backend of this judge; sleeps up to a second. Raises Later."""
    bucket = _of(judge)
    if bucket is None:
        return
    debt = LONGEST_WAIT * bucket.rate
    tokens = _take(bucket, 1, debt)
    missing = max(0.0, 1 - tokens)
    if missing > debt:
        reason = f"no more than {60 * bucket.rate:g} requests a minute go to {bucket.backend}"
        raise Later(missing / bucket.rate, reason, outage=True)
    time.sleep(missing / bucket.rate)


def charge(judge: str, requests: int) -> None:
    """Requests that were sent beside the one that was waited for: whoever comes next waits for them too."""
    bucket = _of(judge)
    if bucket and requests > 0:
        _take(bucket, requests, NO_LIMIT)


def _of(judge: str) -> Bucket | None:
    backend = judge.partition(":")[0]
    rates = limits.rates(settings.JUDGE_CALLS_PER_MINUTE)
    rate = rates.get(backend, rates.get(limits.EVERY))
    return Bucket(backend, rate / 60) if rate else None


def _take(bucket: Bucket, wanted: int, debt: float) -> float:
    """The tokens that there were; they are taken where the debt that this leaves is not too great."""
    away, place = _place(bucket.backend)
    if not away:
        try:
            return _take_from_redis(bucket, place, wanted, debt)
        except (RedisError, OSError) as error:
            log.warning("redis is away", backend=bucket.backend, error=str(error), seconds=AWAY_SECONDS)
            _change_to_table(bucket.backend)
    return _take_from_table(bucket, wanted, debt)


def _place(backend: str) -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute(PLACE, [backend])
        return cursor.fetchone() or (False, "")


def _take_from_redis(bucket: Bucket, place: str, wanted: int, debt: float) -> float:
    script = _script(os.getpid(), settings.REDIS_URL)
    most = min(debt, 1e9)
    found = script(
        keys=[f"onelisting:bucket:{bucket.backend}:{place}"],
        args=[bucket.rate, bucket.burst, wanted, most, bucket.kept_seconds],
    )
    return float(found)


def _take_from_table(bucket: Bucket, wanted: int, debt: float) -> float:
    numbers = {"rate": bucket.rate, "burst": bucket.burst, "wanted": float(wanted), "debt": min(debt, 1e9)}
    with connection.cursor() as cursor:
        cursor.execute(TAKE_FROM_TABLE, {"backend": bucket.backend, **numbers})
        return float(cursor.fetchone()[0])


def _change_to_table(backend: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(AWAY, {"backend": backend, "seconds": AWAY_SECONDS})


@functools.cache
def _script(process: int, url: str) -> redis.commands.core.Script:
    """One client per process: connections do not survive a fork. It never tries twice, for the table is there."""
    client = redis.Redis.from_url(
        url,
        socket_timeout=ANSWERS_WITHIN,
        socket_connect_timeout=ANSWERS_WITHIN,
        retry=Retry(NoBackoff(), 0),
    )
    return client.register_script(TAKE_FROM_REDIS)
