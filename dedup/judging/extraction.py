"""Standard field values read from the text of ONE listing, kept by content and prompt.

A listing is read once under a prompt and the reading serves every pair that it is in; nothing of
the other listing is in the question, so nothing of it can leak into the answer. What a model says
it read counts only if the words it names as evidence stand in the listing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, create_model

from dedup.backends.base import Ask
from dedup.catalogue.cleaning import line
from dedup.models import Extraction, Spu
from rules.spec import Output, RuleSpec
from rules.values.text import fold

from . import calls, prompts, sources
from .records import Answered, Unanswerable

TEXT_FIELDS = ("title", "brand", "description")
MOST_VALUES = 20
LONGEST_VALUE = 200
OTHER = "other"  # of a closed list: the listing states something that the list does not have


@dataclass(frozen=True)
class Value:
    """Nothing read and not unreadable is missing: the listing does not say."""

    values: tuple[str, ...] = ()
    evidence: str = ""
    unreadable: bool = False


UNREADABLE = Value(unreadable=True)


@dataclass(frozen=True)
class Reading:
    """Field name to value. `refused`: the model would not answer, so every field is unreadable.

    `call`: the recorded question, where one was asked and is still kept.
    """

    values: Mapping[str, Value]
    refused: bool = False
    call: int | None = None


class Source(Protocol):
    """Where readings come from."""

    def kept(self, listing: Spu, key: str) -> Extraction | None: ...

    def keep(self, reading: Extraction) -> None: ...

    def ask(self, question: Ask) -> Answered:
        """Raises Unanswerable, and its own reasons not to answer now."""
        ...


@dataclass(frozen=True)
class Unread:
    """A listing whose text is to be read under a rule, and the question that this is."""

    listing: Spu
    spec: RuleSpec
    outputs: Mapping[str, Output]
    question: Ask
    backend: str

    @property
    def key(self) -> str:
        return self.question.key(self.backend)


def outputs_of(spec: RuleSpec) -> dict[str, Output]:
    """The outputs that some line of the rule compares, in the order of the rule; often none."""
    names = dict.fromkeys(rule.source_field for rule in spec.fields if rule.source == "outputLlm")
    return {name: spec.outputs[name] for name in names}


def unread(listing: Spu, spec: RuleSpec) -> Unread:
    outputs = outputs_of(spec)
    return Unread(listing, spec, outputs, question_for(listing, spec, outputs), calls.chosen("extract").name)


def settle(task: Unread, source: Source) -> Reading:
    """The kept reading, or a new one. Raises what `source.ask` raises, but for a refusal."""
    if not task.outputs:
        return Reading({})
    if kept := source.kept(task.listing, task.key):
        return Reading({name: _loaded(value) for name, value in kept.values.items()}, call=kept.call_id)
    try:
        answer = source.ask(task.question)
    except Unanswerable as no:
        return Reading(dict.fromkeys(task.outputs, UNREADABLE), refused=True, call=no.call)
    values = _grounded(answer.value, task.outputs, shown(task.listing, task.spec))
    packed = {name: asdict(value) for name, value in values.items()}
    row = Extraction(spu=task.listing, key=task.key, values=packed, backend=task.backend, call_id=answer.call)
    source.keep(row)
    return Reading(values, call=answer.call)


def question_for(listing: Spu, spec: RuleSpec, outputs: Mapping[str, Output]) -> Ask:
    """The same listing and rule give the same question, letter by letter."""
    return Ask(
        role="extract",
        system=prompts.READER,
        text=prompts.reading(outputs, spec.prompt, shown(listing, spec)),
        schema=schema_for(outputs),
        facts={"listing": _facts(listing, spec), "outputs": dict(outputs)},
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


def schema_for(outputs: Mapping[str, Output]) -> type[BaseModel]:
    """One object a field, under ids f1..fn: no word of an admin or a seller ever becomes a key."""
    return _schema(tuple(tuple(output.values) if output.type == "enum" else () for output in outputs.values()))


@lru_cache(maxsize=256)
def _schema(vocabularies: tuple[tuple[str, ...], ...]) -> type[BaseModel]:
    strict = ConfigDict(extra="forbid")
    fields: dict[str, Any] = {}
    for number, words in enumerate(vocabularies, 1):
        item: Any = Literal[(*words, OTHER)] if words else str
        field = create_model(f"F{number}", __config__=strict, values=(list[item], ...), evidence=(str | None, ...))
        fields[f"f{number}"] = (field, ...)
    return create_model("Extraction", __config__=strict, **fields)


def _grounded(answer: BaseModel, outputs: Mapping[str, Output], source: str) -> dict[str, Value]:
    source = _squeezed(source)
    given = answer.model_dump()
    return {name: _checked(given[f"f{n}"], output, source) for n, (name, output) in enumerate(outputs.items(), 1)}


def _checked(given: dict[str, Any], output: Output, source: str) -> Value:
    """A value without evidence in the listing is unreadable, and so is one outside the closed list."""
    values = tuple(dict.fromkeys(line(text)[:LONGEST_VALUE] for text in given["values"][:MOST_VALUES]))
    if not any(values):
        return Value()
    evidence = line(given["evidence"] or "")
    stands = _stands_in(evidence, source) and OTHER not in values
    if output.type == "identifier":  # a number that nobody wrote is the worst thing to agree on
        stands = stands and all(_stands_in(value, source) for value in values)
    return Value(values, evidence[:LONGEST_VALUE]) if stands else UNREADABLE


def _stands_in(text: str, source: str) -> bool:
    return bool(text) and _squeezed(text) in source


def _squeezed(text: str) -> str:
    """Case, width and blanks do not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())


def _loaded(kept: dict[str, Any]) -> Value:
    return Value(tuple(kept["values"]), kept["evidence"], kept["unreadable"])
