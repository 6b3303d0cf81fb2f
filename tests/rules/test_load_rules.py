"""load_rules: the published format verbatim and ours; a mistake names its place, and then nothing lands."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from rules import files
from rules.models import Category, RuleSet
from tests import factories as make

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
LUGGAGE = HERE / "published_luggage.json"
THREE_LEVELS = HERE / "published_three_levels.json"
BRAND = {"field": "brand", "source": "inputField", "sourceField": "brand", "matcher": "EqualsItemMatcher"}


def load(file: Path) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("load_rules", str(file), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def written(folder: Path, document: Any) -> Path:
    file = folder / "rules.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def published(*names: str, level: int = 1, **compare: Any) -> dict[str, Any]:
    return {f"lv{level}CategoryPromotConfigs": [{"categorys": names, "fieldCompare": compare}]}


def live(*path: str) -> RuleSet:
    return RuleSet.objects.get(category__path=list(path), state="live")


def test_the_published_example_loads_verbatim() -> None:
    out, err = load(LUGGAGE)
    assert "1 categories have a rule now" in out
    rule = live("箱包")
    assert [line["field"] for line in rule.spec["fields"]] == ["一级类目", "品牌", "质地", "尺寸"]
    assert all("importance" not in line for line in rule.spec["fields"])
    assert rule.spec["outputs"] == {"尺寸": {"type": "dimensions", "names": ["尺寸"]}}
    assert rule.spec["prompt_path"] == "prompts_extract_args/luggage_extract.txt" and "prompt" not in rule.spec
    assert "there is no prompt file prompts_extract_args/luggage_extract.txt beside published_luggage.json" in err
    assert "the line '一级类目' requires the same category: it hides duplicates filed elsewhere" in err


def test_the_prompt_is_read_from_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "x.txt").write_text("读出尺寸\n", encoding="utf-8")
    _, err = load(written(tmp_path, published("箱包", promptPath="prompts/x.txt", matchFields=[BRAND])))
    assert live("箱包").spec["prompt"] == "读出尺寸\n"
    assert "prompt" not in err


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "prompts/../../secret.txt", "."])
def test_a_prompt_path_never_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "inside").mkdir()
    file = written(tmp_path / "inside", published("箱包", promptPath=path))
    with pytest.raises(CommandError, match="leads out of the folder"):
        load(file)
    assert not RuleSet.objects.exists()


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "x.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(CommandError, match="leads out of the folder"):
        load(written(tmp_path / "inside", published("箱包", promptPath="x.txt")))


def test_a_second_time_changes_nothing_and_a_change_makes_the_next_version(tmp_path: Path) -> None:
    file = written(tmp_path, published("箱包", "Shoes", matchFields=[BRAND]))
    assert "2 categories have a rule now, 0 a new version, 0 as before" in load(file)[0]
    assert "0 categories have a rule now, 0 a new version, 2 as before" in load(file)[0]
    written(tmp_path, published("箱包", "Shoes", matchFields=[]))
    assert "0 categories have a rule now, 2 a new version, 0 as before" in load(file)[0]
    assert list(RuleSet.objects.filter(category__name="Shoes").values_list("version", "state").order_by("version")) == [
        (1, "retired"),
        (2, "live"),
    ]


def test_one_entry_with_several_categories_becomes_one_rule_each_with_a_shared_group(tmp_path: Path) -> None:
    load(written(tmp_path, published("箱包", "Shoes", matchFields=[BRAND])))
    first, second = live("箱包"), live("Shoes")
    assert first.spec == second.spec
    assert first.source_group == second.source_group == "rules.json 0000 lv1CategoryPromotConfigs[0]"


def test_a_name_in_several_places_applies_to_each(tmp_path: Path) -> None:
    for path in (("箱包", "行李箱"), ("Travel", "行李箱"), ("行李箱",)):
        make.category(*path)
    _, err = load(written(tmp_path, published("行李箱", level=2, matchFields=[BRAND])))
    assert {tuple(rule.category.path) for rule in RuleSet.objects.filter(state="live") if rule.category} == {
        ("箱包", "行李箱"),
        ("Travel", "行李箱"),
    }
    assert "stands in 2 places, and the rule applies to each: 箱包 › 行李箱, Travel › 行李箱" in err


def test_a_name_that_the_tree_lacks_is_made_and_told(tmp_path: Path) -> None:
    _, err = load(written(tmp_path, published("登机箱", level=3, matchFields=[BRAND])))
    assert live("Unplaced", "Unplaced", "登机箱")
    assert "the tree has no level 3 category '登机箱'; it was made as Unplaced › Unplaced › 登机箱" in err


def test_names_are_found_whatever_their_case_and_width(tmp_path: Path) -> None:
    make.category("Shoes", "Sneakers")
    load(written(tmp_path, published("ｓｎｅａｋｅｒｓ", level=2, matchFields=[BRAND])))
    assert live("Shoes", "Sneakers")
    assert Category.objects.count() == 2


def test_a_field_that_no_listing_has_is_told(tmp_path: Path) -> None:
    _, err = load(written(tmp_path, published("箱包", matchFields=[BRAND | {"sourceField": "brnad"}])))
    assert "no listing has a field 'brnad', so the line 'brand' will always be missing" in err


@pytest.mark.parametrize(
    ("matcher", "type_"),
    [
        ("EqualsItemMatcher", "text"),
        ("SizeOfEqualsItemMatcher", "dimensions"),
        ("QuantityItemMatcher", "quantity"),
        ("PackCountItemMatcher", "count"),
        ("SignedDecimalItemMatcher", "signed_decimal"),
        ("ModelNumberItemMatcher", "identifier"),
        ("EnumItemMatcher", "text"),
    ],
)
def test_what_a_model_reads_is_typed_by_its_matcher(tmp_path: Path, matcher: str, type_: str) -> None:
    line = {"field": "x", "source": "outputLlm", "sourceField": "y", "matcher": matcher}
    load(written(tmp_path, published("箱包", matchFields=[line])))
    assert live("箱包").spec["outputs"] == {"y": {"type": type_, "names": ["y"]}}


def bad(**line: Any) -> dict[str, Any]:
    return published("箱包", matchFields=[BRAND, BRAND | line])


PLACE = r"rules\.json:1: lv1CategoryPromotConfigs\[0\]"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (bad(matcher="SizeOf"), PLACE + r"\.fieldCompare\.matchFields\[1\]\.matcher: no matcher is called 'SizeOf'"),
        (bad(matcher="EqualItemMatcher"), r"did you mean EqualsItemMatcher\?"),
        (bad(source="inputfield"), PLACE + r"\.fieldCompare\.matchFields\[1\]\.source: "),
        (bad(options={}), PLACE + r"\.fieldCompare\.matchFields\[1\]\.options: this key is not known"),
        (bad(field="a\0b"), PLACE + r"\.fieldCompare\.matchFields\[1\]\.field: holds a character"),
        (published("箱包", promtPath="x"), PLACE + r"\.fieldCompare\.promtPath: this key is not known"),
        (published(), PLACE + r"\.categorys: "),
        (published("箱包", "箱包"), PLACE + r"\.categorys\[1\]: lv1\S+\.categorys\[0\] gives a rule for 箱包 already"),
        ({"lv1CategoryPromotConfigs": [{"categories": ["箱包"]}]}, PLACE + r"\.categories: this key is not known"),
        ({"lv4CategoryPromotConfigs": []}, "the file|list"),
        ([{"category": ["a", "b", "c", "d"], "spec": {}}], r"rules\.json:1: \[0\]\.category: "),
        ([{"category": [], "spec": {}}], r"rules\.json:1: \[0\]\.category: "),
        ([{"category": None, "spec": {"field": []}}], r"rules\.json:1: \[0\]\.spec\.field: this key is not known"),
        ([{"spec": {}}], r"rules\.json:1: \[0\]\.category: Field required"),
        ([{"category": None, "spec": {}}] * 2, r"rules\.json:1: \[1\]: \[0\] gives a rule for the default already"),
        ({}, "list"),
        ("text", "list"),
        (None, "list"),
    ],
)
def test_a_mistake_names_its_place_and_nothing_lands(tmp_path: Path, document: Any, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        load(written(tmp_path, document))
    assert not RuleSet.objects.exists() and not Category.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"lv1CategoryPromotConfigs": [,]}', r"rules\.json:1: column 31"),
        (b"", r"rules\.json:1: column 1"),
        (b'["\xff"]', "is not UTF-8"),
        (
            b'{"lv1CategoryPromotConfigs": [],\n "lv1CategoryPromotConfigs": []}',
            r"rules\.json:2: the key .* stands twice",
        ),
        (b'[\n{"category": null, "spec": {"thresholds": {"title": NaN}}}]', r"rules\.json:2: NaN is no number"),
        (b"[" * 100_000, "nested too deep"),
    ],
)
def test_a_file_that_is_no_json_is_told(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "rules.json"
    file.write_bytes(data)
    with pytest.raises(CommandError, match=message):
        load(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened"):
        load(tmp_path / "none.json")


def test_a_second_bad_entry_keeps_the_first_good_one_out(tmp_path: Path) -> None:
    document = {"lv1CategoryPromotConfigs": [*published("A")["lv1CategoryPromotConfigs"], {"categorys": ["B"]}]}
    with pytest.raises(CommandError, match=r"\[1\]\.fieldCompare: Field required"):
        load(written(tmp_path, document))
    assert not RuleSet.objects.exists()


def test_ours_with_a_byte_order_mark_loads(tmp_path: Path) -> None:
    file = tmp_path / "rules.json"
    file.write_text(json.dumps([{"category": None, "note": "first", "spec": {"pictures": "never"}}]), "utf-8-sig")
    load(file)
    rule = RuleSet.objects.get(category=None)
    assert (rule.note, rule.spec, rule.state) == ("first", {"pictures": "never"}, "live")


def test_a_user_who_publishes_is_kept(tmp_path: Path) -> None:
    user = make.user(group="rule admin")
    files.load(written(tmp_path, published("箱包")), user=user)
    assert live("箱包").created_by == user


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(f'[{{"x": {"9" * 5000}}}]', "has a number of thousands of digits", id="endless number"),
        pytest.param(json.dumps([{"category": ["行" * 200], "spec": {}}]), "at most 150", id="long name"),
        pytest.param(
            json.dumps(published("Bags", promptPath="p" * 4000, llmInputFields=[], matchFields=[])),
            "is no path",
            id="long path",
        ),
    ],
)
def test_what_the_system_cannot_hold_is_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "rules.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=said):
        load(file)
    assert not RuleSet.objects.exists()


@pytest.mark.parametrize("tolerance", ["-2 cm", "−2 cm", "-2", "-5 %"])
def test_a_negative_tolerance_is_refused(tmp_path: Path, tolerance: str) -> None:
    line = {"field": "size", "source": "inputProperty", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
    spec = {"fields": [{**line, "options": {"tolerance": tolerance}}]}
    with pytest.raises(CommandError, match="write a number"):
        load(written(tmp_path, [{"category": None, "spec": spec}]))


LINE = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
OUTPUT = {"size": {"type": "dimensions"}}


def ours(*entries: tuple[list[str] | None, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"category": path, "spec": spec} for path, spec in entries]


def refused(file: Path) -> list[str]:
    before = list(RuleSet.objects.order_by("pk").values_list("pk", "state"))
    with pytest.raises(CommandError) as caught:
        load(file)
    assert list(RuleSet.objects.order_by("pk").values_list("pk", "state")) == before
    first, *lines = str(caught.value).splitlines()
    assert first == "Nothing was loaded."
    return lines


def test_every_mistake_stands_on_its_own_line_with_the_line_of_the_file(tmp_path: Path) -> None:
    text = """[
  {"category": ["A"], "spec": {
    "fields": [
      {"field": "size", "source": "inputField", "source_field": "x", "matcher": "SizeOf"},
      {"field": "size", "source": "inputField", "source_field": "x",
       "matcher": "SizeOfEqualsItemMatcher",
       "options": {"unit": "cm",
                   "tolerence": "2 cm"}}
    ],
    "routing":
      {"reviewers": 9}
  }}
]"""
    (tmp_path / "rules.json").write_text(text)
    assert refused(tmp_path / "rules.json") == [
        "rules.json:4: [0].spec.fields[0].matcher: no matcher is called 'SizeOf'; "
        "did you mean SizeOfEqualsItemMatcher?",
        "rules.json:8: [0].spec.fields[1].options.tolerence: this key is not known",
        "rules.json:11: [0].spec.routing.reviewers: has to be less than or equal to 5",
    ]


def test_a_dollar_in_a_prompt_file_is_refused_with_its_line_there_and_says_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Read it.\nUnder $5, no.", encoding="utf-8")
    assert refused(written(tmp_path, published("箱包", promptPath="x.txt"))) == [
        "rules.json:1: lv1CategoryPromotConfigs[0].fieldCompare.promptPath: x.txt: line 2, column 7: “$5, no.”: "
        "a $ stands before no placeholder; write $$ for a dollar sign"
    ]


def test_placeholders_of_a_prompt_in_the_file_are_checked_too(tmp_path: Path) -> None:
    lines = refused(written(tmp_path, ours((["A"], {"prompt": "$size", "picture_prompt": "$colour"}))))
    assert [line.partition(" is no")[0] for line in lines] == [
        "rules.json:1: [0].spec.prompt: line 1, column 1: $size",
        "rules.json:1: [0].spec.picture_prompt: line 1, column 1: $colour",
    ]


def test_a_prompt_that_is_refused_stops_all_rules_of_the_file(tmp_path: Path) -> None:
    assert len(refused(written(tmp_path, ours((["A"], {}), (["B"], {"prompt": "$x"}))))) == 1


def test_a_parent_without_the_output_that_an_extension_needs_is_refused_and_the_extension_named(tmp_path: Path) -> None:
    load(written(tmp_path, ours((["A"], {"outputs": OUTPUT}), (["A", "B"], {"extends": "parent", "fields": [SIZE]}))))
    assert "A › B v1 (id" in refused(written(tmp_path, ours((["A"], {}))))[0]


def test_of_two_broken_rules_one_can_be_mended_first(tmp_path: Path) -> None:
    make.rule_set("A", fields=[LINE | {"matcher": "GoneItemMatcher"}])
    make.rule_set("B", fields=[LINE | {"matcher": "GoneItemMatcher"}])
    _, err = load(written(tmp_path, ours((["A"], {"fields": [LINE]}))))
    assert "The rule set B v1" in err and live("A").version == 2


def test_a_child_whose_whole_question_grows_too_long_is_named(settings: Any, tmp_path: Path) -> None:
    settings.PROMPT_CHARACTERS = 1000
    child: dict[str, Any] = {"extends": "parent", "outputs": {"size": {"type": "text", "description": "x" * 600}}}
    load(written(tmp_path, ours((["A"], {"prompt": "short"}), (["A", "B"], child))))
    said = refused(written(tmp_path, ours((["A"], {"prompt": "y" * 600}))))
    assert said[0].startswith("rules.json: A › B with all that it extends: outputs: the prompt has 600 characters")


def test_what_is_allowed_and_probably_not_meant_is_told_with_its_line(tmp_path: Path) -> None:
    child = {
        "extends": "parent",
        "remove": ["brnad"],
        "routing": {"reviewers": 2},
        "fields": [LINE | {"field": "Brand"}],
    }
    _, err = load(written(tmp_path, ours((None, {"fields": [LINE]}), (["A"], child))))
    assert err.splitlines() == [
        "warning: rules.json:1: [1].spec.routing.reviewers: 2 reviewers are kept for later, but not in force: "
        "one decision is enough",
        "warning: rules.json:1: [1].spec.remove: A removes the line 'brnad', which the rule above it (default) does "
        "not have",
        "warning: rules.json:1: [1].spec.fields[0].field: stands beside the line 'brand' of default; "
        "to stand for it, it needs the very same name",
    ]


def test_an_extension_of_nothing_is_told(tmp_path: Path) -> None:
    _, err = load(written(tmp_path, ours((["A"], {"extends": "parent", "fields": [LINE]}))))
    assert err == ("warning: rules.json:1: [0].spec.extends: no rule is live above A: it stands alone until one is\n")


def test_a_published_file_over_a_rule_that_says_more_tells_what_it_replaces(tmp_path: Path) -> None:
    rich = {"fields": [LINE | {"importance": "optional", "why": "it differs"}], "pictures": "never", "prompt": "x"}
    load(written(tmp_path, ours((["A"], rich), (["B"], {"fields": [LINE]}))))
    _, err = load(written(tmp_path, published("A", "B", matchFields=[BRAND])))
    assert err.splitlines() == [
        "warning: rules.json:1: lv1CategoryPromotConfigs[0].categorys[0]: replaces A v1, whose prompt, pictures, "
        "importance, why this format cannot hold; to have them back, make a draft of that version"
    ]
    assert load(written(tmp_path, published("A", "B", matchFields=[BRAND])))[1] == ""


def test_lines_that_need_options_are_refused_in_the_published_format_with_their_place(tmp_path: Path) -> None:
    line = BRAND | {"matcher": "PatternItemMatcher"}
    assert refused(written(tmp_path, published("A", matchFields=[BRAND, line]))) == [
        "rules.json:1: lv1CategoryPromotConfigs[0].fieldCompare.matchFields[1].options.pattern: Field required"
    ]
