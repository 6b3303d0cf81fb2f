"""Small changes to a rule as a person makes them: one line, one key. Pure: no Django.

`spec` is a category's own rule and `parent` the whole rule that it extends (an empty one where there
is none). Every function gives the spec anew; where it does not hold any more, pydantic says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rules import inheritance
from rules.spec import FieldRule, Output, RuleSpec

State = Literal["own", "instead", "inherited", "removed"]
GONE_WHEN_EMPTY = ("remove", "outputs", *inheritance.NESTED)


class Taken(ValueError):
    """Two lines of one name: the second would never be told from the first."""


@dataclass(frozen=True)
class Row:
    """A line in its place. `key` tells it from others: its name, of a second line of that name "brand (2)".

    `instead`: an own line that stands for the parent's of that name.
    """

    line: FieldRule
    state: State
    key: str

    @property
    def own(self) -> bool:
        return self.state in ("own", "instead")


def rows(parent: RuleSpec, spec: RuleSpec) -> list[Row]:
    """The lines as they apply, and in their places the parent's lines that were taken away."""
    found = list(_rows(parent if spec.extends else RuleSpec(), spec))
    keys = _keys(line for line, _ in found)
    return [Row(line, state, key) for key, (line, state) in zip(keys, found, strict=True)]


def _rows(parent: RuleSpec, spec: RuleSpec) -> Iterator[tuple[FieldRule, State]]:
    own = {line.field: line for line in spec.fields}
    stood: set[str] = set()
    for line in parent.fields:
        if line.field in spec.remove:
            yield line, "removed"
        elif line.field not in own:
            yield line, "inherited"
        elif line.field not in stood:
            stood.add(line.field)
            yield own[line.field], "instead"
    yield from ((line, "own") for line in spec.fields if line.field not in stood)


def _keys(lines: Iterable[FieldRule]) -> Iterator[str]:
    """An imported rule may give one name to several lines."""
    seen: Counter[str] = Counter()
    for line in lines:
        seen[line.field] += 1
        yield line.field if seen[line.field] == 1 else f"{line.field} ({seen[line.field]})"


def placed(
    spec: RuleSpec, parent: RuleSpec, line: FieldRule, output: Output | None = None, *, was: str = ""
) -> RuleSpec:
    """With this line, in the place of the own one that has the key `was`, or after the others. Raises Taken.

    Where `was` is the parent's line, this one stands for it, and for any other of that name there.

    `output` is what the line's value is read as; the parent's own description of it is not repeated.
    """
    found = rows(parent, spec)
    instead = {row.line.field for row in found if row.key == was and row.state == "inherited"}
    others = [row.line.field for row in found if row.state != "removed" and row.key != was]
    fields, at = _lines(spec), _place(spec, was)
    if line.field in set(others) - instead and not (at is not None and spec.fields[at].field == line.field):
        raise Taken(f"There is a line called {line.field} already. Choose another name, or change that line.")
    at = len(fields) if at is None else at
    lines = [*fields[:at], _given(line), *fields[at + 1 :]]
    remove = [name for name in spec.remove if name != line.field]
    return _tidy(_described(spec, parent, line, output) | {"fields": lines, "remove": remove})


def _described(spec: RuleSpec, parent: RuleSpec, line: FieldRule, output: Output | None) -> dict[str, Any]:
    if output is None or line.source != "outputLlm":
        return spec.dump()
    outputs = dict(spec.dump().get("outputs", {}))
    outputs.pop(line.source_field, None)
    if not (spec.extends and parent.outputs.get(line.source_field) == output):
        outputs[line.source_field] = output.model_dump(mode="json", exclude_unset=True)
    return spec.dump() | {"outputs": outputs}


def removed(spec: RuleSpec, name: str) -> RuleSpec:
    """The parent's line of that name does not hold here, nor an own one."""
    rest = dropped(spec, name)
    return _tidy(rest.dump() | {"remove": [*rest.remove, name]})


def dropped(spec: RuleSpec, key: str) -> RuleSpec:
    """Nothing is said here about the line: the parent's holds again, where it has one."""
    at = _place(spec, key)
    fields = [row for n, row in enumerate(_lines(spec)) if n != at]
    remove = [name for name in spec.remove if name != key]
    return _tidy(spec.dump() | {"fields": fields, "remove": remove, "outputs": _used(spec, fields)})


def _used(spec: RuleSpec, fields: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The own outputs, but for those that only lines read that are gone now."""
    before = {line.source_field for line in spec.fields if line.source == "outputLlm"}
    after = {row["source_field"] for row in fields if row["source"] == "outputLlm"}
    return {name: row for name, row in spec.dump().get("outputs", {}).items() if name not in before - after}


def moved(spec: RuleSpec, key: str, by: int) -> RuleSpec:
    """The own line `by` places down (negative: up), as far as there is room."""
    fields, at = _lines(spec), _place(spec, key)
    if at is None:
        return spec
    row = fields.pop(at)
    fields.insert(max(0, at + by), row)
    return _tidy(spec.dump() | {"fields": fields})


def given(spec: RuleSpec, values: Mapping[str, Any], ungiven: Iterable[str] = ()) -> RuleSpec:
    """With these keys said here and those left to the parent. A key of a group is "routing/levels"."""
    data = spec.dump()
    for path in (*values, *ungiven):
        group, _, key = path.rpartition("/")
        inside = data if not group else data.setdefault(group, {})
        inside.pop(key, None)
        if path in values:
            inside[key] = values[path]
    return _tidy(data)


def alone(spec: RuleSpec, parent: RuleSpec) -> RuleSpec:
    """The same rule, said here in full: what the parent's becomes later does not matter any more."""
    return inheritance.whole(parent, spec)


def extending(spec: RuleSpec, parent: RuleSpec) -> RuleSpec:
    """The same lines as an extension: what the parent says too is left to it, what it says besides is removed.

    Raises Taken where two lines have one name: only one of them would be kept.
    """
    for name, count in Counter(line.field for line in spec.fields).items():
        if count > 1:
            raise Taken(f"{count} lines are called {name}. Give each its own name first, to extend the parent.")
    above, own = {line.field: line for line in parent.fields}, {line.field for line in spec.fields}
    data = spec.dump() | {"extends": "parent"}
    data["fields"] = [_given(line) for line in spec.fields if above.get(line.field) != line]
    data["remove"] = [name for name in above if name not in own]
    data["outputs"] = {
        name: row
        for name, row in spec.dump().get("outputs", {}).items()
        if parent.outputs.get(name) != spec.outputs[name]
    }
    return _tidy(data)


def _place(spec: RuleSpec, key: str) -> int | None:
    """Of an own line among the own ones."""
    return next((n for n, each in enumerate(_keys(spec.fields)) if each == key), None)


def _lines(spec: RuleSpec) -> list[dict[str, Any]]:
    return [_given(line) for line in spec.fields]


def _given(line: FieldRule) -> dict[str, Any]:
    return line.model_dump(mode="json", exclude_unset=True)


def _tidy(data: Mapping[str, Any]) -> RuleSpec:
    return RuleSpec.model_validate({key: value for key, value in data.items() if value or key not in GONE_WHEN_EMPTY})
