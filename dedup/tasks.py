"""What Celery runs. A task takes ids or nothing, and calls one function."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings

from dedup import queue
from dedup.judging import runs


@shared_task(name="dedup.tasks.drain", ignore_result=True)  # type: ignore[untyped-decorator]
def drain() -> None:
    """Judge for a short while; nothing is lost when this never runs, beat sends the next."""
    runs.drain(settings.WORK_DRAIN_SECONDS)


@shared_task(name="dedup.tasks.check_queue", ignore_result=True)  # type: ignore[untyped-decorator]
def check_queue() -> None:
    """Every night: are the queue's columns what they should be?"""
    queue.check()
