"""The published three-level format, misspelt keys included: read into entries, and written back equal.

    {"lv1CategoryPromotConfigs": [{"categorys": ["箱包"], "fieldCompare": {"promptPath": "…", "matchFields": […]}}]}

A key that a file leaves out stays left out on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from rules.matchers import MATCHERS
from rules.mistakes import Path, under
from rules.positions import Key
from rules.spec import CategoryName, FieldRule, Name, RuleSpec, Source, Text, known_matcher

LEVELS = (1, 2, 3)
OF_A_LINE = ("options", "importance", "why")


class Published(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True)


class MatchField(Published):
    field: Name
    source: Source
    source_field: Name
    matcher: Annotated[str, AfterValidator(known_matcher)]


class FieldCompare(Published):
    prompt_path: Text = ""
    llm_input_fields: list[Name] = []
    llm_input_properties: list[Name] = []
    match_fields: list[MatchField] = []


class Config(Published):
    categorys: Annotated[list[CategoryName], Field(min_length=1)]
    field_compare: FieldCompare


class Document(Published):
    lv1_category_promot_configs: list[Config] = []
    lv2_category_promot_configs: list[Config] = []
    lv3_category_promot_configs: list[Config] = []


@dataclass(frozen=True)
class Entry:
    """One entry of a file: a rule for all categories of these names at this level. `path` is where it stands."""

    level: int
    names: tuple[str, ...]
    spec: RuleSpec
    path: Path = ()

    def of_spec(self, path: Path) -> Path:
        """Where a key of the spec stands in the file."""
        return (*self.path, "fieldCompare", *map(_their_key, path))


def is_published(document: object) -> bool:
    return isinstance(document, Mapping) and any(key in document for key in map(_key, LEVELS))


def read(document: Mapping[str, Any]) -> Iterator[Entry]:
    """Raises pydantic.ValidationError with the place of every mistake."""
    configs = Document.model_validate(document)
    for level in LEVELS:
        for index, config in enumerate(getattr(configs, f"lv{level}_category_promot_configs")):
            entry = Entry(level, tuple(config.categorys), RuleSpec(), (_key(level), index))
            yield replace(entry, spec=_spec(config.field_compare, entry))


def _spec(compare: FieldCompare, entry: Entry) -> RuleSpec:
    try:
        return RuleSpec.model_validate(_to_ours(compare))
    except ValidationError as error:
        raise under(error, entry.of_spec) from error


def write(entries: Iterable[Entry]) -> dict[str, Any]:
    """Levels without an entry are left out."""
    document: dict[str, Any] = {}
    for entry in sorted(entries, key=lambda entry: entry.level):
        config = {"categorys": list(entry.names), "fieldCompare": _to_theirs(entry.spec)}
        document.setdefault(_key(entry.level), []).append(config)
    return document


def more(spec: RuleSpec) -> list[str]:
    """The keys of this rule that the published format cannot hold. A prompt has a file of its own, if it has a path."""
    back = RuleSpec.model_validate(_to_ours(FieldCompare.model_validate(_to_theirs(spec))))
    keys = [key for key in RuleSpec.model_fields if key != "fields" and getattr(spec, key) != getattr(back, key)]
    if spec.prompt and spec.prompt_path:
        keys.remove("prompt")
    return [*keys, *(key for key in OF_A_LINE if any(getattr(line, key) != _left_out(key) for line in spec.fields))]


def _left_out(key: str) -> object:
    return FieldRule.model_fields[key].default


def _their_key(key: Key) -> Key:
    return {"fields": "matchFields"}.get(key, to_camel(key)) if isinstance(key, str) else key


def _key(level: int) -> str:
    return f"lv{level}CategoryPromotConfigs"


def _to_ours(compare: FieldCompare) -> dict[str, Any]:
    given = compare.model_dump(exclude_unset=True)
    if "match_fields" in given:
        given["fields"] = given.pop("match_fields")
    if outputs := _outputs(compare.match_fields):
        given["outputs"] = outputs
    return given


def _outputs(lines: Iterable[MatchField]) -> dict[str, Any]:
    """What a model has to read, typed by the matcher that will compare it; a closed list has no words here."""
    types = {line.source_field: MATCHERS[line.matcher].reads for line in lines if line.source == "outputLlm"}
    return {name: {"type": "text" if reads == "enum" else reads, "names": [name]} for name, reads in types.items()}


def _to_theirs(spec: RuleSpec) -> dict[str, Any]:
    """In the order of the published files."""
    given = {to_camel(key): getattr(spec, key) for key in ("prompt_path", "llm_input_fields", "llm_input_properties")}
    kept = {key: value for key, value in given.items() if key in {to_camel(name) for name in spec.model_fields_set}}
    return kept | ({"matchFields": list(map(_line, spec.fields))} if "fields" in spec.model_fields_set else {})


def _line(rule: FieldRule) -> dict[str, str]:
    return {"field": rule.field, "source": rule.source, "sourceField": rule.source_field, "matcher": rule.matcher}
