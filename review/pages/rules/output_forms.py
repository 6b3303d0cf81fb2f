"""How a value is read from a listing's text, as a person fills it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from django import forms
from pydantic import ValidationError

from rules.matchers.base import OutputType
from rules.spec import Output, mistakes
from rules.values.quantity import Kind

from . import typed
from .labels import LABELS, TYPES
from .untouched import StoredForm, Text

# Inputs of a value read from text that only one type has.
ONLY_FOR = {"values": "enum", "kinds": "quantity"}
USUAL = {name: field.default for name, field in Output.model_fields.items()}


class OutputForm(StoredForm):
    """How a value is read from a listing's text, by a model or by code."""

    type = forms.ChoiceField(
        label=LABELS["type"],
        choices=[(each, TYPES.get(each, each)) for each in get_args(OutputType)],
        help_text="An answer of another kind is not used",
    )
    values = Text(
        label=LABELS["values"],
        required=False,
        widget=forms.Textarea({"rows": 5, "placeholder": "black: чёрный, 黑色"}),
        help_text="Only for one of a closed list. One value a line, after a colon its synonyms in any language",
    )
    names = Text(
        label=LABELS["names"],
        required=False,
        widget=forms.Textarea({"rows": 3, "placeholder": "size\n尺寸\nразмер"}),
        help_text="One name a line; they are looked at before the rest of the text",
    )
    kinds = forms.MultipleChoiceField(
        label=LABELS["kinds"],
        required=False,
        choices=[(each, each) for each in get_args(Kind)],
        widget=forms.CheckboxSelectMultiple,
        help_text="Only for an amount with a unit. None ticked: any amount, so 2 l is read where watts are meant",
    )
    many = forms.BooleanField(label=LABELS["many"], required=False)
    description = Text(
        label=LABELS["description"],
        required=False,
        help_text="What counts and what does not. Told to the text model; without one, code reads by names and units",
    )

    @property
    def inputs(self) -> Iterator[tuple[forms.BoundField, bool]]:
        """Each with whether it fits the chosen type; what does not is hidden where a script can bring it back."""
        for input in self:
            yield input, input.name not in self.unfit()

    @property
    def fitting(self) -> list[forms.BoundField]:
        return [input for input, fits in self.inputs if fits]

    def unfit(self) -> set[str]:
        return {name for name, kind in ONLY_FOR.items() if kind != self["type"].value()}

    def clean(self) -> dict[str, Any]:
        try:
            self.output()
        except ValidationError as error:
            for mistake in mistakes(error):
                place = str(next(iter(mistake.path), "values"))
                self.add_error(place if place in self.fields else None, mistake.text)
        return self.cleaned_data

    def output(self) -> Output:
        found = self.cleaned_data | {
            "values": typed.mapping(self.cleaned_data.get("values", "")),
            "names": typed.lines(self.cleaned_data.get("names", "")),
        }
        said = self.said(found, USUAL)
        return Output.model_validate({name: value for name, value in said.items() if name not in self.unfit()})


def of_output(output: Output | None, data: Mapping[str, Any] | None = None) -> OutputForm:
    """`output` is as it is described now, `data` what was typed."""
    if output is None:
        return OutputForm(data, prefix="read")
    shown = {"values": typed.entries(output.values), "names": typed.listed(output.names)}
    stored = output.model_dump(mode="json", exclude_unset=True)
    return OutputForm(data, stored=stored, initial=output.model_dump(mode="json") | shown, prefix="read")
