"""What people say about pairs: the only writer of `Decision`.

Every word is a row that stays. A later word supersedes an earlier one; taking a word back is a word
too. Word, effect (merge, delisting), claim and queue change in one transaction, under the lock that
all merges share, so of two reviewers who press together the second sees what the first one said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from dedup import queue
from dedup.merging import delistings, merges
from dedup.models import Decision, Merge, Pair, Spu

from . import claims
from .people import name_of

Word = Decision.Word
SAME = (Word.MERGE, Word.DELIST)
# Which permission a word needs; taking it back needs the same one.
NEEDS = {
    Word.MERGE: "dedup.merge",
    Word.DELIST: "dedup.merge",
    Word.DIFFERENT: "dedup.decide",
    Word.UNSURE: "dedup.decide",
}
UNDO_ANY = "dedup.undo_any"


class Refused(Exception):
    """A word that was not taken; str() is a sentence for the person who said it."""


class NotAllowed(Refused):
    """The person lacks the permission, whatever the state of the pair."""


class StillNeeded(Refused):
    """A merge cannot be taken back while later decisions rest on it; `decisions` are these, latest first."""

    def __init__(self, decisions: list[Decision]) -> None:
        self.decisions = decisions
        names = "; ".join(
            f"pair {d.pair_id} ({d.get_word_display()}, {name_of(d.reviewer)},"
            f" {timezone.localtime(d.created_at):%d %B %Y})"
            for d in decisions
        )
        super().__init__(f"Later decisions rest on this merge. Take them back first, in this order: {names}.")


@dataclass(frozen=True)
class Outcome:
    """What became of a form.

    - `ok`: `decision` was written now;
    - `same`: this very form was sent before (a double click): `decision` is what it wrote then;
    - `conflict`: nothing was written; `decision` stands in the way and the form did not know it.
    """

    kind: Literal["ok", "same", "conflict"]
    decision: Decision


@transaction.atomic
def decide(
    pair_id: int,
    user: User,
    word: str,
    *,
    submit_key: UUID,
    survivor_id: int | None = None,
    reason: str = "",
    verdict_id: int | None = None,
    seen_id: int | None = None,
) -> Outcome:
    """Write a person's word on a pair and do what it says.

    `word` is merge, delist, different or unsure; the first two need `survivor_id`, one of the pair's two
    listings. `verdict_id` and `seen_id` are the verdict and the live decision that the page showed. A
    newer verdict is no conflict: the person judged the listings, and which advice they saw is kept with
    the word. A newer decision is one. An earlier "unsure" that the page showed may be answered by
    anybody, "different" by who said it or with `dedup.undo_any`; "same" has to be taken back first.

    Raises NotAllowed, Refused (a form that makes no sense), merges.KeptApart.
    """
    pair = Pair.objects.select_related("a", "b").get(pk=pair_id)
    said = Decision(
        pair=pair,
        word=word,
        reviewer=user,
        survivor_id=survivor_id,
        reason=reason,
        verdict_id=verdict_id,
        submit_key=submit_key,
    )
    _check(said)
    queue.lock()
    if answer := _sent_before(said):
        return answer
    if standing := _in_the_way(pair, user, seen_id):
        return Outcome("conflict", standing)
    _write(said)
    _apply(said)
    return Outcome("ok", said)


@transaction.atomic
def undo(decision_id: int, user: User, submit_key: UUID) -> Outcome:
    """Take a decision back, with its merge or delisting; the pair waits for people again.

    Own decisions need the permission that making them needed, somebody else's also `dedup.undo_any`.
    Conflict: it was taken back or replaced meanwhile. Raises NotAllowed, StillNeeded, Refused.
    """
    target = Decision.objects.select_related("pair", "reviewer").get(pk=decision_id)
    _check_undo(target, user)
    back = Decision(pair=target.pair, word=Word.UNDONE, reviewer=user, submit_key=submit_key)
    queue.lock()
    if answer := _sent_before(back):
        return answer
    live = live_of(target.pair_id)
    if live and live.pk != target.pk:
        return Outcome("conflict", live)
    _take_back(target, user)
    _write(back)
    queue.refresh([back.pair_id])
    return Outcome("ok", back)


def live_of(pair_id: int) -> Decision | None:
    """The latest word on a pair; it may be "undone"."""
    return Decision.objects.filter(pair=pair_id, superseded_by=None).select_related("reviewer").first()


def last_of(user: User) -> Decision | None:
    """What the undo key takes back: the person's latest word that still stands."""
    standing = Decision.objects.filter(reviewer=user, superseded_by=None).exclude(word=Word.UNDONE)
    return standing.select_related("pair__a", "pair__b").order_by("-pk").first()


