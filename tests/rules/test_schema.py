"""The JSON Schema agrees with the reader: an independent validator takes what we take, and refuses what we refuse."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pydantic import ValidationError

from rules import schema
from rules.matchers import MATCHERS
from rules.spec import read

HERE = Path(__file__).parent
FILES = [*sorted((settings.BASE_DIR / "rules" / "examples").glob("*.json")), *sorted(HERE.glob("published_*.json"))]
RULE = jsonschema.Draft202012Validator(schema.json_schema())
FILE = jsonschema.Draft202012Validator(schema.file_schema())
LINE = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
SIZE = LINE | {"matcher": "SizeOfEqualsItemMatcher"}


def test_both_are_schemas() -> None:
    for made in (schema.json_schema(), schema.file_schema()):
        jsonschema.Draft202012Validator.check_schema(made)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sample_fits(file: Path) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    FILE.validate(document)
    for entry in document if isinstance(document, list) else []:
        RULE.validate(entry["spec"])


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"fields": [LINE, SIZE | {"options": {"tolerance": "2 cm", "unit": "in"}}, SIZE | {"options": {}}]},
        {"fields": [SIZE | {"options": {"tolerance": 2}}]},
        {"extends": "parent", "remove": ["brand"], "routing": {"quality_sample": 1}, "thresholds": {"title": None}},
        {"outputs": {"c": {"type": "enum", "values": {"red": ["красный"]}}}, "text_mode": "reason"},
    ],
)
def test_what_the_reader_takes_fits(rule: dict[str, Any]) -> None:
    read(rule)
    RULE.validate(rule)


@pytest.mark.parametrize(
    "rule",
    [
        {"field": []},
        {"fields": [LINE | {"matcher": "SizeOf"}]},
        {"fields": [LINE | {"options": {"tolerance": "2 cm"}}]},
        {"fields": [SIZE | {"options": {"tolerence": "2 cm"}}]},
        {"fields": [SIZE | {"options": {"unit": "inch"}}]},
        {"fields": [LINE | {"matcher": "PatternItemMatcher"}]},
        {"fields": [LINE | {"importance": "maybe"}]},
        {"fields": [LINE | {"field": ""}]},
        {"fields": [{key: LINE[key] for key in ("field", "source", "matcher")}]},
        {"outputs": {"colour": {"type": "enum"}}},
        {"outputs": {"colour": {"type": "color"}}},
        {"remove": ["brand"]},
        {"extends": "Shoes"},
        {"thresholds": {"title": 2}},
        {"routing": {"reviewers": 0}},
        [],
    ],
)
def test_what_the_reader_refuses_does_not_fit(rule: Any) -> None:
    with pytest.raises(ValidationError):
        read(rule)
    assert not RULE.is_valid(rule)
    assert not FILE.is_valid([{"category": ["A"], "spec": rule}])


@pytest.mark.parametrize(
    "document",
    [
        [{"spec": {}}],
        [{"category": [], "spec": {}}],
        [{"category": ["a", "b", "c", "d"], "spec": {}}],
        {"lv1CategoryPromotConfigs": [{"categories": ["箱包"]}]},
        {"lv1CategoryPromotConfigs": [{"categorys": ["箱包"], "fieldCompare": {"matchFields": [LINE]}}]},
        {"lv4CategoryPromotConfigs": []},
    ],
)
def test_a_wrong_file_does_not_fit(document: Any) -> None:
    assert not FILE.is_valid(document)


def test_an_editor_has_words_for_every_key_every_option_and_every_matcher() -> None:
    for made in (schema.json_schema(), schema.file_schema()):
        for name, part in made["$defs"].items():
            keys = part.get("properties", {})
            assert name in ("Config", "FieldCompare", "MatchField") or all(
                "description" in key for key in keys.values()
            )
        matcher = made["$defs"]["FieldRule"]["properties"]["matcher"]
        assert matcher["enum"] == list(MATCHERS) and all(matcher["enumDescriptions"])


def test_the_command_writes_to_a_file_or_the_screen(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("rule_schema", stdout=out)
    assert json.loads(out.getvalue()) == schema.file_schema()
    call_command("rule_schema", str(tmp_path / "rule.json"), rule=True)
    assert json.loads((tmp_path / "rule.json").read_text(encoding="utf-8")) == schema.json_schema()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("rule_schema", str(tmp_path))
