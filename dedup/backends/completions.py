"""What servers of chat completions send back, answers and errors, however they word them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from dedup.backends import remote
from dedup.backends.base import Failure, JudgeError, Usage

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


def usage_of(tokens: Tokens) -> Usage:
    """`completion_tokens` include the thoughts here."""
    output = tokens.completion_tokens or 0
    thoughts = min(max((tokens.completion_tokens_details or Details()).reasoning_tokens or 0, 0), output)
    return remote.usage(
        read=tokens.prompt_tokens,
        said=output - thoughts,
        thought=thoughts,
        kept=(tokens.prompt_tokens_details or Details()).cached_tokens,
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
    status = code if isinstance(code, int) and 400 <= code < 600 else 500  # a gateway has numbers of its own
    return refused(status, completion.error, "")


def refused(status: int, body: object, wait: str) -> JudgeError:
    """An HTTP status as a kind. `body` is the error as the client found it: an object, a string, a proxy's page."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    words = inner.get("message", inner) if isinstance(inner, dict) else inner
    code = str(inner.get("code", "")) if isinstance(inner, dict) else ""
    message = f"{status} {words or ''}".strip()
    kind = Failure.AUTH if code == "insufficient_quota" else remote.kind_of(status, f"{code} {body}")
    return JudgeError(kind, remote.sentences(message, advice(status, kind)), remote.seconds(wait))


def advice(status: int, kind: Failure) -> str:
    if kind == Failure.REFUSED:
        return "The question is longer than the model's context: start the server with a longer one."
    key = "Check JUDGE_API_KEY and its account." if kind == Failure.AUTH else ""
    return remote.elsewhere(status, MODEL, WHERE) or key
