"""Schemas out of a file: only what our own say, so that checking an answer by one ends. Pure.

JSON Schema has patterns that take for ever on a few letters, parts that are followed twice each, forty deep, and
addresses. Nothing of that is in a schema that we ask under.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PREFIX = "#/$defs/"
WORDS = frozenset(
    {
        *("$defs", "$ref", "additionalProperties", "anyOf", "const", "default", "description", "enum", "items"),
        *("maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum", "properties", "required", "title"),
        *("type", "exclusiveMaximum", "exclusiveMinimum"),
    }
)
MOST_WORK = 10_000_000  # values of an answer times parts of its schema: some ten seconds


class NotOurs(ValueError):
    """What of a schema is not as in ours."""


def check(schema: Any, answer: Any) -> None:
    """Raises NotOurs, also where the two are too large for each other; RecursionError."""
    work = size(schema) * values(answer)
    if work > MOST_WORK:
        raise NotOurs("schema and answer are too large for each other")


def size(schema: Any) -> int:
    """In how many parts a value is looked at, each reference followed."""
    return _size(schema, _mapping(_mapping(schema).get("$defs", {})), {}, frozenset())


def values(answer: Any) -> int:
    inner = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ()
    return 1 + sum(map(values, inner))


def _size(node: Any, parts: Mapping[str, Any], known: dict[str, int], above: frozenset[str]) -> int:
    if isinstance(node, bool):
        return 1
    if unknown := _mapping(node).keys() - WORDS:
        raise NotOurs(f"a schema of ours does not say {min(unknown)[:60]!r}")
    inner = [*_mapping(node.get("properties", {})).values(), *_list(node.get("anyOf", []))]
    inner += [node[name] for name in ("items", "additionalProperties") if name in node]
    names = [*_list(node.get("enum", [])), *_list(node.get("required", [])), node.get("type", "")]
    if any(isinstance(name, dict | list) for name in names):
        raise NotOurs("a list of words holds something else")
    found = 1 + len(names) + sum(_size(one, parts, known, above) for one in inner)
    return found + (_referred(node["$ref"], parts, known, above) if "$ref" in node else 0)


def _referred(to: Any, parts: Mapping[str, Any], known: dict[str, int], above: frozenset[str]) -> int:
    name = str(to).removeprefix(PREFIX)
    if not str(to).startswith(PREFIX) or name not in parts:
        raise NotOurs(f"a schema of ours does not refer to {str(to)[:60]!r}")
    if name in above:
        raise NotOurs(f"{name[:60]!r} refers to itself")
    if name not in known:
        known[name] = _size(parts[name], parts, known, above | {name})
    return known[name]


def _mapping(found: Any) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise NotOurs("an object is missing")
    return found


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise NotOurs("a list is missing")
    return found
