"""Every table of cases is read both ways: a matcher that takes sides fails here."""

from __future__ import annotations

from typing import Any

from rules.matchers import Value, compare


def outcome(matcher: str, left: Value, right: Value, options: dict[str, Any] | None = None) -> str:
    there = compare(matcher, left, right, options or {})
    back = compare(matcher, right, left, options or {})
    assert there.outcome is back.outcome
    assert (there.left, there.right) == (back.right, back.left)
    assert there.sentence.isprintable()
    return there.outcome.value
