"""What the parts of a size of clothes look like. All repetitions are bounded: long texts take linear time."""

from __future__ import annotations

import re
from functools import cache

from rules.values.size_marks import NAMED_RANGE, RANGE

_NO_LETTER = "(?![A-Za-zА-Яа-яёЁ])"
_AFTER_LETTER = "(?<![A-Za-zА-Яа-яёЁ])"
_I = re.IGNORECASE

SYSTEMS = {
    "eu": r"EUR?|европ[а-я]{0,8}|евро|欧[洲盟]?码?",
    "ru": r"RUS?|рос(?:с[а-я]{0,8})?\.?|俄(?:罗斯)?码?",
    "us": r"USA?|сша|амер[а-я]{0,10}\.?|美国?码?",
    "uk": r"UK|GB|брит[а-я]{0,8}|англ[а-я]{0,8}\.?|英国?码?",
    "cn": r"CN|CHN|кит[а-я]{0,8}|中国码?|国标",
    "de": r"DE|GER|нем[а-я]{0,6}\.?|德国?码?",
    "fr": r"FR|фр(?:анц[а-я]{0,8})?\.?|法国?码?",
    "it": r"IT|ITA|итал[а-я]{0,8}\.?|意(?:大利)?码?",
    "jp": r"JP|JPN|яп(?:он[а-я]{0,5})?\.?|日本?码?",
}
_NAMES = "|".join(SYSTEMS.values())
_WHO = r"(?:(?:wo)?men'?s?|муж[а-я.]{0,5}|жен[а-я.]{0,5}|男|女)"

PREFIXED = re.compile(
    rf"{_AFTER_LETTER}(?P<system>{_NAMES}) ?(?:size|размер[а-я]{{0,2}}|р\.)? ?(?:{_WHO})? ?[:=.№-]? ?"
    rf"{NAMED_RANGE}{_NO_LETTER}",
    _I,
)
SUFFIXED = re.compile(rf"{NAMED_RANGE} ?(?:размер[а-я]{{0,2}})? ?\(?(?P<system>{_NAMES}){_NO_LETTER}", _I)

