"""Forms of Russian words, so that a vocabulary names each once: чёрный+ is чёрная, чёрного, чёрными, чёрно-."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_HARD = ("ый", "ая", "ое", "ые", "ого", "ой", "ому", "ым", "ых", "ую", "ыми", "ом", "о")
_SOFT = ("ий", "яя", "ее", "ие", "его", "ей", "ему", "им", "их", "юю", "ими", "ем", "е")
_AFTER_K = ("ий", "ая", "ое", "ие", "ого", "ой", "ому", "им", "их", "ую", "ими", "ом", "о")


def adjective(word: str) -> list[str]:
    """All cases, genders and numbers of an adjective in -ый, -ой or -ий, and its first half (чёрно-белый)."""
    stem, ending = word[:-2], word[-2:]
    if ending == "ый":
        return [stem + end for end in _HARD]
    if ending == "ой":
        return [word, *(stem + end for end in (_AFTER_K if stem[-1] in "кгхжш" else _HARD)[1:])]
    return [stem + end for end in (_AFTER_K if stem[-1] in "кгхжшщч" else _SOFT)]


def forms(synonym: str) -> Iterator[str]:
    """A synonym with every form of each word that has a + behind it: "чёрный+", "искусственный+ кожа"."""
    if "+" not in synonym:
        yield synonym
        return
    words = (adjective(word[:-1]) if word.endswith("+") else [word] for word in synonym.split(" "))
    yield from map(" ".join, product(*words))
