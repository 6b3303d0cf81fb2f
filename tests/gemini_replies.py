"""What Gemini says on the wire, as its REST documents put it: answers, refusals and errors.

Pure: a call and the name of a fault in, a status, a body and headers out. `gemini_stub` serves it.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from tests import model_replies
from tests.model_replies import Json, Reply, on_the_wire, words

RPC = "type.googleapis.com/google.rpc"
STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    408: "CANCELLED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
WAIT = {
    "429": "2",
    "429-header": "2",
    "429-date": "Fri, 31 Dec 2100 23:59:59 GMT",
    "429-forever": "inf",
    "503-header": "3",
}
FINISH = {
    **{"safety": "SAFETY", "truncated": "MAX_TOKENS", "other": "OTHER", "novelty": "A_REASON_OF_TOMORROW"},
    **{"tools": "MALFORMED_FUNCTION_CALL", "refusal": "PROHIBITED_CONTENT", "abort": "OTHER"},
}
TOO_LONG = "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."


class Call(model_replies.Call):
    """One generateContent request."""

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


def call(path: str, body: Json) -> Call | None:
    return Call(path, body) if path.endswith(":generateContent") else None


def key(headers: Any) -> str | None:
    found: str | None = headers.get("x-goog-api-key")
    return found


def error(code: int, message: str, *, detail: Json | None = None, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    body = {"code": code, "message": message, "status": STATUS[code], "details": [detail] if detail else []}
    return Reply(json.dumps({"error": body}).encode(), code, headers)


def refusal(fault: str) -> Reply:
    """The reply of a fault that never reaches the model."""
    if fault == "badkey":
        return error(400, "API key {key} not valid.", detail={"@type": f"{RPC}.ErrorInfo", "reason": "API_KEY_INVALID"})
    if fault == "broke":
        return error(403, "This API method requires billing to be enabled.")
    if fault == "toolong":
        return error(400, TOO_LONG)
    delay = {"@type": f"{RPC}.RetryInfo", "retryDelay": "1.5s"} if fault == "429" else None
    headers = (("Retry-After", WAIT[fault]),) if fault in WAIT else ()
    return error(int(fault.partition("-")[0]), f"stub {fault}", detail=delay, headers=headers)


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


def answer(call: Call, value: Any, fault: str = "") -> Reply:
    """A paid reply."""
    text = words(value, fault)
    counts = {"promptTokenCount": call.tokens(), "candidatesTokenCount": len(text) // 4}
    if fault == "thoughts":
        counts["thoughtsTokenCount"] = 7
    total = sum(counts.values())
    if fault == "cached":
        counts["cachedContentTokenCount"] = 3
    if fault == "absurd":
        counts = {"promptTokenCount": -1, "candidatesTokenCount": 10**15, "cachedContentTokenCount": 10**15}
    body: Json = {
        "usageMetadata": {**counts, "totalTokenCount": total},
        "modelVersion": "stub\0-1" if fault == "absurd" else "stub-1",
        "responseId": call.question,
    }
    if fault in ("error200", "busy200"):
        code = 500 if fault == "error200" else 429
        body = {"error": {"code": code, "message": "stub", "status": STATUS[code]}}
    elif fault == "blocked":
        body["promptFeedback"] = {"blockReason": "PROHIBITED_CONTENT"}
    elif fault == "notwire":
        body["candidates"] = [{"finishReason": {}}]
    elif fault != "nothing":
        body["candidates"] = [candidate(text, fault)]
    return on_the_wire(body, fault)


def candidate(text: str, fault: str) -> Json:
    thought = [{"text": "Let me think {", "thought": True}] if fault == "thoughts" else []
    said = [{"text": text}] if text and fault not in ("null", "tools") else []
    return {
        "index": 0,
        "finishReason": FINISH.get(fault, "STOP"),
        "content": {"role": "model", "parts": [*thought, *said]},
    }
