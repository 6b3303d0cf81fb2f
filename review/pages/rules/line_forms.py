"""One line of a rule as a person fills it in: what is compared, by which matcher, and what is read for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from dedup.catalogue import attributes
from rules import editing, guessing
from rules.matchers import MATCHERS
from rules.spec import FieldRule, Output, RuleSpec
from rules.values.text import fold

from .desk import Desk
from .labels import IMPORTANCE, LABELS, SOURCES, SUFFIX, of_matcher
from .option_forms import OptionsForm
from .output_forms import OutputForm, of_output
from .untouched import StoredForm, Text

# In which drawer a matcher is looked for; one that stands in none comes last.
DRAWERS = {
    "Texts": ("Equals", "AnyOfEquals", "AllOfEquals", "Subset", "FuzzyText", "Pattern"),
    "Who made it, which one": ("Brand", "Gtin", "ModelNumber", "CompatibleModels", "Version", "Year"),
    "Sizes and amounts": (
        "SizeOfEquals",
        "ClothingSize",
        "ShoeSize",
        "Quantity",
        "PackCount",
        "Number",
        "SignedDecimal",
    ),
    "Words with a meaning": ("Colour", "Material", "Gender", "Age", "Boolean", "Enum"),
}
FIRST = "AnyOfEqualsItemMatcher"
USUAL = {name: field.default for name, field in FieldRule.model_fields.items()}


def drawers() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Choices for a select with groups."""
    rest = dict.fromkeys(MATCHERS)
    for title, short in DRAWERS.items():
        names = [f"{each}{SUFFIX}" for each in short if f"{each}{SUFFIX}" in rest]
        for name in names:
            del rest[name]
        if names:
            yield title, [(name, of_matcher(name)) for name in names]
    if rest:
        yield "Others", [(name, of_matcher(name)) for name in rest]


class LineForm(StoredForm):
    was = Text(required=False, widget=forms.HiddenInput, strip=False)
    field = Text(label=LABELS["field"], help_text="What the line is called, here and on the pair page")
    source = forms.ChoiceField(
        label=LABELS["source"],
        choices=SOURCES.items(),
        help_text="Watts, colours, sizes mostly stand in an attribute; in the text where sellers fill in none",
    )
    source_field = Text(
        label=LABELS["source_field"],
        required=False,
        widget=forms.TextInput({"list": "sources", "autocomplete": "off"}),
        help_text="Choose one that the listings have, or type a name",
    )
    matcher = forms.ChoiceField(label=LABELS["matcher"], choices=drawers)
    importance = forms.ChoiceField(
        label=LABELS["importance"],
        choices=IMPORTANCE.items(),
        widget=forms.RadioSelect,
        help_text="Where a side does not state it: required, the pair is a likely match at most; optional, no effect",
    )
    why = Text(label=LABELS["why"], required=False, help_text="For your colleagues; nothing is judged by it")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("source_field"):
            if given.get("source") != "outputLlm":
                self.add_error("source_field", "Say which one: choose from the list, or type its name.")
            given["source_field"] = given.get("field", "")
        return given


@dataclass(frozen=True)
class Editor:
    """The three forms of a line together. `fixed`: the name of the parent's line that it stands for, which it keeps.

    `guess`: why its matcher was proposed, where nobody chose one.
    """

    line: LineForm
    options: OptionsForm
    output: OutputForm
    fixed: str = ""
    guess: str = ""

    @property
    def about(self) -> str:
        return MATCHERS[self.options.matcher].about

    @property
    def reads_text(self) -> bool:
        return bool(self.line["source"].value() == "outputLlm")

    @property
    def settings(self) -> list[forms.BoundField]:
        """The options, but no empty list of values where the value that is read from text has one."""
        listed = self.reads_text and self.output["type"].value() == "enum"
        return [input for input in self.options if not (listed and input.name == "values" and not input.value())]

    def is_valid(self) -> bool:
        wanted = [self.line, self.options, *([self.output] if self.reads_text else [])]
        return not any(form.errors for form in wanted) and all(form.is_bound for form in wanted)

    def focused(self) -> Self:
        """The cursor goes to the first input, or to the first that something is wrong with."""
        inputs = [input for form in (self.line, self.options, self.output) for input in form if not input.is_hidden]
        wrong = [input for input in inputs if input.form.is_bound and input.errors]
        begin = next(input for input in inputs if input.name == ("source" if self.fixed else "field"))
        (wrong or [begin])[0].field.widget.attrs["autofocus"] = True
        return self

    def rule(self) -> FieldRule:
        """What was filled in, without what is so by itself. Raises pydantic.ValidationError."""
        found = {name: value for name, value in self.line.cleaned_data.items() if name in USUAL}
        said = {"source_field": found["source_field"]} | self.line.said(found, USUAL)
        options = self.options.options()
        if options != said.get("options", {}):
            said["options"] = options
        return FieldRule.model_validate(said)

    def placed(self, desk: Desk) -> RuleSpec:
        """The draft with this line. Raises editing.Taken and pydantic.ValidationError."""
        output = self.output.output() if self.reads_text and not self.reads_as_before else None
        return editing.placed(desk.spec, desk.parent, self.rule(), output, was=self.line.cleaned_data["was"])

    @property
    def reads_anew(self) -> bool:
        """Nobody has described the value yet, or something is changed or wrong in how it is described."""
        return not self.output.stored or (
            self.output.is_bound and (self.output.has_changed() or bool(self.output.errors))
        )

    @property
    def reads_as_before(self) -> bool:
        """The value is described already, and nobody touched that."""
        return bool(self.output.stored) and not self.output.has_changed()


