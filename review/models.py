"""Who is looking at which pair, and the audit of users.

`User` and its groups are Django's own tables; the proxies below exist so that triggers record every
change of them, whoever makes it and however: pages, commands, raw SQL.
"""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.auth.models import User
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
