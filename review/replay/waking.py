"""Telling a worker that there is a replay. A lost wake-up costs the two seconds until the beat."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

log = structlog.get_logger()


def wake() -> bool:
    """False when the broker is down, which is no error: beat wakes too."""
    app = import_string(settings.CELERY_APP)
    try:
        app.send_task("review.tasks.replay", expires=2 * settings.WORK_WAKE_SECONDS, retry=False)
    except (BrokerError, RedisError, OSError) as error:
        log.info("wake-up lost", error=str(error))
        return False
    return True
