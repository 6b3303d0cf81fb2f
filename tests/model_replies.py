"""What the stand-ins of all providers share: a call, a reply, the smallest answer, words spoilt on purpose. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

# Faults that end a request before the model has worked: nothing is paid.
UNPAID = frozenset(
    {
        *("429", "429-header", "429-date", "429-bare", "429-forever", "500", "502", "503", "503-header", "504"),
        *("unsupported:max_tokens", "unsupported:temperature", "unsupported:top_k"),
        *("400", "401", "403", "404", "408", "badkey", "broke", "toolong", "drop", "html502", "redirect"),
    }
)
# Spoilt words. In "prose" a model talks; "think" is how a model without a parser of its server shows its thoughts.
SAID = {
    "wrong": json.dumps({"verdict": "maybe?", "extra": 1}),
    "prose": "Sure! The products look the same to me.",
    "twice": '{"a": 1}{"a": 1}',
    "empty": "",
    "blank": " \n\t ",
    "safety": "",
    "loop": "x" * 300_000,
}


@dataclass(frozen=True)
class Call:
    """One request to a model, as the client sent it. Each dialect says where its words and pictures lie."""

    path: str
    body: Json

    @property
    def question(self) -> str:
        """Names the question: equal bodies, equal names."""
        return hashlib.sha256(json.dumps([self.path, self.body], sort_keys=True).encode()).hexdigest()[:16]

    @property
    def schema(self) -> Json:
        raise NotImplementedError

    @property
    def text(self) -> str:
        raise NotImplementedError

    @property
    def images(self) -> list[bytes]:
        """Raises binascii.Error."""
        raise NotImplementedError

    def summary(self) -> Json:
        return {
            "question": self.question,
            "path": self.path,
            "text": self.text,
            "images": len(self.images),
            "fields": list(self.schema.get("properties", {})),
        }

    def tokens(self) -> int:
        """Invented, but it adds up: four characters or 1/258 of a picture each."""
        return len(self.text) // 4 + 258 * len(self.images)


@dataclass(frozen=True)
class Reply:
    """`pace`: seconds between two bytes of the body; `slow_head`: between those of the head; `endless`: never ends."""

    body: bytes
    code: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pace: float = 0.0
    slow_head: float = 0.0
    endless: bool = False


def minimal(schema: Json, root: Json | None = None) -> Any:
    """The smallest value that a JSON schema allows: first enum, empty list, null."""
    root = root or schema
    if "$ref" in schema:
        node = root
        for step in schema["$ref"].lstrip("#/").split("/"):
            node = node[step]
        return minimal(node, root)
    if "enum" in schema or "const" in schema:
        return schema.get("const", (schema.get("enum") or [None])[0])
    if "anyOf" in schema:
        kinds = [option.get("type") for option in schema["anyOf"]]
        return None if "null" in kinds else minimal(schema["anyOf"][0], root)
    kind = schema.get("type", "object")
    if kind == "object":
        return {name: minimal(field, root) for name, field in schema.get("properties", {}).items()}
    if kind == "array":
        return [minimal(schema["items"], root)] * int(schema.get("minItems", 0))
    return {"string": "", "integer": 0, "number": 0.0}.get(kind, False)


def words(value: Any, fault: str) -> str:
    """The model's words for this value, spoilt as the fault says."""
    text = json.dumps(value, ensure_ascii=False)
    return {
        **SAID,
        "truncated": text[: max(1, len(text) // 2)],
        "fenced": f"```json\n{text}\n```",
        "bom": f"\ufeff\n{text}\n\n",
        "think": f"<think>\nIs {{'a': 1}} what they want?\n</think>\n\n{text}",
        "endthink": f"They want a suitcase.\n</think>\n{text}",
    }.get(fault, text)


def on_the_wire(body: Json, fault: str) -> Reply:
    """A paid answer of status 200, sent as the fault says."""
    data = json.dumps(body).encode()
    kind, _, seconds = fault.partition(":")
    if kind == "badbody":
        return Reply(data[: len(data) // 2])
    if kind == "html":
        return Reply(b"<html>Please log in</html>", headers=(("Content-Type", "text/html"),))
    if kind == "gzip":
        return Reply(data, headers=(("Content-Encoding", "gzip"),))
    pace = float(seconds) if kind in ("drip", "driphead") else 0.0
    return Reply(data, pace=pace * (kind == "drip"), slow_head=pace * (kind == "driphead"), endless=kind == "endless")
