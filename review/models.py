"""Who is looking at which pair."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dedup.models import Pair


class Claim(models.Model):
    """A pair is one reviewer's until `until`; a skipped one stays out of that reviewer's way as long."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="claims")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    until = models.DateTimeField()
    skipped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair"], condition=Q(skipped=False), name="one_claim_per_pair"),
            models.UniqueConstraint(fields=["pair", "reviewer"], condition=Q(skipped=True), name="one_skip_each"),
        ]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.reviewer_id}"
