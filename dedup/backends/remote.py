"""What providers over the network have in common: how their failures become one of our nine kinds."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx2

from .base import Failure, JudgeError, Picture, Usage

LONGEST_WAIT = 3600.0  # seconds; who says more than that does not know either
# A model that thinks spends its thoughts from the same allowance as its answer.
ROOM_TO_THINK = 2048
MOST_TOKENS = 100_000_000  # of one answer; who counts more than that does not count
SHORTEST_SECRET = 8  # a shorter "key" is a word that stands in sentences
# The question's own fault, in the words of Gemini, OpenAI and vLLM, SGLang, llama.cpp, and some hosted servers.
TOO_LONG = re.compile(
    r"token count of|token count \(|context_length_exceeded|maximum (?:context|prompt) length|prompt is too long"
    r"|longer than the model's context|exceed_context_size|exceeds the available context|maximum allowed input length"
    r"|reduce the length of the messages",
    re.IGNORECASE,
)
UNSENT = (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)


def kind_of(status: int, message: str) -> Failure:
    """What an HTTP status other than 200 means. An unknown model (404) or a redirect meets all pairs, as a key does."""
    if status == 429:
        return Failure.RATE_LIMITED
    if status in (401, 402, 403, 404) or 300 <= status < 400:
        return Failure.AUTH
    if status in (408, 504):
        return Failure.TIMEOUT
    if status >= 500:
        return Failure.UNAVAILABLE
    return Failure.REFUSED if status in (400, 413) and TOO_LONG.search(message) else Failure.BAD_REQUEST


def broken(error: BaseException, seconds: float, where: str) -> JudgeError:
    """A request that got no answer; `where` names the settings to look at when it could not even be sent."""
    if isinstance(error, httpx2.TimeoutException):
        return JudgeError(Failure.TIMEOUT, f"no answer within {seconds:g} s")
    if isinstance(error, (*UNSENT, ValueError)):
        return JudgeError(Failure.BAD_REQUEST, f"the request could not be sent, check {where}: {error}")
    return JudgeError(Failure.UNAVAILABLE, f"{type(error).__name__}: {error}")


def check_address(where: str, url: str) -> None:
    """Raises JudgeError for what is no web address."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise JudgeError(Failure.BAD_REQUEST, f"{url[:200]!r} is no web address, check {where}.")


def sentences(words: str, advice: str) -> str:
    """The server's words, which may end without a full stop, and what to do."""
    stop = "." if advice and not words.endswith((".", "!", "?")) else ""
    return f"{words}{stop} {advice}".strip()


def elsewhere(status: int, model: str, where: str) -> str:
    """What to do about a 404 and a redirect; nothing about others. `model` and `where` name settings."""
    if status == 404:
        return f"Check the model ({model}) and the address ({where})."
    return f"The server is elsewhere: set {where}." if 300 <= status < 400 else ""


def shown(picture: Picture, longest: int) -> bytes:
    """As a model is shown it. Raises JudgeError (refused) for one that cannot be read."""
    try:
        return picture.small(longest)
    except OSError as error:
        raise JudgeError(Failure.REFUSED, f"a picture cannot be read: {error}") from error


def check_key(setting: str, key: str) -> None:
    """Raises JudgeError for a key that no header can carry: the error of a client would quote it."""
    if not (key.isascii() and key.isprintable()):
        raise JudgeError(Failure.AUTH, f"{setting} holds a character that no key has: copy it again.")


@contextlib.contextmanager
def hiding(key: str) -> Iterator[None]:
    """Servers like to quote the key that they refuse; errors are shown on pages and kept."""
    try:
        yield
    except JudgeError as error:
        raw = error.raw and _without(error.raw, key)
        message = _without(error.message, key)
        if (message, raw) == (error.message, error.raw):
            raise
        raise JudgeError(error.kind, message, error.retry_after, error.usage, raw) from None


def _without(text: str, key: str) -> str:
    """Also without the beginning of the key, where the text was cut in the middle of it."""
    if len(key) < SHORTEST_SECRET:
        return text
    text = text.replace(key, "…")
    ends = (key[:length] for length in range(len(key) - 1, SHORTEST_SECRET - 1, -1))
    return next((f"{text.removesuffix(end)}…" for end in ends if text.endswith(end)), text)


def usage(*, read: int | None, said: int | None, thought: int | None, kept: int | None) -> Usage:
    """Tokens as a server counts them, within what can be priced and stored: the answer is paid for in any case."""
    tokens = [min(max(count or 0, 0), MOST_TOKENS) for count in (read, said, thought, kept)]
    return Usage(input=tokens[0], output=tokens[1], thoughts=tokens[2], cached=min(tokens[3], tokens[0]))


def seconds(text: str) -> float | None:
    """How long to wait, as servers say it: `2`, `1.5s`, or the date of a Retry-After header; None: it is not said."""
    try:
        wait = float(text.strip().removesuffix("s"))
    except ValueError:
        wait = _until(text)
    return None if math.isnan(wait) else min(max(0.0, wait), LONGEST_WAIT)


def _until(text: str) -> float:
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # a year or an offset that no clock has
        return math.nan
    return ((when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds()
