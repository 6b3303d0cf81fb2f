"""What is allowed in a rule and probably not meant, in words for its admin. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from rules.mistakes import Mistake
from rules.spec import INPUT_FIELDS, RuleSpec
from rules.values.quantity import Kind

NOTHING = "this rule compares no field and no pictures: it settles no pair"


def doubts(spec: RuleSpec) -> Iterator[Mistake]:
    """Each with its place in the spec."""
    hiding = spec.category_lines
    for index, line in enumerate(spec.fields):
        if line in hiding:
            text = f"the line {line.field!r} requires the same category: it hides duplicates filed elsewhere"
            yield Mistake(("fields", index), text)
        if line.source == "inputField" and line.source_field not in INPUT_FIELDS:
            text = f"no listing has a field {line.source_field!r}, so the line {line.field!r} will always be missing"
            yield Mistake(("fields", index, "source_field"), f"{text}; there are {', '.join(INPUT_FIELDS)}")
    if not spec.fields and not spec.extends:
        text = "this rule compares no field: pictures alone decide" if spec.pictures == "always" else NOTHING
        yield Mistake((), f"{text}; add a line, or extend the rule above")
    yield from _any_amount(spec)
    yield from _without_pictures(spec)
    if spec.routing.reviewers > 1:
        text = f"{spec.routing.reviewers} reviewers are kept for later, but not in force: one decision is enough"
        yield Mistake(("routing", "reviewers"), text)
    if spec.text_mode == "reason" and not spec.extends and not spec.prompt:
        text = (
            "a rule that reasons follows its prompt, and this one has none: the model gets only the names of the lines"
        )
        yield Mistake(("text_mode",), text)


def _without_pictures(spec: RuleSpec) -> Iterator[Mistake]:
    said = {"near_identical": spec.near_identical == "same", "pack_text": spec.pack_text}
    for name in [name for name, given in said.items() if given and spec.pictures == "never"]:
        yield Mistake((name,), "no effect: pictures are never compared")


def _any_amount(spec: RuleSpec) -> Iterator[Mistake]:
    """A kettle's power was its 2 litres: where no kind is named, the first amount of the text counts."""
    compared = {line.source_field for line in spec.fields if line.source == "outputLlm"}
    for name, output in spec.outputs.items():
        if output.type == "quantity" and not output.kinds and name in compared:
            text = f"any amount will be read as {name!r}, whatever it measures; say which"
            kinds = get_args(Kind)
            yield Mistake(("outputs", name, "kinds"), f"{text}: {', '.join(kinds[:-1])} or {kinds[-1]}")