def may_undo(decision: Decision, user: User) -> bool:
    """Whether a page should offer it; `undo` checks again."""
    if decision.word == Word.UNDONE or not user.has_perm(NEEDS[Word(decision.word)]):
        return False
    return decision.reviewer_id == user.pk or user.has_perm(UNDO_ANY)


def _check(said: Decision) -> None:
    word, pair = said.word, said.pair
    if word not in NEEDS:
        raise Refused(f"“{word}” is not a decision. Say merge, delist, different or unsure.")
    if not said.reviewer.has_perm(NEEDS[Word(word)]):
        raise NotAllowed(f"You may not decide “{Word(word).label}”. Ask an administrator for the permission.")
    if word in SAME and said.survivor_id not in (pair.a_id, pair.b_id):
        raise Refused("Choose which of the two listings stays.")
    if word not in SAME and said.survivor_id is not None:
        raise Refused("Only “same” names a listing that stays.")
    if said.verdict_id is not None and not pair.verdicts.filter(pk=said.verdict_id).exists():
        raise Refused("The form belongs to another pair. Open the pair again.")


def _check_undo(target: Decision, user: User) -> None:
    if target.word == Word.UNDONE:
        raise Refused("This decision is taken back already. Decide the pair anew.")
    if not may_undo(target, user):
        raise NotAllowed(
            f"Only {name_of(target.reviewer)} or a senior moderator may take this decision back."
            if target.reviewer_id != user.pk
            else "You may no longer take this decision back. Ask an administrator for the permission."
        )


def _sent_before(form: Decision) -> Outcome | None:
    """The answer to a form that was sent before: the same one, or its key again with something else in it."""
    sent = Decision.objects.filter(submit_key=form.submit_key).select_related("reviewer").first()
    if sent is None:
        return None
    same = all(getattr(sent, name) == getattr(form, name) for name in ("pair_id", "reviewer_id", "word", "survivor_id"))
    return Outcome("same" if same else "conflict", sent)


def _in_the_way(pair: Pair, user: User, seen_id: int | None) -> Decision | None:
    """What was decided and the form did not know, or may not replace. To be asked under the lock."""
    live = live_of(pair.pk)
    if live and live.word != Word.UNDONE and not _may_replace(live, user, seen_id):
        return live
    # A standing "same" is found here too, whether through this pair or through others.
    if joined := merges.joined_by(pair.a_id, pair.b_id):
        return joined.decision
    gone = Spu.objects.filter(pk__in=(pair.a_id, pair.b_id)).exclude(delisted_by=None)
    return Decision.objects.filter(pk__in=gone.values("delisted_by")).select_related("reviewer").first()


def _may_replace(live: Decision, user: User, seen_id: int | None) -> bool:
    """Whether this person saw the word and may say another one."""
    if live.pk != seen_id:
        return False
    return live.word == Word.UNSURE or live.reviewer_id == user.pk or user.has_perm(UNDO_ANY)


def _write(decision: Decision) -> None:
    """Insert it as the live word. The earlier one steps back first: two live ones cannot be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('dedup_decision', 'id'))")
        (decision.pk,) = cursor.fetchone()
    Decision.objects.filter(pair=decision.pair_id, superseded_by=None).update(superseded_by=decision.pk)
    decision.save(force_insert=True)


def _apply(decision: Decision) -> None:
    pair, survivor = decision.pair, decision.survivor_id
    claims.drop(pair.pk)
    if survivor is None:
        queue.refresh([pair.pk])
        return
    loser = pair.b_id if survivor == pair.a_id else pair.a_id
    if decision.word == Word.MERGE:
        merges.merge(loser, survivor, decision)
    else:
        delistings.delist(loser, survivor, decision)


def _take_back(target: Decision, user: User) -> None:
    for edge in target.merges.filter(undone_at=None):
        if later := _resting_on(edge):
            raise StillNeeded(later)
        merges.undo(edge.pk, user)
    delistings.undo(target)


def _resting_on(edge: Merge) -> list[Decision]:
    """Other live decisions whose listings would no longer stand together without this edge, latest first."""
    part = merges.below(edge.loser_id)
    across = Q(pair__a__in=part) ^ Q(pair__b__in=part)
    joined = Decision.objects.filter(across, word=Word.MERGE, superseded_by=None).exclude(pk=edge.decision_id)
    gone = Spu.objects.filter(pk=edge.loser_id).exclude(delisted_by=None)
    delisted = Decision.objects.filter(pk__in=gone.values("delisted_by"))
    found = [*joined.select_related("reviewer"), *delisted.select_related("reviewer")]
    return sorted(found, key=lambda decision: -decision.pk)
