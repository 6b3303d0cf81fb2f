"""A rule that extends its parent's, made whole. Pure: no Django.

A line stands for the parent's line of the same `field`, in its place; other lines come after the
parent's; `remove` takes lines away. Outputs come together by name, and of every other key what the
child gives holds.
"""

from __future__ import annotations

from typing import Any

from rules.spec import FieldRule, RuleSpec

NESTED = ("routing", "thresholds")  # given key by key
OF_ITS_OWN = ("extends", "remove", "fields", "outputs", *NESTED)


def whole(parent: RuleSpec, child: RuleSpec) -> RuleSpec:
    """The child's rule as it applies; itself where it does not extend. Raises pydantic.ValidationError."""
    if child.extends is None:
        return child
    given = parent.dump() | {key: value for key, value in child.dump().items() if key not in OF_ITS_OWN}
    given["fields"] = [line.model_dump(mode="json", exclude_unset=True) for line in lines(parent, child)]
    given["outputs"] = parent.dump().get("outputs", {}) | child.dump().get("outputs", {})
    for key in NESTED:
        given[key] = parent.dump().get(key, {}) | child.dump().get(key, {})
    return RuleSpec.model_validate({key: value for key, value in given.items() if value != {}})


def lines(parent: RuleSpec, child: RuleSpec) -> list[FieldRule]:
    own = {line.field: line for line in child.fields}
    gone = set(child.remove)
    kept = {line.field: own.get(line.field, line) for line in parent.fields if line.field not in gone}
    return [*kept.values(), *(line for line in child.fields if line.field not in kept)]


def origins(parent: dict[str, Any], child: RuleSpec, own: Any) -> dict[str, Any]:
    """Who said each part of the whole: `parent` says it for the parent's; what the child gives is `own`.

    Keys are "fields/brand", "outputs/size", "routing/levels", and the plain name of every other key.
    """
    said = {} if child.extends is None else dict(parent)
    for name in child.remove:
        said.pop(f"fields/{name}", None)
    parts = [f"fields/{line.field}" for line in child.fields] + [f"outputs/{name}" for name in child.outputs]
    parts += [f"{key}/{name}" for key in NESTED for name in getattr(child, key).model_fields_set]
    parts += [key for key in child.model_fields_set if key not in OF_ITS_OWN]
    return said | dict.fromkeys(parts, own)
