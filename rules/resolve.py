"""Which rule judges: lv3, else lv2, else lv1, else the default; for a pair, from the nearest common ancestor up.

`load` takes two queries and everything after it none: a frozen snapshot for a whole run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, cast

from django.db.models import TextField
from django.db.models.functions import Cast
from pydantic import ValidationError

from rules import inheritance, placeholders
from rules.mistakes import mistakes
from rules.models import Category, RuleSet
from rules.spec import FieldRule, RuleSpec, read

Level = Literal["lv1", "lv2", "lv3", "default"]


# Keys that came later, as they are where nobody says them: without them a rule is what it was, and so are its verdicts.
NEWER = {"near_identical": "ask", "pack_text": False}


class MissingDefault(LookupError):
    """No live rule covers a category, and the shop has no default."""

    def __init__(self) -> None:
        super().__init__("No default rule set is live. Load one: manage.py load_rules rules/examples/default.json")


class UnknownCategory(LookupError):
    """A category that is newer than the snapshot: load the rules again."""


class BrokenRule(ValueError):
    """A stored rule set that cannot be read, by itself or with what it extends. The message says what to do."""


@dataclass(frozen=True)
class Origin:
    """Where a part of an effective rule came from. `name` is a category's ("箱包 › 行李箱"), or "default"."""

    rule_set_id: int
    version: int
    level: Level
    name: str


@dataclass(frozen=True)
class Effective:
    """A rule set as it applies, with all that it extends. `origins`: see `rules.inheritance.origins`.

    `raw` is the rule with the placeholders of its prompts, `spec` the same with them filled in.
    """

    origin: Origin
    raw: RuleSpec
    spec: RuleSpec
    origins: Mapping[str, Origin]

    @property
    def rule_set_id(self) -> int:
        return self.origin.rule_set_id

    @property
    def version(self) -> int:
        return self.origin.version

    @property
    def level(self) -> Level:
        return self.origin.level

    @property
    def name(self) -> str:
        return self.origin.name

    @cached_property
    def key(self) -> str:
        """Two rules with one key judge alike: the content of the spec, without what no judgement depends on."""
        content = self.spec.model_dump(mode="json", exclude={"extends", "remove", "prompt_path", "thresholds"})
        for name, usual in NEWER.items():
            if content[name] == usual:
                del content[name]
        content["fields"] = [line.model_dump(mode="json", exclude={"why"}) for line in self.spec.fields]
        packed = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(packed.encode()).hexdigest()

    def level_of(self, line: FieldRule) -> Level:
        return self.origins[f"fields/{line.field}"].level


@dataclass(frozen=True)
class Rules:
    """`lines`: category -> itself and its ancestors, nearest first. `live`: category (None: default) -> its rule."""

    lines: Mapping[int, tuple[int, ...]]
    live: Mapping[int | None, Effective]

    def for_category(self, category_id: int | None) -> Effective:
        """Raises MissingDefault, UnknownCategory."""
        self._line(category_id)
        return self._found(category_id)

    def for_pair(self, a: int | None, b: int | None) -> Effective:
        """Categories without a common ancestor, and listings without a category, get the default."""
        return self._found(self.common(a, b))

    def common(self, a: int | None, b: int | None) -> int | None:
        """The nearest category that both are in; None where there is none. Raises UnknownCategory."""
        others = self._line(b)
        return next((node for node in self._line(a) if node in others), None)

    def above(self, category_id: int | None) -> Effective | None:
        """The rule that one of this category extends; None where none is live. Raises UnknownCategory."""
        if category_id is None:
            return None
        return self._first((*self._line(category_id)[1:], None))

    def silent(self, category_id: int | None) -> Effective | None:
        """The rule above, where the category's own live one extends it and says nothing of its own."""
        own, above = self.live.get(category_id), self.above(category_id) if category_id in self.live else None
        if own is None or above is None or own.origin in own.origins.values() or own.raw != above.raw:
            return None
        return above

    def _line(self, category_id: int | None) -> tuple[int, ...]:
        if category_id is None:
            return ()
        if category_id not in self.lines:
            raise UnknownCategory(f"category {category_id} is newer than these rules: load them again")
        return self.lines[category_id]

    def _found(self, node: int | None) -> Effective:
        found = self._nearest[node]
        if found is None:
            raise MissingDefault
        return found

    @cached_property
    def _nearest(self) -> Mapping[int | None, Effective | None]:
        """For every category, and for none, what applies: looked for once, asked for by every pair."""
        return {None: self.live.get(None)} | {node: self._first((*line, None)) for node, line in self.lines.items()}

    def _first(self, line: Iterable[int | None]) -> Effective | None:
        return next((self.live[node] for node in line if node in self.live), None)


