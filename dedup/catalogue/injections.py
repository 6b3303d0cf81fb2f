"""Listings whose text speaks to a model instead of to buyers: found at import, shown to people, trusted by nobody.

The marker tells a moderator what a seller tries. It is no defence: what a model may do is bound by code, whether or not
such a text is found (docs/safety.md). It looks at the text as the border leaves it, so what hides behind width or
invisible characters is seen; letters that look alike are tried in both alphabets, base64 is opened. Pure.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import re2

from .cleaning import line
from .speaking import TOGETHER, WAYS

Mark = dict[str, str]

LONGEST_QUOTE = 160
BEFORE, BEHIND = 30, 60  # characters quoted around what was found
MEMORY = 64 << 20  # bytes for the compiled pattern and what it learns; with less it is ten times slower
SPLIT, HIDDEN = "several fields", "invisible characters"
MOST_HIDDEN = 20
LOOKS_LATIN = "асеорхуіјѕԁһвкмнтгАВСЕНІЈКМОРЅТХУѴΑΒΕΗΙΚΜΝΟΡΤΥΧοαι"
IS_LATIN = "aceopxyijsdhbkmhtrABCEHIJKMOPSTXYVABEHIKMNOPTYXoai"
TO_LATIN = str.maketrans(LOOKS_LATIN, IS_LATIN)
TO_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTXYi", "асеорхуАВСЕНКМОРТХУі")
MIXED = r"[a-z][\x{370}-\x{4ff}]|[\x{370}-\x{4ff}][a-z]"
SENTENCE = re.compile(r"(?<=[.!?;。！？；])(?!\w)|\n")
PACKED = r"[A-Za-z0-9+/]{24,}={0,2}"
TAGS = re.compile("[\U000e0020-\U000e007e]{6,}")  # ASCII that nobody sees and some models read


def find(text: str) -> str:
    """The words of a cleaned text that speak to a model, with a little around them; empty where none do."""
    if not _may_speak(text):
        return ""
    return next((words for seen in _readings(text) if (words := _said(seen) or _said_together(seen))), "")


def _may_speak(text: str) -> bool:
    """One quick look, or two, that all but a few listings end with."""
    ways = (*WAYS, *(who for who, *_ in TOGETHER), MIXED)
    return bool(_compiled(*ways).search(text.replace("\n", " ")) or _compiled(PACKED).search(text))


def _said(text: str) -> str:
    """Lines count as one: an order may be broken over two, or over two fields."""
    found = _compiled(*WAYS).search(text.replace("\n", " "))
    return _quote(text, *found.span()) if found else ""


def _said_together(text: str) -> str:
    """A sentence that names a machine that reads, gives an order, and says what it is about."""
    for who, *rest in TOGETHER:
        if _compiled(who).search(text):
            for sentence in SENTENCE.split(text):
                if all(_compiled(way).search(sentence) for way in (who, *rest)):
                    return _quote(sentence, 0, LONGEST_QUOTE)
    return ""


def _quote(text: str, start: int, end: int) -> str:
    return line(text[max(0, start - BEFORE) : end + BEHIND])[:LONGEST_QUOTE]


@cache
def _compiled(*ways: str) -> Any:
    options = re2.Options()
    options.max_mem, options.case_sensitive = MEMORY, False
    return re2.compile("|".join(f"(?:{way})" for way in ways), options)


def of(title: str, attributes: Mapping[str, str | list[str]], description: str) -> list[Mark]:
    """The places of a listing that do, each with its words: [{"place", "quote"}]; nearly always none.

    Words that only speak to a model when fields are read together stand under `several fields`.
    """
    quote = find("\n".join([title, *attributes, *map(_told, attributes.values()), description]))
    return _placed(quote, title, attributes, description) if quote else []


def _placed(quote: str, title: str, attributes: Mapping[str, str | list[str]], description: str) -> list[Mark]:
    told = {f"attribute {name}": f"{name}: {_told(value)}" for name, value in attributes.items()}
    places = {"title": title, **told, "description": description}
    marks = [{"place": place, "quote": words} for place, text in places.items() if (words := find(text))]
    return marks or [{"place": SPLIT, "quote": quote}]


def hidden(raw: Iterable[object]) -> list[Mark]:
    """What raw fields say in tag characters: the border takes those out, so no person and no model sees them."""
    texts = [*_strings([*raw])]
    runs = (found[0] for text in texts for found in TAGS.finditer(text)) if _may_hide("".join(texts)) else ()
    words = ("".join(chr(ord(char) - 0xE0000) for char in run) for run in runs)
    return [{"place": HIDDEN, "quote": line(text)[:LONGEST_QUOTE]} for text in words][:MOST_HIDDEN]


def _may_hide(text: str) -> bool:
    """Whether it has a character of the plane of tags: a look at bytes, many times quicker than a pattern."""
    return not text.isascii() and b"\xf3\xa0" in text.encode(errors="surrogatepass")


def _strings(value: object, deep: int = 4) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif deep and isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part, deep - 1)


def _told(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _readings(text: str) -> Iterator[str]:
    """The text, then what it may stand for: letters of another alphabet, packed words."""
    yield text
    if _compiled(MIXED).search(text):
        yield text.translate(TO_LATIN)
        yield text.translate(TO_CYRILLIC)
    for packed in _compiled(PACKED).finditer(text):
        if words := _opened(packed[0]):
            yield words


def _opened(packed: str) -> str:
    """Base64 as text, where that is what it is."""
    bare = packed.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
