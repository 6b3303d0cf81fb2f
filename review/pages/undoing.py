"""What the undo key would take back."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.contrib.auth.models import User

from dedup.models import Decision
from review import decisions, history


@dataclass(frozen=True)
class Undo:
    """`key` comes back with the form, so that a double click takes back one decision, not two."""

    decision: Decision
    key: UUID = field(default_factory=uuid4)

    @property
    def words(self) -> str:
        return told(self.decision)


def last(user: User) -> Undo | None:
    decision = decisions.last_of(user)
    return Undo(decision) if decision and decisions.may_undo(decision, user) else None


def told(decision: Decision) -> str:
    """A decision as a sentence: "Merged shop:2 into shop:1."."""
    words = history.phrase(decision)
    return f"{words[0].upper()}{words[1:]}."
