"""A draft goes live: counted before, and then with exactly the pairs that it changes queued again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from dedup import work
from dedup.judging import rulebook, runs
from dedup.judging.extraction import outputs_of
from dedup.judging.runs import Categories, Group
from review import replay
from rules import publishing, resolve, versions
from rules.models import Category, RuleSet
from rules.resolve import Rules
from rules.spec import RuleSpec


class NoReason(publishing.NotPublished):
    def __init__(self) -> None:
        super().__init__("Its replay says that precision drops. Say why it goes live all the same, or mend the draft.")


@dataclass(frozen=True)
class Place:
    """Pairs of which the rule changes, by the nearest category that both listings are in (None: there is none)."""

    category: Category | None
    pairs: int = 0
    decided: int = 0
    open: int = 0


@dataclass(frozen=True)
class Preview:
    """What going live would change.

    `kept`: categories below with a rule of their own that stays as it is. New questions for a model, at most:
    `listings` to be read, `weighed` pairs to be reasoned about, `pictures`: pairs to be looked at.
    """

    total: Place
    places: tuple[Place, ...]
    kept: tuple[Category, ...]
    listings: int
    weighed: int
    pictures: int

    @property
    def asks(self) -> bool:
        return bool(self.listings or self.weighed or self.pictures)


@dataclass(frozen=True)
class Published:
    """The version that went live, and how many pairs are judged again because of it."""

    row: RuleSet
    pairs: int


@dataclass(frozen=True)
class Step:
    """From the rules as they are (None: they cannot be read) to those with the draft in its place."""

    before: Rules | None
    after: Rules

    def is_new(self, group: Group, part: Callable[[RuleSpec], object]) -> bool:
        """Whether the rule of these pairs differs in this part, and has anything there."""
        old, new = _spec(self.before, group.categories), _spec(self.after, group.categories)
        asked = part(new) if new else None
        return bool(asked) and (old is None or part(old) != asked)


def step_of(draft: RuleSet) -> Step:
    """Raises resolve.BrokenRule."""
    return Step(_live(), resolve.load(draft))


def preview(draft: RuleSet, step: Step | None = None) -> Preview:
    """`step` where it is at hand already. Raises resolve.BrokenRule, resolve.MissingDefault."""
    step = step or step_of(draft)
    groups = runs.count_changed(step.after, before=step.before)
    places = _places(groups, step.after)
    return Preview(
        total=_sum(None, places),
        places=tuple(sorted(places, key=lambda place: -place.pairs)),
        kept=tuple(_kept(draft, step)),
        listings=runs.listings(group for group in groups if step.is_new(group, _read)),
        weighed=sum(group.pairs for group in groups if step.is_new(group, _weighed)),
        pictures=sum(group.pairs for group in groups if any(step.is_new(group, part) for part in PICTURED)),
    )


def publish(
    draft: RuleSet, *, user: User | None, note: str, reason: str = "", revision: int, over: RuleSet | None
) -> Published:
    """The live rule, the retirement and the queue, all or nothing.

    Pairs that wait, or that a worker has in hand, are armed anew too: a worker that began under the old
    rules loses its claim. Raises NoReason and what `publishing.publish_draft` raises.
    """
    with transaction.atomic():
        versions.lock()  # what a colleague publishes at this moment is not counted as ours
        before = _live()
        if not reason.strip() and worse(draft):
            raise NoReason
        row = publishing.publish_draft(draft, user=user, note=note, reason=reason, revision=revision, over=over)
        after = resolve.load()
        pairs = runs.changed(after, before=before)
        work.enqueue([*pairs, *runs.in_work(before, after)])
    return Published(row, len(pairs))


def worse(draft: RuleSet) -> bool:
    """Its latest replay, of exactly these words, says that precision drops. Raises resolve.BrokenRule."""
    found = replay.latest(draft)
    return found is not None and replay.result(found).precision_drops


def _live() -> Rules | None:
    """Publishing is also how a rule is mended that cannot be read."""
    try:
        return rulebook.current()
    except resolve.BrokenRule:
        return None


def _spec(rules: Rules | None, categories: Categories) -> RuleSpec | None:
    try:
        return rules.for_pair(*categories).spec if rules else None
    except (resolve.MissingDefault, resolve.UnknownCategory):
        return None


def _read(spec: RuleSpec) -> object:
    """What is asked about each listing; nothing where the rule reads no values, or weighs both at once."""
    outputs = outputs_of(spec)
    if not outputs or spec.text_mode == "reason":
        return None
    return outputs, spec.prompt, spec.llm_input_fields, spec.llm_input_properties


def _weighed(spec: RuleSpec) -> object:
    """What is asked about each pair of texts."""
    if spec.text_mode != "reason":
        return None
    return spec.prompt, spec.fields, spec.llm_input_fields, spec.llm_input_properties


def _looked(spec: RuleSpec) -> object:
    """What is asked about each pair of pictures."""
    return None if spec.pictures == "never" else (spec.picture_prompt,)


def _copied(spec: RuleSpec) -> object:
    """Copies of one photo are asked about like any two pictures."""
    return spec.pictures == "always" and spec.near_identical == "ask"


def _described(spec: RuleSpec) -> object:
    """The words on packs are read."""
    return spec.pictures == "always" and spec.pack_text


PICTURED = (_looked, _copied, _described)


def _places(groups: Iterable[Group], rules: Rules) -> list[Place]:
    found: defaultdict[int | None, list[Group]] = defaultdict(list)
    for group in groups:
        found[rules.common(*group.categories)].append(group)
    rows = Category.objects.in_bulk([node for node in found if node])
    return [_sum(rows[node] if node else None, inside) for node, inside in found.items()]


def _sum(category: Category | None, parts: Iterable[Place | Group]) -> Place:
    counted = [(part.pairs, part.decided, part.open) for part in parts]
    return Place(category, *(sum(column) for column in zip(*counted, strict=True))) if counted else Place(category)


def _kept(draft: RuleSet, step: Step) -> Iterable[Category]:
    """Categories below that have a rule of their own, on which the draft has no effect."""
    nodes = [
        node
        for node, rule in step.after.live.items()
        if node is not None
        and node != draft.category_id
        and (draft.category_id is None or draft.category_id in step.after.lines[node])
        and step.before
        and step.before.live[node].key == rule.key
    ]
    return Category.objects.filter(pk__in=nodes).order_by("path")
