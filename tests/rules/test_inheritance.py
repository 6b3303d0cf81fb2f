"""A rule that extends its parent's: line by line what holds, where it came from, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rules import inheritance
from rules.inheritance import whole
from rules.spec import RuleSpec, mistakes, read


def line(name: str, **more: Any) -> dict[str, Any]:
    return {"field": name, "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher", **more}


def size(name: str = "size", output: str = "size") -> dict[str, Any]:
    return {
        **{"field": name, "source": "outputLlm", "source_field": output},
        **{"matcher": "SizeOfEqualsItemMatcher"},
    }


OUTPUTS = {"size": {"type": "dimensions"}, "colour": {"type": "text"}}
PARENT = read(
    {
        "fields": [line("brand"), size(), line("model", importance="optional")],
        "outputs": OUTPUTS,
        "prompt": "Read it.",
        "prompt_path": "prompts/a.txt",
        "pictures": "never",
        "thresholds": {"title": 0.5, "picture": 0.6},
        "routing": {"levels": ["match"], "quality_sample": 0.1},
    }
)


def child(**keys: Any) -> RuleSpec:
    return read({"extends": "parent", **keys})


def names(spec: RuleSpec) -> list[str]:
    return [rule.field for rule in spec.fields]


def test_a_rule_that_does_not_extend_stands_alone() -> None:
    alone = read({"fields": [line("brand")]})
    assert whole(PARENT, alone) is alone


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param({}, ["brand", "size", "model"], id="nothing said"),
        pytest.param({"fields": []}, ["brand", "size", "model"], id="no lines said"),
        pytest.param({"fields": [line("year")]}, ["brand", "size", "model", "year"], id="own lines come last"),
        pytest.param({"fields": [line("year"), line("size")]}, ["brand", "size", "model", "year"], id="in its place"),
        pytest.param({"remove": ["brand"]}, ["size", "model"], id="taken away"),
        pytest.param({"remove": ["brand", "brand"]}, ["size", "model"], id="named twice"),
        pytest.param({"remove": ["weight"]}, ["brand", "size", "model"], id="the parent lost the line"),
        pytest.param({"remove": ["brand", "size", "model"], "fields": [line("year")]}, ["year"], id="all but its own"),
    ],
)
def test_which_lines_hold_and_in_what_order(own: dict[str, Any], expected: list[str]) -> None:
    assert names(whole(PARENT, child(**own))) == expected


def test_a_line_stands_for_the_parents_as_a_whole() -> None:
    made = whole(PARENT, child(fields=[line("model", matcher="ModelNumberItemMatcher")]))
    assert made.fields[2].matcher == "ModelNumberItemMatcher"
    assert made.fields[2].importance == "required"  # nothing of the parent's line is kept


def test_a_line_may_use_what_only_the_parent_describes() -> None:
    made = whole(PARENT, child(fields=[size("inner size")]))
    assert made.fields[-1].source_field == "size" and made.outputs == PARENT.outputs


def test_an_output_stands_for_the_parents_of_its_name() -> None:
    made = whole(PARENT, child(outputs={"size": {"type": "text"}, "weight": {"type": "quantity"}}))
    assert {name: output.type for name, output in made.outputs.items()} == {
        **{"size": "text", "colour": "text"},
        **{"weight": "quantity"},
    }


def test_a_parents_output_stays_when_its_line_goes_so_that_the_question_is_the_same() -> None:
    assert whole(PARENT, child(remove=["size"])).outputs == PARENT.outputs


def test_routing_and_thresholds_are_given_key_by_key() -> None:
    made = whole(PARENT, child(routing={"quality_sample": 0.5}, thresholds={"picture": None}))
    assert made.dump()["routing"] == {"levels": ["match"], "quality_sample": 0.5}
    assert made.dump()["thresholds"] == {"title": 0.5, "picture": None}


@pytest.mark.parametrize(
    ("own", "prompt", "path"),
    [
        ({}, "Read it.", "prompts/a.txt"),
        ({"prompt": "Mine."}, "Mine.", ""),
        ({"prompt_path": "prompts/b.txt", "prompt": "B."}, "B.", "prompts/b.txt"),
        ({"prompt_path": "prompts/absent.txt"}, "", "prompts/absent.txt"),
        ({"prompt": ""}, "", ""),
    ],
)
def test_a_prompt_and_its_file_are_inherited_together(own: dict[str, str], prompt: str, path: str) -> None:
    made = whole(PARENT, child(**own))
    assert (made.prompt, made.prompt_path) == (prompt, path)


def test_every_other_key_is_the_own_one_where_it_is_given() -> None:
    assert whole(PARENT, child(pictures="always")).pictures == "always"
    assert whole(PARENT, child(cspu=False)).pictures == "never"


def test_without_any_parent_a_rule_that_extends_stands_alone() -> None:
    made = whole(RuleSpec(), child(fields=[line("brand")], remove=["size"]))
    assert made.dump() == {"fields": [line("brand")]}


def test_two_lines_of_one_name_that_were_imported_both_hold_and_are_overridden_as_one() -> None:
    parent = read({"fields": [line("a"), line("b"), line("a", source_field="mpn")]})
    assert names(whole(parent, child())) == ["a", "b", "a"]
    assert whole(parent, child(fields=[line("a", source_field="gtin")])).dump()["fields"] == [
        line("a", source_field="gtin"),
        line("b"),
    ]
    assert names(whole(parent, child(remove=["a"]))) == ["b"]


def test_a_line_of_the_top_overridden_two_levels_down_keeps_its_place() -> None:
    middle = whole(PARENT, child(fields=[line("year")]))
    bottom = whole(middle, child(fields=[line("brand", importance="optional")]))
    assert names(bottom) == ["brand", "size", "model", "year"]
    assert bottom.fields[0].importance == "optional"


def test_what_the_parent_removed_is_not_there_to_override_and_comes_last() -> None:
    middle = whole(PARENT, child(remove=["brand"]))
    assert names(whole(middle, child(fields=[line("brand")]))) == ["size", "model", "brand"]


def test_an_extension_whose_output_is_gone_does_not_hold() -> None:
    extension = child(fields=[size("inner size")])
    with pytest.raises(ValidationError) as caught:
        whole(read({"fields": [line("brand")]}), extension)
    assert list(map(str, mistakes(caught.value))) == [
        "fields[0].source_field: there is no output 'size'; describe it under outputs"
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"extends": "parent", "fields": [line("a"), line("b"), line("a")]},
            "fields[2].field: fields[0] has this name too; in a rule that extends, names tell lines apart",
        ),
        (
            {"extends": "parent", "fields": [line("a")], "remove": ["b", "a"]},
            "remove[1]: 'a' is a line of this rule as well: keep it in one of the two, fields or remove",
        ),
        (
            {"remove": ["a"]},
            'remove: there is no parent to remove lines of: say "extends": "parent", or leave the lines out',
        ),
        ({"extends": "grandparent"}, "extends: has to be 'parent'"),
        ({"extends": "parent", "remove": [""]}, "remove[0]: may not be empty"),
    ],
)
def test_what_is_unclear_is_refused_with_its_place(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(given)
    assert list(map(str, mistakes(caught.value))) == [said]


def test_imported_rules_may_have_a_name_twice() -> None:
    assert names(read({"fields": [line("a"), line("a")]})) == ["a", "a"]


def test_names_that_take_nothing_away_are_known() -> None:
    assert inheritance.idle(PARENT, child(remove=["brand", "weight"])) == ["weight"]


def test_names_that_are_nearly_the_parents_are_known() -> None:
    extension = child(fields=[line("Brand "), line("size"), line("ＭＯＤＥＬ"), line("year")], remove=["model"])
    assert inheritance.near_misses(PARENT, extension) == [(0, "brand")]
    assert inheritance.near_misses(PARENT, read({"fields": [line("Brand")]})) == []


def test_where_each_part_came_from() -> None:
    top = inheritance.origins({}, PARENT, "lv1")
    mine = child(
        fields=[line("brand"), line("year")], remove=["model"], routing={"reviewers": 2}, prompt="Mine.", cspu=False
    )
    assert inheritance.origins(top, mine, "lv2") == {
        "fields/brand": "lv2",
        "fields/size": "lv1",
        "fields/year": "lv2",
        "outputs/size": "lv1",
        "outputs/colour": "lv1",
        "pictures": "lv1",
        "prompt": "lv2",
        "cspu": "lv2",
        "thresholds/title": "lv1",
        "thresholds/picture": "lv1",
        "routing/levels": "lv1",
        "routing/quality_sample": "lv1",
        "routing/reviewers": "lv2",
    }


NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
LINES = st.lists(st.builds(line, NAMES, importance=st.sampled_from(["required", "optional"])), max_size=6)
LOOSE = st.fixed_dictionaries(
    {},
    optional={
        "pictures": st.sampled_from(["always", "never"]),
        "near_identical": st.sampled_from(["same", "ask"]),
        "pack_text": st.booleans(),
        "prompt": st.sampled_from(["", "x"]),
        "prompt_path": st.sampled_from(["", "y.txt"]),
        "outputs": st.dictionaries(NAMES, st.just({"type": "text"})),
        "routing": st.fixed_dictionaries({}, optional={"reviewers": st.integers(1, 5), "levels": st.just(["match"])}),
        "thresholds": st.fixed_dictionaries({}, optional={"title": st.floats(0, 1)}),
    },
)


@st.composite
def parents(draw: st.DrawFn) -> RuleSpec:
    return read(draw(LOOSE) | draw(st.fixed_dictionaries({}, optional={"fields": LINES})))


@st.composite
def children(draw: st.DrawFn) -> RuleSpec:
    fields = list({row["field"]: row for row in draw(LINES)}.values())
    own = {row["field"] for row in fields}
    remove = [name for name in draw(st.lists(NAMES)) if name not in own]
    return child(**draw(LOOSE), fields=fields, remove=remove)


@given(parents())
def test_an_extension_that_says_nothing_is_its_parent(parent: RuleSpec) -> None:
    assert whole(parent, child()).dump() == parent.dump()


@given(parents(), children())
def test_extending_twice_changes_nothing(parent: RuleSpec, extension: RuleSpec) -> None:
    once = whole(parent, extension)
    assert whole(once, extension).dump() == once.dump()


@given(parents(), children())
def test_own_lines_hold_and_removed_ones_do_not(parent: RuleSpec, extension: RuleSpec) -> None:
    made = whole(parent, extension)
    assert all(rule in made.fields for rule in extension.fields)
    assert not set(names(made)) & set(extension.remove)
    assert set(names(made)) == set(names(extension)) | (set(names(parent)) - set(extension.remove))


@given(parents(), children(), children())
def test_every_part_of_the_whole_has_an_origin_and_no_other(top: RuleSpec, one: RuleSpec, two: RuleSpec) -> None:
    middle = whole(top, one)
    made = whole(middle, two)
    said = inheritance.origins(inheritance.origins(inheritance.origins({}, top, 1), one, 2), two, 3)
    assert set(said) == set(inheritance.origins({}, made, "any"))
    assert all(said[f"fields/{rule.field}"] == 3 for rule in two.fields)
