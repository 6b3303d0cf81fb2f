"""What is allowed in a rule and probably not meant, in words for its admin. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator

from rules.mistakes import Mistake
from rules.spec import INPUT_FIELDS, RuleSpec


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
    if spec.routing.reviewers > 1:
        text = f"{spec.routing.reviewers} reviewers are kept for later, but not in force: one decision is enough"
        yield Mistake(("routing", "reviewers"), text)
    if spec.text_mode == "reason" and not spec.extends and not spec.prompt:
        text = (
            "a rule that reasons follows its prompt, and this one has none: the model gets only the names of the lines"
        )
        yield Mistake(("text_mode",), text)
