"""For whom a thing is, by sex and by age, where running text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rules.values.ages import find_age_words, find_ages
from rules.values.genders import find_genders
from rules.values.text import Found

_I = re.IGNORECASE
# Alone these are parts of names ("Spider-Man", "Lady Gaga"), or say that a thing fits everything.
_NOBODY = re.compile(
    r"(?:man|boy|girl|lady|her|him|gentleman|парень|дама|леди|universal\w*|универсальн\w+|для всех|通用|不限|couples?"
    r"|情侣.*|misses|先生|爸爸|妈妈|m|f)$",
    _I,
)
_NO_CHILD = re.compile(r"[ -](?:blue|pink|shower|doll|oil|powder|face|sitter|scout|friend|bag|food|lotion)", _I)
_POSSESSIVE = re.compile(r"['’]?s(?!\w)", _I)
_FOR = re.compile("(?:for|для) $", _I)


def wearers(text: str) -> list[Found[Any]]:
    return _people(text, find_genders(text))


def ages(text: str) -> list[Found[Any]]:
    """In figures, else in words."""
    return list(find_ages(text)) or _people(text, find_age_words(text))


def _people(text: str, found: Sequence[Found[Any]]) -> list[Found[Any]]:
    return [_whole_word(one, text) for one in found if _is_one(one, text)]


def _is_one(one: Found[Any], text: str) -> bool:
    """ "Man's" and "for her" are; "baby blue" is not."""
    end = one.start + len(one.quote)
    if _POSSESSIVE.match(text, end) or _FOR.search(text, max(0, one.start - 4), one.start):
        return True
    return not (_NOBODY.match(one.quote) or _NO_CHILD.match(text, end))


def _whole_word(one: Found[Any], text: str) -> Found[Any]:
    behind = _POSSESSIVE.match(text, one.start + len(one.quote))
    return Found(one.value, one.quote + behind[0], one.start) if behind else one
