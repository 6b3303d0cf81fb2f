"""Texts that nobody sells by, and how long a matcher takes over ten kilobytes of each."""

from __future__ import annotations

import math
import time
from typing import Any

from rules.matchers import MATCHERS, compare

SIZE = 10_000  # bytes
SEEDS = {
    "digits": "9",
    "numbers": "1 ",
    "thousands": "1,234.",
    "joined thousands": "1 000 ",
    "fractions": "1/2",
    "vulgar fractions": "½",
    "arabic digits": "٣",
    "crosses": "1x",
    "sizes": "55x40x20 ",
    "sides": "长宽高",
    "packs": "6 x 330 ml ",
    "units": "ml",
    "amounts": "1g",
    "pack of": "pack of ",
    "han counts": "一双",
    "signs": "+-",
    "short sight": "近视",
    "model numbers": "a1-",
    "labels": "model no. ",
    "letters": "x",
    "dashes": "-",
    "separators": ";a",
    "brackets": "()",
    "nul": "\0",
    "direction": "\u202e",
    "accents": "a\u0300\u0316",
    "long accents": "\u0300\u0316",
    "lone surrogates": "\ud800",
    "ligature": "\ufdfa",
    "dotted I": "İ",
    "emoji": "🙂",
    "markup": "<script>",
    "format": "%s%n{}",
    "russian": "чёрн",
}
# What a matcher cannot do without, or what makes it work hardest.
OPTIONS: dict[str, dict[str, Any]] = {
    "PatternItemMatcher": {"pattern": r"(?i)([a-z]{2,10}) ?(\d{2,4})"},
    "EnumItemMatcher": {"values": {"black": ["чёрн*", "黑"], "rose gold": ["розовое золото", "玫瑰金"]}},
}


def filled(seed: str) -> str:
    """Ten kilobytes of it."""
    return seed * (SIZE // len(seed.encode("utf-8", "surrogatepass")))


TEXTS = {name: filled(seed) for name, seed in SEEDS.items()} | {
    "many values": ",".join(map(str, range(2000))),
    "many words": " ".join(map(chr, range(0x4E00, 0x4E00 + 2500))),
}


def run() -> dict[str, Any]:
    """Of every matcher the text that takes it longest, on both sides, and the milliseconds of the fastest of five."""
    slowest = {name: _slowest(name) for name in MATCHERS}
    return {
        "bytes": SIZE,
        "texts": len(TEXTS),
        "slowest_ms": max(s["ms"] for s in slowest.values()),
        "matchers": slowest,
    }


def _slowest(matcher: str) -> dict[str, Any]:
    taken = {name: _milliseconds(matcher, text) for name, text in TEXTS.items()}
    name = max(taken, key=taken.__getitem__)
    return {"ms": round(taken[name], 2), "text": name}


def _milliseconds(matcher: str, text: str) -> float:
    """The first of the runs makes tables ready and does not count."""
    best = math.inf
    for attempt in range(6):
        start = time.thread_time()
        compare(matcher, text, text, OPTIONS.get(matcher))
        best = min(best, time.thread_time() - start) if attempt else best
    return best * 1000