CODE = re.compile(
    r"(?<![0-9.,/-])([0-9]{2,3})(?:-([0-9]{2,3}))?(?: ?/ ?|-(?=[0-9]{2,3} ?[ABCYАВС]))"
    r"([0-9]{2,3})(?:-([0-9]{2,3}))? ?(?P<build>[ABCYАВС])?"
    r"(?![A-Za-zА-Яа-яёЁ0-9]|[.,/][0-9])"
)
_CUP = "(?:AA|[AА]|[BВ]|[CС]|D{1,4}|[EЕ]{1,2}|F{1,2}|G{1,2}|H{1,2}|[IJK])"
BRA = re.compile(
    rf"(?:(?P<system>EUR?|USA?|UK|FR?|INT) ?:? ?)?(?<![A-Za-z0-9.,-])(?:[0-9]{{2}} ?[/=] ?)?"
    rf"(?P<band>[0-9]{{2,3}}) ?(?P<cup>{_CUP})(?![A-Za-zА-Яа-яёЁ0-9])",
    _I,
)
# Cups by centimetres from AA = 1; beside a band in inches the letters after D differ between the UK and the US.
CUPS = {cup: (at + 1, at + 1) for at, cup in enumerate(("AA", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"))}
CUPS |= {"DD": (6, 6), "DDD": (7, 7)}
INCH_CUPS = {cup: CUPS[cup] for cup in ("AA", "A", "B", "C", "D", "DD", "DDD")}
INCH_CUPS |= {"E": (6, 7), "F": (7, 8), "FF": (9, 9), "DDDD": (8, 8), "G": (8, 10), "GG": (11, 11), "H": (9, 12)}

JEANS = re.compile(
    rf"{_AFTER_LETTER}W ?[:.]? ?([0-9]{{2}}) ?[/xх×*,|-]? ?L ?[:.]? ?([0-9]{{2}})(?![0-9])"
    rf"|(?<![0-9])([0-9]{{2}}) ?W ?[/xх×*,|-]? ?([0-9]{{2}}) ?L{_NO_LETTER}"
    r"|(?<![0-9])([0-9]{2}) ?[xх×*] ?([0-9]{2})(?![0-9])"
    rf"|{_AFTER_LETTER}W ?[:.]? ?([0-9]{{2}})(?![0-9])",
    _I,
)
_CM = "(?:см|cm|厘米|公分)"
CHEST = re.compile(
    rf"(?:обхват груди|грудь|{_AFTER_LETTER}ог|bust|chest|胸围) ?[:=]? ?{RANGE} ?(?:{_CM}|inch(?:es)?|in\b|\")?", _I
)
HEIGHT = re.compile(rf"(?:{_AFTER_LETTER}рост[а-я]?|height|身高) ?[:=]? ?(?:до )?{RANGE} ?{_CM}?", _I)
# The Russian numbers for steps of height, "рост 3-4": what they are in cm differs between men and women.
STATURE = re.compile(rf"{_AFTER_LETTER}рост[а-я]? ?[:=№-]? ?([1-6])(?:[-/]([1-6]))?(?![0-9]|[.,/-][0-9])", _I)
_NO_WORD = "(?![A-Za-zА-Яа-яёЁ]| [A-Za-zА-Яа-яёЁ])"
# "M Long", not "M, long sleeve".
LENGTH = re.compile(
    rf"{_AFTER_LETTER}(?P<short>petite{_NO_LETTER}|(?:short|укороченн[а-я]{{2}}){_NO_WORD}|(?:для|на) невысоких)"
    rf"|{_AFTER_LETTER}(?P<regular>regular){_NO_WORD}"
    rf"|{_AFTER_LETTER}(?:tall{_NO_LETTER}|(?:long|удлин[её]нн[а-я]{{2}}){_NO_WORD}|(?:для|на) высоких)"
    r"|短款|长款|加长[款版]?",
    _I,
)
IN_CM = re.compile(rf"{RANGE} ?{_CM}{_NO_LETTER}", _I)
AGE = re.compile(
    rf"{RANGE}(?: ?(?:years?(?: old)?|yrs?|y|лет|года?|岁)|T){_NO_LETTER}"
    rf"|{RANGE}(?: ?(?:months?|mos?|мес(?:яц[а-я]{{0,2}})?|个月|月)|m|м){_NO_LETTER}",
    _I,
)
ONE_SIZE = re.compile(
    r"one[ -]?size(?: fits (?:all|most))?|free[ -]?size|универсальн[а-я]{2,3}|безразмерн[а-я]{2,3}"
    rf"|един[а-я]{{2,3}}(?: размер)?{_NO_LETTER}|один размер|均[码碼]|通码"
    rf"|{_AFTER_LETTER}(?:o/s|osfa|osfm|os|onesize){_NO_LETTER}",
    _I,
)
# Weights, waists and hips in words, percentages, counts, sleeves: what stands beside a size and is none.
NOT_A_SIZE = re.compile(
    rf"{RANGE} ?(?:kgs?|кг|公?斤|lbs?|%|шт|pcs){_NO_LETTER}"
    r"|(?:sleeves?|рукава?) ?[:=]? ?(?:long|short)"
    rf"|(?:обхват (?:талии|бедер|бёдер)|талия|бедра|бёдра|waist|hips?|腰围|臀围) ?[:=]? ?{RANGE} ?{_CM}?",
    _I,
)
_WORD = (
    r"[0-9]{0,2} ?[-]?(?:extra[ -]?){1,3}(?:small|large)|[0-9]{0,2}[XХ]{1,6}[- ]?(?:small|large|[SL])"
    r"|small|medium|large|[SMМL]"
)
CHINESE_LETTERS = {
    "特小号": (-2, -2),
    "小号": (-1, -1),
    "小码": (-1, -1),
    "中号": (0, 0),
    "中码": (0, 0),
    "大号": (1, 1),
    "加大号": (2, 2),
    "加大码": (2, 2),
    "加加大号": (3, 3),
    "特大号": (2, 3),
}
_HAN = "|".join(sorted(CHINESE_LETTERS, key=len, reverse=True))
_ONE = rf"(?:{_WORD}|{_HAN})"
LETTER = re.compile(
    rf"(?<![A-Za-zА-Яа-яёЁ0-9'’&.])(?P<from>{_ONE})(?: ?[-–/~] ?(?P<to>{_ONE}))?(?![A-Za-zА-Яа-яёЁ0-9'’&])", _I
)
# A waist in Chinese feet and inches: 2尺2 is 22 市寸, 73 cm, W29.
CHI = re.compile(r"(?<![0-9.,])(?P<feet>[1-4一二两兩三四]) ?尺 ?(?P<inches>[0-9一二三四五六七八九])? ?寸?(?![0-9])")
BARE = re.compile(rf"(?<![A-Za-zА-Яа-яёЁ])(?<![A-Za-zА-Яа-яёЁ][/-]){RANGE}(?:码|碼|号|р\.?)?{_NO_LETTER}", _I)


def number_first(text: str) -> bool:
    """ "38 EU 8 US" against "EU 38 US 8"."""
    first, suffixed, prefixed = re.search("[0-9]", text), SUFFIXED.search(text), PREFIXED.search(text)
    return bool(first and suffixed and (not prefixed or suffixed.start() < prefixed.start()))


@cache
def system_of(name: str) -> str:
    return next(system for system, words in SYSTEMS.items() if re.fullmatch(words, name, _I))
