from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from dedup.candidates import features

TITLES = ["Sony PS-LX350H", "a", "", "  Čaj  ZELENÝ 100 g ", "纯棉T恤 夏季", "ＦＵＬＬ　width", "Чайник 1,7 л"]


def test_grams_are_those_of_scikit_learn() -> None:
    analyse = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3)).build_analyzer()
    rows, packed = features.packed_grams(TITLES)
    for number, title in enumerate(TITLES):
        ours = sorted(unpacked(value) for value in packed[rows == number].tolist())
        assert ours == sorted(analyse(features.normal(title)))


def unpacked(value: int) -> str:
    return "".join(chr(value >> shift & 0x1FFFFF) for shift in (42, 21, 0))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Sony PS-LX350H", ["sony", "ps", "lx350h", "pslx350h"]),
        ("夏季纯棉 T恤", ["夏季", "季纯", "纯棉", "t", "恤"]),
        ("茶", ["茶"]),
        ("Чай-Зелёный 25 шт.", ["чай", "зелёный", "25", "шт"]),
        ("USB-C 3.0", ["usb", "c", "3", "0"]),
        ("DW-745/XE", ["dw", "745", "xe", "dw745xe"]),
        ("™ — !", ["tm"]),
        ("ＡＢＣ", ["abc"]),
    ],
)
def test_words(title: str, words: list[str]) -> None:
    assert features.words_of(title) == words


def test_a_feature_said_twice_is_counted_twice() -> None:
    counts = features.words(["tea tea green", "tea"])
    assert counts.rows.tolist() == [0, 0, 1]
    assert sorted(counts.times[:2].tolist()) == [1, 2]
    assert counts.keys[2] in counts.keys[:2]


def test_hashes_never_change_because_they_are_stored() -> None:
    """Stored weights and vectors are of these numbers: whoever changes them changes `titles.NAME`."""
    assert features.words(["tea"]).keys.tolist() == [1784502154]
    assert features.grams(["tea"]).keys.tolist() == [176664516, 702948035, 2000824970]


def test_lone_surrogates_and_empty_titles_do_no_harm() -> None:
    assert len(features.grams(["\ud800", ""]).rows) == 1
    assert len(features.grams([]).rows) == 0
    assert len(features.words(["", " "]).rows) == 0
    assert np.all(features.grams(TITLES).keys < 1 << features.BITS)
