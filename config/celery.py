"""The Celery app. Redis carries wake-ups only; the work itself is rows in PostgreSQL."""

from __future__ import annotations

import os
from urllib.parse import parse_qs, urlsplit

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def broker_url(redis_url: str) -> str:
    """A unix socket is `unix:///path?db=0` to redis-py and `redis+socket:///path?virtual_host=0` to kombu."""
    if not redis_url.startswith("unix://"):
        return redis_url
    parts = urlsplit(redis_url)
    (database,) = parse_qs(parts.query).get("db", ["0"])
    return f"redis+socket://{parts.path}?virtual_host={database}"


app = Celery("onelisting", broker=broker_url(settings.REDIS_URL))
app.conf.update(
    timezone=settings.TIME_ZONE,
    task_ignore_result=True,
    task_acks_late=False,  # a lost wake-up costs nothing
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "socket_timeout": 3,
        "socket_connect_timeout": 1,
        "max_retries": 1,
        "interval_start": 0,
        "interval_max": 0.2,
    },
    beat_schedule={
        "wake": {
            "task": "dedup.tasks.drain",
            "schedule": settings.WORK_WAKE_SECONDS,
            "options": {"expires": 2 * settings.WORK_WAKE_SECONDS},
        },
        "replays": {
            "task": "review.tasks.replay",
            "schedule": settings.WORK_WAKE_SECONDS,
            "options": {"expires": 2 * settings.WORK_WAKE_SECONDS},
        },
        "background": {
            "task": "review.tasks.gather",
            "schedule": settings.BACKGROUND_SECONDS,
            "options": {"expires": settings.BACKGROUND_SECONDS},
        },
        "nightly check": {"task": "dedup.tasks.check_queue", "schedule": crontab(hour=3, minute=17)},
    },
)
app.autodiscover_tasks(["dedup", "review"])
