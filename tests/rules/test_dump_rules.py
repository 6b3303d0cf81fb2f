"""dump_rules: out and in again without loss, in both formats."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.matchers import MATCHERS
from rules.models import RuleSet
from rules.publishing import publish
from rules.spec import HIDDEN, RuleSpec
from rules.values.text import fold
from tests import factories as make

from .test_load_rules import BRAND, LUGGAGE, THREE_LEVELS, load, published, written

EXAMPLES = django_settings.BASE_DIR / "rules" / "examples"

pytestmark = pytest.mark.django_db


def dump(file: Path, *options: str) -> tuple[Any, str]:
    err = io.StringIO()
    call_command("dump_rules", str(file), *options, stdout=io.StringIO(), stderr=err)
    return json.loads(file.read_text(encoding="utf-8")), err.getvalue()


def specs() -> dict[tuple[str, ...], Any]:
    rows = RuleSet.objects.filter(state="live").select_related("category")
    return {tuple(row.category.path) if row.category else (): (row.spec, row.note, row.source_group) for row in rows}


@pytest.mark.parametrize("file", [LUGGAGE, THREE_LEVELS])
def test_published_comes_back_equal(tmp_path: Path, file: Path) -> None:
    load(file)
    document, err = dump(tmp_path / "out.json", "--published")
    assert document == json.loads(file.read_text(encoding="utf-8"))
    assert not err


def test_published_comes_back_equal_where_the_tree_has_the_categories(tmp_path: Path) -> None:
    for path in (("箱包", "拉杆箱", "登机箱"), ("旅行", "拉杆箱"), ("箱包", "背包"), ("Shoes", "Sneakers", "Running")):
        make.category(*path)
    load(THREE_LEVELS)
    assert RuleSet.objects.filter(category__name="拉杆箱").count() == 2
    document, _ = dump(tmp_path / "out.json", "--published")
    assert document == json.loads(THREE_LEVELS.read_text(encoding="utf-8"))


TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=8)
NAMES = TEXTS.filter(lambda text: not HIDDEN.search(text))
LINES = st.fixed_dictionaries(
    {
        "field": NAMES,
        "source": st.sampled_from(["inputField", "inputProperty", "outputLlm"]),
        "sourceField": NAMES,
        "matcher": st.sampled_from(sorted(set(MATCHERS) - {"PatternItemMatcher"})),
    }
)
COMPARES = st.fixed_dictionaries(
    {},
    optional={
        "promptPath": st.sampled_from(["", "a.txt", "prompts/b.txt"]),
        "llmInputFields": st.lists(NAMES, max_size=3),
        "llmInputProperties": st.lists(NAMES, max_size=3),
        "matchFields": st.lists(LINES, max_size=4),
    },
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Any file in the published format; a name stands once on its level."""
    names = draw(st.lists(TEXTS, min_size=6, max_size=12, unique_by=fold).filter(lambda names: all(map(fold, names))))
    made: dict[str, Any] = {}
    for level in (1, 2, 3):
        rest = list(names)
        while rest and draw(st.booleans()):
            taken = draw(st.integers(1, len(rest)))
            entry = {"categorys": rest[:taken], "fieldCompare": draw(COMPARES)}
            made.setdefault(f"lv{level}CategoryPromotConfigs", []).append(entry)
            rest = rest[taken:]
    return made


@given(documents())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_published_file_comes_back_equal(tmp_path: Path, document: dict[str, Any]) -> None:
    with transaction.atomic():
        if document:
            load(written(tmp_path, document))
            assert dump(tmp_path / "out.json", "--published")[0] == document
        transaction.set_rollback(True)


def test_the_order_of_entries_outlives_a_change_of_one(tmp_path: Path) -> None:
    document = published("A", matchFields=[BRAND])
    document["lv1CategoryPromotConfigs"] += published("B", matchFields=[])["lv1CategoryPromotConfigs"]
    load(written(tmp_path, document))
    document["lv1CategoryPromotConfigs"][0]["fieldCompare"]["matchFields"] = []
    load(written(tmp_path, document))
    back, _ = dump(tmp_path / "out.json", "--published")
    assert [entry["categorys"] for entry in back["lv1CategoryPromotConfigs"]] == [["A"], ["B"]]


def test_a_group_is_kept_together_only_while_its_rules_are_identical(tmp_path: Path) -> None:
    load(written(tmp_path, published("A", "B", "C", matchFields=[BRAND])))
    changed = RuleSet.objects.get(category__name="B")
    publish(changed.category, RuleSpec.model_validate({"fields": []}))
    back, _ = dump(tmp_path / "out.json", "--published")
    assert [entry["categorys"] for entry in back["lv1CategoryPromotConfigs"]] == [["A", "C"], ["B"]]


