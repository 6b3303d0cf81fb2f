"""A closed list of values, each with the words that stand for it in any language.

A synonym in Latin or Cyrillic letters is one or several whole words; with `*` at its end the last one may
go on ("чёрн*" reads чёрный, чёрная, черное). A Chinese synonym may stand anywhere. The longest synonym
wins: "rose gold" is not gold. Words are looked up, not searched for: the time does not grow with the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rules.values.scripts import HAN, level
from rules.values.text import Found, plain

Values = Mapping[str, Sequence[str]]

_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(rf"[^\W_{HAN}]+")
_BETWEEN = frozenset((" ", "-", "'", "’", "/", ""))
_SHORTEST_STEM = 2

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Lexicon:
    """Synonym -> value: whole phrases, phrases whose last word is a stem, and Chinese by their text.

    `openings`: first words of several; `lengths`: how long Chinese synonyms are by their first sign, longest first.
    """

    phrases: dict[tuple[str, ...], str]
    stems: dict[tuple[str, ...], str]
    han: dict[str, str]
    words: int
    openings: frozenset[str]
    lengths: dict[str, list[int]]


def checked_synonym(synonym: str) -> str:
    """Raises ValueError where a star stands in the middle or there is no word to look for."""
    if "*" in synonym[:-1] or not any(map(str.isalnum, synonym)):
        raise ValueError(f"{synonym!r}: write a word or a phrase; a * only at its very end")
    return synonym


def parse_enum(text: str, values: Values) -> tuple[str, ...]:
    """The values that a whole text names, each once, in order; () where it names none."""
    return tuple(dict.fromkeys(found.value for found in find_enum(text, values)))


def find_enum(text: str, values: Values) -> list[Found[str]]:
    """Every mention of a value in free text, in order, none inside another."""
    return find_words(text, _made(tuple((name, tuple(synonyms)) for name, synonyms in values.items())))


def find_words(text: str, lexicon: Lexicon) -> list[Found[str]]:
    """`find_enum` with a list that was made ready before, by `lexicon_of`."""
    text = plain(text)
    leveled = level(text)
    spans = [*_phrases(leveled, lexicon), *_substrings(leveled, lexicon)]
    return [Found(value, text[start:end], start) for start, end, value in _longest_first(spans)]


def _longest_first(spans: list[Span]) -> Iterator[Span]:
    """None inside another: of "pp棉" the words "pp" are no value of their own."""
    last = 0
    for start, end, value in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            last = end
            yield start, end, value


def _phrases(text: str, index: Lexicon) -> Iterator[Span]:
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        taken, value = _longest(words[at : at + index.words], index)
        if taken:
            yield words[at].start(), words[at + taken - 1].end(), value
        at += taken or 1


def _longest(words: Sequence[re.Match[str]], index: Lexicon) -> tuple[int, str]:
    most = _joined(words) if words[0][0] in index.openings else 1
    for count in range(most, 0, -1):
        phrase = tuple(match[0] for match in words[:count])
        value = index.phrases.get(phrase) or _stem(phrase, index)
        if value:
            return count, value
    return 0, ""


def _joined(words: Sequence[re.Match[str]]) -> int:
    """How many words from the first one are parted by nothing but one blank or hyphen."""
    count = 1
    while count < len(words):
        gap = words[count].string[words[count - 1].end() : words[count].start()]
        if gap not in _BETWEEN:
            break
        count += 1
    return count


def _stem(phrase: tuple[str, ...], index: Lexicon) -> str | None:
    *before, last = phrase
    for length in range(len(last), _SHORTEST_STEM - 1, -1):
        if value := index.stems.get((*before, last[:length])):
            return value
    return None


def _substrings(text: str, index: Lexicon) -> Iterator[Span]:
    if text.isascii():
        return
    end = 0
    for at, start in enumerate(text):
        if at >= end and start in index.lengths:
            length = next((size for size in index.lengths[start] if text[at : at + size] in index.han), 0)
            if length:
                end = at + length
                yield at, end, index.han[text[at:end]]


@lru_cache(maxsize=256)
def _made(values: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return lexicon_of(dict(values))


def lexicon_of(values: Values) -> Lexicon:
    """A list made ready for `find_words`; some milliseconds for thousands of synonyms, so keep it."""
    phrases: dict[tuple[str, ...], str] = {}
    stems: dict[tuple[str, ...], str] = {}
    han: dict[str, str] = {}
    for name, synonyms in values.items():
        for synonym in (name, *synonyms):
            folded = level(plain(synonym))
            if _HAN.search(folded):
                han.setdefault(folded, name)
            elif words := tuple(_WORD.findall(folded)):
                (stems if synonym.endswith("*") else phrases).setdefault(words, name)
    several = [words for words in (*phrases, *stems) if len(words) > 1]
    return Lexicon(
        phrases,
        stems,
        han,
        max(map(len, several), default=1),
        frozenset(words[0] for words in several),
        {start: _lengths(start, han) for start in {word[0] for word in han}},
    )


def _lengths(start: str, han: Mapping[str, str]) -> list[int]:
    return sorted({len(word) for word in han if word[0] == start}, reverse=True)
