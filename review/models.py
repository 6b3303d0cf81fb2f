"""Who is looking at which pair, replays of draft rules, and the audit of users and prices.

`User` and its groups are Django's own tables; the proxies below exist so that triggers record every
change of them, whoever makes it and however: pages, commands, raw SQL.
"""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dedup.models import ModelPrice, Pair, Verdict
from rules.models import RuleSet


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


class Replay(models.Model):
    """What a draft would have said of pairs that are decided, or says of new ones beside the live rule.

    It is of one content of the draft: `spec` is the draft as it was at the start, `spec_key` what draft
    and live rules said then. `run_after`: workers leave it alone until then, and take turns by it.
    """

    class Kind(models.TextChoices):
        REPLAY = "replay", "over decided pairs"
        BACKGROUND = "background", "over new pairs, beside the live rule"

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        STOPPED = "stopped", "stopped: somebody has to mend something"

    draft = models.ForeignKey(RuleSet, on_delete=models.CASCADE, related_name="replays")
    kind = models.TextField(choices=Kind, default=Kind.REPLAY)
    state = models.TextField(choices=State, default=State.RUNNING)
    spec = models.JSONField()
    spec_key = models.TextField()
    sample = models.PositiveIntegerField(null=True, help_text="pairs drawn; empty: all")
    seed = models.BigIntegerField(default=0)
    asks = models.BooleanField(default=False, help_text="may ask the model what is not recorded")
    run_after = models.DateTimeField(db_default=Now())
    error = models.TextField(blank=True, help_text="why it waits or stopped")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "kind"], condition=Q(state="running"), name="one_running_replay_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_at__isnull=True) | (~Q(state="running") & Q(ended_at__isnull=False)),
                name="replay_ends_when_it_no_longer_runs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of {self.draft_id}"


class ReplayLine(models.Model):
    """One pair of a replay: the level under the live rules and under the draft. Only `review.replay.lines` moves it.

    `held_until` is the lease of the worker that has it, and its token; or how long it must wait.
    """

    class State(models.TextChoices):
        OPEN = "open"
        UNRECORDED = "unrecorded", "an answer that it needs was never asked for"
        DONE = "done"
        FAILED = "failed"

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="lines")
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+")
    same = models.BooleanField(null=True, help_text="what people decided; empty in the background")
    state = models.TextField(choices=State, default=State.OPEN, db_default=State.OPEN)
    held_until = models.DateTimeField(null=True)
    takes = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="how often a worker took it")
    old_level = models.TextField(choices=Verdict.Level, blank=True, default="", db_default="")
    new_level = models.TextField(choices=Verdict.Level, blank=True, default="", db_default="")
    old_sentence = models.TextField(blank=True, default="", db_default="")
    new_sentence = models.TextField(blank=True, default="", db_default="")
    old_calls = ArrayField(models.BigIntegerField(), default=list, db_default=[], help_text="ModelCall rows")
    new_calls = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    missing = ArrayField(models.TextField(), default=list, db_default=[], help_text="role:key of unrecorded questions")
    error = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["replay", "pair"], name="replay_has_a_pair_once"),
            models.CheckConstraint(
                condition=~Q(state="done") | ~(Q(old_level="") | Q(new_level="")), name="done_line_has_both_levels"
            ),
        ]
        indexes = [
            models.Index(fields=["replay", "id"], condition=Q(state__in=["open", "unrecorded"]), name="replay_to_do"),
            models.Index(fields=["replay", "id"], condition=~Q(old_level=F("new_level")), name="replay_flips"),
        ]

    def __str__(self) -> str:
        return f"{self.replay_id}: {self.pair_id}"


# A password hash never enters the trail, which is kept for ever; that one was changed does.
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.UpdateEvent("password", condition=pghistory.AnyChange("password")),
    pghistory.DeleteEvent(),
    fields=["id", "username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser"],
    app_label="review",
    model_name="UserEvent",
)
class AuditedUser(User):
    """Accounts: made, renamed, locked, given a new password, deleted."""

    class Meta:
        proxy = True
        default_permissions = ()


@pghistory.track(
    pghistory.InsertEvent(), pghistory.DeleteEvent(), app_label="review", model_name="UserGroupEvent", obj_field=None
)
class AuditedUserGroup(User.groups.through):  # type: ignore[name-defined,misc]
    """Who was in which group from when to when: this is what decides what a person may do."""

    class Meta:
        proxy = True
        default_permissions = ()


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    app_label="review",
    model_name="UserPermissionEvent",
    obj_field=None,
)
class AuditedUserPermission(User.user_permissions.through):  # type: ignore[name-defined,misc]
    """Permissions given to a person beside their groups."""

    class Meta:
        proxy = True
        default_permissions = ()


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    app_label="review",
    model_name="PriceEvent",
    obj_field=None,
)
class AuditedPrice(ModelPrice):
    """What a model's tokens were said to cost, and by whom: all costs are counted by it."""

    class Meta:
        proxy = True
        default_permissions = ()
