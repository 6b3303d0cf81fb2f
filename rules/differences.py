"""What two rules say differently, part by part and key by key. Pure: no Django.

Compared is what the rules themselves say. A key that is not given has its default, but in a rule
that extends another it is `PARENTS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from rules.spec import RuleSpec

PARENTS = "as the parent"
NO_SYNONYMS = "no synonyms"
# The order in which a reader wants them; keys of a line and of an output come in the order of the spec.
KEYS = (
    *("extends", "remove", "text_mode", "prompt", "prompt_path", "llm_input_fields", "llm_input_properties"),
    *("pictures", "picture_prompt", "near_identical", "pack_text", "cspu"),
)
GROUPS = ("thresholds", "routing")

Kind = Literal["line", "output", "key", "order"]
State = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """One key as text before and after; None where it is not said."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Part:
    """A line, an output or a key of the rule, or the order of its lines."""

    kind: Kind
    name: str
    state: State
    changes: tuple[Change, ...]


def parts(old: RuleSpec, new: RuleSpec) -> list[Part]:
    """Empty where both say the same; what is only for people (`why`) counts."""
    return [
        *_named("line", _lines(old), _lines(new)),
        *_order(old, new),
        *_named("output", old.outputs, new.outputs),
        *_keys(old, new),
    ]


def is_silent(spec: RuleSpec) -> bool:
    """It extends the rule above and says nothing of its own, so that one applies as it is."""
    return bool(spec.extends) and not parts(RuleSpec(extends=spec.extends), spec)


def _lines(spec: RuleSpec) -> dict[str, BaseModel]:
    """By name; a name that an imported file gives to several lines is numbered."""
    seen: Counter[str] = Counter()
    found: dict[str, BaseModel] = {}
    for line in spec.fields:
        seen[line.field] += 1
        found[f"{line.field} ({seen[line.field]})" if seen[line.field] > 1 else line.field] = line
    return found


def _named(kind: Kind, old: Mapping[str, BaseModel], new: Mapping[str, BaseModel]) -> Iterator[Part]:
    for name in dict.fromkeys([*old, *new]):
        before, after = _texts(old.get(name)), _texts(new.get(name))
        changes = _changes(before, after)
        if changes:
            state: State = "changed" if before and after else "added" if after else "removed"
            yield Part(kind, name, state, changes)


def _order(old: RuleSpec, new: RuleSpec) -> Iterator[Part]:
    """Only of lines that both have: what came or went says so itself."""
    before, after = ([line.field for line in spec.fields] for spec in (old, new))
    stayed = set(before) & set(after)
    left, right = ([name for name in names if name in stayed] for names in (before, after))
    if left != right:
        yield Part("order", "order of the lines", "changed", (Change("", ", ".join(left), ", ".join(right)),))


def _keys(old: RuleSpec, new: RuleSpec) -> Iterator[Part]:
    before, after = _said(old), _said(new)
    for name in before:
        if before[name] != after[name]:
            yield Part("key", name, "changed", (Change("", before[name] or None, after[name] or None),))


def _said(spec: RuleSpec) -> dict[str, str]:
    """Every key outside of lines and outputs as text."""
    found = {name: _given(spec, name, bool(spec.extends) and name not in ("extends", "remove")) for name in KEYS}
    for group in GROUPS:
        inside = getattr(spec, group)
        for name in type(inside).model_fields:
            found[f"{group}.{name}"] = _given(inside, name, bool(spec.extends))
    return found


def _given(model: BaseModel, name: str, inherits: bool) -> str:
    if inherits and name not in model.model_fields_set:
        return PARENTS
    return _text(getattr(model, name))


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    names = dict.fromkeys([*after, *before])
    return tuple(
        Change(name, before.get(name) or None, after.get(name) or None)
        for name in names
        if before.get(name, "") != after.get(name, "")
    )


def _texts(model: BaseModel | None) -> dict[str, str]:
    """Keys as a person reads them, with options and synonyms each on their own."""
    if model is None:
        return {}
    data = model.model_dump(mode="json", exclude={"field"})
    return {name: _text(value) for name, value in _flat(data)}


def _flat(data: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", NO_SYNONYMS if above == "values." and not value else value


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)
