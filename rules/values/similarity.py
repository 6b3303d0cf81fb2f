"""How alike two texts are, 0-100, whatever the order of their words. RapidFuzz counts.

Chinese is written without blanks: there the characters and the pairs of neighbours count half each, so that
黑色手机壳 and 手机壳黑色 are near, while 蜜蜂 (bee) and 蜂蜜 (honey) are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from rules.values.scripts import HAN
from rules.values.text import fold

# A plus between two words parts them: ABS+PC.
_PLUS = rf"(?:\+(?![^\W{HAN}]))?"
_WORD = re.compile(rf"[{HAN}]|[0-9]+(?:[.,][0-9]+)*{_PLUS}|[^\W\d_{HAN}]+{_PLUS}")
_PLUS_IN_WORDS = frozenset(["plus", "плюс"])
_HAN_RUN = re.compile(f"[{HAN}]")
_NUMERAL = re.compile(r"[0-9].*|ii|iii|iv|vi|vii|viii|ix|xi|xii")


@dataclass(frozen=True)
class Phrase:
    """A text as its words: "iPhone12-Pro" is iphone, 12, pro; a Chinese character is one."""

    text: str
    words: tuple[str, ...]

    @cached_property
    def sorted_words(self) -> Sequence[str]:
        return sorted(self.words)

    @cached_property
    def neighbours(self) -> Sequence[tuple[str, str]]:
        return sorted(pairwise(self.words))

    @cached_property
    def is_chinese(self) -> bool:
        return any(map(_HAN_RUN.match, self.words))

    @property
    def graded(self) -> frozenset[str]:
        """Words that stand here with a plus behind them and never without: Pro+."""
        return frozenset(word for word in self.words if word.endswith("+") and word.rstrip("+") not in self.words)

    @property
    def ungraded(self) -> frozenset[str]:
        """What the same words would be with a plus; none where one is spelled out."""
        return frozenset() if _PLUS_IN_WORDS & set(self.words) else frozenset(f"{word}+" for word in self.words)

    @property
    def numbers(self) -> frozenset[str]:
        """Figures and Roman numerals; a decimal comma is a point."""
        return frozenset(word.rstrip("+").replace(",", ".") for word in self.words if _NUMERAL.fullmatch(word))


def parse_phrase(text: str) -> Phrase | None:
    words = _WORD.findall(fold(text))
    return Phrase(text, tuple(words)) if words else None


def likeness(left: Phrase, right: Phrase) -> float:
    """Both ways alike; 100 for the same words in any order."""
    by_letters = fuzz.ratio(" ".join(left.sorted_words), " ".join(right.sorted_words))
    if not (left.is_chinese and right.is_chinese):
        return by_letters
    words = Indel.normalized_similarity(left.sorted_words, right.sorted_words)
    neighbours = Indel.normalized_similarity(left.neighbours, right.neighbours)
    return 50 * (words + neighbours)
