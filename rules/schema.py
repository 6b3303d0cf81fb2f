"""The JSON Schema of a rule and of a file of rules, so that an editor of texts helps to write them.

Made from the models that read them; what pydantic cannot know is added here: the names of the matchers, and
what each lets you set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from rules.entries import OWN
from rules.matchers import MATCHERS
from rules.published import Document
from rules.spec import INPUT_FIELDS, RuleSpec

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> Schema:
    """Of one rule, as the JSON page of a draft has it."""
    return _finished("A rule set: what is the same product", RuleSpec.model_json_schema())


def file_schema() -> Schema:
    """Of a file for `load_rules`: a list is in our format, anything else in the published one."""
    ours, theirs = OWN.json_schema(), Document.model_json_schema()
    definitions = ours.pop("$defs") | theirs.pop("$defs")
    schema = {"if": {"type": "array"}, "then": ours, "else": theirs, "$defs": definitions}
    return _finished("A file of rule sets", schema)


def _finished(title: str, schema: Schema) -> Schema:
    of_matchers, options = _options()
    schema = {"$schema": DIALECT, **schema, "title": title}
    parts = schema["$defs"] = schema["$defs"] | options
    for line in filter(None, map(parts.get, ("FieldRule", "MatchField"))):
        line["properties"]["matcher"] |= {
            "enum": list(MATCHERS),
            "enumDescriptions": [matcher.about for matcher in MATCHERS.values()],  # VS Code shows them
        }
    parts["FieldRule"]["allOf"] = [*_lines_of(of_matchers), _INPUT_FIELD]
    parts["Output"]["allOf"] = [_when({"type": {"const": "enum"}}, {"required": ["values"]})]
    rule = parts.get("RuleSpec", schema)
    rule["allOf"] = [_when({"remove": {"minItems": 1}}, {"required": ["extends"]})]
    return schema


def _options() -> tuple[dict[str, Schema], Schema]:
    """What each matcher lets you set, as references into the definitions beside them."""
    kinds = {matcher.options: None for matcher in MATCHERS.values()}
    found, schema = models_json_schema([(kind, "validation") for kind in kinds])
    return {name: found[matcher.options, "validation"] for name, matcher in MATCHERS.items()}, schema["$defs"]


def _lines_of(of_matchers: dict[str, Schema]) -> Iterator[Schema]:
    for name, options in of_matchers.items():
        needs = ["options"] if _has_to_be_set(name) else []
        then = {"properties": {"options": options}} | ({"required": needs} if needs else {})
        yield _when({"matcher": {"const": name}}, then)


def _has_to_be_set(name: str) -> bool:
    return any(option.is_required() for option in MATCHERS[name].options.model_fields.values())


def _when(properties: Schema, then: Schema) -> Schema:
    return {"if": {"properties": properties, "required": list(properties)}, "then": then}


# Proposed, not demanded: a field that no listing has is a doubt, not a mistake.
_INPUT_FIELD = _when(
    {"source": {"const": "inputField"}}, {"properties": {"source_field": {"examples": list(INPUT_FIELDS)}}}
)
