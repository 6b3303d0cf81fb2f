"""lv3 → lv2 → lv1 → default; for a pair the nearest common ancestor; no query per pair."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rules import categories, resolve
from rules.models import RuleSet
from tests import factories as make

pytestmark = pytest.mark.django_db

LINE = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}


def test_the_most_specific_live_rule_wins() -> None:
    default = make.rule_set()
    one, two, three = (make.rule_set(*names) for names in (("A",), ("A", "B"), ("A", "B", "C")))
    ids = categories.ensure([["A", "B", "C"], ["A", "B", "D"], ["A", "E", "F"], ["G"]])
    rules = resolve.load()
    found = {path: rules.for_category(pk) for path, pk in ids.items()}
    assert {path: (effective.rule_set_id, effective.level) for path, effective in found.items()} == {
        ("A",): (one.pk, "lv1"),
        ("A", "B"): (two.pk, "lv2"),
        ("A", "B", "C"): (three.pk, "lv3"),
        ("A", "B", "D"): (two.pk, "lv2"),
        ("A", "E"): (one.pk, "lv1"),
        ("A", "E", "F"): (one.pk, "lv1"),
        ("G",): (default.pk, "default"),
    }
    assert found["A", "B", "C"].name == "A › B › C" and found["G",].name == "default"
    assert rules.for_category(None).rule_set_id == default.pk


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (("A", "B", "C"), ("A", "B", "C"), "lv3"),
        (("A", "B", "C"), ("A", "B", "D"), "lv2"),
        (("A", "B", "C"), ("A", "B"), "lv2"),
        (("A", "B", "C"), ("A", "E", "C"), "lv1"),
        (("A", "B", "C"), ("G",), "default"),
        (("A", "B"), None, "default"),
        (None, None, "default"),
    ],
)
def test_a_pair_is_judged_by_the_nearest_common_ancestor(a: tuple[str, ...], b: tuple[str, ...], level: str) -> None:
    for names in ((), ("A",), ("A", "B"), ("A", "B", "C"), ("A", "B", "D")):
        make.rule_set(*names)
    ids = {**categories.ensure([["A", "B", "C"], ["A", "B", "D"], ["A", "E", "C"], ["G"]]), None: None}
    rules = resolve.load()
    assert rules.for_pair(ids[a], ids[b]).level == rules.for_pair(ids[b], ids[a]).level == level


def test_only_live_rules_count() -> None:
    default = make.rule_set()
    for state in ("draft", "retired"):
        make.rule_set("A", state=state)
    rules = resolve.load()
    assert rules.for_category(make.category("A").pk).rule_set_id == default.pk


def test_without_a_default_the_error_says_what_to_load() -> None:
    make.rule_set("A")
    rules = resolve.load()
    assert rules.for_category(make.category("A").pk).level == "lv1"
    with pytest.raises(resolve.MissingDefault, match=r"load_rules rules/examples/default\.json"):
        rules.for_category(None)


def test_a_category_newer_than_the_snapshot_is_told() -> None:
    make.rule_set()
    rules = resolve.load()
    with pytest.raises(resolve.UnknownCategory):
        rules.for_category(make.category("A").pk)


def test_a_stored_rule_that_cannot_be_read_is_named() -> None:
    broken = make.rule_set("A", fields=[LINE | {"matcher": "GoneItemMatcher"}])
    with pytest.raises(resolve.BrokenRule, match=f"A v1.*{broken.pk}"):
        resolve.load()


SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
OUTPUT = {"size": {"type": "dimensions"}}


def test_an_extension_that_its_parent_left_without_an_output_is_named_with_both_and_what_to_do() -> None:
    make.rule_set("A", fields=[LINE])
    broken = make.rule_set("A", "B", extends="parent", fields=[SIZE])
    with pytest.raises(resolve.BrokenRule) as caught:
        resolve.load()
    assert str(caught.value) == (
        f"The rule set A › B v1 (id {broken.pk}) does not hold together any more: it extends A v1, and then "
        "fields[0].source_field: there is no output 'size'; describe it under outputs. "
        "Change one of the two, or take the line out of A › B"
    )


def test_every_line_keeps_the_level_that_it_came_from() -> None:
    make.rule_set(fields=[LINE, SIZE], outputs=OUTPUT)
    make.rule_set("A", extends="parent", fields=[LINE | {"field": "gtin", "source_field": "gtin"}])
    make.rule_set("A", "B", "C", extends="parent", fields=[SIZE | {"importance": "optional"}])
    found = resolve.load().for_category(make.category("A", "B", "C").pk)
    assert [(line.field, found.level_of(line)) for line in found.spec.fields] == [
        ("brand", "default"),
        ("size", "lv3"),
        ("gtin", "lv1"),
    ]
    assert found.origins["outputs/size"].name == "default" and found.origins["fields/gtin"].name == "A"


def test_an_extension_of_the_shops_default_or_of_nothing_holds() -> None:
    make.rule_set("A", extends="parent", fields=[LINE], remove=["size"])
    assert [line.field for line in resolve.load().for_category(make.category("A").pk).spec.fields] == ["brand"]


def test_a_draft_in_the_place_of_the_live_rule_changes_what_extends_it() -> None:
    make.rule_set("A", fields=[LINE])
    draft = make.rule_set("A", state="draft", fields=[SIZE], outputs=OUTPUT)
    make.rule_set("A", "B", extends="parent", pictures="never")
    node = make.category("A", "B").pk
    assert [line.field for line in resolve.load().for_category(node).spec.fields] == ["brand"]
    assert [line.field for line in resolve.load(draft).for_category(node).spec.fields] == ["size"]


def test_the_key_is_of_what_judges_and_of_nothing_else() -> None:
    def key(*names: str, **spec: Any) -> str:
        make.rule_set(*names, **spec)
        return resolve.load().for_category(make.category(*names).pk).key

    make.rule_set(fields=[LINE], prompt="Read it.")
    alone = key("A", fields=[LINE], prompt="Read it.")
    assert key("B", extends="parent") == alone
    assert key("C", fields=[LINE | {"why": "they say so"}], prompt="Read it.", prompt_path="x.txt") == alone
    assert key("G", extends="parent", thresholds={"title": 0.9}) == alone
    assert key("H", extends="parent", routing={"levels": []}) != alone
    assert key("D", fields=[LINE | {"importance": "optional"}], prompt="Read it.") != alone
    assert key("E", fields=[LINE], prompt="Read a $category.") != key("F", fields=[LINE], prompt="Read a $category.")


def test_a_key_that_came_later_judges_no_old_pair_again_until_somebody_says_it() -> None:
    """The first key is that of this rule before copies and the words on packs could be told about."""
    brand = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "BrandItemMatcher"}
    old = {"fields": [brand], "cspu": False, "picture_prompt": "Look at the handle."}
    make.rule_set("A", **old)
    make.rule_set("B", **old, near_identical="ask", pack_text=False)
    make.rule_set("C", **old, near_identical="same")
    make.rule_set("D", **old, pack_text=True)
    keys = [resolve.load().for_category(make.category(name).pk).key for name in "ABCD"]
    assert keys[:2] == ["9cf55ee791716d640faa64cf36393cd8bfcbada3460b45a2aff67f505ddb1f51"] * 2
    assert len(set(keys)) == 3


def test_placeholders_are_filled_in_for_the_category_that_inherits_the_prompt() -> None:
    make.rule_set(
        "A",
        fields=[LINE, SIZE | {"importance": "optional"}],
        outputs=OUTPUT,
        prompt="$$5 in ${category}: $required; $optional; $outputs",
        picture_prompt="Two $category.",
    )
    make.rule_set("A", "B", extends="parent")
    found = resolve.load().for_category(make.category("A", "B").pk)
    assert found.spec.prompt == "$5 in A › B: brand; size; size"
    assert found.spec.picture_prompt == "Two A › B."
    assert found.raw.prompt == "$$5 in ${category}: $required; $optional; $outputs"


def test_an_extension_asks_the_question_of_a_rule_that_says_the_same_alone() -> None:
    outputs = {name: {"type": "text"} for name in ("colour", "b", "尺寸", "as")}
    make.rule_set("A", outputs={name: outputs[name] for name in ("colour", "as")}, prompt="Read $outputs.")
    make.rule_set("A", "B", extends="parent", outputs={name: outputs[name] for name in ("尺寸", "b")})
    make.rule_set("C", outputs=outputs, prompt="Read $outputs.")
    rules = resolve.load()
    extension, alone = (rules.for_category(make.category(*names).pk) for names in (("A", "B"), ("C",)))
    assert list(extension.spec.outputs) == list(alone.spec.outputs) == ["b", "as", "colour", "尺寸"]
    assert extension.spec.prompt == alone.spec.prompt == "Read b, as, colour, 尺寸."
    assert extension.key == alone.key


def test_what_was_read_once_is_read_anew_when_it_changes() -> None:
    draft = make.rule_set("A", state="draft", fields=[LINE])
    node = make.category("A").pk
    first = resolve.load(draft).for_category(node)
    draft.spec = {"fields": [SIZE], "outputs": OUTPUT}
    assert [line.field for line in first.spec.fields] == ["brand"]
    assert [line.field for line in resolve.load(draft).for_category(node).spec.fields] == ["size"]


def test_the_nearest_category_of_two_and_the_rule_above_one() -> None:
    default, upper = make.rule_set(), make.rule_set("A")
    make.rule_set("A", "B", "C")
    a, b, c, d, g = (make.category(*names).pk for names in (("A",), ("A", "B"), ("A", "B", "C"), ("A", "D"), ("G",)))
    rules = resolve.load()
    assert [rules.common(*two) for two in ((c, d), (c, b), (c, c), (c, g), (c, None), (None, None))] == [
        *(a, b, c),
        *(None, None, None),
    ]
    above = [rules.above(node) for node in (c, b, a, None)]
    assert [rule.rule_set_id if rule else None for rule in above] == [upper.pk, upper.pk, default.pk, None]


def test_a_hundred_thousand_listings_of_five_hundred_categories_in_a_second() -> None:
    ids = list(categories.ensure([[f"a{n % 5}", f"b{n % 25}", f"c{n}"] for n in range(500)]).values())
    RuleSet.objects.bulk_create(
        RuleSet(category_id=pk, version=1, state="live", spec={"fields": [LINE]}, published_at="2026-01-01T00:00Z")
        for pk in [*ids[::2], None]
    )
    start = time.thread_time()
    with CaptureQueriesContext(connection) as queries:
        rules = resolve.load()
        for n in range(100_000):
            rules.for_pair(ids[n % len(ids)], ids[-n % len(ids)])
    assert time.thread_time() - start < 1
    assert len(queries) == 2
