"""docs/rules.md has a heading for every matcher, command, key of a spec and sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from rules.matchers import MATCHERS
from rules.placeholders import ALLOWED
from rules.spec import FieldRule, Output, Routing, RuleSpec, Thresholds

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
HEADINGS = "\n".join(re.findall(r"^#+ .*$", TEXT, re.MULTILINE))
COMMANDS = [path.stem for path in (ROOT / "rules" / "management" / "commands").glob("[!_]*.py")]
SAMPLES = [path.stem for path in (ROOT / "rules" / "examples").glob("*.json")]
KEYS = {*RuleSpec.model_fields, *FieldRule.model_fields, *Output.model_fields}
KEYS |= {*Routing.model_fields, *Thresholds.model_fields}
OPTIONS = {name for matcher in MATCHERS.values() for name in matcher.options.model_fields}


@pytest.mark.parametrize("name", [*MATCHERS, *COMMANDS, *SAMPLES])
def test_it_has_a_heading(name: str) -> None:
    assert f"`{name}`" in HEADINGS


@pytest.mark.parametrize("key", sorted(KEYS | OPTIONS))
def test_the_key_is_explained(key: str) -> None:
    assert f"`{key}`" in TEXT


@pytest.mark.parametrize("name", ALLOWED)
def test_the_placeholder_is_explained(name: str) -> None:
    assert f"| `${name}` |" in TEXT
