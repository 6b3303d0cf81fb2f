"""Model years and seasons: "2023", MY23, FW23/24, "осень-зима 2023", 2023秋冬, '24, 二〇二四年.

A bare "23" is no year, and neither is an amount (2000 mAh), a price (1999 ₽) or a part of a code (KT2000).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rules.values.numerals import han_number
from rules.values.text import Found, plain
from rules.values.units import UNITS

SEASONS = ("spring", "summer", "autumn", "winter", "resort", "holiday")
_WARM, _COLD = ("spring", "summer"), ("autumn", "winter")
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("all.?season|всесезон|四季|круглогодичн", _WARM + _COLD),
    ("демисезон|春秋", ("spring", "autumn")),
    ("pre-?fall|早秋", ("autumn",)),
    ("resort|cruise|круиз|早春|度假", ("resort",)),
    ("holiday", ("holiday",)),
    ("spring|весн|вес(?=[-/])|春", ("spring",)),
    ("summer|лето|лета|летн|летом|夏", ("summer",)),
    ("autumn|fall|осен|秋", ("autumn",)),
    ("winter|зим|冬", ("winter",)),
)
_CODES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"[fa] ?[/&] ?w|[fa]w|о ?/ ?з", _COLD),
    (r"s ?[/&] ?s|ss|в ?/ ?л", _WARM),
)
_CODE = "|".join(code for code, _ in _CODES)
_HAN_YEAR = re.compile("(?<![零〇一二三四五六七八九])[一二][零〇九][零〇一二三四五六七八九]{2}(?=年|款|春|夏|秋|冬)")
# Ends of a span that is open: "2015 - present", "до 2015".
_EVER_BEFORE, _EVER_AFTER = 1, 9999
_LIST = re.compile(r"[;、，；\n]|, ")


@dataclass(frozen=True)
class ModelYear:
    """`first` to `last`, both 0 where only a season is stated; `seasons` in the order of the year.

    "From 2015" lasts until 9999, and "up to 2015" begins in 1.
    """

    first: int
    last: int
    seasons: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return f"{'–'.join(self.seasons)} {self._years}".strip()

    @property
    def _years(self) -> str:
        if self.first == _EVER_BEFORE:
            return f"up to {self.last}"
        if self.last == _EVER_AFTER:
            return f"from {self.first}"
        years = f"{self.first}–{self.last}" if self.last != self.first else str(self.first)
        return years if self.first else ""


def parse_years(text: str) -> tuple[ModelYear, ...]:
    """Every year with the season beside it, or the season alone; () where there is neither."""
    text = _HAN_YEAR.sub(lambda match: str(han_number(match[0])), plain(text).lower())
    return tuple(dict.fromkeys(year for part in _LIST.split(text) for year in _of_part(part)))


def find_years(text: str) -> list[Found[ModelYear]]:
    """Years in free text ("2023", "2015-2018", MY23), in order."""
    text = plain(text)
    lower = text.lower()
    if len(lower) != len(text) or not any(map(str.isdigit, text)):
        return []
    return [
        Found(ModelYear(*_span(match)), text[match.start() : match.end()], match.start())
        for match in _year().finditer(lower)
    ]


def find_seasons(text: str) -> list[Found[tuple[str, ...]]]:
    """Seasons in free text ("summer", демисезонные, 秋冬), in order, with the rest of the word."""
    text = plain(text)
    lower = text.lower()
    if len(lower) != len(text):
        return []
    return [
        Found(
            next(seasons for words, seasons in _WORDS if _starts_word(words).match(match[0])),
            text[slice(*match.span())],
            match.start(),
        )
        for match in _season().finditer(lower)
    ]


@cache
def _season() -> re.Pattern[str]:
    return re.compile(f"(?<![a-zа-я])(?:{'|'.join(words for words, _ in _WORDS)})(?:(?<=[а-я])[а-я]*|(?![a-z]))")


def _of_part(part: str) -> list[ModelYear]:
    spans = list(_spans(part))
    seasons = _seasons(part, with_codes=bool(spans))
    if not spans:
        return [ModelYear(0, 0, seasons)] if seasons else []
    return [ModelYear(first, last, seasons) for first, last in spans]


def _seasons(part: str, *, with_codes: bool) -> tuple[str, ...]:
    found = {season for words, seasons in _WORDS if _starts_word(words).search(part) for season in seasons}
    for code, seasons in _CODES if with_codes else ():
        if re.search(rf"(?<![a-zа-я])(?:{code})(?![a-zа-я])", part):
            found.update(seasons)
    return tuple(season for season in SEASONS if season in found)


@cache
def _starts_word(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zа-я])(?:{words})")


def _spans(part: str) -> Iterator[tuple[int, int]]:
    return map(_span, _year().finditer(part))


def _span(match: re.Match[str]) -> tuple[int, int]:
    first = _whole(match["four"] or match["after"] or match["before"] or match["apostrophe"])
    to = match["to"] or match["to_after"] or match["to_before"]
    if not to and (match["since"] or match["open"]):
        return first, _EVER_AFTER
    if not to and (match["until"] or match["older"]):
        return _EVER_BEFORE, first
    return first, _last(first, to)


def _whole(digits: str) -> int:
    number = int(digits)
    return number if number > 99 else number + (1900 if number >= 60 else 2000)


def _last(first: int, stated: str | None) -> int:
    """The end of a span; in "2023-05" the month is none, in "2011-12" the next year is."""
    if stated is None:
        return first
    last = int(stated) if len(stated) == 4 else first // 100 * 100 + int(stated)
    is_month = len(stated) == 2 and int(stated) <= 12 and last != first + 1
    return first if is_month or not first < last <= 2099 else last


@cache
def _year() -> re.Pattern[str]:
    """Four digits; or two where a season, a code, an apostrophe or 年 says that they are a year."""
    four = _FROM + r"(?<![0-9$€£¥₽])(?<![0-9],)(?:(?<![a-zа-я])|(?<=my|fw|aw|ss))(?P<four>(?:19|20)[0-9]{2})"
    two = r"(?P<{0}>[0-9]{{2}})(?: ?[-/] ?(?P<to_{0}>[0-9]{{2}}))?"
    after = rf"{_BEFORE_TWO}[ '’]{{0,2}}{two.format('after')}(?![0-9])"
    before = rf"(?<![0-9a-zа-я])(?<!保)(?<!保修){two.format('before')} ?(?={_AFTER_TWO})"
    apostrophe = r"(?<![0-9a-zа-я])['’](?P<apostrophe>[0-9]{2})(?![0-9'’\"])"
    return re.compile(f"{four}{_TO}(?![0-9]|,[0-9])(?! ?{_amount()})(?!{_LETTER})|{after}|{before}|{apostrophe}")


_FROM = (
    r"(?:(?:(?P<since>(?<![a-zа-я])(?:(?:с|c|со|от|после|from|since|after) |post-?)|[≥>]=? ?|[自从從])"
    r"|(?P<until>(?<![a-zа-я])(?:(?:до|по|up to|until|till|before|through) |pre-?)|[≤<]=? ?))(?:[01]?[0-9][./])?)?"
)
_AFTER_YEAR = r"(?:[./][01][0-9](?![0-9]))?(?: ?(?:год[ау]?|г\. ?в\.|г\.?(?![а-я])|年(?:款)?|款))?"
_NOW = r"(?:по )?(?:н\. ?в|наст|сейчас|сегодня|present|now|current|today|date|今|现在|現在)"
_AT_END = r"(?= ?(?:$|[)/]))"
_TO = (
    rf"(?:{_AFTER_YEAR}(?: ?[-–—/~至到] ?| (?:to|up to|till|until|through|thru|по|до) )(?:[01]?[0-9][./])?"
    r"(?P<to>[0-9]{4}|(?<=[-–—/~至到 ])[0-9]{2})(?![0-9])"
    rf"|(?P<open>{_AFTER_YEAR}(?: ?\+(?! ?[0-9])|起|及?(?:以后|之后|以後|之後|以来|以來)"
    rf"|(?: ?[-–—~至到] ?| (?:to|till|until|по|до) ){_NOW}[а-яa-z]*| по {_NOW}[а-я]*"
    rf"|[ -]?(?:onwards?|on|up){_AT_END}| (?:and|&|и) (?:on|up|onwards?|later|newer|новее|позже|позднее|выше|далее)"
    rf"| ?(?:[-–—~]>?|>|→|\.\.\.){_AT_END}))"
    rf"|(?P<older>{_AFTER_YEAR}(?:及?(?:以前|之前)| (?:and|&|or|и) (?:before|earlier|older|ранее|раньше|старше))))?"
)
_BEFORE_TWO = (
    rf"(?:(?<![a-zа-я])(?:my|{_CODE})"
    "|(?:осень|осени|зима|зимы|весна|весны|лето|лета|spring|summer|autumn|fall|winter))"
)
_AFTER_TWO = rf"年|款|[春夏秋冬]|(?:{_CODE})(?![a-z])"
# What may be glued to a year: 2023FW, 2023г, 2023гг.
_LETTER = r"(?!(?:fw|aw|ss|г{1,2}|год[ау]?)(?![a-zа-я]))[a-zа-я]"
_COUNTS = "руб|р(?![а-я])|₽|元|€|usd|eur|шт|pcs|次|个|片|张|hz|гц|об|rpm|k(?![a-z])|[x×х*](?= ?[0-9])"
# Units that no year stands before but these: "2023 г." is a year, and "2023 in stock" no length.
_NO_UNITS = frozenset({"г", "гр", "in", "in.", "m", "м", "'", '"', "''", "′′", "”", "“", "l", "л"})


def _amount() -> str:
    units = {word for unit in UNITS for word in unit.spellings.split()} - _NO_UNITS
    words = (re.escape(word.rstrip("*")) + ("[a-zа-я]*" if word.endswith("*") else "") for word in units)
    return f"(?:{_COUNTS}|(?:{'|'.join(sorted(words))})(?![a-zа-я]))"
