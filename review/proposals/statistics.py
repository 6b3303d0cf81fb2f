"""Lines proposed from what listings state and what people decided, without any model.

A line is proposed where it can help: listings fill it in, a matcher can read it, and on pairs that
people decided it differs more often between different products than between duplicates. Without
decisions it is optional at most: nobody knows yet that a difference means anything. And then only
where a matcher understands the values: one seller's "casual" is the other's "street".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from dedup.catalogue.attributes import Attribute
from dedup.judging import sources
from rules import matchers
from rules.guessing import Guess, guess, is_plain
from rules.matchers.base import Outcome, Value
from rules.spec import FieldRule, RuleSpec
from rules.values.text import fold

from .decided import Decided

MOST_LINES = 12
FILLED = 0.3  # a field that fewer listings state says too little to be worth a line
FILLED_FOR_REQUIRED = 0.5  # where a required field is missing, a pair can be no more than likely
# None of 20 differing: at 95 % confidence fewer than 3 / 20 = 15 % of all duplicates do (the rule of three).
ENOUGH = 20
Read = Callable[[Decided], tuple[Value, Value]]


@dataclass(frozen=True)
class Agreement:
    """How often both sides state something that can be compared, and how often it differs then."""

    same: int = 0
    same_differ: int = 0
    different: int = 0
    different_differ: int = 0

    @property
    def weighed(self) -> bool:
        return bool(self.same and self.different)

    @property
    def separates(self) -> bool:
        return self.different_differ * max(self.same, 1) > self.same_differ * max(self.different, 1)

    def __str__(self) -> str:
        return (
            f"it differs on {self.same_differ} of {self.same} pairs that people called the same "
            f"and on {self.different_differ} of {self.different} that they called different"
        )


def lines(parent: RuleSpec, found: Iterable[Attribute], decided: Sequence[Decided]) -> list[FieldRule]:
    """New lines, the most filled first, then the parent's lines that should weigh something else here."""
    known = compared(parent)
    proposed = (_line(attribute, decided) for attribute in found if fold(attribute.name) not in known)
    return [*[line for line in proposed if line][:MOST_LINES], *_weighed(parent, decided)]


def compared(rule: RuleSpec) -> set[str]:
    """Folded names that a line compares: its own, and those of attributes that carry the value it reads from text."""
    read = [rule.outputs[line.source_field].names for line in rule.fields if line.source_field in rule.outputs]
    return {fold(name) for name in [*(line.source_field for line in rule.fields), *chain.from_iterable(read)]}


def _line(attribute: Attribute, decided: Sequence[Decided]) -> FieldRule | None:
    found = guess(attribute.name, attribute.samples) if attribute.filled >= FILLED else None
    if found is None:
        return None
    agreed = agreement(found.matcher, {}, decided, _property(attribute.name))
    importance = _importance(attribute.filled, agreed)
    if importance is None or (is_plain(found) and not agreed.weighed):
        return None
    return FieldRule.model_validate(
        {
            "field": attribute.name,
            "source": "inputProperty",
            "source_field": attribute.name,
            "matcher": found.matcher,
            "importance": importance,
            "why": _why(attribute, found, agreed),
        }
    )


def _importance(filled: float, agreed: Agreement) -> str | None:
    """None: on decided pairs it tells nothing apart."""
    if not agreed.weighed:
        return "optional"
    if not agreed.separates:
        return None
    sure = agreed.same >= ENOUGH and not agreed.same_differ
    return "required" if sure and filled >= FILLED_FOR_REQUIRED else "optional"


def _why(attribute: Attribute, found: Guess, agreed: Agreement) -> str:
    few = f"{agreed.same} pairs that people called the same and {agreed.different} that they called different"
    seen = str(agreed) if agreed.weighed else f"{few} state it on both sides, and it takes one of each to weigh it"
    return f"{attribute.filled * 100:.0f}\N{NO-BREAK SPACE}% of the listings fill it in; {found.why}; {seen}."


def _weighed(parent: RuleSpec, decided: Sequence[Decided]) -> list[FieldRule]:
    """A required line of the parent that duplicates of this category keep breaking becomes optional."""
    proposed = []
    for line in parent.fields:
        if line.source == "outputLlm" or line.importance == "optional":
            continue
        agreed = agreement(line.matcher, line.options, decided, _stated(line))
        if agreed.same >= ENOUGH and agreed.same_differ * 5 > agreed.same:
            why = f"The parent requires it, but here {agreed}."
            proposed.append(line.model_copy(update={"importance": "optional", "why": why}))
    return proposed


def agreement(matcher: str, options: dict[str, object], decided: Iterable[Decided], read: Read) -> Agreement:
    counted = Counter(
        (pair.same, outcome)
        for pair in decided
        if (outcome := matchers.compare(matcher, *read(pair), options).outcome) in (Outcome.SAME, Outcome.DIFFERENT)
    )
    same_differ, different_differ = counted[True, Outcome.DIFFERENT], counted[False, Outcome.DIFFERENT]
    return Agreement(
        same=counted[True, Outcome.SAME] + same_differ,
        same_differ=same_differ,
        different=counted[False, Outcome.SAME] + different_differ,
        different_differ=different_differ,
    )


def _property(name: str) -> Read:
    return lambda pair: (sources.input_property(pair.a, name), sources.input_property(pair.b, name))


def _stated(line: FieldRule) -> Read:
    value = sources.input_property if line.source == "inputProperty" else sources.input_field
    return lambda pair: (value(pair.a, line.source_field), value(pair.b, line.source_field))
