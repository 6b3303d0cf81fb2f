"""Any server of chat completions behind the Judge protocol (openai 3.54): vLLM, SGLang, Ollama, llama.cpp, hosted ones.

The request holds only what all of these take: `response_format` json_schema, pictures as data URIs, `max_tokens`,
temperature 0, a seed. Answers differ more, so they are read here and not by the client, which believes what it gets:
a 200 may hold an error, thoughts may stand in the content, and a server may not have heeded the schema. Such a server's
model is told the form of its answer in words too; one that is held to it answers better for knowing it.
"""

from __future__ import annotations

import base64
import functools
import os
import time
from typing import Any

import openai
from django.conf import settings
from pydantic import BaseModel, ValidationError

from dedup.backends import connections, remote
from dedup.backends.address import Address
from dedup.backends.base import Answer, Ask, Failure, Judge, JudgeError, Usage, json_schema, parse
from dedup.backends.forms import form

TOLD = "Answer with one JSON object of this form and nothing else:"
NO_KEY = "none"  # the client wants one, and servers of one's own want none
MODEL = "JUDGE_MODEL, or what stands behind the colon of JUDGE"
WHERE = "JUDGE_BASE_URL, with its /v1"
# Finish reasons that are no end: "error" of gateways, "abort" of vLLM and SGLang that shut down.
UNFINISHED = {
    "length": Failure.TRUNCATED,
    "content_filter": Failure.BLOCKED,
    "error": Failure.UNAVAILABLE,
    "abort": Failure.UNAVAILABLE,
}


class Details(BaseModel):
    cached_tokens: int | None = None
    reasoning_tokens: int | None = None


class Tokens(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: Details | None = None
    completion_tokens_details: Details | None = None


class Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class Choice(BaseModel):
    message: Message
    finish_reason: str | None = None


class Completion(BaseModel):
    """What is read of a 200."""

    choices: list[Choice] = []
    usage: Tokens | None = None
    model: str | None = None
    error: Any = None


class OpenAICompatibleJudge(Judge):
    """Key and timeout come from the settings, and so does what the address leaves open."""

    def __init__(self, address: Address) -> None:
        self._api_key = settings.JUDGE_API_KEY
        self._model = address.model or settings.JUDGE_MODEL
        self._base_url = address.url or settings.JUDGE_BASE_URL
        self._seconds = float(settings.JUDGE_TIMEOUT_SECONDS)
        self.name = f"openai_compatible:{self._model}"

    def check(self) -> None:
        if not self._base_url:
            raise JudgeError(Failure.AUTH, f"No server is set. Set {WHERE}, or JUDGE=openai_compatible:model@address.")
        if not self._model:
            raise JudgeError(Failure.AUTH, f"No model is set for {self._base_url}. Set {MODEL}.")
        remote.check_address(WHERE, self._base_url)
        remote.check_key("JUDGE_API_KEY", self._api_key)

    def ask(self, ask: Ask) -> Answer:
        self.check()
        start = time.monotonic()
        with remote.hiding(self._api_key):
            completion = self._completed(ask)
            usage = usage_of(completion.usage or Tokens())
            text = said(completion, usage)
            value = parse(ask.schema, text, usage)
        return Answer(
            value=value,
            raw=text,
            model=completion.model or self._model,
            usage=usage,
            seconds=time.monotonic() - start,
        )

    def _completed(self, ask: Ask) -> Completion:
        """One request, or one JudgeError."""
        try:
            client = client_of(os.getpid(), self._api_key, self._base_url, self._seconds)
            response = client.chat.completions.with_raw_response.create(**request_of(self._model, ask))
            return Completion.model_validate_json(response.http_response.content)
        except openai.APIStatusError as error:
            raise refused(error.status_code, error.body, error.response.headers.get("retry-after", "")) from error
        except openai.APIConnectionError as error:
            raise remote.broken(error.__cause__ or error, self._seconds, WHERE) from error
        except ValidationError as error:
            raise JudgeError(Failure.UNAVAILABLE, f"not an answer: {error}") from error
        except (*remote.UNSENT, ValueError) as error:
            raise remote.broken(error, self._seconds, WHERE) from error


@functools.cache
def client_of(process: int, api_key: str, base_url: str, seconds: float) -> openai.OpenAI:
    """One client per process and address: connections do not survive a fork.

    The client would let OPENAI_CUSTOM_HEADERS replace a key that is not said twice.
    """
    key = api_key or NO_KEY
    return openai.OpenAI(
        api_key=key,
        base_url=base_url,
        default_headers={"Authorization": f"Bearer {key}"},
        max_retries=0,  # a second try costs money, and only the queue knows whether it is worth it
        http_client=connections.client(seconds),
    )


def request_of(model: str, ask: Ask) -> dict[str, Any]:
    """`strict` wants closed objects and every property required: `Ask.schema` is such."""
    schema = json_schema(ask.schema)
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": f"{ask.system}\n\n{TOLD} {form(schema)}"},
            {"role": "user", "content": content_of(ask)},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": schema},
        },
        "max_tokens": ask.max_output_tokens + remote.ROOM_TO_THINK,
        "temperature": 0,
        "seed": 0,
    }


