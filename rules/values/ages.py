"""Ages as ranges of months: "3-6 years", "от 3 лет", 3岁以上, "36M+", "0-6 мес", "adult".

A word ("toddler", 青年) stands for a rough range. "Not for children under 3" is 3 and up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rules.values.age_figures import MONTHS, YEARS, in_figures
from rules.values.enums import Lexicon, find_words, lexicon_of
from rules.values.numbers import to_float
from rules.values.scripts import level
from rules.values.text import Found, plain
from rules.values.units import pattern
from rules.values.vocabulary import entries

AgeUnit = Literal["years", "months"]

OPEN = math.inf
_OLDEST = 120 * 12
_LONGEST_VALUE = 400
_IN_MONTHS = {"years": 12.0, "months": 1.0}


@dataclass(frozen=True)
class Ages:
    """From `low` to `high` months; the same where one age is said, `OPEN` where there is no end.

    `rough`: said by a word.
    """

    low: float
    high: float
    rough: bool = False

    @property
    def text(self) -> str:
        if self.high == OPEN:
            return f"{_shown(self.low)}+"
        if self.low == self.high:
            return _shown(self.low)
        if self.low == 0 and not self.high % 12:
            return f"under {_shown(self.high)}"
        unit = "years" if self.low % 12 == self.high % 12 == 0 else "months"
        one = 12 if unit == "years" else 1
        return f"{self.low / one:g}–{self.high / one:g} {unit}"


def _shown(months: float) -> str:
    amount, unit = (months / 12, "year") if months % 12 == 0 and months else (months, "month")
    return f"{amount:g} {unit}" if amount == 1 else f"{amount:g} {unit}s"


# Each word with the years that it means at the widest: word and number are different only where nobody doubts it.
WORDS = """
0 0.5: newborn, newborns, новорождённ*, новорожденн*, 新生儿, 初生儿
0 2: baby, babies, infant, infants, младен*, грудничк*, грудничок, 婴儿
0 4: малыш*, для малышей, 婴幼儿, 宝宝
1 4: toddler, toddlers, ясельн*, 幼儿
2 7: preschool, preschooler, preschoolers, дошкольн*, 学前, 学龄前
2 15: kids, kid, child, children, childrens, дети, детей, детям, детск*, ребёнок, ребёнка, 儿童, 小孩, 少儿, 小童,
    中大童, 大童
6 18: schoolchildren, school age, школьн*, школьник*, 学生, 小学生
10 20: teen, teens, teenager, teenagers, tween, tweens, youth, подростк*, подросток, 青少年, 少年
16 inf: adult, adults, grown up, grown ups, взрослый+, взрослым, взросл*, совершеннолетн*, 成人, 成年, 成年人, 大人
16 41: young adult, young adults, молодёжн*, молодежь, молодёжь, 青年, 年轻人
35 61: middle aged, средний+ возраста, среднего возраста, 中年
40 inf: 中老年
55 inf: senior, seniors, elderly, пожил*, пенсионер*, старшего возраста, 老年, 老人, 老年人
0 inf: all ages, any age, all age groups, ageless, для всех возрастов, любой возраст, любого возраста,
    без ограничений, 全年龄, 全年龄段, 不限年龄, 各年龄段, 所有年龄
