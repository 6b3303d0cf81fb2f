"""ModelNumberItemMatcher and GtinItemMatcher."""

from __future__ import annotations

import pytest

from rules.matchers import Value, compare

from .cases import outcome

MODEL_NUMBERS: list[tuple[Value, Value, str]] = [
    ("AM53BK", "am-53-bk", "same"),
    ("PS-LX350H", "Sony PSLX350H turntable", "same"),
    ("DW 745", "DW745", "same"),
    ("MB990LL/A", "mb990lla", "same"),
    ("WH-1000XM4", "WH1000XM4", "same"),
    ("Model: AM53BK", "AM53BK", "same"),
    ("арт. 12345", "12345", "same"),
    ("货号：A1234-5", "A12345", "same"),
    ("型号AM53BK黑色", "AM 53 BK", "same"),
    ("АМ53ВК", "AM53BK", "same"),
    ("Артикул CW2288-111", "CW2288 111", "same"),
    (4711, "4711", "same"),
    (["AM53BK", "AM53WH"], "AM53WH", "same"),
    ("AM53BK", "AM54BK", "different"),
    ("AM53BK", "AM53WH", "different"),
    ("KT-1700", "KT-1250", "different"),
    ("арт. 12345", "арт. 12346", "different"),
    ("货号A1234", "货号B1234", "different"),
    ("Ц-12", "Д-12", "different"),
    ("none", "AM53BK", "missing"),
    ("нет", "AM53BK", "missing"),
    ("see picture", "AM53BK", "unreadable"),
    ("见图", "AM53BK", "unreadable"),
    ("24-inch", "AM53BK", "unreadable"),
]
GTINS: list[tuple[Value, Value, str]] = [
    ("4006381333931", "04006381333931", "same"),
    ("036000291452", "0036000291452", "same"),
    ("00036000291452", "0 36000 29145 2", "same"),
    ("EAN: 4006381333931", "4006381333931", "same"),
    ("条码：6901234567892", "6901234567892", "same"),
    ("штрихкод 4600439931256", "4600439931256", "same"),
    ("73513537", "00000073513537", "same"),
    ("４００６３８１３３３９３１", "4006381333931", "same"),
    (4006381333931, "4006381333931", "same"),
    (["4006381333931", "036000291452"], "036000291452", "same"),
    ("4006381333931", "4600439931256", "different"),
    ("036000291452", "73513537", "different"),
    ("4006381333930", "4006381333931", "unreadable"),
    ("0000000000000", "4006381333931", "unreadable"),
    ("400638133393", "4006381333931", "unreadable"),
    ("4.00638E+12", "4006381333931", "unreadable"),
    ("Does not apply", "4006381333931", "missing"),
    (None, "4006381333931", "missing"),
    ("无", "4006381333931", "missing"),
]


@pytest.mark.parametrize(("left", "right", "expected"), MODEL_NUMBERS)
def test_model_numbers(left: Value, right: Value, expected: str) -> None:
    assert outcome("ModelNumberItemMatcher", left, right) == expected


@pytest.mark.parametrize(("left", "right", "expected"), GTINS)
def test_gtins(left: Value, right: Value, expected: str) -> None:
    assert outcome("GtinItemMatcher", left, right) == expected


@pytest.mark.parametrize(
    ("suffix", "left", "right", "expected"),
    [
        (2, "AM53", "AM53BK", "same"),
        (2, "AM53", "AM53BLK", "different"),
        (2, "AM5", "AM53", "different"),
        (2, "AM53BK", "AM53WH", "different"),
        (0, "AM53", "AM53B", "different"),
    ],
)
def test_a_suffix_of_letters_does_not_count_where_the_option_says_so(
    suffix: int, left: str, right: str, expected: str
) -> None:
    assert outcome("ModelNumberItemMatcher", left, right, {"suffix": suffix}) == expected


def test_sentences() -> None:
    assert compare("ModelNumberItemMatcher", "am-53-bk", "AM54").sentence == "AM53BK vs AM54: different"
    said = compare("GtinItemMatcher", "4006381333930", "4006381333931").sentence
    assert said == "“4006381333930” vs 04006381333931: no GTIN could be read on one side"
