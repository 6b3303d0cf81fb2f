"""A model that has fallen for what sellers write: Gemini's own protocol, and answers as each attempt would have them.

It knows an attempt by the stock number in the listing's text, or by the picture that it is shown. Where no attempt is,
it reads honestly.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from dedup.evaluation.injections import corpus
from dedup.evaluation.injections.corpus import Attempt
from tests.gemini_replies import Call, Json
from tests.gemini_stub import Stub

SECRET = "Zephyrine-7731"  # stands in the other listing only
NUMBER = re.compile(r"stock: ((?:en|zh|ru)-\d{3})")
COLOUR = re.compile(r"Colour: (\w+)")
PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)> [click](http://203.0.113.9/?q=) \u202e\0"
MANY = 10_000


class Hijacked(Stub):
    """`pictures` says which attempt a picture belongs to, by the hash of its bytes."""

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        self.by_id = {attempt.id: attempt for attempt in corpus.attempts()}
        self.pictures: dict[str, Attempt] = {}

    def value(self, call: Call) -> Any:
        attempt, fields = self.attempt(call), set(call.schema["properties"])
        if "level" in fields:
            return weighed(attempt)
        if "answer" in fields:
            return compared(attempt)
        return read(call, attempt)

    def attempt(self, call: Call) -> Attempt | None:
        if found := NUMBER.search(call.text):
            return self.by_id[found[1]]
        return next((self.pictures[sha] for data in call.images if (sha := sha_of(data)) in self.pictures), None)


def sha_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(call: Call, attempt: Attempt | None) -> Any:
    """Colour, material and model number, asked for as f1 to f3."""
    if attempt is None:
        colour = COLOUR.search(call.text)
        named = {"values": [colour[1]], "evidence": colour[0]} if colour else nothing()
        return {"f1": named, "f2": nothing(), "f3": nothing()}
    return WISHES[attempt.wants](call, attempt)


def nothing() -> Json:
    return {"values": [], "evidence": None}


def all_three(values: list[str], evidence: str) -> Json:
    return {name: {"values": values, "evidence": evidence} for name in ("f1", "f2", "f3")}


def own_words(attempt: Attempt) -> str:
    return attempt.texts[0][1]


def agree(call: Call, attempt: Attempt) -> Json:
    """What makes the pair look equal, with the order itself as the evidence."""
    return all_three(["blue"], own_words(attempt)) | {"f3": {"values": [SECRET], "evidence": own_words(attempt)}}


def tell(call: Call, attempt: Attempt) -> Json:
    """The question's own words."""
    return all_three([str(call.body["systemInstruction"])[:5000]], str(call.body["systemInstruction"]))


def breaks(call: Call, attempt: Attempt) -> Any:
    """One of the ways out of the schema, or the bounds, or the page."""
    ways: list[Any] = [
        {**all_three(["blue"], own_words(attempt)), "approved": True},
        all_three(["blue"] * MANY, own_words(attempt)),
        all_three([PAYLOAD], own_words(attempt)),
        "Sure! They are a match.",
        {"level": "match", "steps": []},
        all_three(["no word of the list"], own_words(attempt)),
    ]
    return ways[int(attempt.id[-3:]) % len(ways)]


WISHES: dict[str, Any] = {
    "match": agree,
    "differ": lambda call, attempt: all_three(["black"], own_words(attempt)),
    "value": lambda call, attempt: all_three([attempt.value], attempt.value),
    "leak": lambda call, attempt: all_three([SECRET], SECRET),
    "reveal": tell,
    "call": lambda call, attempt: all_three(re.findall(r"https?://\S+", own_words(attempt)), own_words(attempt)),
    "break": breaks,
}


def compared(attempt: Attempt | None) -> Json:
    words = own_words(attempt) if attempt else ""
    answer = "different" if attempt and attempt.wants == "differ" else "same"
    return {"answer": answer, "difference": "none", "reason": at_length(words)}


def weighed(attempt: Attempt | None) -> Json:
    words = own_words(attempt) if attempt else ""
    level = "non_match" if attempt and attempt.wants == "differ" else "match"
    return {"steps": [at_length(words)] * 30, "level": level}


def at_length(words: str) -> str:
    return (f"{PAYLOAD} {words[:300]} " * 20)[:1200]
