"""Under the heading of every matcher docs/rules.md has an example, as `match` reads and answers it. All are run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from rules.matchers import MATCHERS, compare

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+ItemMatcher)`\n(.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", MATCHERS)
def test_the_example_is_true(name: str) -> None:
    lines = [
        line for block in re.findall(r"```json\n(.*?)```", SECTIONS[name], re.DOTALL) for line in block.splitlines()
    ]
    assert lines
    for asked, answered in zip(lines[::2], lines[1::2], strict=True):
        assert _answer(**json.loads(asked)) == (name, json.loads(answered))


def _answer(matcher: str, left: Any, right: Any, options: dict[str, Any] | None = None) -> tuple[str, dict[str, str]]:
    result = compare(matcher, left, right, options)
    return matcher, {"outcome": result.outcome.value, "sentence": result.sentence}


@pytest.mark.parametrize("name", MATCHERS)
def test_every_option_has_a_row_under_its_matcher(name: str) -> None:
    for option in MATCHERS[name].options.model_fields:
        assert f"\n| `{option}` |" in SECTIONS[name]
