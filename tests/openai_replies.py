"""Chat completions on the wire: OpenAI's reference, and how vLLM, SGLang, Ollama and llama.cpp copy it.

Pure: a call and the name of a fault in, a status, a body and headers out. `openai_stub` serves it.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from tests import model_replies
from tests.model_replies import Json, Reply, on_the_wire, words

WAIT = {
    "429": "2",
    "429-header": "2",
    "429-date": "Fri, 31 Dec 2100 23:59:59 GMT",
    "429-forever": "inf",
    "503-header": "3",
}
TYPES = {
    400: "BadRequestError",
    401: "invalid_request_error",
    403: "permission_denied",
    404: "NotFoundError",
    429: "requests",
}
FINISH = {
    **{"safety": "content_filter", "blocked": "content_filter", "truncated": "length", "tools": "tool_calls"},
    **{"other": "error", "abort": "abort", "eos": "eos_token", "novelty": "a_reason_of_tomorrow"},
}
DATA_URI = "data:image/jpeg;base64,"
TOO_LONG = "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens."


class Call(model_replies.Call):
    """One chat completion."""

    @property
    def form(self) -> Json:
        found: Json = (self.body.get("response_format") or {}).get("json_schema") or {}
        return found

    @property
    def schema(self) -> Json:
        found: Json = self.form.get("schema") or {}
        return found

    @property
    def system(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"] if message["role"] == "system")

    @property
    def parts(self) -> list[Json]:
        contents = [message["content"] for message in self.body["messages"] if message["role"] == "user"]
        return [
            part
            for content in contents
            for part in ([{"type": "text", "text": content}] if isinstance(content, str) else content)
        ]

    @property
    def text(self) -> str:
        return "\n".join(part["text"] for part in self.parts if part["type"] == "text")

    @property
    def images(self) -> list[bytes]:
        urls = [part["image_url"]["url"] for part in self.parts if part["type"] == "image_url"]
        return [base64.b64decode(url.removeprefix(DATA_URI), validate=True) for url in urls]


def call(path: str, body: Json) -> Call | None:
    return Call(path, body) if path == "/v1/chat/completions" else None


def key(headers: Any) -> str | None:
    return (headers.get("Authorization") or "").removeprefix("Bearer ") or None


def error(code: int, message: str, *, kind: str = "", headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    body = {"message": message, "type": TYPES.get(code, "api_error"), "param": None, "code": kind or code}
    return Reply(json.dumps({"error": body}).encode(), code, headers)


def refusal(fault: str) -> Reply:
    """The reply of a fault that never reaches the model."""
    if fault == "badkey":
        return error(401, "Incorrect API key provided: {key}.", kind="invalid_api_key")
    if fault == "broke":
        return error(429, "You exceeded your current quota, check your plan.", kind="insufficient_quota")
    if fault == "toolong":
        return error(400, TOO_LONG, kind="context_length_exceeded")
    if fault.startswith("unsupported:"):
        return unsupported(fault.partition(":")[2])
    if fault == "404":
        return error(404, "The model `m` does not exist.", kind="model_not_found")
    headers = (("Retry-After", WAIT[fault]),) if fault in WAIT else ()
    return error(int(fault.partition("-")[0]), f"stub {fault}", headers=headers)


def unsupported(name: str) -> Reply:
    """What OpenAI's own models say that think: `max_tokens`, `temperature`."""
    body = {"message": f"Unsupported: '{name}'", "type": "invalid_request_error", "param": name}
    return Reply(json.dumps({"error": body | {"code": "unsupported_parameter"}}).encode(), 400)


def mistake(call: Call, key: str | None) -> Reply | None:
    """What a strict server would not take: no key, no closed schema, a picture that is not one."""
    if not key:
        return error(401, "You didn't provide an API key.")
    if call.form.get("strict") is not True or not call.schema or not _closed(call.schema):
        return error(400, "Invalid schema for response_format: strict needs closed objects, every property required")
    try:
        pictures = call.images
    except binascii.Error:
        return error(400, "Invalid base64 image_url.")
    if any(not data.startswith(b"\xff\xd8\xff") for data in pictures):
        return error(400, "cannot identify image file")
    return None


def _closed(schema: Any) -> bool:
    """What OpenAI asks of a strict schema."""
    if isinstance(schema, list):
        return all(map(_closed, schema))
    if not isinstance(schema, dict):
        return True
    names = schema.get("properties")
    if isinstance(names, dict) and (
        schema.get("additionalProperties") is not False or set(schema.get("required", ())) != set(names)
    ):
        return False
    return all(map(_closed, schema.values()))


def answer(call: Call, value: Any, fault: str = "") -> Reply:
    """A paid reply."""
    text = words(value, fault)
    usage: Json = {"prompt_tokens": call.tokens(), "completion_tokens": len(text) // 4 + 7 * (fault == "thoughts")}
    usage["total_tokens"] = sum(usage.values())
    if fault == "thoughts":
        usage["completion_tokens_details"] = {"reasoning_tokens": 7}
    if fault == "cached":
        usage["prompt_tokens_details"] = {"cached_tokens": 3}
    if fault == "absurd":
        usage = {"prompt_tokens": -1, "completion_tokens": 10**15, "prompt_tokens_details": {"cached_tokens": 10**15}}
    body: Json = {
        "id": call.question,
        "object": "chat.completion",
        "created": 0,
        "model": "stub\0-1" if fault == "absurd" else "stub-1",
        "choices": [] if fault == "nothing" else [choice(text, fault)],
        "usage": usage,
    }
    if fault == "notwire":
        body["choices"] = "none"
    if fault in ("error200", "busy200"):
        body = {"error": {"message": "Provider returned error", "code": 500 if fault == "error200" else 429}}
    return on_the_wire(body, fault)


def choice(text: str, fault: str) -> Json:
    message: Json = {"role": "assistant", "content": text, "refusal": None}
    if fault == "refusal":
        message |= {"content": None, "refusal": "I can't help with that."}
    if fault in ("null", "tools", "safety", "blocked"):
        message |= {"content": None}
    if fault == "tools":
        message["tool_calls"] = [{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]
    if fault == "thoughts":
        message["reasoning_content"] = "Let me think {"
    return {"index": 0, "finish_reason": FINISH.get(fault, "stop"), "message": message, "logprobs": None}
