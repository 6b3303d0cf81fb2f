"""A rule that extends its parent's, made whole. Pure: no Django.

A line stands for the parent's line of the same `field`, in its place; other lines come after the
parent's; `remove` takes lines away. Outputs come together by name, and of every other key what the
child gives holds. The parent's outputs stay even where their line is taken away: a listing is then
asked about in the same words, and what was read from it once is read for both rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from rules.mistakes import Path, under
from rules.spec import FieldRule, Part, RuleSpec
from rules.values.text import fold

NESTED = ("routing", "thresholds")  # given key by key
ABOUT = ("extends", "remove")  # how a rule stands to its parent; the whole has none of it
PROMPT = ("prompt", "prompt_path")  # a text and its file: who gives one of them gives both
PartT = TypeVar("PartT", bound=Part)
OF_ITS_OWN = (*ABOUT, "fields", "outputs", *NESTED)


def whole(parent: RuleSpec, child: RuleSpec) -> RuleSpec:
    """The child's rule as it applies; itself where it does not extend.

    Its parts were read before and are taken as they are: a shop may have hundreds of rules under one long one.
    Raises pydantic.ValidationError, whose places are those of the child.
    """
    if child.extends is None:
        return child
    merged = _given(parent, without=(*ABOUT, *_gone(child))) | _given(child, without=ABOUT)
    made = lines(parent, child)
    together = {"fields": made, "outputs": parent.outputs | child.outputs}
    together |= {key: _key_by_key(getattr(parent, key), getattr(child, key)) for key in NESTED}
    merged |= {key: value for key, value in together.items() if key in merged}
    spec = RuleSpec.model_construct(set(merged), **merged)
    if found := list(spec.unread()):
        error = ValidationError.from_exception_data("RuleSpec", found)
        raise under(error, lambda path: _of_child(path, made, child))
    return spec


def _given(part: PartT, without: Iterable[str] = ()) -> dict[str, Any]:
    return {key: getattr(part, key) for key in part.model_fields_set if key not in without}


def _key_by_key(parent: PartT, child: PartT) -> PartT:
    merged = _given(parent) | _given(child)
    return type(child).model_construct(set(merged), **merged)


def _of_child(path: Path, made: list[FieldRule], child: RuleSpec) -> Path:
    """Only what the child says can be wrong: the parent's lines held together before."""
    line = made[int(path[1])]
    return ("fields", child.fields.index(line), *path[2:]) if line in child.fields else path[:1]


def lines(parent: RuleSpec, child: RuleSpec) -> list[FieldRule]:
    """Of two lines of one name, which an imported parent may have, an own line takes the place of both."""
    own = {line.field: line for line in child.fields}
    above = [line for line in parent.fields if line.field not in child.remove]
    kept: list[FieldRule] = []
    for line in above:
        if line.field not in own:
            kept.append(line)
        elif own[line.field] not in kept:
            kept.append(own[line.field])
    names = {line.field for line in above}
    return [*kept, *(line for line in child.fields if line.field not in names)]


def origins(parent: dict[str, Any], child: RuleSpec, own: Any) -> dict[str, Any]:
    """Who said each part of the whole: `parent` says it for the parent's; what the child gives is `own`.

    Keys are "fields/brand", "outputs/size", "routing/levels", and the plain name of every other key.
    A part that nobody gave has no origin: it is as the program has it.
    """
    said = {} if child.extends is None else dict(parent)
    for gone in (*(f"fields/{name}" for name in child.remove), *_gone(child)):
        said.pop(gone, None)
    parts = [f"fields/{line.field}" for line in child.fields] + [f"outputs/{name}" for name in child.outputs]
    parts += [f"{key}/{name}" for key in NESTED for name in getattr(child, key).model_fields_set]
    parts += [key for key in child.model_fields_set if key not in OF_ITS_OWN]
    return said | dict.fromkeys(parts, own)


def idle(parent: RuleSpec, child: RuleSpec) -> list[str]:
    """Names in `remove` that take nothing away, because the parent has no such line (any more)."""
    names = {line.field for line in parent.fields}
    return [name for name in child.remove if name not in names]


def near_misses(parent: RuleSpec, child: RuleSpec) -> list[tuple[int, str]]:
    """Own lines, by number, called as one of the parent's but for case, width or blanks: they stand beside it."""
    names = {line.field for line in parent.fields} - set(child.remove)
    alike = {fold(name): name for name in names}
    found = ((index, alike.get(fold(line.field))) for index, line in enumerate(child.fields) if line.field not in names)
    return [(index, name) for index, name in found if name is not None and child.extends]


def _gone(child: RuleSpec) -> tuple[str, ...]:
    return PROMPT if child.model_fields_set.intersection(PROMPT) else ()