def test_prompts_are_written_beside_a_published_dump(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("read it", encoding="utf-8")
    load(written(tmp_path, published("A", promptPath="x.txt")))
    out = tmp_path / "other"
    out.mkdir()
    dump(out / "rules.json", "--published")
    assert (out / "x.txt").read_text(encoding="utf-8") == "read it"
    (out / "x.txt").write_text("mine", encoding="utf-8")
    _, err = dump(out / "rules.json", "--published")
    assert "x.txt stands there with other words" in err
    assert (out / "x.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["bags", "shoes", "contact_lenses", "grocery", "default"])
def test_what_the_published_format_cannot_hold_is_told(tmp_path: Path, name: str) -> None:
    load(django_settings.BASE_DIR / "rules" / "examples" / f"{name}.json")
    _, err = dump(tmp_path / "out.json", "--published")
    assert "left out" in err


def test_ours_comes_back_equal(tmp_path: Path) -> None:
    for file in (THREE_LEVELS, *sorted((django_settings.BASE_DIR / "rules" / "examples").glob("*.json"))):
        load(file)
    before = specs()
    document, _ = dump(tmp_path / "out.json")
    assert document[-1]["category"] is None
    for row in RuleSet.objects.filter(state="live").select_related("category"):
        publish(row.category, RuleSpec(cspu=False), source_group="other")
    assert specs() != before
    load(tmp_path / "out.json")
    assert specs() == before
    assert dump(tmp_path / "again.json")[0] == document


def test_one_category_and_what_is_below_it(tmp_path: Path) -> None:
    for path in (("A",), ("A", "B/C"), ("A", "B/C", "D"), ("AB",), ()):
        make.rule_set(*path)
    document, _ = dump(tmp_path / "out.json", "--category", "A/B/C")
    assert [entry["category"] for entry in document] == [["A", "B/C"], ["A", "B/C", "D"]]
    document, _ = dump(tmp_path / "out.json", "--category", "A")
    assert len(document) == 3


def test_nothing_to_dump_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no live rule set"):
        dump(tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()


def test_a_file_that_cannot_be_written_is_told_and_leaves_no_prompts_behind(tmp_path: Path) -> None:
    call_command("load_rules", str(EXAMPLES / "bags.json"), verbosity=0)
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("dump_rules", str(tmp_path), published=True)
    assert not list(tmp_path.iterdir())


def test_the_count_is_of_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("bags", "default"):
        call_command("load_rules", str(EXAMPLES / f"{name}.json"), verbosity=0)
    call_command("dump_rules", str(tmp_path / "p.json"), published=True)
    assert "p.json: 1 rule sets" in capsys.readouterr().out


def test_a_rule_that_extends_is_written_whole_in_the_published_format_and_told(tmp_path: Path) -> None:
    line = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
    make.rule_set("A", fields=[line], prompt="read it", prompt_path="x.txt")
    make.rule_set("A", "B", extends="parent", fields=[line | {"field": "mpn", "source_field": "mpn"}])
    document, err = dump(tmp_path / "out.json", "--published")
    (entry,) = document["lv2CategoryPromotConfigs"]
    assert [row["field"] for row in entry["fieldCompare"]["matchFields"]] == ["brand", "mpn"]
    assert entry["fieldCompare"]["promptPath"] == "x.txt"
    assert "A › B v1: extends the rule above it; it is written whole" in err
    own, _ = dump(tmp_path / "own.json")
    assert own[1]["spec"]["extends"] == "parent"


def test_each_key_that_the_published_format_lacks_is_named(tmp_path: Path) -> None:
    line = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
    make.rule_set(
        "A",
        fields=[line | {"importance": "optional"}],
        **{"text_mode": "reason", "thresholds": {"title": 0.5}, "routing": {"reviewers": 2}, "prompt": "x"},
    )
    _, err = dump(tmp_path / "out.json", "--published")
    assert "A: text_mode, prompt, thresholds, routing, importance left out: the format has none" in err


def test_a_prompt_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "x.txt").write_text("read it", encoding="utf-8")
    load(written(tmp_path, published("A", promptPath="p/x.txt")))
    out = tmp_path / "out"
    out.mkdir()
    (out / "p").touch()
    with pytest.raises(CommandError, match=r"'p/x\.txt' cannot be written"):
        dump(out / "rules.json", "--published")


def test_rules_that_do_not_hold_together_are_not_written_in_the_published_format(tmp_path: Path) -> None:
    make.rule_set("A", fields=[{"field": "brand"}])
    with pytest.raises(CommandError, match="The rule set A v1"):
        dump(tmp_path / "out.json", "--published")