def of_row(desk: Desk, row: editing.Row) -> Editor:
    """A line of the draft, to be changed, or one of the parent's, to be overridden."""
    line, output = row.line, _described(desk, row.line.source, row.line.source_field)
    return Editor(
        _line(row),
        OptionsForm(line.matcher, given=line.options),
        of_output(output) if output else _reader(line.matcher),
        _fixed(row),
    )


def new(prefilled: Mapping[str, str]) -> Editor:
    """An empty line, or one with a beginning: source, source_field, matcher, why."""
    matcher = _matcher(prefilled)
    usual = {"source": "inputProperty", "importance": "required", "field": prefilled.get("source_field", "")}
    return Editor(LineForm(initial={**usual, **prefilled, "matcher": matcher}), OptionsForm(matcher), _reader(matcher))


def filled(desk: Desk, data: QueryDict) -> Editor:
    """What was typed, to be kept. What was not on the page yet, as options just chosen, is as it begins."""
    matcher, row = _matcher(data), _row(desk, data)
    fixed = _fixed(row)
    line = {**data.dict(), "field": fixed} if fixed else data.dict()
    options = data if data.get("options_of") == matcher else begun(OptionsForm(matcher))
    given = row.line.options if row and row.line.matcher == matcher else {}
    known = _known(desk, data)
    output = data if _is_shown(data, known) else begun(of_output(known) if known else _reader(matcher))
    return Editor(_line(row, line), OptionsForm(matcher, options, given), of_output(known, output), fixed)


def shown(desk: Desk, data: QueryDict) -> Editor:
    """The same without a judgement on it: another source, matcher or type was chosen, and its inputs are wanted.

    Where another attribute was chosen and the matcher left as it was, the one that suits its values is proposed.
    """
    before, matcher = data.get("options_of", ""), _matcher(data)
    guess = _guessed(desk, data) if before == matcher else None
    matcher = guess.matcher if guess else matcher
    line, options, output = LineForm(), OptionsForm(matcher), _reader(matcher)
    line.initial = standing(line, data) | {"matcher": matcher}
    if before == matcher:
        options.initial = standing(options, data)
    known = _known(desk, data)
    if known and not _is_shown(data, known):
        output = of_output(known)
    elif "read-type" in data:
        output.initial = standing(output, data)
        if before in MATCHERS and output.initial["type"] == MATCHERS[before].reads:
            output.initial["type"] = MATCHERS[matcher].reads
    return Editor(line, options, output, _fixed(_row(desk, data)), guess.why if guess else "")


def _guessed(desk: Desk, data: QueryDict) -> guessing.Guess | None:
    """For an attribute that the page had not shown the matcher for yet."""
    source, name = data.get("source"), data.get("source_field", "").strip()
    if source == "inputField" or not name or name == data.get("matcher_for", name):
        return None
    if source == "outputLlm":
        found = (line for line in desk.effective.raw.fields if (line.source, line.source_field) == (source, name))
        line = next(found, None)
        return guessing.Guess(line.matcher, f"the line “{line.field}” compares it so") if line else None
    met = next((each for each in attributes.of_category(desk.category) if fold(each.name) == fold(name)), None)
    return guessing.guess(name, met.samples) if met else None


def standing(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """What stands in the inputs of a form, unread."""
    return {
        name: field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
        for name, field in form.fields.items()
    }


def begun(form: forms.Form) -> dict[str, Any]:
    """An untouched form as a browser would send it."""
    values = {form.add_prefix(name): form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "on" if value is True else value for name, value in values.items() if value not in (None, False)}


def _matcher(data: Mapping[str, str]) -> str:
    return data["matcher"] if data.get("matcher") in MATCHERS else FIRST


def _reader(matcher: str) -> OutputForm:
    return OutputForm(prefix="read", initial={"type": MATCHERS[matcher].reads})


def _row(desk: Desk, data: QueryDict) -> editing.Row | None:
    """The line that was opened: the draft's own, or the parent's."""
    rows = editing.rows(desk.parent, desk.spec)
    return next((row for row in rows if row.state != "removed" and row.key == data.get("was")), None)


def _fixed(row: editing.Row | None) -> str:
    return row.line.field if row and row.state in ("instead", "inherited") else ""


def _line(row: editing.Row | None, data: Mapping[str, Any] | None = None) -> LineForm:
    if row is None:
        return LineForm(data)
    stored = row.line.model_dump(mode="json", exclude_unset=True)
    return LineForm(data, stored=stored, initial=row.line.model_dump() | {"was": row.key})


def _known(desk: Desk, data: QueryDict) -> Output | None:
    return _described(desk, data.get("source", ""), data.get("source_field", "").strip())


def _described(desk: Desk, source: str, name: str) -> Output | None:
    """How the value of that name is read from text now."""
    return desk.effective.raw.outputs.get(name) if source == "outputLlm" else None


def _is_shown(data: QueryDict, known: Output | None) -> bool:
    """What was sent describes the value that is named now: another one that the rule knows was chosen since."""
    name = data.get("source_field", "").strip()
    return "read-type" in data and (known is None or data.get("matcher_for", name) == name)
