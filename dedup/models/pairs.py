"""Candidate pairs and what the review queue needs to know of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from .catalogue import Image, Spu


class Pair(models.Model):
    """Two listings, `a < b`, that some source brought together.

    The score of each source is empty where that source did not find the pair. `open` says that a
    person should look; only the transaction that writes a live verdict, a decision, a merge or an
    undo changes it (`dedup.queue.refresh`). `root_a` and `root_b` follow merges.
    """

    a = models.ForeignKey(Spu, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Spu, on_delete=models.CASCADE, related_name="+")
    picture_score = models.FloatField(null=True, help_text="cosine of the nearest two pictures, 0-1")
    title_score = models.FloatField(null=True, help_text="exact cosine of the titles, 0-1")
    identifier = models.TextField(blank=True, help_text="what they share: 'gtin 4006381333931', 'mpn sony pslx350h'")
    image_a = models.ForeignKey(Image, on_delete=models.SET_NULL, null=True, related_name="+")
    image_b = models.ForeignKey(Image, on_delete=models.SET_NULL, null=True, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)

    open = models.BooleanField(default=False)
    rank = models.FloatField(default=0, help_text="higher comes first in the queue")
    root_a = models.ForeignKey(Spu, on_delete=models.CASCADE, related_name="+")
    root_b = models.ForeignKey(Spu, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="pair_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="pair_smaller_first"),
            models.CheckConstraint(
                condition=Q(picture_score__isnull=False) | Q(title_score__isnull=False) | ~Q(identifier=""),
                name="pair_has_a_source",
            ),
            models.CheckConstraint(
                condition=~Q(open=True) | ~Q(root_a=F("root_b")), name="open_pair_joins_two_families"
            ),
        ]
        indexes = [
            models.Index(fields=["-rank", "id"], condition=Q(open=True), name="pair_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.a_id}-{self.b_id}"

    @property
    def sources(self) -> list[str]:
        found: dict[str, Any] = {
            "picture": self.picture_score,
            "title": self.title_score,
            "identifier": self.identifier or None,
        }
        return [name for name, value in found.items() if value is not None]