"""
_FROM = r"from|over|above|older than|min\.?|minimum|от|с|старше|свыше|более|начиная с|大于|满|>=?|≥"
_OF_AGE = r"(?: the)?(?: ages?)?(?: of)?"
_TO = r"to|till|until|до|по|至|到|-|–|—|~"
_UNDER = r"under|below|up to|younger than|max\.?|до|младше|не старше|小于|<=?|≤"
_UP = (
    r"\+|(?:of age )?(?:and|&|or) (?:up|over|above|older|more)|& ?up|up(?![a-z])|и (?:старше|выше|более|больше)"
    r"|及?以上|起"
)
_DOWN = r"(?:and|&|or) (?:under|below|younger)|и (?:младше|меньше)|及?以[下内]|内"


def _age(name: str) -> str:
    """A number with its unit: "3 years", "3-х лет", "6+ мес", 36M."""
    return (
        rf"(?P<{name}>[0-9]{{1,3}}(?:[.,][0-9]{{1,4}})?)(?![0-9])(?:-?(?:х|ти|и|го)(?![а-я]))?(?P<{name}plus> ?\+)?"
        rf"(?: ?-?(?:(?P<{name}years>{YEARS})|(?P<{name}months>{MONTHS}))(?![a-zа-я]))?"
    )


_RANGE = re.compile(
    rf"(?<![0-9a-zа-я.,])(?:(?:(?P<from>{_FROM})|(?P<under>{_UNDER})){_OF_AGE} ?:? ?)?(?<![0-9.,]){_age('low')}"
    rf"(?: ?(?:{_TO}) ?{_age('high')})?(?: ?(?:(?P<up>{_UP})|(?P<down>{_DOWN})))?",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not (?:recommended|suitable|intended|for)|unsuitable|не (?:рекоменд\w+|предназнач\w+|подход\w+|для))"
    r"|不适合|不宜|禁用|禁止|勿",
    re.IGNORECASE,
)
# A number that is no age: "7-9 кг", "рост 98-110", "2-4 players", "6 weeks".
_OTHER_UNIT = re.compile(
    rf" ?+(?=[^\W\d]|%)(?:{pattern('length', 'mass', 'volume')}|%|[人件个只片块](?!月)|周(?!岁)|天(?!才)"
    r"|(?:pcs|pieces?|parts?|players?|persons?|people|weeks?|wks?|days?|шт|штук\w?|детал\w*|дет\.|элемент\w*"
    r"|игрок\w*|чел|человек\w?|недел\w+|нед|дн(?:я|ей)|день|класс\w?|grade)(?![a-zа-я]))",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(r"(?:\b(?:рост|вес|height|weight|grade)|身高|体重)[ :：]{0,2}$", re.IGNORECASE)


def parse_ages(text: str, unit: AgeUnit = "years") -> tuple[Ages, ...]:
    """What a whole value says, numbers before words; `unit` is what a number without one means."""
    readings = in_figures(level(plain(text)[:_LONGEST_VALUE]))
    denied = bool(_DENIED.search(readings[0]))
    told = [ages for reading in readings for ages in _told(reading, unit, denied=denied)]
    if not told and denied:
        return ()
    return tuple(dict.fromkeys(told or _words(readings[0])))


def find_ages(text: str) -> list[Found[Ages]]:
    """Ranges in free text that state their unit ("3-6 years", not "3-6")."""
    text = plain(text)
    return _ranges(_RANGE.finditer(text), None, denied=bool(_DENIED.search(text)))


def find_age_words(text: str) -> list[Found[Ages]]:
    """Words for ages in free text: "toddler", взрослых, 儿童."""
    return [Found(_rough(found.value), found.quote, found.start) for found in find_words(text, _lexicon())]


def _told(text: str, unit: AgeUnit, *, denied: bool) -> list[Ages]:
    matches = list(_RANGE.finditer(text))
    found = _ranges(matches, None, denied=denied) or _ranges(matches, unit, denied=denied)
    return [one.value for one in found]


def _ranges(matches: Iterable[re.Match[str]], unit: AgeUnit | None, *, denied: bool) -> list[Found[Ages]]:
    found = ((match, _range(match, unit, denied=denied)) for match in matches)
    return [Found(ages, match[0].strip(), match.start()) for match, ages in found if ages]


def _words(text: str) -> Iterator[Ages]:
    for found in find_words(text, _lexicon()):
        yield _rough(found.value)


def _rough(years: str) -> Ages:
    low, high = map(float, years.split(" "))
    return Ages(low * 12, high * 12, rough=True)


@cache
def _lexicon() -> Lexicon:
    return lexicon_of(dict(entries(WORDS)))


def _range(match: re.Match[str], unit: AgeUnit | None, *, denied: bool) -> Ages | None:
    first, last = _unit(match, "low"), _unit(match, "high")
    first, last = first or last or unit, last or first or unit
    if first is None or last is None or (_is_bare(match) and _measures_else(match)):
        return None
    low = _months(match["low"], first)
    if match["high"]:
        return _between(low, _months(match["high"], last))
    if low > _OLDEST:
        return None
    if match["under"] or match["down"]:
        return _under(low, denied=denied)
    return Ages(low, OPEN if match["up"] or match["lowplus"] or match["from"] else low)


def _is_bare(match: re.Match[str]) -> bool:
    return _unit(match, "low") is _unit(match, "high") is None


def _measures_else(match: re.Match[str]) -> bool:
    """Said by the word behind a number without a unit, or by the one before."""
    before = match.string[max(0, match.start("low") - 20) : match.start("low")]
    return bool(_OTHER_UNIT.match(match.string, match.end()) or _OTHER_NAME.search(before))


def _months(number: str, unit: AgeUnit) -> float:
    """Rounded, for a third of a year is written 0.33."""
    return round(to_float(number) * _IN_MONTHS[unit], 1)


def _between(low: float, high: float) -> Ages | None:
    return Ages(low, high) if low <= high <= _OLDEST else None


def _under(age: float, *, denied: bool) -> Ages | None:
    """ "Up to 3 years" ends at 3; "not for children under 3" begins there."""
    if denied:
        return Ages(age, OPEN)
    return Ages(0, age) if age else None


def _unit(match: re.Match[str], group: str) -> AgeUnit | None:
    if match[f"{group}years"]:
        return "years"
    return "months" if match[f"{group}months"] else None


def overlap(left: Ages, right: Ages) -> bool:
    """Ranges that only touch (3-6 and 6-12) do not overlap; a single age may stand at an end."""
    low, high = max(left.low, right.low), min(left.high, right.high)
    single = left.low == left.high or right.low == right.high
    return low <= high if single else low < high
