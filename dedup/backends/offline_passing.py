"""Words of a title that say nothing of the thing itself: what it fits, goes with, is not, or only looks like.

"Case for iPhone 13", "чехол для Samsung", 适用于华为, "goes with black trousers", "not cotton", "like leather". What is
made for people is said of the thing: "shoes for men" are men's shoes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TypeVar

from rules.values.scripts import HAN
from rules.values.text import Found

Zone = tuple[int, int]
T = TypeVar("T")

_PEOPLE = (
    r"(?! ?(?:the )?(?:men|man|women|woman|ladies|lady|kids?|child|boys?|girls?|him|her|bab(?:y|ies)|toddler|adults?"
    r"|unisex|мужчин|женщин|дет(?:ей|ям)|девоч|девуш|мальч|взросл|малыш|подрост|[男女]|儿童|成人|宝宝|婴))"
)
_FITS = re.compile(
    r"(?<![\w-])(?:for(?: use (?:with|in|on))?|fits?(?: for)?|compatible with|works? with|suitable for|designed for"
    r"|made for|to fit|replacement (?:for|of)|replaces?|substitute for|для|под|подходит (?:для|к|на|под)"
    r"|совместим\w* с|замена|вместо"
    rf"|взамен)(?!\w){_PEOPLE}|(?:适用(?:于|機型|机型)?|适合|適用|兼容|用于|替代|代替|通用于){_PEOPLE}",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?<![\w-])(?:(?:goes|go|looks?|pairs?|works?|wear|worn) (?:\w+ )?with|match(?:es|ing)?(?: with)?|without"
    r"|not|no|non|never|instead of|except|like|similar to|inspired by|as (?:\w+ )?as|free of|vs\.?"
    r"|сочета\w+ (?:\w+ )?с|носит\w* (?:\w+ )?с|без|не|нет|кроме|вместо|как|похож\w+ на|под)(?!\w)"
    r"|(?:搭配|可搭|百搭|不是|不含|没有|无|非|类似|好像|仿)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[,;|()\[\]，；、()【】]| [-–—/+] |[.!?。] ?(?=\D|$)")
_WORDS = re.compile(r"(?: ?[^\W_]+(?:[-'’][^\W_]+)*){0,2}")
_HAN = re.compile(f" ?[{HAN}]")
_AND = re.compile(r" ?(?:and|or|и|или|[&/和与或])(?![^\W_]) ?", re.IGNORECASE)
_LONGEST = 80


def fitted(text: str) -> list[Zone]:
    """From "for", "fits", "compatible with" up to the next mark: a brand there is another thing's."""
    return [(match.start(), _end(text, match.end())) for match in _FITS.finditer(text)]


def named_behind(text: str) -> list[Zone]:
    """Make and model right behind "for", and those that follow an "and": a number there is another thing's.

    One that comes later is the thing's own: "ink cartridge for PIXMA MP450 printer 0616B002".
    """
    return [(match.start(), _listed(text, match.end())) for match in _FITS.finditer(text)]


def _listed(text: str, start: int) -> int:
    end = _two_words(text, start)
    while more := _AND.match(text, end):
        end = _two_words(text, more.end())
    return end


def denied(text: str) -> list[Zone]:
    """The two words behind "not", "without", "goes with"; what a thing is made for ("for dry skin") is said of it."""
    return [(match.start(), _two_words(text, match.end())) for match in _BESIDE.finditer(text)]


def beside(text: str) -> list[Zone]:
    """The two words behind "goes with", "not", "like" and "for": a colour or material there is another thing's."""
    return [*denied(text), *((match.start(), _two_words(text, match.end())) for match in _FITS.finditer(text))]


def outside(found: Sequence[Found[T]], zones: Collection[Zone]) -> list[Found[T]]:
    return [one for one in found if not any(start < one.start < end for start, end in zones)]


def _end(text: str, start: int) -> int:
    mark = _ENDS.search(text, start, start + _LONGEST)
    return mark.start() if mark else min(len(text), start + _LONGEST)


def _two_words(text: str, start: int) -> int:
    end = _end(text, start)
    if _HAN.match(text, start):
        return min(end, start + 4)
    words = _WORDS.match(text, start, end)
    return words.end() if words else start
