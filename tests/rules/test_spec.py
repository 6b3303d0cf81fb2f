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


def test_required_category_lines_are_told() -> None:
    line = {"field": "类目", "source": "inputField", "source_field": "lv2Category", "matcher": "EqualsItemMatcher"}
    optional = line | {"field": "b", "importance": "optional"}
    attribute = line | {"field": "c", "source": "inputProperty"}
    spec = RuleSpec.model_validate({"fields": [BRAND, line, optional, attribute]})
    assert [rule.field for rule in spec.category_lines] == ["类目"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"cspu": 0}, "cspu: Input should be a valid boolean"),
        ({"cspu": "no"}, "cspu: Input should be a valid boolean"),
        ({"routing": {"reviewers": "2"}}, "routing.reviewers: Input should be a valid integer"),
        ({"routing": {"quality_sample": True}}, "routing.quality_sample: Input should be a valid number"),
        ({"prompt": 5}, "prompt: Input should be a valid string"),
    ],
)
def test_nothing_is_taken_for_something_else(given: dict[str, Any], said: str) -> None:
    """What is stored is what was written, so what is not right is not bent."""
    with pytest.raises(ValidationError) as caught:
        RuleSpec.model_validate(given)
    assert list(map(str, mistakes(caught.value))) == [said]


def test_a_whole_number_may_be_a_share() -> None:
    assert RuleSpec.model_validate({"routing": {"quality_sample": 1}}).routing.quality_sample == 1
