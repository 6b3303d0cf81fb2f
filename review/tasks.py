"""What Celery runs. A task takes ids or nothing, and calls one function."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings

from review.replay import background, turns


@shared_task(name="review.tasks.replay", ignore_result=True)  # type: ignore[untyped-decorator]
def replay() -> None:
    """Work on replays for a short while; nothing is lost when this never runs, beat sends the next."""
    turns.drain(settings.WORK_DRAIN_SECONDS)


@shared_task(name="review.tasks.gather", ignore_result=True)  # type: ignore[untyped-decorator]
def gather() -> None:
    """New verdicts into the background replays of drafts."""
    background.gather()
