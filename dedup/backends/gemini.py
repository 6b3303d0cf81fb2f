"""Gemini behind the Judge protocol (google-genai 3.4).

What the client leaves to its caller: it takes milliseconds, reads half of its settings from the environment
unless they are said here, raises the errors of the HTTP library beneath it, and its `.parsed` is None without
a word for an answer that is cut or wrong. It does not retry (synchronous, no `retry_options`): the queue does.
"""

from __future__ import annotations

import functools
import json
import os
import time
from typing import Any

import httpx2
from django.conf import settings
from google import genai
from google.genai import errors, types
from pydantic import ValidationError

from dedup.backends import connections, remote
from dedup.backends.address import Address
from dedup.backends.base import Answer, Ask, Failure, JudgeError, Usage, json_schema, parse
from dedup.backends.batching import Batching

API_VERSION = "v1"
BASE_URL = "https://generativelanguage.googleapis.com/"
WHERE = "GEMINI_BASE_URL and GEMINI_API_KEY"
MODEL = "GEMINI_MODEL, or what stands behind the colon of JUDGE"
# 256 tokens a picture, whatever its size: enough for shape, print and a brand name; more for the small print of a pack.
RESOLUTION = {
    "compare": types.MediaResolution.MEDIA_RESOLUTION_MEDIUM,
    "describe": types.MediaResolution.MEDIA_RESOLUTION_HIGH,
}

ADVICE = {
    Failure.AUTH: "Check GEMINI_API_KEY.",
    Failure.REFUSED: "The question is longer than the model's context.",
}
# Finish reasons that are neither "done" nor a filter; every other one, known or new, is a filter's word.
UNFINISHED = {
    "MAX_TOKENS": Failure.TRUNCATED,
    "CONTINUATION": Failure.TRUNCATED,
    "FINISH_REASON_UNSPECIFIED": Failure.BAD_OUTPUT,
    "MALFORMED_RESPONSE": Failure.BAD_OUTPUT,
    "OTHER": Failure.BAD_OUTPUT,
    "PUP_LIMITED_DISABLED": Failure.AUTH,
}
# A 200 that is not what Gemini sends (a proxy's page, a cut body): the client falls over it in any of these ways.
BROKEN_BODY = (
    *(json.JSONDecodeError, UnicodeDecodeError, ValidationError, errors.UnknownApiResponseError),
    *(TypeError, AttributeError, KeyError),
)


class GeminiJudge(Batching):
    """Its key and its timeout come from the settings, and so does what the address leaves open."""

    def __init__(self, address: Address) -> None:
        self._api_key = settings.GEMINI_API_KEY
        self._model = address.model or settings.GEMINI_MODEL
        self._base_url = address.url or settings.GEMINI_BASE_URL or BASE_URL
        self._seconds = float(settings.JUDGE_TIMEOUT_SECONDS)
        self.name = f"gemini:{self._model}"

    def check(self) -> None:
        if not self._api_key:
            raise JudgeError(Failure.AUTH, "GEMINI_API_KEY is not set. Set it, or set JUDGE=offline to judge by code.")
        remote.check_address("GEMINI_BASE_URL", self._base_url)
        remote.check_key("GEMINI_API_KEY", self._api_key)

    def ask(self, ask: Ask) -> Answer:
        self.check()
        start = time.monotonic()
        with remote.hiding(self._api_key):
            response = self._generate(ask)
            usage = usage_of(response)
            check_finished(response, usage)
            value = parse(ask.schema, response.text, usage)
        return Answer(
            value=value,
            raw=response.text or "",
            model=response.model_version or self._model,
            usage=usage,
            seconds=time.monotonic() - start,
        )

    def _generate(self, ask: Ask) -> types.GenerateContentResponse:
        """One request, or one JudgeError. It is made before: a defect of ours would be taken for a broken body."""
        contents, config = content_of(ask), config_of(ask)
        try:
            client = client_of(os.getpid(), self._api_key, self._base_url, self._seconds)
            return client.models.generate_content(model=self._model, contents=contents, config=config)
        except errors.APIError as error:
            raise refused(error) from error
        except RecursionError as error:  # the client reads the answer too, without a limit; most likely it was paid for
            raise JudgeError(Failure.BAD_OUTPUT, "the answer is nested too deeply to be read") from error
        except BROKEN_BODY as error:
            raise JudgeError(Failure.UNAVAILABLE, f"not an answer: {type(error).__name__}: {error}") from error
        except (httpx2.HTTPError, *remote.UNSENT, ValueError) as error:
            raise remote.broken(error, self._seconds, WHERE) from error


