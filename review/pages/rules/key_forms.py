"""What a rule says beside its lines, key by key: said here, or left to the parent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from pydantic import ValidationError

from rules import editing
from rules.placeholders import ALLOWED
from rules.spec import INPUT_FIELDS, RuleSpec, mistakes

from . import typed
from .desk import Desk
from .untouched import Text

LEVELS = (
    ("match", "match"),
    ("likely_match", "likely match"),
    ("likely_non_match", "likely non match"),
    ("non_match", "non match"),
)
PLACEHOLDERS = "Stands in for: " + "; ".join(f"${name} – {what}" for name, what in ALLOWED.items())
MODES = (
    ("extract", "a model reads values, code compares them"),
    ("reason", "a model follows the guideline and says the level itself"),
)
LOOKS = (("always", "compared, unless text has settled the pair"), ("never", "never compared"))
COPIES = (("ask", "compared like any two pictures"), ("same", "the same, without asking a model"))
YES_NO = (("yes", "yes"), ("no", "no"))


@dataclass(frozen=True)
class Key:
    """`path` as `rules.editing.given` takes it. `shape`: choice, yes, prose, list, level, share, people, near.

    `idle`: kept with the rule, without effect in this version; it has no input.
    """

    path: str
    label: str
    shape: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    idle: bool = False

    @property
    def name(self) -> str:
        return self.path.replace("/", "-")

    def of(self, spec: RuleSpec) -> Any:
        value: Any = spec
        for part in self.path.split("/"):
            value = getattr(value, part)
        return value

    def said(self, spec: RuleSpec) -> bool:
        group, _, key = self.path.rpartition("/")
        return key in (getattr(spec, group) if group else spec).model_fields_set


@dataclass(frozen=True)
class Group:
    name: str
    title: str
    keys: tuple[Key, ...]

    @property
    def open(self) -> tuple[Key, ...]:
        """Those that can be changed in the form."""
        return tuple(key for key in self.keys if not key.idle)


GROUPS = {
    group.name: group
    for group in (
        Group(
            "text",
            "Reading the text",
            (
                Key("text_mode", "Mode", "choice", choices=MODES),
                Key("prompt", "Guideline", "prose", f"Goes before every question on text. {PLACEHOLDERS}"),
                Key(
                    "llm_input_fields",
                    "Fields that the model sees",
                    "list",
                    f"One a line; none: title, brand and description. There are {', '.join(INPUT_FIELDS)}",
                ),
                Key("llm_input_properties", "Attributes that it sees", "list", "One a line; none: all of them"),
            ),
        ),
        Group(
            "pictures",
            "Pictures",
            (
                Key("pictures", "Pictures are", "choice", choices=LOOKS),
                Key("picture_prompt", "Guideline", "prose", f"What makes two pictures differ here. {PLACEHOLDERS}"),
                Key(
                    "near_identical",
                    "Two copies of one photo",
                    "choice",
                    "Cropped, resized or packed again: hash, geometry and colour have to agree",
                    choices=COPIES,
                ),
                Key(
                    "pack_text",
                    "Words on packs",
                    "yes",
                    "Where the main pictures leave a pair open, packs that name other flavours or scents are different",
                ),
                Key(
                    "cspu",
                    "Nearest variants too",
                    "yes",
                    "Where the main pictures are not the same: variants of one name, else the nearest, are compared",
                ),
            ),
        ),
        Group(
            "thresholds",
            "How near two listings have to be to become a pair",
            (
                Key("thresholds/title", "Titles", "near", "0 to 1; empty: as near as the search finds"),
                Key("thresholds/picture", "Pictures", "near", "0 to 1; empty: as near as the search finds"),
            ),
        ),
        Group(
            "routing",
            "What goes to people",
            (
                Key("routing/levels", "Levels", "level", "The machine decides the others alone", choices=LEVELS),
                Key(
                    "routing/quality_sample",
                    "Checks of what the machine rejects",
                    "share",
                    "In per cent: so many of them go to people all the same, to check the machine",
                ),
                Key("routing/reviewers", "People per pair", "people", idle=True),
            ),
        ),
    )
}


@dataclass(frozen=True)
class Told:
    """A key as it applies, in words, and whose word that is. `level` is empty where nobody said anything."""

    key: Key
    words: str
    level: str
    name: str
    own: bool


def told(desk: Desk) -> Iterator[tuple[Group, list[Told]]]:
    for group in GROUPS.values():
        origins = desk.effective.origins
        yield group, [_told(desk, key) for key in group.keys if not key.idle or key.path in origins]


def _told(desk: Desk, key: Key) -> Told:
    origin = desk.effective.origins.get(key.path)
    words = in_words(key, key.of(desk.effective.raw))
    return Told(key, words, origin.level if origin else "", origin.name if origin else "", key.said(desk.spec))


def in_words(key: Key, value: Any) -> str:
    match key.shape:
        case "choice":
            return dict(key.choices)[value]
        case "yes":
            return "yes" if value else "no"
        case "share":
            return f"{typed.digits(value, percent=True)}%" if value else "none"
        case "level":
            return ", ".join(dict(key.choices)[each] for each in value) or "nothing"
        case "near":
            return "as near as the search finds" if value is None else f"{typed.digits(value)} or nearer"
        case "list":
            return ", ".join(value) or ("title, brand and description" if "fields" in key.path else "all")
        case "people" if value > 1:
            return f"{value}, but not in force yet: one decision is enough"
    return str(value) or "none"


class KeysForm(forms.Form):
    """For each key of a group who says it (`own-NAME`: parent or here) and the value said here (`NAME`)."""

    def __init__(self, desk: Desk, group: Group, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.desk, self.group = desk, group
        above = desk.parent if desk.spec.extends else RuleSpec()
        for key in group.open:
            words = in_words(key, key.of(above))
            whose = desk.above.name if desk.above and desk.spec.extends else "OneListing"
            choices = [("parent", f"as {whose} has it: {words}"), ("here", "here:")]
            self.fields[f"own-{key.name}"] = forms.ChoiceField(
                label=key.label,
                choices=choices,
                widget=forms.RadioSelect,
                initial="here" if key.said(desk.spec) else "parent",
            )
            self.fields[key.name] = field(key, key.of(desk.effective.raw))
        if data is None:
            self.fields[f"own-{group.open[0].name}"].widget.attrs["autofocus"] = True

    def inputs(self) -> Iterator[tuple[Key, forms.BoundField, forms.BoundField]]:
        for key in self.group.open:
            yield key, self[f"own-{key.name}"], self[key.name]

    def clean(self) -> dict[str, Any]:
        try:
            found = self.desk.mistakes(self.spec())
        except ValidationError as error:
            found = mistakes(error)
        for mistake in found:
            name = next((key.name for key in self.group.open if _at(key, mistake.path)), None)
            self.add_error(name, mistake.text if name else str(mistake))
        return self.cleaned_data

    def spec(self) -> RuleSpec:
        """The draft with these keys. Raises pydantic.ValidationError."""
        here = [key for key in self.group.open if self.cleaned_data.get(f"own-{key.name}") == "here"]
        values = {key.path: self._value(key) for key in here}
        return editing.given(self.desk.spec, values, [key.path for key in self.group.open if key not in here])

    def _value(self, key: Key) -> Any:
        if key.name in self.changed_data:
            return read(key, self.cleaned_data.get(key.name))
        return key.of(self.desk.effective.raw)


def _at(key: Key, place: tuple[int | str, ...]) -> bool:
    path = key.path.split("/")
    return list(map(str, place[: len(path)])) == path


def field(key: Key, value: Any) -> forms.Field:
    """The input for a key, with the value that holds now."""
    usual: dict[str, Any] = {"label": key.label, "help_text": key.help, "required": False}
    match key.shape:
        case "choice":
            return forms.ChoiceField(choices=key.choices, initial=value, **usual)
        case "yes":
            return forms.ChoiceField(choices=YES_NO, initial="yes" if value else "no", **usual)
        case "level":
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=key.choices, initial=value, widget=widget, **usual)
        case "prose":
            return Text(initial=value, widget=forms.Textarea({"rows": 8}), strip=False, **usual)
        case "list":
            return Text(initial=typed.listed(value), widget=forms.Textarea({"rows": 3}), **usual)
    initial = "" if value is None else typed.digits(value, percent=key.shape == "share")
    return Text(initial=initial, widget=forms.TextInput({"inputmode": "decimal"}), **usual)


def read(key: Key, value: Any) -> Any:
    """What was typed, as the spec takes it."""
    match key.shape:
        case "yes":
            return value == "yes"
        case "list":
            return typed.lines(value or "")
        case "prose":
            return (value or "").replace("\r\n", "\n")  # to the letter: another prompt is another question
        case "near" | "people":
            return typed.number(value) if value else None
        case "share":
            share = typed.number((value or "0").removesuffix("%").strip())
            return typed.of_percent(share) if isinstance(share, int | float) else share
    return value
