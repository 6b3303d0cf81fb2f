"""What a title is compared by: the character 3-grams of its words, and its words.

3-grams survive misspellings and inflection, words carry model numbers; Chinese and Japanese, which
have no blanks between words, count as words of two characters. A part number is a word in each of
its spellings: `PS-LX350H` is `ps`, `lx350h` and `pslx350h`.

Features are 31-bit hashes, so that nothing grows with the vocabulary.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

BITS = 31
HAN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
WITHOUT_BLANKS = re.compile(f"[{HAN}]")
CODE = re.compile(rf"[^\W_{HAN}]+(?:[-./_][^\W_{HAN}]+)+")
SHORTEST_CODE = 4
BLANK = 32
WORDS_SEED = np.uint64(1 << 40)


@dataclass(frozen=True)
class Counts:
    """How often each feature stands in each text: `rows` ascending, `keys` ascending within a row."""

    rows: Integers
    keys: Integers
    times: Integers


def normal(title: str) -> str:
    """NFKC, small letters, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", title).lower().split())


def grams(titles: Sequence[str]) -> Counts:
    rows, packed = packed_grams(titles)
    return _count(rows, mix(packed))


def packed_grams(titles: Sequence[str]) -> tuple[Integers, Hashes]:
    """(text number, three code points of 21 bits each), once for every place where the 3-gram stands.

    3-grams do not reach over a word's ends, where one blank stands for the end: what scikit-learn
    calls `char_wb` with `ngram_range=(3, 3)`.
    """
    texts = [f" {normal(title)} " for title in titles]
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    rows = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    if len(points) < 3:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    whole = (rows[:-2] == rows[2:]) & (points[1:-1] != BLANK)
    packed = points[:-2] << np.uint64(42) | points[1:-1] << np.uint64(21) | points[2:]
    return rows[:-2][whole], packed[whole]


def words(titles: Sequence[str]) -> Counts:
    found = [[zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words_of(title)] for title in titles]
    rows = np.repeat(np.arange(len(found)), [len(hashes) for hashes in found])
    checksums = np.array([value for hashes in found for value in hashes], np.uint64)
    return _count(rows, mix(checksums + WORDS_SEED))


def words_of(title: str) -> list[str]:
    text = normal(title)
    found: list[str] = []
    for word in WORD.findall(text):
        found += _pairs(word) if WITHOUT_BLANKS.match(word) else [word]
    return found + [code for match in CODE.findall(text) if (code := _joined(match))]


def mix(values: Hashes) -> Hashes:
    """SplitMix64 (Steele, Lea, Flood 2014): every bit of the result depends on every bit of the value."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ values >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ values >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return values ^ values >> np.uint64(31)


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]


def _joined(code: str) -> str:
    """A part number without its separators, or nothing where it has no digit or is too short to be one."""
    joined = re.sub(r"[-./_]", "", code)
    return joined if len(joined) >= SHORTEST_CODE and any(map(str.isdigit, joined)) else ""


def _count(rows: Integers, hashes: Hashes) -> Counts:
    """Both as one number, because sorting one column is several times faster than sorting two."""
    keys = hashes >> np.uint64(64 - BITS)
    both, times = np.unique(rows.astype(np.uint64) << np.uint64(BITS) | keys, return_counts=True)
    low = np.uint64((1 << BITS) - 1)
    return Counts((both >> np.uint64(BITS)).astype(np.int64), (both & low).astype(np.int64), times.astype(np.int64))
