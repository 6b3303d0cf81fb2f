"""Every key that a page listens to is written in the docs."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# Keys that a template puts together.
MADE = {"shift+{% if side.letter == 'A' %}m{% else %}b{% endif %}": ["shift+m", "shift+b"]}
MADE |= {"{{ side.letter|lower }}": ["a", "b"], "{{ forloop.counter }}": ["1", "9"], "{{ entry.key }}": ["q"]}


def pressed() -> set[str]:
    templates = [path.read_text(encoding="utf-8") for path in ROOT.glob("templates/**/*.html")]
    found = {key for text in templates for key in re.findall(r'data-key="([^"]*(?:\{%[^%]*%\}[^"]*)*)"', text)}
    return {key for name in found for key in MADE.get(name, [name])}


def test_every_key_is_in_the_docs():
    table = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8").split("## Keys")[1]
    documented = {key.lower() for key in re.findall(r"`([^`\s]+)`", table)}
    assert len(pressed()) > 15
    assert pressed() <= documented