@functools.cache
def client_of(process: int, api_key: str, base_url: str, seconds: float) -> genai.Client:
    """One client per process: connections do not survive a fork, and a client that nobody holds closes its own."""
    options = types.HttpOptions(
        base_url=base_url,
        api_version=API_VERSION,
        timeout=int(1000 * seconds),  # told to the server too
        httpx_client=connections.client(seconds),
    )
    return genai.Client(vertexai=False, api_key=api_key, http_options=options)


def content_of(ask: Ask) -> types.Content:
    """Each picture after its label, the words last."""
    parts = []
    for picture in ask.pictures:
        parts.append(types.Part.from_text(text=f"Picture {picture.label}:"))
        parts.append(types.Part.from_bytes(data=remote.shown(picture, ask.longest), mime_type="image/jpeg"))
    return types.Content(role="user", parts=[*parts, types.Part.from_text(text=ask.text)])


def config_of(ask: Ask) -> types.GenerateContentConfig:
    return types.GenerateContentConfig(
        system_instruction=ask.system,
        temperature=0,
        seed=0,
        max_output_tokens=ask.max_output_tokens + remote.ROOM_TO_THINK,
        response_mime_type="application/json",
        response_json_schema=json_schema(ask.schema),
        media_resolution=RESOLUTION.get(ask.role) if ask.pictures else None,
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
    )


def usage_of(response: types.GenerateContentResponse) -> Usage:
    meta = response.usage_metadata or types.GenerateContentResponseUsageMetadata()
    return remote.usage(
        read=meta.prompt_token_count,
        said=meta.candidates_token_count,
        thought=meta.thoughts_token_count,
        kept=meta.cached_content_token_count,
    )


def check_finished(response: types.GenerateContentResponse, usage: Usage) -> None:
    """A blocked question is a 200 without candidates; a blocked or cut answer a candidate that did not STOP."""
    if not response.candidates:
        if response.usage_metadata is None:  # a gateway's 200 with an error in it
            raise JudgeError(Failure.UNAVAILABLE, "not an answer: neither candidates nor tokens")
        block = response.prompt_feedback.block_reason if response.prompt_feedback else None
        kind = Failure.BLOCKED if block else Failure.BAD_OUTPUT
        raise JudgeError(kind, f"the question was blocked: {block.value}" if block else "no candidates", usage=usage)
    finish = response.candidates[0].finish_reason or types.FinishReason.FINISH_REASON_UNSPECIFIED
    if finish != types.FinishReason.STOP:
        kind = UNFINISHED.get(finish.value, Failure.BLOCKED)
        raise JudgeError(kind, f"finish reason {finish.value}", usage=usage, raw=response.text)


def refused(error: errors.APIError) -> JudgeError:
    """An HTTP status as a kind. A wrong key is a 400 that says so in its details, not a 401."""
    message = f"{error.code} {error.message or error.status}"
    details = details_of(error)
    wrong_key = any(detail.get("reason") == "API_KEY_INVALID" for detail in details)
    kind = Failure.AUTH if wrong_key else remote.kind_of(error.code, message)
    advice = remote.elsewhere(error.code, MODEL, "GEMINI_BASE_URL") or ADVICE.get(kind, "")
    return JudgeError(kind, remote.sentences(message, advice), retry_after(error, details))


def details_of(error: errors.APIError) -> list[dict[str, Any]]:
    """google.rpc details; a proxy's page in place of them has none."""
    body = error.details.get("error") if isinstance(error.details, dict) else None
    found = body.get("details") if isinstance(body, dict) else None
    return [detail for detail in found if isinstance(detail, dict)] if isinstance(found, list) else []


def retry_after(error: errors.APIError, details: list[dict[str, Any]]) -> float | None:
    """Seconds to wait; RetryInfo in the body is finer than the Retry-After header."""
    headers = getattr(error.response, "headers", None) or {}
    said = (*(str(detail.get("retryDelay", "")) for detail in details), headers.get("retry-after", ""))
    return next((wait for text in said if (wait := remote.seconds(text)) is not None), None)
