"""Lines proposed from what listings state and what people decided, without any model.

A line is proposed where it can help: listings fill it in, a matcher can read it, and on pairs that
people decided it differs more often between different products than between duplicates. Without
decisions it is optional at most: nobody knows yet that a difference means anything. And then only
where a matcher understands the values: one seller's "casual" is the other's "street".

"wheels", 轮子 and колёса are one fact: as lines of their own they would never meet, so they become one
value that is read from whichever of them a listing states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from dedup.catalogue.attributes import Attribute
from dedup.judging import sources
from dedup.models import Spu
from rules import facts, matchers
from rules.guessing import Guess, guess, is_plain
from rules.matchers.base import Outcome, Value
from rules.spec import FieldRule, Output, RuleSpec
from rules.values.text import fold

from .decided import Decided

MOST_LINES = 12
FILLED = 0.3  # a field that fewer listings state says too little to be worth a line
FILLED_FOR_REQUIRED = 0.5  # where a required field is missing, a pair can be no more than likely
# None of 20 differing: at 95 % confidence fewer than 3 / 20 = 15 % of all duplicates do (the rule of three).
ENOUGH = 20
Read = Callable[[Decided], tuple[Value, Value]]


@dataclass(frozen=True)
class Fact:
    """What listings state under one name, or under several that mean the same; the most filled name first."""

    attributes: tuple[Attribute, ...]

    @property
    def name(self) -> str:
        return self.attributes[0].name

    @property
    def names(self) -> list[str]:
        return [attribute.name for attribute in self.attributes]

    @property
    def filled(self) -> float:
        """At most: a listing may state it twice."""
        return min(1.0, sum(attribute.filled for attribute in self.attributes))

    @cached_property
    def guess(self) -> Guess | None:
        """By any of its names; words that only equal letters compare are the last resort."""
        samples = [text for attribute in self.attributes for text in attribute.samples]
        found = [made for name in self.names if (made := guess(name, samples))]
        return next((made for made in found if not is_plain(made)), found[0] if found else None)

    def read(self, pair: Decided) -> tuple[Value, Value]:
        return self._stated(pair.a), self._stated(pair.b)

    def _stated(self, listing: Spu) -> Value:
        stated = (sources.input_property(listing, name) for name in self.names)
        return next((value for value in stated if value), None)


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
    proposed = (_line(fact, decided) for fact in uncompared(parent, found) if fact.filled >= FILLED)
    return [*[line for line in proposed if line][:MOST_LINES], *_weighed(parent, decided)]


def outputs(made: Iterable[FieldRule], found: Iterable[Attribute]) -> dict[str, Output]:
    """What the new lines read under several names. Only attributes say it: in a title 4 may be anything's number."""
    names_of = {fact.name: fact.names for fact in grouped(found)}
    read = [names_of[line.source_field] for line in made if line.source == "outputLlm"]
    return {
        names[0]: Output(type="text", names=names, description=f"As the listing states it: {', '.join(names)}")
        for names in read
    }


def uncompared(parent: RuleSpec, found: Iterable[Attribute]) -> list[Fact]:
    """What listings state and no line of the parent reads, under whichever name."""
    known = {fold(facts.of(name)) for name in compared(parent)}
    return [fact for fact in grouped(found) if fold(facts.of(fact.name)) not in known]


def grouped(found: Iterable[Attribute]) -> list[Fact]:
    """The most filled first."""
    groups: dict[str, list[Attribute]] = {}
    for attribute in found:
        groups.setdefault(facts.of(attribute.name), []).append(attribute)
    return sorted((Fact(tuple(group)) for group in groups.values()), key=lambda fact: -fact.filled)


def compared(rule: RuleSpec) -> set[str]:
    """Folded names that a line compares: its own, and those of attributes that carry the value it reads from text."""
    read = [rule.outputs[line.source_field].names for line in rule.fields if line.source_field in rule.outputs]
    own = [name for line in rule.fields for name in (line.field, line.source_field)]
    return {fold(name) for name in [*own, *chain.from_iterable(read)]}


def _line(fact: Fact, decided: Sequence[Decided]) -> FieldRule | None:
    if fact.guess is None:
        return None
    agreed = agreement(fact.guess.matcher, {}, decided, fact.read)
    importance = _importance(fact.filled, agreed)
    if importance is None or (is_plain(fact.guess) and not agreed.weighed):
        return None
    return FieldRule.model_validate(
        {
            "field": fact.name,
            "source": "outputLlm" if len(fact.names) > 1 else "inputProperty",
            "source_field": fact.name,
            "matcher": fact.guess.matcher,
            "importance": importance,
            "why": " ".join(_why(fact, fact.guess, agreed)),
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


def _why(fact: Fact, found: Guess, agreed: Agreement) -> Iterator[str]:
    """As sentences. "Proposed" goes first: whoever reads the draft sees which lines nobody has thought about yet."""
    told = [f"{attribute.name} ({_percent(attribute.filled)})" for attribute in fact.attributes]
    if len(told) > 1:
        yield f"Proposed: listings state it as {', '.join(told[:-1])} and {told[-1]}."
    else:
        yield f"Proposed: {_percent(fact.filled)} of the listings state it."
    yield f"{found.why[0].upper()}{found.why[1:]}."
    if agreed.weighed:
        yield f"{str(agreed)[0].upper()}{str(agreed)[1:]}."
    elif agreed.same or agreed.different:
        missing = "different" if agreed.same else "the same"
        yield f"No decided pair that states it on both sides was called {missing}, so its weight is a guess."
    else:
        yield "No decided pair states it on both sides, so its weight is a guess."


def _percent(share: float) -> str:
    return f"{share * 100:.0f}\N{NO-BREAK SPACE}%"


def _weighed(parent: RuleSpec, decided: Sequence[Decided]) -> list[FieldRule]:
    """A required line of the parent that duplicates of this category keep breaking becomes optional."""
    proposed = []
    for line in parent.fields:
        if line.source == "outputLlm" or line.importance == "optional":
            continue
        agreed = agreement(line.matcher, line.options, decided, _stated(line))
        if agreed.same >= ENOUGH and agreed.same_differ * 5 > agreed.same:
            why = f"Proposed: the parent requires it, but here {agreed}."
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


def _stated(line: FieldRule) -> Read:
    value = sources.input_property if line.source == "inputProperty" else sources.input_field
    return lambda pair: (value(pair.a, line.source_field), value(pair.b, line.source_field))
