"""Questions asked of models, their raw answers, and what those cost."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


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
        DESCRIBE = "describe", "read the words on a picture"
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
    cached_tokens = models.PositiveIntegerField(default=0, db_default=0, help_text="of the input, kept by the provider")
    output_tokens = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=14, decimal_places=8, default=0, help_text="US dollars")
    seconds = models.FloatField(default=0)
    together = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="questions in the request that it came in; tokens and cost are its share"
    )
    imported = models.BooleanField(default=False, db_default=False, help_text="asked elsewhere: cost nothing here")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(failure=""), name="one_answer_per_question"),
        ]
        indexes = [
            models.Index(fields=["key"], name="call_by_key"),
            models.Index(fields=["created_at"], name="call_by_week"),
            models.Index(fields=["backend", "-id"], name="call_latest_asked", condition=Q(imported=False)),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.key[:8]}"


class ModelPrice(models.Model):
    """US dollars per million tokens of one model from a day on."""

    model = models.TextField()
    valid_from = models.DateField()
    input_per_million = models.DecimalField(max_digits=10, decimal_places=4)
    output_per_million = models.DecimalField(max_digits=10, decimal_places=4)
    cached_per_million = models.DecimalField(
        max_digits=10, decimal_places=4, null=True, help_text="input that the provider had kept; empty: as other input"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "valid_from"], name="one_price_a_day")]

    def __str__(self) -> str:
        return f"{self.model} from {self.valid_from}"


class Budget(models.Model):
    """What may be spent from `starts_at` until `ends_at` (empty: until another takes its place).

    `calls` and `cost` are reserved in the transaction that takes a question, and corrected by the one that keeps its
    answer. So workers together never take more; a worker that dies leaves its reservation spent.
    """

    class Scope(models.TextChoices):
        DAY = "day"
        RUN = "run"

    scope = models.TextField(choices=Scope)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    most_calls = models.PositiveIntegerField(null=True, help_text="empty: no limit")
    most_cost = models.DecimalField(max_digits=14, decimal_places=8, null=True, help_text="US dollars; empty: no limit")
    calls = models.PositiveIntegerField(default=0, db_default=0)
    cost = models.DecimalField(max_digits=14, decimal_places=8, default=0, db_default=0, help_text="US dollars")
    reached_at = models.DateTimeField(null=True, help_text="when it first had no room for a question; empty: it has")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "starts_at"], name="one_budget_a_start")]

    def __str__(self) -> str:
        return f"{self.scope} from {self.starts_at:%Y-%m-%d %H:%M}"


class Tally(models.Model):
    """What was asked of a backend in a role on a day (UTC): pages need not count a million calls.

    `from_record`: questions that a recorded answer met, which no row of ModelCall tells.
    """

    day = models.DateField()
    backend = models.TextField()
    role = models.TextField(choices=ModelCall.Role)
    calls = models.PositiveBigIntegerField(default=0, db_default=0)
    failures = models.PositiveBigIntegerField(default=0, db_default=0)
    from_record = models.PositiveBigIntegerField(default=0, db_default=0)
    input_tokens = models.PositiveBigIntegerField(default=0, db_default=0)
    cached_tokens = models.PositiveBigIntegerField(default=0, db_default=0)
    output_tokens = models.PositiveBigIntegerField(default=0, db_default=0)
    cost = models.DecimalField(max_digits=16, decimal_places=8, default=0, db_default=0, help_text="US dollars")
    seconds = models.FloatField(default=0, db_default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "backend", "role"], name="one_tally_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.backend} {self.role}"


class Bucket(models.Model):
    """The token bucket of a backend, where Redis cannot keep it: until `away_until` all workers take from this one."""

    backend = models.TextField(primary_key=True)
    tokens = models.FloatField()
    filled_at = models.DateTimeField()
    away_until = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.backend
