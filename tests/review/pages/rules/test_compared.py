"""A difference speaks as the forms of the editor do, never in keys of the JSON."""

from __future__ import annotations

import re

from review.pages.rules import line_forms, output_forms
from review.pages.rules.compared import compared
from rules.spec import RuleSpec

OUTPUTS = {"power": {"type": "quantity", "kinds": ["power"], "names": ["功率"], "description": "Watts"}}
LINE = {"field": "power", "source": "inputProperty", "source_field": "power", "matcher": "QuantityItemMatcher"}
READ = {**LINE, "source": "outputLlm", "importance": "optional", "options": {"tolerance": "5 %"}, "why": "They vary."}
CODE = re.compile(r"outputLlm|inputProperty|source|importance|matcher\b|kinds|many|options|_")


def told(old: dict[str, object], new: dict[str, object]) -> dict[str, tuple[str, str]]:
    parts = compared(RuleSpec.model_validate(old), RuleSpec.model_validate(new))
    rows = {row.name or part.title: (str(row.old), str(row.new)) for part in parts for row in part.rows}
    return {name: (re.sub(r"</?mark>", "", old), re.sub(r"</?mark>", "", new)) for name, (old, new) in rows.items()}


def test_a_changed_line_and_the_value_it_reads() -> None:
    rows = told({"fields": [LINE]}, {"fields": [READ], "outputs": OUTPUTS})
    assert rows["What is compared"] == (
        "an attribute that the seller filled in",
        "a value read from the listing’s text",
    )
    assert rows["How much it counts"][1].startswith("optional: ")
    assert rows["tolerance"] == ("", "5 %") and rows["Only amounts of"] == ("", "power")
    assert rows["Kind of value"] == ("", "an amount with a unit")
    assert not [name for name in rows if CODE.search(name)]


def test_values_and_keys() -> None:
    enum = {"outputs": {"shade": {"type": "enum", "values": {"black": ["黑色"]}}}}
    rows = told({}, {**enum, "pictures": "never", "text_mode": "reason", "routing": {"levels": ["likely_match"]}})
    assert rows["Values and their synonyms › black"] == ("", "黑色")
    assert rows["Pictures: Pictures are"][1] == "never compared"
    assert rows["Reading the text: Mode"][1] == "a model follows the guideline and says the level itself"
    assert rows["What goes to people: Levels"][1] == "likely match"


def test_every_input_of_a_line_is_called_alike_in_the_form_and_in_the_difference() -> None:
    labels = {
        field.label for form in (line_forms.LineForm(), output_forms.OutputForm()) for field in form.fields.values()
    }
    rows = told({}, {"fields": [READ], "outputs": OUTPUTS})
    assert set(rows) - {"tolerance"} <= labels
