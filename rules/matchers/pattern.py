"""What a pattern of the admin's own captures. google-re2 runs it: no text makes it slow."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Annotated, Any

import re2
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from rules.matchers.base import Options, Outcome, Result, Value, Words, join, read, settle
from rules.values.text import fold, plain

LONGEST_PATTERN = 500
# Bytes for one compiled pattern and its caches. What needs more is refused when the rule is saved.
MEMORY = 1 << 20
_MOST_MATCHES = 20

Captures = tuple[str, ...]


def checked_pattern(pattern: str) -> str:
    """Raises PydanticCustomError with re2's message and the place that it means."""
    try:
        compiled = compiled_pattern(pattern)
    except (re2.error, UnicodeEncodeError) as error:
        raise PydanticCustomError("pattern", "{message}", {"message": _explained(pattern, error)}) from None
    if compiled.search(""):
        raise PydanticCustomError(
            "pattern", "it fits the empty text, and so every text: write + in place of *, or name what must be there"
        )
    return pattern


@lru_cache(maxsize=64)
def compiled_pattern(pattern: str) -> Any:
    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    return re2.compile(pattern, options)


def _explained(pattern: str, error: Exception) -> str:
    if isinstance(error, UnicodeEncodeError):
        return f"at character {error.start + 1}: half a character that no text can hold"
    message = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
    if "too large" in message:
        return "it is too large: write fewer or smaller repetitions ({n,m})"
    fragment = message.partition(": ")[2]
    at = pattern.find(fragment) if fragment else -1
    hint = " (there is no lookahead and no backreference)" if "perl operator" in message or "escape" in message else ""
    return f"at character {at + 1}: {message}{hint}" if at >= 0 else message + hint


class PatternOptions(Options):
    pattern: Annotated[str, AfterValidator(checked_pattern)] = Field(
        min_length=1,
        max_length=LONGEST_PATTERN,
        description=r"A google-re2 pattern; its groups are compared, or all of it without groups: RAL ?(\d{4}). "
        "(?i) in front: capitals do not count",
    )


def pattern_item(left: Value, right: Value, options: PatternOptions) -> Result:
    """The first place that fits counts. A group that only one side captures is `missing`."""
    words: Words[Captures] = Words("text that fits the pattern", join)
    sides = (read(value, lambda text: _captured(text, options.pattern), join) for value in (left, right))
    return settle(sides, _agree, words)


def _captured(text: str, pattern: str) -> Captures | None:
    matches = islice(compiled_pattern(pattern).finditer(plain(text)), _MOST_MATCHES)
    return next((found for found in map(_groups, matches) if any(found)), None)


def _groups(match: Any) -> Captures:
    """Cleaned; "" for a group that captured nothing."""
    captured: Iterable[str | None] = match.groups() or (match[0],)
    return tuple(fold(text or "") or plain(text or "").casefold() for text in captured)


def _agree(left: Captures, right: Captures) -> Outcome:
    both = [(a, b) for a, b in zip(left, right, strict=True) if a and b]
    if not both:  # ways of writing one value, as in A(\d)|B(\d)
        return Outcome.SAME if _stated(left) == _stated(right) else Outcome.DIFFERENT
    if any(a != b for a, b in both):
        return Outcome.DIFFERENT
    return Outcome.SAME if len(_stated(left)) == len(_stated(right)) == len(both) else Outcome.MISSING


def _stated(captures: Captures) -> Captures:
    return tuple(filter(None, captures))
