"""What the undo key would take back."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.contrib.auth.models import User

from dedup.models import Decision
from review import decisions


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
    """A decision in words: "Merged shop:2 into shop:1."."""
    pair, kept = decision.pair, decision.survivor_id
    gone, stays = (pair.b, pair.a) if kept == pair.a_id else (pair.a, pair.b)
    match decision.word:
        case Decision.Word.MERGE:
            return f"Merged {gone.external_id} into {stays.external_id}."
        case Decision.Word.DELIST:
            return f"Took {gone.external_id} off sale, kept {stays.external_id}."
        case Decision.Word.DIFFERENT:
            because = f" ({decision.reason})" if decision.reason else ""
            return f"Kept {pair.a.external_id} and {pair.b.external_id} apart: different{because}."
        case Decision.Word.UNSURE:
            return f"Marked {pair.a.external_id} and {pair.b.external_id} as unsure."
    return f"Took back the decision on {pair.a.external_id} and {pair.b.external_id}."
