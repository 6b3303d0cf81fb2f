"""What a person may do with a pair that they opened, and if nothing, why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.contrib.auth.models import User

from dedup.models import Decision, Pair
from review import claims, decisions
from review.models import Claim

Kind = Literal["mine", "held", "decided", "joined", "delisted", "looking", "reader"]
# Words after which a pair may be decided again without taking anything back.
UNSETTLED = (None, Decision.Word.UNDONE, Decision.Word.UNSURE)


@dataclass(frozen=True)
class Standing:
    """`mine` alone lets the person decide. `claim` is theirs, or of whoever holds the pair."""

    kind: Kind
    decision: Decision | None
    may_undo: bool
    claim: Claim | None = None

    @property
    def acts(self) -> bool:
        return self.kind == "mine"


def stand(pair: Pair, user: User, *, look: bool) -> Standing:
    """Take the pair for this person unless they only look, may not, or there is nothing left to decide."""
    decision = decisions.live_of(pair.pk)
    may_undo = decision is not None and decisions.may_undo(decision, user)
    settled = settled_as(pair, decision)
    if settled or look or not user.has_perm("dedup.decide"):
        kind: Kind = settled or ("looking" if user.has_perm("dedup.decide") else "reader")
        return Standing(kind, decision, may_undo, claims.holder(pair.pk))
    claim = claims.claim(pair.pk, user)
    return Standing("mine" if claim else "held", decision, may_undo, claim or claims.holder(pair.pk))


def settled_as(pair: Pair, decision: Decision | None) -> Kind | None:
    if (decision.word if decision else None) not in UNSETTLED:
        return "decided"
    if pair.root_a_id == pair.root_b_id:
        return "joined"
    return "delisted" if pair.a.delisted_by_id or pair.b.delisted_by_id else None