def load(draft: RuleSet | None = None) -> Rules:
    """The tree and the live rule sets as they are now; `draft` in the place of its category's live one.

    Raises BrokenRule.
    """
    rows = _rows(draft)  # before the tree: a category that comes in between has no rule here yet
    categories = {row.pk: row for row in Category.objects.all()}
    parents = {pk: row.parent_id for pk, row in categories.items()}
    lines = {node: _upwards(node, parents) for node in parents}
    live: dict[int | None, Effective] = {}
    for node in sorted(rows, key=lambda node: len(lines[node]) if node else 0):  # parents come first
        above = (*lines[node][1:], None) if node else ()
        parent = next((live[up] for up in above if up in live), None)
        live[node] = _effective(rows[node], categories[node] if node else None, parent)
    return Rules(lines, live)


@dataclass(frozen=True)
class _Row:
    """A rule set as it is stored; `text` is its JSON."""

    pk: int
    version: int
    text: str


def _rows(draft: RuleSet | None) -> dict[int | None, _Row]:
    """By category. The specs come as text, so that one that was read before need not be read again."""
    live = RuleSet.objects.filter(state=RuleSet.State.LIVE)
    found = live.values_list("category_id", "pk", "version", Cast("spec", TextField()))
    rows = {category: _Row(pk, version, text) for category, pk, version, text in found}
    if draft is not None:
        rows[draft.category_id] = _Row(draft.pk, draft.version, json.dumps(draft.spec))
    return rows


@lru_cache(maxsize=2048)
def _read(text: str) -> RuleSpec:
    return read(json.loads(text))


def _upwards(node: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    line = []
    at: int | None = node
    while at is not None:
        line.append(at)
        at = parents[at]
    return tuple(line)


def _effective(row: _Row, category: Category | None, parent: Effective | None) -> Effective:
    level = f"lv{len(category.path)}" if category else "default"
    origin = Origin(row.pk, row.version, cast(Level, level), str(category or "default"))
    child = _own(row, origin)
    raw = _whole(child, origin, parent)
    origins = inheritance.origins(dict(parent.origins) if parent else {}, child, origin)
    return Effective(origin, raw, _filled(raw, origin.name), origins)


def _own(row: _Row, origin: Origin) -> RuleSpec:
    try:
        return _read(row.text)
    except ValidationError as error:
        raise BrokenRule(
            f"The rule set {_named(origin)} cannot be read: {_words(error)}. "
            "Publish a version of it without this, or load a file with one: manage.py load_rules FILE"
        ) from error


def _whole(child: RuleSpec, origin: Origin, parent: Effective | None) -> RuleSpec:
    try:
        return inheritance.whole(parent.raw if parent else RuleSpec(), child)
    except ValidationError as error:
        above = f"it extends {parent.name} v{parent.version}" if parent else "it extends a parent, but none is live"
        raise BrokenRule(
            f"The rule set {_named(origin)} does not hold together any more: {above}, and then {_words(error)}. "
            f"Change one of the two, or take the line out of {origin.name}"
        ) from error


def _named(origin: Origin) -> str:
    return f"{origin.name} v{origin.version} (id {origin.rule_set_id})"


def _words(error: ValidationError) -> str:
    return "; ".join(map(str, mistakes(error)))


def _filled(raw: RuleSpec, name: str) -> RuleSpec:
    """The prompts with their placeholders filled in, and the outputs in one order.

    The database keeps keys by their length; in that order a rule that extends asks a model the very question
    that another rule of the same content asks, and what was answered once counts for both.
    """
    outputs = dict(sorted(raw.outputs.items(), key=lambda item: (len(item[0].encode()), item[0].encode())))
    values = {
        "category": name,
        "required": ", ".join(line.field for line in raw.fields if line.importance == "required"),
        "optional": ", ".join(line.field for line in raw.fields if line.importance == "optional"),
        "outputs": ", ".join(outputs),
    }
    prompts = {key: placeholders.filled(getattr(raw, key), values) for key in ("prompt", "picture_prompt")}
    given = {key: value for key, value in {**prompts, "outputs": outputs}.items() if value}
    return raw.model_copy(update=given)
