"""Standard field values read from the text of ONE listing, kept by content and prompt.

What a listing states itself, in an attribute under one of the output's names that the type's parser understands,
nobody is asked for. The rest is read once under a prompt, and the reading serves every pair that the listing is in;
nothing of the other listing is in the question, so nothing of it can leak into the answer. What a model says it
read counts only if the listing bears it out (`grounding`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, create_model

from dedup.backends import offline_text
from dedup.backends.base import Ask
from dedup.catalogue.cleaning import line
from dedup.models import Extraction, Spu
from rules.spec import Output, RuleSpec
from rules.values.text import fold

from . import calls, grounding, prompts, sources
from .grounding import LONGEST_VALUE, OTHER, UNREADABLE, Source, Value
from .records import Answered, Unanswerable

__all__ = [
    "UNREADABLE",
    "Reading",
    "Unread",
    "Value",
    "Values",
    "outputs_of",
    "question_for",
    "settle",
    "shown",
    "unread",
]

TEXT_FIELDS = ("title", "brand", "description")
MOST_VALUES = 20
LEAST_CONFIDENCE = 0.5  # of a value that is given at all

# Output name -> what the listing states there.
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Reading:
    """Output name to value. `refused`: the model would not answer, so what it was asked for is unreadable.

    `call`: the recorded question, where one was asked and is still kept.
    """

    values: Mapping[str, Value]
    refused: bool = False
    call: int | None = None


class Readings(Protocol):
    """Where readings come from."""

    def kept(self, listing: Spu, key: str) -> Extraction | None: ...

    def keep(self, readings: Sequence[Extraction]) -> None: ...

    def ask_all(self, questions: Sequence[Ask]) -> list[Answered | Unanswerable]:
        """Raises its own reasons not to answer now."""
        ...


@dataclass(frozen=True)
class Unread:
    """What a rule wants to know of a listing: `own` it states itself, `lacking` is to be read out of its text."""

    listing: Spu
    spec: RuleSpec
    own: Values
    lacking: Mapping[str, Output]
    backend: str
    graded: bool = False

    @cached_property
    def question(self) -> Ask:
        return question_for(self.listing, self.spec, self.lacking, graded=self.graded)

    @cached_property
    def key(self) -> str:
        return self.question.key(self.backend)


def outputs_of(spec: RuleSpec) -> dict[str, Output]:
    """The outputs that some line of the rule compares, in the order of the rule; often none."""
    names = dict.fromkeys(rule.source_field for rule in spec.fields if rule.source == "outputLlm")
    return {name: spec.outputs[name] for name in names}


def unread(listing: Spu, spec: RuleSpec) -> Unread:
    outputs = outputs_of(spec)
    stated = offline_text.stated(_facts(listing, spec), outputs)
    own = {
        name: Value(tuple(said["values"][:MOST_VALUES]), said["evidence"], own=True, confidence=offline_text.STATED)
        for name, said in stated.items()
    }
    lacking = {name: output for name, output in outputs.items() if name not in own}
    judge = calls.chosen("extract")
    return Unread(listing, spec, own, lacking, judge.name, judge.graded)


def settle(tasks: Sequence[Unread], source: Readings) -> list[Reading]:
    """What is kept, and the rest asked for together. Raises what `source.ask_all` raises."""
    lacking = {place: task for place, task in enumerate(tasks) if task.lacking}
    rows = {place: row for place, task in lacking.items() if (row := source.kept(task.listing, task.key))}
    said = _asked([task for place, task in lacking.items() if place not in rows], source)
    new = {
        place: _row(task, answer)
        for place, task in lacking.items()
        if place not in rows and isinstance(answer := said[task.key], Answered)
    }
    if new:
        source.keep([*new.values()])
    return [_reading(task, (rows | new).get(place), said) for place, task in enumerate(tasks)]


Said = Mapping[str, Answered | Unanswerable]


def _asked(tasks: Sequence[Unread], source: Readings) -> Said:
    """Equal listings are one question."""
    questions = {task.key: task.question for task in tasks}
    return dict(zip(questions, source.ask_all([*questions.values()]), strict=True)) if questions else {}


def _row(task: Unread, answer: Answered) -> Extraction:
    values = _grounded(answer.value, task.lacking, Source(shown(task.listing, task.spec)))
    packed = {name: asdict(value) for name, value in values.items()}
    return Extraction(spu=task.listing, key=task.key, values=packed, backend=task.backend, call_id=answer.call)


def _reading(task: Unread, row: Extraction | None, said: Said) -> Reading:
    if not task.lacking:
        return Reading(task.own)
    if row:
        return Reading({**task.own, **{name: _loaded(value) for name, value in row.values.items()}}, call=row.call_id)
    values = {**task.own, **dict.fromkeys(task.lacking, UNREADABLE)}
    return Reading(values, refused=True, call=said[task.key].call)


def question_for(listing: Spu, spec: RuleSpec, outputs: Mapping[str, Output], *, graded: bool = False) -> Ask:
    """The same listing and rule give the same question, letter by letter.

    `graded`: the judge says how sure it is of each field. A listing that speaks to a model shares no request.
    """
    own = prompts.listing(shown(listing, spec))
    return Ask(
        role="extract",
        system=prompts.READER,
        text=f"{prompts.reading(outputs, spec.prompt)}\n\n{own}",
        schema=schema_for(outputs, graded=graded),
        facts={"listing": _facts(listing, spec), "outputs": dict(outputs)},
        own="" if listing.injections else own,
    )


def shown(listing: Spu, spec: RuleSpec) -> str:
    """What of the listing the model sees, as lines; what it sees not it cannot quote.

    The description comes last: of a listing that is too long for a question its end is cut.
    """
    facts = _facts(listing, spec)
    attributes, description = facts.pop("attributes"), facts.pop("description")
    told = [*facts.items(), *attributes.items(), ("description", description)]
    lines = [f"{name}: {_text(value)}" for name, value in told if value]
    return prompts.visible("\n".join(lines))


def _facts(listing: Spu, spec: RuleSpec) -> dict[str, Any]:
    """Chosen fields and attributes as data; no choice of fields means the text fields, none of attributes all."""
    fields = spec.llm_input_fields or TEXT_FIELDS
    chosen = {fold(name) for name in spec.llm_input_properties}
    return {
        **dict.fromkeys(TEXT_FIELDS, ""),
        **{name: sources.input_field(listing, name) or "" for name in fields},
        "attributes": {name: text for name, text in listing.attributes.items() if not chosen or fold(name) in chosen},
    }


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def schema_for(outputs: Mapping[str, Output], *, graded: bool = False) -> type[BaseModel]:
    """One object a field, under ids f1..fn: no word of an admin or a seller ever becomes a key."""
    return _schema(tuple(tuple(output.values) if output.type == "enum" else () for output in outputs.values()), graded)


@lru_cache(maxsize=256)
def _schema(vocabularies: tuple[tuple[str, ...], ...], graded: bool) -> type[BaseModel]:
    """Of the bounds only `maxItems`: it keeps a small model from going on for ever, and every strict mode takes it."""
    strict = ConfigDict(extra="forbid")
    fields: dict[str, Any] = {}
    grade: dict[str, Any] = {"confidence": (float, ...)} if graded else {}
    for number, words in enumerate(vocabularies, 1):
        item: Any = Literal[(*words, OTHER)] if words else str
        items = Annotated[list[item], Field(json_schema_extra={"maxItems": MOST_VALUES})]
        field = create_model(f"F{number}", __config__=strict, values=(items, ...), evidence=(str | None, ...), **grade)
        fields[f"f{number}"] = (field, ...)
    return create_model("Extraction", __config__=strict, **fields)


def _grounded(answer: BaseModel, outputs: Mapping[str, Output], source: Source) -> dict[str, Value]:
    given = answer.model_dump()
    return {name: _checked(given[f"f{n}"], output, source) for n, (name, output) in enumerate(outputs.items(), 1)}


def _checked(given: dict[str, Any], output: Output, source: Source) -> Value:
    values = dict.fromkeys(line(text)[:LONGEST_VALUE] for text in given["values"][:MOST_VALUES])
    confidence = given.get("confidence")
    if confidence is not None and confidence < LEAST_CONFIDENCE:
        return Value()
    return replace(grounding.checked([*values], line(given["evidence"] or ""), output, source), confidence=confidence)


def _loaded(kept: dict[str, Any]) -> Value:
    read = Value(tuple(kept["values"]), kept["evidence"], kept["unreadable"])
    return replace(read, confidence=kept.get("confidence"))
