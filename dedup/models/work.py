"""The work queue: a table, so that nothing in it can be lost."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .pairs import Pair


class Work(models.Model):
    """A pair to be judged. Only `dedup/work.py` moves it from state to state.

    `fence` grows with every claim: whoever holds an older one can no longer finish.
    """

    class State(models.TextChoices):
        READY = "ready"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed", "given to people"

    pair = models.OneToOneField(Pair, on_delete=models.CASCADE)
    state = models.TextField(choices=State, default=State.READY)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    run_after = models.DateTimeField(db_default=Now())
    lease_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="running") | Q(lease_until__isnull=False), name="running_work_has_a_lease"
            ),
        ]
        indexes = [
            models.Index(fields=["run_after", "id"], condition=Q(state__in=["ready", "running"]), name="work_open"),
            models.Index(fields=["id"], condition=Q(state="ready") & ~Q(error=""), name="work_put_off"),
        ]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.state}"
