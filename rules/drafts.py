"""The open draft of a category: one at most, written in place, until it is published or thrown away.

Two people may have the same draft on their screens. Each says which `revision` they saw, so that
nobody's work is overwritten: whoever saves second gets Outdated and decides with both before them.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from rules import prompts, versions
from rules.models import Category, RuleSet
from rules.spec import RuleSpec

OPEN = (RuleSet.State.DRAFT, RuleSet.State.BACKGROUND)


class AlreadyOpen(Exception):
    """The category has a draft; go on with that one, or discard it."""

    def __init__(self, draft: RuleSet) -> None:
        super().__init__(f"{draft} is open already: go on with it, or discard it first.")
        self.draft = draft


class Outdated(Exception):
    """Somebody changed the draft in between. `draft` is how it stands now."""

    def __init__(self, draft: RuleSet) -> None:
        super().__init__(f"{draft} was changed in between, so nothing of yours was saved yet.")
        self.draft = draft


class Gone(Exception):
    """The draft is published or discarded in the meantime."""

    def __init__(self) -> None:
        super().__init__("This draft is not open any more: it was published or discarded in the meantime.")


def open_of(category: Category | None) -> RuleSet | None:
    return RuleSet.objects.filter(category=category, state__in=OPEN).first()


def start(
    category: Category | None,
    *,
    user: User | None,
    spec: RuleSpec | None = None,
    base: RuleSet | None = None,
    note: str = "",
) -> RuleSet:
    """A new draft: with `spec`, else with what the live rule says itself, else "as the parent".

    `base` is the version that it was made from, by default the live one. Raises AlreadyOpen, and
    prompts.BadPrompt for a `spec`; a live rule that is no longer allowed has to be mended in a draft.
    """
    if spec:
        prompts.check(spec)
    with transaction.atomic():
        versions.lock()
        if found := open_of(category):
            raise AlreadyOpen(found)
        live = versions.live_of(category)
        return RuleSet.objects.create(
            category=category,
            version=versions.next_of(category),
            spec=spec.dump() if spec else _first_words(category, live),
            base=base or live,
            note=note,
            created_by=user,
            changed_by=user,
        )


def _first_words(category: Category | None, live: RuleSet | None) -> object:
    if live:
        return live.spec
    return {"extends": "parent"} if category else {}


def save(draft: RuleSet, spec: RuleSpec, *, user: User | None, revision: int) -> RuleSet:
    """Write the draft. In the background it is judged from now on by the new words.

    Raises Outdated, Gone, and prompts.BadPrompt.
    """
    prompts.check(spec)
    with transaction.atomic():
        row = held(draft, revision)
        row.spec = spec.dump()
        if row.state == RuleSet.State.BACKGROUND:
            row.background_since = timezone.now()
        return _changed(row, user)


def discard(draft: RuleSet, *, user: User | None, revision: int) -> None:
    """Throw it away; the trail of changes keeps every word of it, and who did it. Raises Outdated, Gone."""
    with transaction.atomic():
        _changed(held(draft, revision), user).delete()


def to_background(draft: RuleSet, *, user: User | None) -> RuleSet:
    """From now on new pairs are judged by it too, beside the live rule, without any effect. Raises Gone."""
    return _moved(draft, RuleSet.State.BACKGROUND, user)


def from_background(draft: RuleSet, *, user: User | None) -> RuleSet:
    """Raises Gone."""
    return _moved(draft, RuleSet.State.DRAFT, user)


def roll_back(old: RuleSet, *, user: User | None) -> RuleSet:
    """A draft that says what a former version said; publishing it is a decision of its own.

    Raises AlreadyOpen, prompts.BadPrompt, and pydantic.ValidationError where the old spec cannot be read any more.
    """
    return start(old.category, user=user, spec=RuleSpec.model_validate(old.spec), note=f"Back to v{old.version}")


def hand_back(category: Category, *, user: User | None) -> RuleSet:
    """A draft without a word of its own: published, the rule above applies again, as before the first version.

    Raises AlreadyOpen.
    """
    return start(category, user=user, spec=RuleSpec(extends="parent"), note="Back to the rule above")


def held(draft: RuleSet, revision: int | None = None) -> RuleSet:
    """The row as it is now, ours until the transaction ends. Raises Outdated, Gone."""
    row = RuleSet.objects.select_for_update(of=["self"]).filter(pk=draft.pk, state__in=OPEN).first()
    if row is None:
        raise Gone
    if revision is not None and row.revision != revision:
        raise Outdated(row)
    return row


def _moved(draft: RuleSet, state: RuleSet.State, user: User | None) -> RuleSet:
    with transaction.atomic():
        row = held(draft)
        if row.state == state:
            return row
        row.state = state
        row.background_since = timezone.now() if state == RuleSet.State.BACKGROUND else None
        return _changed(row, user)


def _changed(row: RuleSet, user: User | None) -> RuleSet:
    row.revision += 1
    row.changed_by = user
    row.save()
    return row
