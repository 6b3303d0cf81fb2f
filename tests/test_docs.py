"""The docs are complete: a setting, command, matcher or link that they do not know fails here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.matchers import MATCHERS

ROOT = Path(__file__).resolve().parent.parent
DOCS = {path: path.read_text(encoding="utf-8") for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]}
READS = re.compile(r'(?:env\w+\(|os\.environ(?:\.get\(|\[))"(\w+)"')
SETTINGS = sorted({name for file in (ROOT / "config").glob("*.py") for name in READS.findall(file.read_text())})
COMMANDS = sorted(path.stem for path in ROOT.glob("*/management/commands/*.py") if not path.stem.startswith("_"))


def test_there_is_something_to_look_for() -> None:
    assert {"DATABASE_URL", "SECRET_KEY", "ONELISTING_VAR"} <= set(SETTINGS)
    assert {"demo", "check_queue"} <= set(COMMANDS)


@pytest.mark.parametrize("name", [name for name in SETTINGS if name != "DJANGO_SETTINGS_MODULE"])
def test_every_setting_has_a_row(name: str) -> None:
    assert f"\n| `{name}` |" in DOCS[ROOT / "docs" / "operations.md"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name: str) -> None:
    used = re.compile(rf"manage\.py {name}\b")
    assert any(used.search(text) for path, text in DOCS.items() if path.parent != ROOT)


@pytest.mark.parametrize("name", MATCHERS)
def test_every_matcher_has_a_heading(name: str) -> None:
    headings = re.findall(r"^#+ .*$", DOCS[ROOT / "docs" / "rules.md"], re.MULTILINE)
    assert any(name in heading for heading in headings)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", DOCS[path])
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert not missing


def test_the_readme_fits_on_a_screen() -> None:
    assert DOCS[ROOT / "README.md"].count("\n") < 50
    assert (ROOT / "docs" / "screenshot.png").stat().st_size < 200_000
