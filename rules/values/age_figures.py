"""An age said in words, halves or two units as one number with one unit, for `ages` to read.

1岁半, "1 год 6 мес", "two and a half years", "полтора года" and "с рождения" all become figures.
"""

from __future__ import annotations

import re

from rules.values import numerals

YEARS = r"y(?:ea)?rs?(?:[ -]?old)?|y/?o|y\.o\.|y|лет(?:н[а-я]{2,3})?|год[а-я]{0,3}|г\.|周?岁|年(?!级)"
MONTHS = r"months?(?:[ -]?old)?|mths?|mos?|m|мес(?:яц[а-я]{0,3})?\.?|м\.?|个月|月龄|月"

_BIRTH = re.compile(r"(?:from|since) birth|с (?:самого )?рождения|(?:от)?出生(?:起|以上)?", re.IGNORECASE)
_A_YEAR = re.compile(r"\b(от|с|до|старше|младше|после) года\b", re.IGNORECASE)
_GENITIVES = ("одного", "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти", "десяти")
_WORDS = {**numerals.WORDS, **{word: value for value, word in enumerate(_GENITIVES, 1)}, "двенадцати": 12}
_IN_WORDS = re.compile(
    rf"\b({'|'.join(_WORDS)})(?=[ -](?:(?:{YEARS}|{MONTHS})(?![a-zа-я])|с половиной|and a half|to |до |-))",
    re.IGNORECASE,
)
_IN_HAN = re.compile(rf"(?<![{numerals.HAN}])([{numerals.HAN}]{{1,4}})(?=周?岁|个半?月|年(?!级)|到|至|-)")
_HALVES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bпол(?:у?года|года|угодия)\b|\bhalf(?: a|-)? ?year\b", re.IGNORECASE), "6 months"),
    (re.compile(r"\bпол(?:тора|утора)(?= (?:год|лет))", re.IGNORECASE), "1.5"),
    (re.compile(r"\b(?:an?|1) year and a half\b", re.IGNORECASE), "1.5 years"),
    (re.compile(r"(?<![0-9.,])([0-9]{1,3})( years?) and a half\b", re.IGNORECASE), r"\1.5\2"),
    (re.compile(r"(?<![0-9.,])([0-9]{1,3})(?:-?х)? (?:с половиной|and (?:a|one)[ -]half)\b", re.IGNORECASE), r"\1.5"),
    (re.compile(r"(?<![0-9.,])([0-9]{1,3})[ -]1[/⁄]2(?![0-9/])"), r"\1.5"),
    (re.compile(r"(?<![0-9.,/])1(?:⁄2(?![0-9/])|/2(?= ?[-–—] ?[0-9]))"), "0.5"),
    (re.compile(r"(?<![0-9.,])([0-9]{1,3}) ?(周?岁|年|个)半(?!价)"), r"\1.5\2"),
    (re.compile(r"(?<![0-9上下前后])半(?=周?岁|年|个月)"), "0.5"),
)
# "1/2 years" is half a year, or from one to two: both are kept, for nobody can tell.
_HALF_OR_TWO = re.compile(r"(?<![0-9.,/])1/2(?![0-9/]|[.,][0-9])")
# "3 года 36 мес" is one age said twice, not six years: the months of a compound are at most eleven.
_YEARS_AND_MONTHS = re.compile(
    rf"(?<![0-9.,])([0-9]{{1,2}})(?:-?(?:х|го))? ?(?:{YEARS}|[гл]\.?)(?:,? |,| ?(?:and|&|и) ?|[又零加])?"
    rf"([1-9]|1[01]) ?(?:{MONTHS})(?![a-zа-я])",
    re.IGNORECASE,
)


def in_figures(text: str) -> tuple[str, ...]:
    """The readings of a text in lower case and simplified characters: one, or two where it says "1/2"."""
    text = _A_YEAR.sub(r"\1 1 года", _BIRTH.sub(" 0+ ", text))
    text = _IN_HAN.sub(lambda match: str(numerals.han_number(match[1])), text)
    text = _IN_WORDS.sub(lambda match: str(_WORDS[match[1].lower()]), text)
    for pattern, figures in _HALVES:
        text = pattern.sub(figures, text)
    text = _YEARS_AND_MONTHS.sub(_as_years, text)
    return tuple(dict.fromkeys(_HALF_OR_TWO.sub(figures, text) for figures in ("0.5", "1-2")))


def _as_years(match: re.Match[str]) -> str:
    """Years, for they may be the end of a range ("1-2 года 6 мес")."""
    return f"{int(match[1]) + int(match[2]) / 12:.4f} years"
