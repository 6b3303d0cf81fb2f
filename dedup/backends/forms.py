"""How a model is told what its answer looks like, beside a server or a grammar that holds it to the schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def form(schema: Mapping[str, Any]) -> str:
    """The schema as one example line for a prompt: `{"answer": "same" or "unsure", "reason": "..."}`."""
    return _form(schema, schema.get("$defs", {}))


def _form(part: Mapping[str, Any], named: Mapping[str, Any]) -> str:
    if reference := part.get("$ref"):
        return _form(named[reference.rpartition("/")[2]], named)
    if "const" in part or "enum" in part:
        return " or ".join(json.dumps(word, ensure_ascii=False) for word in part.get("enum", [part.get("const")]))
    if choices := part.get("anyOf") or part.get("oneOf"):
        return " or ".join(_form(choice, named) for choice in choices)
    if part.get("type") == "object":
        return (
            "{"
            + ", ".join(f'"{key}": {_form(value, named)}' for key, value in part.get("properties", {}).items())
            + "}"
        )
    if part.get("type") == "array":
        return f"[{_form(part.get('items', {}), named)}, ...]"
    return '"..."' if part.get("type") == "string" else str(part.get("type", "..."))
