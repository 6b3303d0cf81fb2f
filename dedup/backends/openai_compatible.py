"""Any server of chat completions behind the Judge protocol (openai 3.54): vLLM, SGLang, Ollama, llama.cpp, hosted ones.

The request holds only what all of these take: `response_format` json_schema, pictures as data URIs, `max_tokens`,
temperature 0, a seed. Answers differ more, so they are read here (`completions`) and not by the client, which believes
what it gets: a 200 may hold an error, thoughts may stand in the content, and a server may not have heeded the schema.
Such a server's model is told the form of its answer in words too; one that is held to it answers better for knowing it.
"""

from __future__ import annotations

import base64
import functools
import os
import time
from typing import Any

import openai
from django.conf import settings
from pydantic import ValidationError

from dedup.backends import connections, remote
from dedup.backends.address import Address
from dedup.backends.base import Answer, Ask, Failure, JudgeError, json_schema, parse
from dedup.backends.batching import Batching
from dedup.backends.completions import MODEL, WHERE, Completion, Tokens, refused, said, usage_of
from dedup.backends.forms import form

TOLD = "Answer with one JSON object of this form and nothing else:"
NO_KEY = "none"  # the client wants one, and servers of one's own want none
# What OpenAI's own models that think refuse by name, and what they take in its place. Such a 400 costs nothing and
# comes at once: who lets us wait for it longer than this part of the timeout is not asked once more.
INSTEAD = {"max_tokens": "max_completion_tokens", "temperature": "", "seed": ""}
PATIENCE = 0.1


class OpenAICompatibleJudge(Batching):
    """Key and timeout come from the settings, and so does what the address leaves open."""

    def __init__(self, address: Address) -> None:
        self._api_key = settings.JUDGE_API_KEY
        self._model = address.model or settings.JUDGE_MODEL
        self._base_url = address.url or settings.JUDGE_BASE_URL
        self._seconds = float(settings.JUDGE_TIMEOUT_SECONDS)
        self.name = f"openai_compatible:{self._model}"

    def check(self) -> None:
        if not self._base_url:
            raise JudgeError(Failure.AUTH, f"No server is set. {self._where_to_set_it()}")
        if not self._model:
            raise JudgeError(Failure.AUTH, f"No model is set for {self._base_url}. Set {MODEL}.")
        remote.check_address(WHERE, self._base_url)
        remote.check_key("JUDGE_API_KEY", self._api_key)

    def _where_to_set_it(self) -> str:
        """A name may hold an @, so an address without its http:// is taken for a part of the name."""
        if "@" in self._model:
            return f"The address in {self._model!r} must begin with http:// or https://."
        return f"Set {WHERE}, or JUDGE=openai_compatible:model@http://address/v1."

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
        """What came of one question. Raises JudgeError."""
        try:
            return Completion.model_validate_json(self._sent(request_of(self._model, ask)))
        except openai.APIStatusError as error:
            raise refused(error.status_code, error.body, error.response.headers.get("retry-after", "")) from error
        except openai.APIConnectionError as error:
            raise remote.broken(error.__cause__ or error, self._seconds, WHERE) from error
        except ValidationError as error:
            raise JudgeError(Failure.UNAVAILABLE, f"not an answer: {error}") from error
        except (*remote.UNSENT, ValueError) as error:
            raise remote.broken(error, self._seconds, WHERE) from error

    def _sent(self, request: dict[str, Any]) -> bytes:
        """One request; on the first of a process some more, until it is known what this model does not take."""
        client = client_of(os.getpid(), self._api_key, self._base_url, self._seconds)
        learnt = unwanted(self._base_url, self._model)
        end = time.monotonic() + PATIENCE * self._seconds
        while True:
            try:
                raw = client.chat.completions.with_raw_response.create(**without(request, learnt))
                return raw.http_response.content
            except openai.BadRequestError as error:
                if not is_new(error, learnt) or time.monotonic() > end:
                    raise
                learnt.add(str(error.param))


def is_new(error: openai.BadRequestError, learnt: set[str]) -> bool:
    unsupported = (error.code or "").startswith("unsupported_")
    return unsupported and error.param in INSTEAD and error.param not in learnt


@functools.cache
def unwanted(base_url: str, model: str) -> set[str]:
    """Names of INSTEAD that this model has refused; this process adds to it."""
    return set()


def without(request: dict[str, Any], names: set[str]) -> dict[str, Any]:
    kept = {name: value for name, value in request.items() if name not in names}
    return kept | {INSTEAD[name]: request[name] for name in names if INSTEAD[name]}


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
        uri = f"data:image/jpeg;base64,{base64.b64encode(remote.shown(picture, ask.longest)).decode()}"
        parts.append({"type": "text", "text": f"Picture {picture.label}:"})
        parts.append({"type": "image_url", "image_url": {"url": uri}})
    return [*parts, {"type": "text", "text": ask.text}]
