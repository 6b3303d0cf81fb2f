"""Inputs for what a matcher lets an admin set, made from the matcher's own options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from pydantic import ValidationError

from rules.matchers import MATCHERS
from rules.spec import mistakes

from . import typed
from .untouched import StoredForm, Text

ROWS = 4


class OptionsForm(StoredForm):
    """`data` is what was typed, `given` the options of a line. What is changed to the matcher's own is not said."""

    def __init__(self, matcher: str, data: Mapping[str, Any] | None = None, given: Mapping[str, Any] | None = None):
        self.matcher = matcher
        self.schema: dict[str, Any] = MATCHERS[matcher].options.model_json_schema().get("properties", {})
        values = {name: (given or {}).get(name, of.get("default")) for name, of in self.schema.items()}
        initial = {name: shown(value, kind(self.schema[name])) for name, value in values.items()}
        super().__init__(data, stored=given, initial=initial, prefix=f"with-{matcher}")
        self.fields |= {name: field(name, of) for name, of in self.schema.items()}

    def clean(self) -> dict[str, Any]:
        try:
            MATCHERS[self.matcher].options.model_validate(self.options())
        except ValidationError as error:
            for mistake in mistakes(error):
                place, _, rest = mistake.text.partition(": ")  # where an option names itself
                if mistake.path:
                    place, rest = str(mistake.path[0]), mistake.text
                self.add_error(*((place, rest) if place in self.fields else (None, mistake.text)))
        return self.cleaned_data

    def options(self) -> dict[str, Any]:
        """As the rule keeps them."""
        found = {name: read(self.cleaned_data.get(name), kind(of)) for name, of in self.schema.items()}
        return self.said(found, {name: of.get("default") for name, of in self.schema.items()})


def kind(of: Mapping[str, Any]) -> str:
    """bool, choice, list, dict, number or text. Of "something or nothing" the something counts."""
    if "anyOf" in of:
        return kind(next(each for each in of["anyOf"] if each.get("type") != "null"))
    if "enum" in of:
        return "choice"
    kinds = {"boolean": "bool", "array": "list", "object": "dict", "integer": "number", "number": "number"}
    return kinds.get(str(of.get("type")), "text")


def field(name: str, of: Mapping[str, Any]) -> forms.Field:
    told: dict[str, Any] = {
        "label": name.replace("_", " "),
        "help_text": of.get("description", ""),
        "required": False,
    }
    match kind(of):
        case "bool":
            return forms.BooleanField(**told)
        case "choice":
            return forms.ChoiceField(choices=[(each, each) for each in of["enum"]], **told)
        case "list" | "dict" as many:
            hint = "one a line" if many == "list" else "name: word, word"
            return Text(widget=forms.Textarea({"rows": ROWS, "placeholder": hint}), **told)
        case "number":
            return Text(widget=forms.TextInput({"inputmode": "decimal"}), **told)
    return Text(strip=of.get("type") != "string", **told)  # blanks count in a pattern, in "2 cm" they do not


def shown(value: Any, kind: str) -> Any:
    """A value as it stands in its input."""
    if value is None or kind in ("bool", "choice"):
        return value
    if kind == "list":
        return typed.listed([str(each) for each in value])
    return typed.entries(value) if kind == "dict" else str(value)


def read(value: Any, kind: str) -> Any:
    """What was typed, as the options take it; None for nothing."""
    if isinstance(value, bool):
        return value
    if not value or not value.strip():
        return None
    readers = {"list": typed.lines, "dict": typed.mapping, "number": typed.number}
    return readers[kind](value) if kind in readers else value
