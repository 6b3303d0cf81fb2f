"""What somebody else changed in a draft while a person was at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timesince import timesince

from review.people import name_of
from rules.models import RuleSet
from rules.spec import RuleSpec

from .compared import Shown, compared

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Conflict:
    who: str
    when: datetime
    parts: list[Shown]

    @property
    def ago(self) -> str:
        return f"{timesince(self.when)} ago" if timezone.now() - self.when >= MINUTE else "just now"


def since(draft: RuleSet, revision: int) -> Conflict:
    """Between the revision that a person saw and now, from the trail of changes."""
    trail: Any = draft.events  # type: ignore[attr-defined]  # pghistory makes it
    seen = trail.filter(revision=revision).order_by("-pgh_id").first()
    before, after = (RuleSpec.model_validate(row.spec) for row in (seen or draft, draft))
    who = name_of(draft.changed_by) if draft.changed_by else "somebody"
    return Conflict(who, draft.changed_at, compared(before, after))
