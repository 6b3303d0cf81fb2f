"""What stands between two versions, as a person reads it."""

from __future__ import annotations

from typing import Any

from rules.differences import PARENTS, Change, Part, parts
from rules.spec import RuleSpec

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
OUTPUT = {"size": {"type": "dimensions"}}


def spec(*fields: dict[str, Any], **rest: Any) -> RuleSpec:
    return RuleSpec.model_validate({"fields": list(fields), **rest})


def test_the_same_said_differently_is_no_difference() -> None:
    assert parts(spec(BRAND), spec({**BRAND, "importance": "required", "options": {}}, pictures="always")) == []


def test_a_changed_option_is_one_key() -> None:
    old, new = ({**SIZE, "options": {"tolerance": text}} for text in ("2 cm", "4 cm"))
    found = parts(spec(old, outputs=OUTPUT), spec(new, outputs=OUTPUT))
    assert found == [Part("line", "size", "changed", (Change("options.tolerance", "2 cm", "4 cm"),))]


def test_an_option_that_was_not_given() -> None:
    new = {**SIZE, "options": {"unit": "in"}, "why": "US sellers"}
    (found,) = parts(spec(SIZE, outputs=OUTPUT), spec(new, outputs=OUTPUT))
    assert found.changes == (Change("options.unit", None, "in"), Change("why", None, "US sellers"))


def test_lines_that_came_and_went() -> None:
    found = parts(spec(BRAND), spec(SIZE, outputs=OUTPUT))
    assert [(part.kind, part.name, part.state) for part in found] == [
        ("line", "brand", "removed"),
        ("line", "size", "added"),
        ("output", "size", "added"),
    ]
    assert Change("matcher", None, "SizeOfEqualsItemMatcher") in found[1].changes
    assert Change("source_field", "brand", None) in found[0].changes


def test_synonyms_are_compared_value_by_value() -> None:
    def colours(**values: list[str]) -> RuleSpec:
        return spec(outputs={"colour": {"type": "enum", "values": values}})

    (found,) = parts(colours(black=["noir"], red=["rot"]), colours(black=["noir", "黑"], blue=[], red=["rot"]))
    assert found.changes == (Change("values.black", "noir", "noir, 黑"), Change("values.blue", None, "no synonyms"))


def test_keys_of_the_rule() -> None:
    found = parts(spec(prompt="Read."), spec(prompt="Read well.", pack_text=True, cspu=False, routing={"reviewers": 2}))
    assert [(part.name, part.changes[0].old, part.changes[0].new) for part in found] == [
        ("prompt", "Read.", "Read well."),
        ("pack_text", "no", "yes"),
        ("cspu", "yes", "no"),
        ("routing.reviewers", "1", "2"),
    ]


def test_what_a_rule_that_extends_does_not_say_is_its_parents() -> None:
    found = {part.name: part.changes[0] for part in parts(spec(), spec(extends="parent", pictures="always"))}
    assert found["extends"] == Change("", None, "parent")
    assert found["cspu"] == Change("", "yes", PARENTS)
    assert "pictures" not in found
    assert parts(spec(extends="parent"), spec(extends="parent")) == []


def test_lines_in_another_order() -> None:
    other = {**BRAND, "field": "part", "source_field": "mpn"}
    assert parts(spec(BRAND, other), spec(other, BRAND)) == [
        Part("order", "order of the lines", "changed", (Change("", "brand, part", "part, brand"),))
    ]
    assert [part.kind for part in parts(spec(BRAND), spec(other, BRAND))] == ["line"]


def test_two_lines_of_one_name() -> None:
    twice = {**BRAND, "source_field": "mpn"}
    (found,) = parts(spec(BRAND, twice), spec(BRAND, {**twice, "source_field": "gtin"}))
    assert (found.name, found.changes) == ("brand (2)", (Change("source_field", "mpn", "gtin"),))
