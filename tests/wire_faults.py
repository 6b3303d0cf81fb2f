"""The faults of the wire, and what each of the two remote back ends makes of it: docs/judges.md as a table."""

from __future__ import annotations

from dedup.backends.base import Failure

OK = "answered"
# The faults that only a deadline ends, and one that is short enough for tests. What merely answers has longer.
SLOW = {"slow:1.5", "drip:0.05", "driphead:0.05"}
SHORT, LONG = 0.6, 10.0


def deadline(fault: str) -> float:
    """Seconds."""
    return SHORT if fault in SLOW else LONG


# fault -> what Gemini's and what an OpenAI-compatible server's becomes; OK: a good answer.
FAULTS: dict[str, tuple[str, str]] = {
    # Nothing was paid.
    "429": (Failure.RATE_LIMITED, Failure.RATE_LIMITED),
    "429-header": (Failure.RATE_LIMITED, Failure.RATE_LIMITED),
    "429-date": (Failure.RATE_LIMITED, Failure.RATE_LIMITED),
    "429-forever": (Failure.RATE_LIMITED, Failure.RATE_LIMITED),
    "429-bare": (Failure.RATE_LIMITED, Failure.RATE_LIMITED),
    "500": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "502": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "503": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "503-header": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "html502": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "drop": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "408": (Failure.TIMEOUT, Failure.TIMEOUT),
    "504": (Failure.TIMEOUT, Failure.TIMEOUT),
    "400": (Failure.BAD_REQUEST, Failure.BAD_REQUEST),
    "404": (Failure.AUTH, Failure.AUTH),
    "redirect": (Failure.AUTH, Failure.AUTH),
    "toolong": (Failure.REFUSED, Failure.REFUSED),
    "401": (Failure.AUTH, Failure.AUTH),
    "403": (Failure.AUTH, Failure.AUTH),
    "badkey": (Failure.AUTH, Failure.AUTH),
    "broke": (Failure.AUTH, Failure.AUTH),
    # The model has worked.
    "slow:1.5": (Failure.TIMEOUT, Failure.TIMEOUT),
    "drip:0.05": (Failure.TIMEOUT, Failure.TIMEOUT),
    "driphead:0.05": (Failure.TIMEOUT, Failure.TIMEOUT),
    "lost": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "badbody": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "html": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "gzip": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "endless": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "notwire": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "error200": (Failure.UNAVAILABLE, Failure.UNAVAILABLE),
    "busy200": (Failure.UNAVAILABLE, Failure.RATE_LIMITED),
    "abort": (Failure.BAD_OUTPUT, Failure.UNAVAILABLE),
    "truncated": (Failure.TRUNCATED, Failure.TRUNCATED),
    "wrong": (Failure.BAD_OUTPUT, Failure.BAD_OUTPUT),
    "prose": (Failure.BAD_OUTPUT, Failure.BAD_OUTPUT),
    "twice": (Failure.BAD_OUTPUT, Failure.BAD_OUTPUT),
    "empty": (Failure.BAD_OUTPUT, Failure.BAD_OUTPUT),
    "blank": (Failure.BAD_OUTPUT, Failure.BAD_OUTPUT),
    "null": (Failure.BAD_OUTPUT, Failure.BAD_OUTPUT),
    "nothing": (Failure.BAD_OUTPUT, Failure.BAD_OUTPUT),
    "loop": (Failure.BAD_OUTPUT, Failure.BAD_OUTPUT),
    "other": (Failure.BAD_OUTPUT, Failure.UNAVAILABLE),
    "tools": (Failure.BLOCKED, Failure.BAD_OUTPUT),
    "safety": (Failure.BLOCKED, Failure.BLOCKED),
    "blocked": (Failure.BLOCKED, Failure.BLOCKED),
    "refusal": (Failure.BLOCKED, Failure.REFUSED),
    "novelty": (Failure.BLOCKED, OK),
    "think": (Failure.BAD_OUTPUT, OK),
    "endthink": (Failure.BAD_OUTPUT, OK),
    "fenced": (OK, OK),
    "bom": (OK, OK),
    "thoughts": (OK, OK),
    "cached": (OK, OK),
    "absurd": (OK, OK),  # less than no tokens, more than a column holds, and a name that PostgreSQL refuses
    "eos": (OK, OK),
    "slow:0.1": (OK, OK),
    "": (OK, OK),
}
# Known before a word of the body has come: no tokens were told.
WITHOUT_TOKENS = {"slow:1.5", "drip:0.05", "driphead:0.05", "lost", "badbody", "html", "gzip", "endless", "notwire"} | {
    "error200",
    "busy200",
}
