"""Numbers in words: 十二, "twelve", "двенадцать", XII; and ordinals: "second", "второго", 第二."""

from __future__ import annotations

import re

HAN = "零〇一二两兩三四五六七八九十百"
ROMAN = "(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"

_HAN_DIGITS = {
    **{ch: value for value, ch in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "两": 2, "兩": 2},
}
_ENGLISH = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_RUSSIAN = (
    *("один", "два", "три", "четыре", "пять", "шесть"),
    *("семь", "восемь", "девять", "десять", "одиннадцать", "двенадцать"),
)
WORDS = {
    **{word: value for words in (_ENGLISH, _RUSSIAN) for value, word in enumerate(words, 1)},
    **{"одна": 1, "одно": 1, "две": 2, "dozen": 12, "дюжина": 12},
}
_ENGLISH_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_RUSSIAN_ORDINALS = (
    *("перв", "втор", "трет", "четверт", "пят", "шест"),
    *("седьм", "восьм", "девят", "десят", "одиннадцат", "двенадцат"),
)
_RUSSIAN_ENDINGS = "(?:ый|ой|ий|ая|ое|ее|ого|его|ому|ья|ье|ьего|ьей|ьему|ом|ем|ей|ую|ья)"
ORDINAL = rf"(?:{'|'.join(_ENGLISH_ORDINALS)}|(?:{'|'.join(_RUSSIAN_ORDINALS)}){_RUSSIAN_ENDINGS})"


def in_words(text: str) -> int | None:
    """A whole number below 1,000, of one word in any of the three languages."""
    return WORDS.get(text.casefold()) or han_number(text)


def han_number(text: str) -> int | None:
    """十二 is 12, 二十一 21, 一百零五 105; without a unit the digits stand side by side: 二〇二三 is 2023."""
    if not text or any(ch not in HAN for ch in text) or len(text) > 6:
        return None
    if not any(ch in "十百" for ch in text):
        return int("".join(str(_HAN_DIGITS[ch]) for ch in text))
    total, digit = 0, 1
    for ch in text:
        if ch in "十百":
            total += (digit or 1) * (100 if ch == "百" else 10)
            digit = 0
        else:
            digit = _HAN_DIGITS[ch]
    return total + (digit if text[-1] not in "十百" else 0)


def roman_number(text: str) -> int | None:
    """I to XXXIX, in capitals or small letters but not mixed."""
    capitals = text.upper()
    if text not in (capitals, text.lower()) or not re.fullmatch(ROMAN, capitals):
        return None
    values = [{"I": 1, "V": 5, "X": 10}[ch] for ch in capitals]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def ordinal(word: str) -> int | None:
    """Of a word that is one: "second", "второго"."""
    word = word.casefold()
    if not re.fullmatch(ORDINAL, word):
        return None
    if word in _ENGLISH_ORDINALS:
        return _ENGLISH_ORDINALS.index(word) + 1
    stems = enumerate(_RUSSIAN_ORDINALS, 1)
    return max(((len(stem), value) for value, stem in stems if word.startswith(stem)), default=(0, None))[1]
