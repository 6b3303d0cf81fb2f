"""What people said. Only `review/decisions.py` writes here."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from .catalogue import Spu
from .pairs import Pair
from .verdicts import Verdict


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Decision(models.Model):
    """A person's word on a pair; append-only.

    A later word on the same pair supersedes the one before it; taking a word back is a word too
    (`undone`). `submit_key` comes with the form, so a double click is one decision.
    """

    class Word(models.TextChoices):
        MERGE = "merge", "same: merged"
        DELIST = "delist", "same: one taken off sale"
        DIFFERENT = "different"
        UNSURE = "unsure"
        UNDONE = "undone", "taken back"

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="decisions")
    word = models.TextField(choices=Word)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    survivor = models.ForeignKey(Spu, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    verdict = models.ForeignKey(
        Verdict, on_delete=models.PROTECT, null=True, related_name="+", help_text="what the machine said at the time"
    )
    submit_key = models.UUIDField(unique=True)
    superseded_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="supersedes")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        permissions = [
            ("decide", "can decide pairs"),
            ("merge", "can merge listings and take one off sale"),
            ("undo_any", "can undo anybody's decision"),
            ("export", "can take figures out"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pair"], condition=Q(superseded_by__isnull=True), name="one_live_decision"),
            models.CheckConstraint(
                condition=Q(word__in=["merge", "delist"], survivor__isnull=False)
                | (~Q(word__in=["merge", "delist"]) & Q(survivor__isnull=True)),
                name="decision_same_names_the_survivor",
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="decision_by_week")]
        triggers = [
            pgtrigger.Protect(name="decision_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="decision_append_only",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["superseded_by"]),
            ),
            pgtrigger.Protect(
                name="decision_superseded_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__superseded_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.word}"
