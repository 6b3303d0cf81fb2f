"""Two listings typed in for a trial: a few fields each, or a line of an import file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from pydantic_core import PydanticCustomError

from dedup.models import Spu
from rules import documents
from rules.spec import storable_json

from . import typed

SIDES = ("a", "b")
OWN = ("title", "brand", "gtin", "mpn", "description")
LONGEST = 50_000
MOST, SHOWN = 5, 80  # lines that an error quotes, and characters of each


class PasteForm(forms.Form):
    """For each side `a-title` and so on; `a-json` goes before them."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for side in SIDES:
            for name, field in inputs():
                self.fields[f"{side}-{name}"] = field

    def sides(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        for side in SIDES:
            yield side.upper(), [self[f"{side}-{name}"] for name, _ in inputs()]

    def clean(self) -> dict[str, Any]:
        for side in SIDES:
            text = self.cleaned_data.get(f"{side}-json")
            if text:
                self._parse(side, text)
                continue
            if not self.cleaned_data.get(f"{side}-title"):
                self.add_error(f"{side}-title", "A listing needs a title.")
            if unread := unstated(self.cleaned_data.get(f"{side}-attributes", "")):
                told = "; ".join(f"“{line[:SHOWN]}”" for line in unread[:MOST])
                self.add_error(f"{side}-attributes", f"Not understood: {told}. Write name: value, one a line.")
        return self.cleaned_data

    def _parse(self, side: str, text: str) -> None:
        try:
            parsed = documents.parse(text)
        except documents.NotJson as error:
            self.add_error(f"{side}-json", str(error))
            return
        if not isinstance(parsed, dict):
            self.add_error(f"{side}-json", "A listing is an object: {…}")
        try:
            storable_json(parsed)
        except PydanticCustomError as error:
            self.add_error(f"{side}-json", f"It {error.message()}")
        self.cleaned_data[f"{side}-json"] = parsed

    def listings(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """In the import format."""
        return self._listing("a"), self._listing("b")

    def _listing(self, side: str) -> dict[str, Any]:
        given = {name: self.cleaned_data[f"{side}-{name}"] for name, _ in inputs()}
        if given["json"]:
            return dict(given["json"])
        attributes = dict(stated(given["attributes"]))
        return {name: given[name] for name in OWN if given[name]} | {"attributes": attributes}


def initial_of(*listings: dict[str, Any]) -> dict[str, str]:
    """Listings as they were given, into the inputs again; what has no input of its own stands as JSON."""
    found: dict[str, str] = {}
    for side, listing in zip(SIDES, listings, strict=True):
        values = listing.get("attributes")
        plain = isinstance(values, dict) and all(isinstance(text, str) for text in values.values())
        if not plain or listing.keys() - {*OWN, "attributes"}:
            found[f"{side}-json"] = json.dumps(listing, ensure_ascii=False)
            continue
        found |= {f"{side}-{name}": str(listing[name]) for name in OWN if name in listing}
        found[f"{side}-attributes"] = "\n".join(f"{name}: {text}" for name, text in listing["attributes"].items())
    return found


def listing_of(spu: Spu) -> dict[str, Any]:
    """A stored listing in the import format, as far as there are inputs."""
    own = {name: getattr(spu, name) for name in OWN if getattr(spu, name)}
    return own | {"attributes": spu.attributes}


def unstated(text: str) -> list[str]:
    """Lines that name no attribute: they have no colon, or nothing before it."""
    return [line for line in typed.lines(text) if not re.match(r"[^:：]*[^:：\s]\s*[:：]", line)]


def stated(text: str) -> Iterator[tuple[str, str]]:
    """ "name: value" a line; what stands behind the first colon is one value, commas and all."""
    for line in typed.lines(text):
        name, value = typed.parted(line)
        if name:
            yield name, value


def inputs() -> Iterator[tuple[str, forms.Field]]:
    yield "title", forms.CharField(label="Title", required=False, max_length=1_000)
    yield "brand", forms.CharField(label="Brand", required=False, max_length=200)
    rows = forms.Textarea({"rows": 4, "placeholder": "size: 55×40×20 cm\ncolour: black"})
    yield "attributes", forms.CharField(label="Attributes, one a line", required=False, widget=rows, max_length=LONGEST)
    yield "gtin", forms.CharField(label="GTIN", required=False, max_length=100)
    yield "mpn", forms.CharField(label="Part number", required=False, max_length=100)
    text = forms.Textarea({"rows": 3})
    yield "description", forms.CharField(label="Description", required=False, widget=text, max_length=LONGEST)
    text = forms.Textarea({"rows": 3, "placeholder": '{"title": "…", "brand": "…", "attributes": {}}'})
    yield (
        "json",
        forms.CharField(label="Or as a line of an import file", required=False, widget=text, max_length=LONGEST),
    )
