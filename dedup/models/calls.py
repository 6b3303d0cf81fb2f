"""Questions asked of models, their raw answers, and what those cost."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ModelCall(models.Model):
    """One question and what came back. The paid answer is committed here before anything else.

    `key` is the content key of the question; one answered row per key makes every later asking a
    look-up. Failed askings are rows too, with `failure` and no answer. A row with `asked_until` is
    being asked, or was by a worker that died: after that moment another may take it over.
    """

    class Role(models.TextChoices):
        EXTRACT = "extract"
        COMPARE = "compare", "compare pictures"
        REASON = "reason", "weigh two listings"
        DRAFT = "draft", "draft a rule"

    key = models.TextField()
    role = models.TextField(choices=Role)
    backend = models.TextField()
    model = models.TextField(blank=True, help_text="as the server names it")
    question = models.JSONField(help_text="system, text, schema, labels and hashes of pictures")
    answer = models.TextField(blank=True, help_text="raw, as it came")
    failure = models.TextField(blank=True, help_text="backends.base.Failure, empty when answered")
    asked_until = models.DateTimeField(null=True, help_text="lease of the worker that is asking")
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=14, decimal_places=8, default=0, help_text="US dollars")
    seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(failure=""), name="one_answer_per_question"),
        ]
        indexes = [
            models.Index(fields=["key"], name="call_by_key"),
            models.Index(fields=["created_at"], name="call_by_week"),
            models.Index(fields=["backend", "-id"], name="call_latest_of_backend"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.key[:8]}"


class ModelPrice(models.Model):
    """US dollars per million tokens of one model from a day on."""

    model = models.TextField()
    valid_from = models.DateField()
    input_per_million = models.DecimalField(max_digits=10, decimal_places=4)
    output_per_million = models.DecimalField(max_digits=10, decimal_places=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "valid_from"], name="one_price_a_day")]

    def __str__(self) -> str:
        return f"{self.model} from {self.valid_from}"
