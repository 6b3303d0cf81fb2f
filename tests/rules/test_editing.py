"""One change at a time to a rule that extends another."""

from __future__ import annotations

from typing import Any

import pytest

from rules import editing, inheritance
from rules.spec import FieldRule, Output, RuleSpec

SIZE = {"type": "dimensions", "names": ["size"]}


def line(name: str, **more: Any) -> dict[str, Any]:
    return {"field": name, "source": "inputProperty", "source_field": name, "matcher": "EqualsItemMatcher", **more}


def read(name: str, output: str) -> dict[str, Any]:
    return {"field": name, "source": "outputLlm", "source_field": output, "matcher": "SizeOfEqualsItemMatcher"}


PARENT = RuleSpec.model_validate(
    {"fields": [line("brand"), line("colour"), read("size", "size")], "outputs": {"size": SIZE}, "cspu": False}
)
CHILD = RuleSpec.model_validate(
    {"extends": "parent", "fields": [line("mpn"), line("colour", importance="optional")], "remove": ["size"]}
)
EMPTY = RuleSpec.model_validate({"extends": "parent"})


def names(spec: RuleSpec, parent: RuleSpec = PARENT) -> list[str]:
    return [line.field for line in inheritance.whole(parent, spec).fields]


def states(spec: RuleSpec, parent: RuleSpec = PARENT) -> list[tuple[str, str]]:
    return [(row.line.field, row.state) for row in editing.rows(parent, spec)]


def test_every_line_stands_in_its_place_with_where_it_comes_from():
    assert states(CHILD) == [("brand", "inherited"), ("colour", "instead"), ("size", "removed"), ("mpn", "own")]


def test_rows_that_are_not_removed_are_the_lines_that_apply():
    kept = [row.line for row in editing.rows(PARENT, CHILD) if row.state != "removed"]
    assert kept == inheritance.lines(PARENT, CHILD)


def test_a_rule_of_its_own_has_only_own_lines():
    assert states(PARENT, RuleSpec()) == [("brand", "own"), ("colour", "own"), ("size", "own")]


def overridden(spec: RuleSpec, parent: RuleSpec, name: str) -> RuleSpec:
    """The parent's line, saved in the draft as it is."""
    return editing.placed(spec, parent, {line.field: line for line in parent.fields}[name], was=name)


def test_overriding_copies_the_parents_line_and_taking_it_back_lets_the_parents_hold():
    own = overridden(EMPTY, PARENT, "colour")
    assert states(own)[1] == ("colour", "instead") and own.fields == [PARENT.fields[1]]
    assert editing.dropped(own, "colour") == RuleSpec.model_validate({"extends": "parent", "fields": []})


def test_removing_a_parents_line_and_bringing_it_back():
    gone = editing.removed(CHILD, "colour")
    assert gone.remove == ["size", "colour"] and names(gone) == ["brand", "mpn"]
    assert names(editing.dropped(gone, "colour")) == ["brand", "colour", "mpn"]


def test_overriding_a_removed_line_brings_it_back():
    assert names(overridden(CHILD, PARENT, "size")) == ["brand", "colour", "size", "mpn"]


def test_a_new_line_comes_last_with_what_its_value_is_read_as():
    weight = FieldRule.model_validate({**read("weight", "weight"), "matcher": "QuantityItemMatcher"})
    after = editing.placed(CHILD, PARENT, weight, Output(type="quantity"))
    assert names(after) == ["brand", "colour", "mpn", "weight"]
    assert after.dump()["outputs"] == {"weight": {"type": "quantity"}}


def test_a_changed_line_keeps_its_place_under_a_new_name():
    after = editing.placed(CHILD, PARENT, FieldRule.model_validate(line("model")), was="mpn")
    assert [each.field for each in after.fields] == ["model", "colour"]


@pytest.mark.parametrize(("name", "was"), [("brand", ""), ("colour", ""), ("brand", "mpn")])
def test_two_lines_never_have_one_name(name, was):
    with pytest.raises(editing.Taken, match=f"called {name} already"):
        editing.placed(CHILD, PARENT, FieldRule.model_validate(line(name)), was=was)


def test_a_name_that_was_removed_is_free():
    after = editing.placed(CHILD, PARENT, FieldRule.model_validate(line("size")))
    assert after.remove == [] and states(after)[2] == ("size", "instead")


