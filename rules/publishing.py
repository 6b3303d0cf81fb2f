"""A rule set goes live, and the one before it retires, in one transaction."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from rules import differences, drafts, resolve, versions
from rules.models import Category, RuleSet
from rules.spec import RuleSpec


class NotPublished(Exception):
    """Nothing has changed; the message says what to do first."""


class NoNote(NotPublished):
    def __init__(self) -> None:
        super().__init__("Say in a note why this goes live: whoever reads it next year will want to know.")


class NothingNew(NotPublished):
    def __init__(self, live: RuleSet) -> None:
        super().__init__(f"{live} is live and says the same already. Discard the draft, or change it.")


class NothingSaid(NotPublished):
    def __init__(self) -> None:
        super().__init__(
            "It says nothing of its own, so the rule above applies with it as without it. "
            "Discard the draft, or change it."
        )


class Superseded(NotPublished):
    """Another version is live than the one that was seen. `live` is it; None where there is none any more."""

    def __init__(self, live: RuleSet | None) -> None:
        super().__init__(
            f"{live or 'Another version'} went live in the meantime. Look at the difference to it, and publish again."
        )
        self.live = live


def publish(
    category: Category | None, spec: RuleSpec, *, user: User | None = None, note: str = "", source_group: str = ""
) -> RuleSet:
    """The live rule set of a category (None: of the whole shop) with this spec, as a file brings it.

    Where the same spec is live already, it stays; only a new `source_group` is written. An open draft
    stays as it is, and whoever publishes it later is shown what went live in between.
    """
    with transaction.atomic():
        versions.lock()
        live = versions.live_of(category)
        if live and live.spec == spec.dump():
            return _regrouped(live, source_group)
        _retire(live)
        return RuleSet.objects.create(
            category=category,
            version=versions.next_of(category),
            state=RuleSet.State.LIVE,
            spec=spec.dump(),
            source_group=source_group,
            note=note,
            base=live,
            created_by=user,
            published_by=user,
            published_at=timezone.now(),
        )


def publish_draft(
    draft: RuleSet, *, user: User | None, note: str, reason: str = "", revision: int, over: RuleSet | None
) -> RuleSet:
    """Put a draft in force. `over` is the live version that the person has seen it replace (None: there was none).

    `reason` says why it goes live although its replay was worse. Raises NotPublished, drafts.Outdated,
    drafts.Gone, and resolve.BrokenRule where a rule that extends this one could no longer be read.
    """
    if not note.strip():
        raise NoNote
    with transaction.atomic():
        versions.lock()
        row = drafts.held(draft, revision)
        live = versions.live_of(row.category)
        if live != over:
            raise Superseded(live)
        if live and live.spec == row.spec:
            raise NothingNew(live)
        if not live and differences.is_silent(RuleSpec.model_validate(row.spec)):
            raise NothingSaid
        _retire(live)
        _go_live(row, user=user, note=note.strip(), reason=reason.strip())
        resolve.load()
    return row


def _retire(live: RuleSet | None) -> None:
    if live:
        RuleSet.objects.filter(pk=live.pk).update(state=RuleSet.State.RETIRED)


def _go_live(row: RuleSet, *, user: User | None, note: str, reason: str) -> None:
    newest = versions.next_of(row.category) - 1
    if row.version < newest:  # a file was loaded beside the draft; numbers say what came after what
        row.version = newest + 1
    row.state = RuleSet.State.LIVE
    row.note, row.reason = note, reason
    row.published_by, row.published_at = user, timezone.now()
    row.save()


def _regrouped(live: RuleSet, source_group: str) -> RuleSet:
    if source_group and live.source_group != source_group:
        live.source_group = source_group
        live.save(update_fields=["source_group"])
    return live
