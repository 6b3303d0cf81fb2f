"""What Gemini says on the wire, as its REST documents put it: answers, refusals and errors.

Pure: a call and the name of a fault in, a status, a body and headers out. `gemini_stub` serves it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
RPC = "type.googleapis.com/google.rpc"
STATUS = {
    400: "INVALID_ARGUMENT",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
# Faults that end a request before the model has worked: nothing is paid.
UNPAID = frozenset(
    {"429", "429-header", "429-bare", "500", "503", "504", "400", "403", "404", "badkey", "drop", "html502"}
)
FINISH = {"safety": "SAFETY", "truncated": "MAX_TOKENS", "other": "OTHER", "novelty": "A_REASON_OF_TOMORROW"}


@dataclass(frozen=True)
class Call:
    """One generateContent request, as the client sent it."""

    path: str
    body: Json

    @property
    def question(self) -> str:
        """Names the question: equal bodies, equal names."""
        return hashlib.sha256(json.dumps([self.path, self.body], sort_keys=True).encode()).hexdigest()[:16]

    @property
    def config(self) -> Json:
        found: Json = self.body.get("generationConfig") or {}
        return found

    @property
    def schema(self) -> Json:
        found: Json = self.config.get("responseJsonSchema") or {}
        return found

    @property
    def parts(self) -> list[Json]:
        return [part for content in self.body.get("contents", []) for part in content["parts"]]

    @property
    def text(self) -> str:
        return "\n".join(part["text"] for part in self.parts if "text" in part)

    @property
    def images(self) -> list[bytes]:
        """Base64 in either alphabet, as the JSON form of protocol buffers has it."""
        return [base64.b64decode(part["inlineData"]["data"], "-_") for part in self.parts if "inlineData" in part]

    def summary(self) -> Json:
        return {
            "question": self.question,
            "path": self.path,
            "text": self.text,
            "images": len(self.images),
            "fields": list(self.schema.get("properties", {})),
        }


@dataclass(frozen=True)
class Reply:
    body: bytes
    code: int = 200
    headers: tuple[tuple[str, str], ...] = ()


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


def error(code: int, message: str, *, detail: Json | None = None, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    body = {"code": code, "message": message, "status": STATUS[code], "details": [detail] if detail else []}
    return Reply(json.dumps({"error": body}).encode(), code, headers)


def refusal(fault: str) -> Reply:
    """The reply of a fault that never reaches the model."""
    if fault == "html502":
        return Reply(b"<html>Bad gateway</html>", 502)
    if fault == "badkey":
        return error(400, "API key not valid.", detail={"@type": f"{RPC}.ErrorInfo", "reason": "API_KEY_INVALID"})
    if fault in ("429", "429-header"):
        delay = {"@type": f"{RPC}.RetryInfo", "retryDelay": "1.5s"} if fault == "429" else None
        return error(429, "Quota exceeded.", detail=delay, headers=(("Retry-After", "2"),))
    return error(int(fault.partition("-")[0]), f"stub {fault}")


def mistake(call: Call, key: str | None) -> Reply | None:
    """What the real server would not take: no key, no schema, a picture that is not one."""
    if not key:
        return error(403, "Method doesn't allow unregistered callers.")
    if call.config.get("responseMimeType") != "application/json" or not call.schema:
        return error(400, "responseJsonSchema needs responseMimeType application/json, and this stub a schema")
    try:
        pictures = call.images
    except binascii.Error:
        return error(400, "Base64 decoding failed")
    if any(not data.startswith((b"\xff\xd8\xff", b"\x89PNG")) for data in pictures):
        return error(400, "Unable to process input image.")
    return None


def words(value: Any, fault: str) -> str:
    """The model's words for this value, spoilt as the fault says."""
    text = json.dumps(value, ensure_ascii=False)
    return {
        "wrong": json.dumps({"verdict": "maybe?", "extra": 1}),
        "prose": "Sure! The products look the same to me.",
        "empty": "",
        "safety": "",
        "truncated": text[: max(1, len(text) // 2)],
        "fenced": f"```json\n{text}\n```",
    }.get(fault, text)


def answer(call: Call, value: Any, fault: str = "") -> Reply:
    """A paid reply. Token counts are invented but add up: four characters or 1/258 of a picture each."""
    text = words(value, fault)
    counts = {
        "promptTokenCount": len(call.text) // 4 + 258 * len(call.images),
        "candidatesTokenCount": len(text) // 4,
    }
    if fault == "thoughts":
        counts["thoughtsTokenCount"] = 7
    body: Json = {
        "usageMetadata": {**counts, "totalTokenCount": sum(counts.values())},
        "modelVersion": "stub-1",
        "responseId": call.question,
    }
    if fault == "blocked":
        body["promptFeedback"] = {"blockReason": "PROHIBITED_CONTENT"}
    elif fault == "notwire":
        body["candidates"] = [{"finishReason": {}}]
    elif fault != "nothing":
        body["candidates"] = [candidate(text, fault)]
    data = json.dumps(body).encode()
    return Reply(data[: len(data) // 2] if fault == "badbody" else data)


def candidate(text: str, fault: str) -> Json:
    thought = [{"text": "Let me think {", "thought": True}] if fault == "thoughts" else []
    said = [{"text": text}] if text else []
    return {
        "index": 0,
        "finishReason": FINISH.get(fault, "STOP"),
        "content": {"role": "model", "parts": [*thought, *said]},
    }