def test_the_parents_description_of_a_value_is_not_repeated():
    size = FieldRule.model_validate({**read("size", "size"), "importance": "optional"})
    same = Output.model_validate(SIZE)
    assert "outputs" not in editing.placed(EMPTY, PARENT, size, same, was="size").dump()
    other = editing.placed(EMPTY, PARENT, size, Output(type="dimensions", names=["尺寸"]), was="size")
    assert other.outputs["size"].names == ["尺寸"]
    assert "outputs" not in editing.placed(other, PARENT, size, same, was="size").dump()


def test_a_dropped_line_takes_its_value_with_it_unless_another_reads_it():
    spec = RuleSpec.model_validate(
        {"fields": [read("size", "size"), read("height", "size"), read("depth", "depth")],
         "outputs": {"size": SIZE, "depth": SIZE}}
    )  # fmt: skip
    assert list(editing.dropped(spec, "size").outputs) == ["size", "depth"]
    assert list(editing.dropped(spec, "depth").outputs) == ["size"]


@pytest.mark.parametrize(
    ("name", "by", "order"),
    [("a", 1, "bac"), ("c", -1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("a", 9, "bca"), ("x", 1, "abc")],
)
def test_moving_a_line(name, by, order):
    spec = RuleSpec.model_validate({"fields": [line(each) for each in "abc"]})
    assert [each.field for each in editing.moved(spec, name, by).fields] == list(order)


def test_keys_are_said_here_or_left_to_the_parent():
    said = editing.given(EMPTY, {"cspu": True, "routing/quality_sample": 0.1})
    assert said.dump() == {"extends": "parent", "cspu": True, "routing": {"quality_sample": 0.1}}
    assert editing.given(said, {}, ["cspu", "routing/quality_sample"]).dump() == {"extends": "parent"}


def test_standing_alone_changes_nothing_but_who_says_it():
    alone = editing.alone(CHILD, PARENT)
    assert alone.extends is None and inheritance.whole(PARENT, alone) == inheritance.whole(PARENT, CHILD)


def test_lines_of_one_name_cannot_extend():
    twice = RuleSpec.model_validate({"fields": [line("brand"), line("brand", source_field="maker")]})
    with pytest.raises(editing.Taken, match="2 lines are called brand"):
        editing.extending(twice, PARENT)


def test_extending_says_only_what_differs():
    again = editing.extending(editing.alone(CHILD, PARENT), PARENT)
    assert again.extends == "parent" and again.remove == ["size"]
    assert [each.field for each in again.fields] == ["colour", "mpn"]
    whole, before = inheritance.whole(PARENT, again), inheritance.whole(PARENT, CHILD)
    assert whole.fields == before.fields


def test_no_change_touches_the_spec_that_it_was_made_from():
    before = CHILD.model_dump()
    overridden(CHILD, PARENT, "brand")
    editing.removed(CHILD, "brand")
    editing.given(CHILD, {"routing/reviewers": 2})
    assert CHILD.model_dump() == before


TWICE = RuleSpec.model_validate({"fields": [line("brand"), line("size"), line("brand", importance="optional")]})


def test_two_imported_lines_of_one_name_are_told_apart():
    assert [row.key for row in editing.rows(RuleSpec(), TWICE)] == ["brand", "size", "brand (2)"]
    assert [each.importance for each in editing.dropped(TWICE, "brand").fields] == ["required", "optional"]
    assert len(editing.dropped(TWICE, "brand (2)").fields) == 2
    assert [each.field for each in editing.moved(TWICE, "brand (2)", -1).fields] == ["brand", "brand", "size"]
    changed = editing.placed(TWICE, RuleSpec(), FieldRule.model_validate(line("brand", why="x")), was="brand (2)")
    assert [each.why for each in changed.fields] == ["", "", "x"]


def test_a_parents_two_lines_of_one_name_are_overridden_by_one():
    own = overridden(EMPTY, TWICE, "brand")
    assert states(own, TWICE) == [("brand", "instead"), ("size", "inherited")]
    kept = [row.line for row in editing.rows(TWICE, own)]
    assert kept == inheritance.lines(TWICE, own)
