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

from rules.values.numerals import HAN as HAN_NUMERALS
from rules.values.numerals import WORDS, han_number, roman_number
from rules.values.scripts import HAN
from rules.values.text import fold

# A plus between two words parts them: ABS+PC.
_PLUS = rf"(?:\+(?![^\W{HAN}]))?"
_WORD = re.compile(rf"[{HAN}]|[0-9]+(?:[.,][0-9]+)*{_PLUS}|[^\W\d_{HAN}]+{_PLUS}")
_PLUS_IN_WORDS = frozenset(["plus", "плюс"])
_HAN_RUN = re.compile(f"[{HAN}]")
_ROMAN = frozenset(["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"])  # I, V and X are letters more often
# 第二代 and 两件套; not 新一代 ("the new generation"), 一号店 and 二手, whose numerals count nothing.
_HAN_NUMBER = f"[{HAN_NUMERALS}]{{1,4}}"
_HAN_ORDINAL = re.compile(
    rf"第 ?({_HAN_NUMBER}|(?=[0-9]))|(?<![新上下这每同轻老{HAN_NUMERALS}])({_HAN_NUMBER})(?=[代版季型层件套])"
)


@dataclass(frozen=True)
class Phrase:
    """A text as its words: "iPhone12-Pro" is iphone, 12, pro; a Chinese character is one, and numerals are figures."""

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
        """Figures; a decimal comma is a point."""
        return frozenset(word.rstrip("+").replace(",", ".") for word in self.words if word[0].isdecimal())


def parse_phrase(text: str) -> Phrase | None:
    words = _WORD.findall(_HAN_ORDINAL.sub(_han_figures, fold(text)))
    return Phrase(text, tuple(map(_in_figures, words))) if words else None


def _han_figures(match: re.Match[str]) -> str:
    numeral = match[1] or match[2] or ""
    number = han_number(numeral)
    return numeral if number is None else f" {number}"  # "S2 二代" is no S22


def _in_figures(word: str) -> str:
    """Mark II is Mark 2, and Series Seven Series 7."""
    stem = word.rstrip("+")
    number = roman_number(stem) if stem in _ROMAN else WORDS.get(stem)
    return word if number is None else word.replace(stem, str(number))


def likeness(left: Phrase, right: Phrase) -> float:
    """Both ways alike; 100 for the same words in any order."""
    by_letters = fuzz.ratio(" ".join(left.sorted_words), " ".join(right.sorted_words))
    if not (left.is_chinese and right.is_chinese):
        return by_letters
    words = Indel.normalized_similarity(left.sorted_words, right.sorted_words)
    neighbours = Indel.normalized_similarity(left.neighbours, right.neighbours)
    return 50 * (words + neighbours)
