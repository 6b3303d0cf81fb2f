"""Marks what two texts do not share, so that the eye meets the difference and not the text.

Sellers order words freely, so words of listings are compared as sets, not as sequences: "Spinner 55
black" and "Black spinner 55" differ in nothing. Versions of one text (`changed`) keep their order.
Everything is escaped here; the only tag is <mark>.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Scripts that write without spaces are compared sign by sign.
SIGN = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|{SIGN}|(?:(?!{SIGN})[^\W\d_])+|.", re.DOTALL)
TOUCHING = re.compile(r"</mark>(\s*)<mark>")
MOST_TOKENS = 6000  # finding the order of more takes seconds
# Below this share the two texts are in different languages, or strangers: marks would cover everything.
COMMON = 0.2


def marked(left: str, right: str) -> tuple[SafeString, SafeString]:
    """Both texts as HTML, with <mark> around the words that the other one lacks."""
    lefts, rights = words(left), words(right)
    shared = lefts & rights
    if len(shared) <= COMMON * min(len(lefts), len(rights)):
        shared = lefts | rights
    return paint(left, shared), paint(right, shared)


def changed(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Two versions of one text as HTML, with <mark> around what went and what came; here the order counts."""
    olds, news = TOKEN.findall(before), TOKEN.findall(after)
    if len(olds) + len(news) > MOST_TOKENS:
        return marked(before, after)
    same = SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks()
    return _painted(olds, [(at, size) for at, _, size in same]), _painted(news, [(at, size) for _, at, size in same])


def _painted(tokens: Sequence[str], same: Iterable[tuple[int, int]]) -> SafeString:
    """`same`: where runs of unchanged tokens begin, and how long they are."""
    pieces, at = [], 0
    for start, size in same:
        gone = escape("".join(tokens[at:start]))
        pieces += [f"<mark>{gone}</mark>" if gone.strip() else gone, escape("".join(tokens[start : start + size]))]
        at = start + size
    return mark_safe("".join(pieces))  # noqa: S308  every piece was escaped, and <mark> carries no attribute


def words(text: str) -> set[str]:
    return {key for token in TOKEN.findall(text) if (key := fold(token))}


def fold(token: str) -> str:
    """What a token is compared by; empty for spaces and punctuation, which are never marked."""
    folded = unicodedata.normalize("NFKC", token).casefold()
    return folded if folded[:1].isalnum() else ""


def paint(text: str, shared: set[str]) -> SafeString:
    pieces = []
    for token in TOKEN.findall(text):
        key = fold(token)
        pieces.append(f"<mark>{escape(token)}</mark>" if key and key not in shared else escape(token))
    # Safe: every token was escaped on its own, and <mark> carries no attribute.
    return mark_safe(TOUCHING.sub(r"\1", "".join(pieces)))  # noqa: S308
