"""One door each: what only one place of the project may do stands nowhere else in its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

DOORS = [
    pytest.param(r"<#>|<->|<=>", ("dedup/candidates/",), id="distance operator"),
    pytest.param(r"\bjudge\.ask(_all)?\(", ("dedup/judging/calls.py",), id="asking a model"),
    pytest.param(r"Merge\.objects\.(create|bulk_create|update_or_create)", ("dedup/merging/merges.py",), id="merging"),
    pytest.param(r"update\(root=|SET root_id", ("dedup/merging/merges.py",), id="moving a root"),
    pytest.param(r"\bDecision\(\s|Decision\.objects\.(create|bulk_create)", ("review/decisions.py",), id="deciding"),
    pytest.param(r"UPDATE dedup_work|dedup_work AS", ("dedup/work.py",), id="claiming work"),
    pytest.param(r"SET root_a_id|update\(open=", ("dedup/queue.py",), id="opening and closing pairs"),
    pytest.param(r"^\s*(import|from) (torch|transformers|google|openai)\b", ("dedup/backends/",), id="model packages"),
    pytest.param(r"\|\s*safe\b|mark_safe|autoescape off", ("review/pages/marks.py",), id="trusting HTML"),
    pytest.param(r"\bpost_save\b|\bpre_save\b|def save\(self\b", (), id="signals and save overrides"),
]


def sources() -> list[Path]:
    folders = [ROOT / name for name in ("config", "rules", "dedup", "review")]
    code = [path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts]
    return [*code, *(ROOT / "templates").rglob("*.html")]


@pytest.mark.parametrize(("pattern", "allowed"), DOORS)
def test_only_its_own_place_does_it(pattern: str, allowed: tuple[str, ...]):
    found = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert [name for name in sorted(found) if not name.startswith(allowed)] == []
    assert not allowed or found, "the pattern finds not even its own place: mend the pattern"
