"""The spec: everything optional, every mistake with its place."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from rules.spec import RuleSpec, mistakes

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}


def test_an_empty_spec_is_a_spec() -> None:
    assert RuleSpec().dump() == RuleSpec.model_validate({}).dump() == {}


def test_only_what_was_given_is_kept() -> None:
    given: dict[str, Any] = {"fields": [BRAND], "llm_input_fields": [], "pictures": "always"}
    assert RuleSpec.model_validate(given).dump() == given


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"fields": [BRAND | {"matcher": "EqualItemMatcher"}]}, "fields[0].matcher: no matcher is called"),
        ({"fields": [BRAND | {"matcher": "EqualItemMatcher"}]}, "did you mean EqualsItemMatcher?"),
        ({"fields": [BRAND, BRAND | {"sourcefield": "x"}]}, "fields[1].sourcefield: this key is not known"),
        ({"fields": [BRAND | {"importance": "maybe"}]}, "fields[0].importance: "),
        ({"fields": [BRAND | {"source": "inputfield"}]}, "fields[0].source: "),
        ({"fields": [BRAND | {"field": ""}]}, "fields[0].field: "),
        ({"fields": [BRAND | {"field": "a\0"}]}, "fields[0].field: holds a character that cannot be stored"),
        ({"prompt": "\ud800"}, "prompt: "),
        ({"fields": [BRAND | {"field": "x" * 151}]}, "fields[0].field: may have at most 150 characters, and has 151"),
        ({"fields": [BRAND | {"source_field": "x" * 10_000}]}, "source_field: may have at most 150 characters"),
        ({"fields": [BRAND | {"why": "x" * 10_000}]}, "why: may have at most 500 characters, and has 10,000"),
        (
            {"outputs": {"s": {"type": "text", "description": "x" * 1001}}},
            "s.description: may have at most 1,000 ",
        ),
        ({"outputs": {"x" * 151: {"type": "text"}}}, "may have at most 150 characters"),
        ({"outputs": {"a\u200bb": {"type": "text"}}}, "cannot be seen (U+200B, at 2)"),
        (
            {"fields": [BRAND | {"field": "\u202ebrand"}]},
            "field: holds a character that cannot be seen (U+202E",
        ),
        ({"fields": [BRAND | {"source_field": "brand\n"}]}, "cannot be seen (U+000A, at 6)"),
        ({"extends": "parent", "remove": ["br\u2067and"]}, "remove[0]: holds a character that cannot be seen (U+2067"),
        ({"fields": ["brand"]}, "fields[0]: has to be an object"),
        (
            {"fields": [BRAND | {"matcher": "BrandItemMatcher", "options": {"aliases": {"Ora": ["a\0"]}}}]},
            "fields[0].options: holds a character that cannot be stored",
        ),
        (
            {"fields": [BRAND | {"matcher": "BrandItemMatcher", "options": {"aliases": {"\ud800": []}}}]},
            "fields[0].options: holds a character that cannot be stored",
        ),
        (
            {"fields": [BRAND | {"matcher": "ShoeSizeItemMatcher", "options": {"tolerance": float("inf")}}]},
            "fields[0].options: holds a number without end",
        ),
        (
            {"fields": [SIZE | {"options": {"tolerance": "2 kg"}}], "outputs": {"size": {"type": "dimensions"}}},
            "fields[0].options: tolerance: 2 kg is no length",
        ),
        (
            {"fields": [SIZE | {"options": {"tolerence": 2}}], "outputs": {"size": {"type": "dimensions"}}},
            "fields[0].options.tolerence: this key is not known",
        ),
        ({"fields": [SIZE]}, "fields[0].source_field: there is no output 'size'"),
        ({"outputs": {"colour": {"type": "enum"}}}, "outputs.colour: an enum needs values"),
        ({"outputs": {"size": {"type": "text", "values": {"a": []}}}}, "outputs.size: an enum needs values"),
        ({"outputs": {"size": {"type": "count", "kinds": ["mass"]}}}, "outputs.size: only a quantity has kinds"),
        ({"outputs": {"c": {"type": "enum", "values": {"red": ["r*d"]}}}}, "outputs.c.values.red[0]: "),
        ({"routing": {"levels": ["mach"]}}, "routing.levels[0]: "),
    ],
)
def test_a_mistake_names_its_place(given: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as caught:
        RuleSpec.model_validate(given)
    assert line in "\n".join(map(str, mistakes(caught.value)))


@pytest.mark.parametrize("data", [[], 5, "brand", None])
def test_what_is_no_rule_at_all_is_told_in_plain_words(data: object) -> None:
    with pytest.raises(ValidationError) as caught:
        RuleSpec.model_validate(data)
    assert list(map(str, mistakes(caught.value))) == ["has to be an object: keys with values, in { }"]


@pytest.mark.parametrize("name", ["尺寸", "Цвет (основной)", "size, cm", "ß “x” – 100 %", "e\u0301", "✈️", "x" * 150])
def test_a_name_may_be_in_any_script(name: str) -> None:
    assert RuleSpec.model_validate({"fields": [BRAND | {"field": name}]}).fields[0].field == name


def test_required_category_lines_are_told() -> None:
    line = {"field": "类目", "source": "inputField", "source_field": "lv2Category", "matcher": "EqualsItemMatcher"}
    optional = line | {"field": "b", "importance": "optional"}
    attribute = line | {"field": "c", "source": "inputProperty"}
    spec = RuleSpec.model_validate({"fields": [BRAND, line, optional, attribute]})
    assert [rule.field for rule in spec.category_lines] == ["类目"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"cspu": 0}, "cspu: has to be a valid boolean"),
        ({"cspu": "no"}, "cspu: has to be a valid boolean"),
        ({"routing": {"reviewers": "2"}}, "routing.reviewers: has to be a valid integer"),
        ({"routing": {"quality_sample": True}}, "routing.quality_sample: has to be a valid number"),
        ({"prompt": 5}, "prompt: has to be a valid string"),
    ],
)
def test_nothing_is_taken_for_something_else(given: dict[str, Any], said: str) -> None:
    """What is stored is what was written, so what is not right is not bent."""
    with pytest.raises(ValidationError) as caught:
        RuleSpec.model_validate(given)
    assert list(map(str, mistakes(caught.value))) == [said]


def test_a_whole_number_may_be_a_share() -> None:
    assert RuleSpec.model_validate({"routing": {"quality_sample": 1}}).routing.quality_sample == 1
