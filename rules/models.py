"""Categories and the versions of their rules."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Category(models.Model):
    """A node of the tree lv1 / lv2 / lv3. `path` holds the names from the top down to this one."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    name = models.TextField()
    path = ArrayField(models.TextField())

    class Meta:
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(fields=["path"], name="category_path_once"),
            models.CheckConstraint(condition=Q(path__len__gte=1) & Q(path__len__lte=3), name="category_depth_1_to_3"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="category_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return " › ".join(self.path)


FROZEN = (
    *("category", "version", "spec", "note", "reason", "base", "revision", "background_since"),
    *("created_by", "created_at", "changed_by", "changed_at", "published_by", "published_at"),
)


def _changed(field: str) -> pgtrigger.Q:
    return pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")})


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RuleSet(models.Model):
    """One version of one category's rules; without a category it is the default of the whole shop.

    `spec` is `rules.spec.RuleSpec` as JSON. A draft is written in place, and each save grows its
    `revision`. Once live, a version never changes again and is never deleted: triggers hold it.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        BACKGROUND = "background"
        LIVE = "live"
        RETIRED = "retired"

    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="rule_sets")
    version = models.PositiveIntegerField()
    state = models.TextField(choices=State, default=State.DRAFT)
    spec = models.JSONField()
    source_group = models.TextField(blank=True, help_text="one imported entry with several categories")
    note = models.TextField(blank=True, help_text="why it was published")
    reason = models.TextField(blank=True, help_text="why it was published although its replay was worse")
    base = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", help_text="the version that it was made from"
    )
    revision = models.PositiveIntegerField(default=0, help_text="grows with every save of a draft")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    background_since = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        permissions = [("publish", "can put rules in force")]
        constraints = [
            models.UniqueConstraint(fields=["category", "version"], nulls_distinct=False, name="rule_set_version_once"),
            models.UniqueConstraint(
                fields=["category"], condition=Q(state="live"), nulls_distinct=False, name="one_live_rule_set"
            ),
            models.UniqueConstraint(
                fields=["category"],
                condition=Q(state__in=["draft", "background"]),
                nulls_distinct=False,
                name="one_draft_rule_set",
            ),
            models.CheckConstraint(
                condition=~Q(state="background") | Q(background_since__isnull=False),
                name="background_rule_set_began",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["live", "retired"], published_at__isnull=False)
                | Q(state__in=["draft", "background"], published_at__isnull=True),
                name="published_rule_set_says_when",
            ),
        ]
        triggers = [
            # Files may group published versions anew; nothing else of them changes but live -> retired.
            pgtrigger.Protect(
                name="published_is_immutable",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__published_at__isnull=False) & reduce(or_, map(_changed, FROZEN)),
            ),
            pgtrigger.Protect(
                name="published_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
            pgtrigger.FSM(
                name="state_moves_on",
                field="state",
                transitions=[
                    ("draft", "background"),
                    ("background", "draft"),
                    ("draft", "live"),
                    ("background", "live"),
                    ("live", "retired"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category or 'default'} v{self.version}"

    @property
    def open(self) -> bool:
        """Still written; not yet, and perhaps never, in force."""
        return self.published_at is None