def content_of(ask: Ask) -> str | list[dict[str, Any]]:
    """Each picture after its label, the words last; words alone as a plain string, for servers of text models."""
    if not ask.pictures:
        return ask.text
    parts: list[dict[str, Any]] = []
    for picture in ask.pictures:
        uri = f"data:image/jpeg;base64,{base64.b64encode(picture.small(ask.longest)).decode()}"
        parts.append({"type": "text", "text": f"Picture {picture.label}:"})
        parts.append({"type": "image_url", "image_url": {"url": uri}})
    return [*parts, {"type": "text", "text": ask.text}]


def usage_of(tokens: Tokens) -> Usage:
    """`completion_tokens` include the thoughts here."""
    output = tokens.completion_tokens or 0
    thoughts = min((tokens.completion_tokens_details or Details()).reasoning_tokens or 0, output)
    return Usage(
        input=tokens.prompt_tokens or 0,
        output=output - thoughts,
        thoughts=thoughts,
        cached=(tokens.prompt_tokens_details or Details()).cached_tokens or 0,
    )


def said(completion: Completion, usage: Usage) -> str:
    """The words of the answer, without thoughts that the server left in them. Raises JudgeError."""
    if completion.error or not completion.choices:
        raise unanswered(completion, usage)
    choice = completion.choices[0]
    text = choice.message.content or ""
    if choice.message.refusal:
        raise JudgeError(Failure.REFUSED, choice.message.refusal, usage=usage)
    if kind := UNFINISHED.get(choice.finish_reason or ""):
        raise JudgeError(kind, f"finish reason {choice.finish_reason}", usage=usage, raw=text)
    return after_thoughts(text)


def after_thoughts(text: str) -> str:
    """What follows `</think>`, where a server without a parser for its model left it in; none stand before JSON."""
    if text.lstrip("\ufeff \r\n\t")[:1] in ("{", "`"):
        return text
    return text.partition("</think>")[2] or text


def unanswered(completion: Completion, usage: Usage) -> JudgeError:
    """A 200 without an answer: gateways pass on the status of the server behind them in it."""
    if not completion.error:
        return JudgeError(Failure.BAD_OUTPUT, "no choices", usage=usage)
    code = completion.error.get("code") if isinstance(completion.error, dict) else None
    return refused(code if isinstance(code, int) else 500, completion.error, "")


def refused(status: int, body: object, wait: str) -> JudgeError:
    """An HTTP status as a kind. `body` is the error as the client found it: an object, a string, a proxy's page."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    words = inner.get("message", inner) if isinstance(inner, dict) else inner
    code = str(inner.get("code", "")) if isinstance(inner, dict) else ""
    message = f"{status} {words or ''}".strip()
    kind = Failure.AUTH if code == "insufficient_quota" else remote.kind_of(status, f"{code} {body}")
    return JudgeError(kind, f"{message} {advice(status, kind)}".strip(), remote.seconds(wait))


def advice(status: int, kind: Failure) -> str:
    if kind == Failure.AUTH:
        return "Check JUDGE_API_KEY and its account."
    if kind == Failure.REFUSED:
        return "The question is longer than the model's context: start the server with a longer one."
    if status == 404:
        return f"Check the model ({MODEL}) and the address ({WHERE})."
    return f"The server is elsewhere: set {WHERE}." if 300 <= status < 400 else ""
