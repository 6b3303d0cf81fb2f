"""What the machine said: values read from listings, and its word on pairs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rules.models import RuleSet

from .calls import ModelCall
from .catalogue import Spu
from .pairs import Pair


class Extraction(models.Model):
    """Standard field values read from ONE listing under one prompt; reused by all of its pairs.

    `key` is the content key of the question (listing text, prompt, schema, backend), so the same
    listing under the same prompt is read once, and anew only when either changes.
    """

    spu = models.ForeignKey(Spu, on_delete=models.CASCADE, related_name="extractions")
    key = models.TextField()
    values = models.JSONField(help_text="field -> {values, evidence}")
    backend = models.TextField()
    call = models.ForeignKey(ModelCall, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spu", "key"], name="extraction_once")]

    def __str__(self) -> str:
        return f"{self.spu_id}:{self.key[:8]}"


class Verdict(models.Model):
    """The machine's word on a pair, with everything it rests on frozen into it."""

    class Level(models.TextChoices):
        MATCH = "match"
        LIKELY_MATCH = "likely_match"
        LIKELY_NON_MATCH = "likely_non_match"
        NON_MATCH = "non_match"

    class SettledBy(models.TextChoices):
        RULE = "rule", "fields of the listings alone"
        TEXT = "text", "values read from text"
        PICTURE = "picture"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="verdicts")
    live = models.BooleanField(default=True)
    level = models.TextField(choices=Level)
    settled_by = models.TextField(choices=SettledBy)
    sentence = models.TextField(help_text="why, in words for a moderator")
    evidence = models.JSONField(help_text="judging.verdicts.Evidence as JSON")
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="+")
    rule_key = models.TextField(default="", help_text="rules.resolve.Effective.key: what the rule said at the time")
    backend = models.TextField(help_text="who read and compared: 'offline', 'gemini:gemini-2.5-flash'")
    to_people = models.BooleanField(help_text="the rule set sends this level to people")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair"], condition=Q(live=True), name="one_live_verdict"),
        ]
        indexes = [models.Index(fields=["created_at"], name="verdict_by_week")]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.level}"
