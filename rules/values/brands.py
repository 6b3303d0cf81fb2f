"""Brands as sellers write them: Adidas = 阿迪达斯 = Адидас = ADIDAS® = "Adidas AG" = "adidas official store".

A sub-brand (Redmi) is a name of its own, whose maker (Xiaomi) is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.values.brand_index import JOINERS, Aliases, Index, index_of, words_of
from rules.values.scripts import HAN, Script, level, script_of
from rules.values.text import Found, fold, is_blank, plain, split_list
from rules.values.vocabulary import words as word_set

MOST_WORDS = 5
MOST_NAMES = 8
_LONGEST_NAME = 200
_TOKEN = re.compile(rf"[^\W_{HAN}]+")
_GAP = re.compile(r"[ .'’`&+·°-]{0,3}| (?:and|und|et|и|энд|н) ")
_NO_BRAND = frozenset(
    [
        *("oem", "odm", "generic", "other", "others", "other brand", "no name brand", "not branded", "non branded"),
        *("assorted", "various", "brandless", "house brand", "made in china", "china", "not a brand", "any"),
        *(
            "其他",
            "其它",
            "其他品牌",
            "其它品牌",
            "无牌",
            "杂牌",
            "白牌",
            "国产",
            "中国",
            "见描述",
            "见详情",
            "自主品牌",
            "不限",
        ),
        *("другой", "другая", "другое", "другие", "прочее", "прочие", "иное", "небренд", "не бренд", "ноунейм"),
        *(
            "без марки",
            "нет марки",
            "бренд не указан",
            "без названия",
            "китай",
            "россия",
            "разные",
            "собственный бренд",
        ),
    ]
)
# "for Apple" names what a thing fits, not who made it.
_FITS = re.compile(
    r"(?:for|fits|compatible|suitable|replacement|для|под|совместим\w*|подходит)\b|适用|适合|兼容|通用(?!电气|汽车)",
    re.I,
)


_BEFORE = word_set("brand бренд марка фирма компания by от the тм тд ооо оао зао пао ао ип нпо тоо official оригинал")
_AFTER = (
    word_set("inc llc ltd limited corp corporation co company gmbh ag kg se sa sas spa srl bv nv ab oy plc pty pvt lp")
    | word_set("group holding holdings international intl industries enterprises technology technologies electronics")
    | word_set("systems communications networks tech labs")
    | word_set("mfg manufacturing products brand brands official original store shop flagship online usa europe global")
    | word_set("ооо оао зао пао ао ип тм групп официальный официальная магазин оригинал бренд россия рус")
)
_ABOUT = _BEFORE | _AFTER
_HAN_AFTER = re.compile(
    "(?:股份|有限|责任|科技|电子|集团|公司|官方|旗舰|专卖|专营|品牌|正品|店)+$|(?:官方|旗舰|专卖|专营)店.*$|\\(中国\\).*$"
)
_SHORTEST_WITH_MORE = {"latin": 4, "cyrillic": 4, "han": 3, "other": 9}


@dataclass(frozen=True)
class Name:
    """One name of a brand. `brand` is the well-known one that it stands for, or "" where nobody told us.

    `words` are the parts of `key`, so that "Royal" and "Royal Canin" can be seen to begin alike.
    """

    text: str
    key: str
    words: tuple[str, ...]
    script: Script
    brand: str = ""


def find_brands(text: str, own: Aliases = ()) -> list[Found[str]]:
    """Well-known brands in free text, in order, none inside another: "чехол для iPhone 13, Сяоми" is iPhone, Xiaomi.

    A name of one or two letters has to be in capitals ("HP"). Plain words that are brands ("apple") count.
    """
    index = index_of(own)
    text = plain(text)
    leveled = level(text)
    spans = [*_worded(text, leveled, index), *_written_in_han(leveled, index)]
    return [Found(brand, text[start:end], start) for start, end, brand in sorted(spans)]


def maker_of(brand: str) -> str:
    """Xiaomi of Redmi; the brand itself where it is no line of another: JBL is JBL, whoever owns it."""
    index = index_of(())
    return index.makers.get(brand, brand) if brand in index.lines else brand


def makers_of(brand: str) -> Iterator[str]:
    """All whose names may stand for a brand: Emporio Armani and Armani of EA7, Harman of JBL."""
    makers = index_of(()).makers
    while brand in makers:
        brand = makers[brand]
        yield brand


def parse_brand(text: str, own: Aliases = ()) -> tuple[Name, ...]:
    """The names that a whole value gives: "Adidas/阿迪达斯" two of one brand, "Nike" one, "for Apple" none."""
    text = plain(text[: 2 * _LONGEST_NAME])[:_LONGEST_NAME]
    if _FITS.match(text):
        return ()
    index = index_of(own)
    if whole := _known(text, index):
        return (whole,)
    names = [name for part in _parts(text)[:MOST_NAMES] if (name := _name(part, index))]
    telling = [name for name in names if not _ABOUT.issuperset(name.words)]
    return tuple(dict.fromkeys(telling or names))


def says_no_brand(text: str) -> bool:
    """ "no brand", "OEM", "другой", "other/其他": the seller names none."""
    text = plain(text[:_LONGEST_NAME])
    return _is_none(text) or all(map(_is_none, _parts(text)))


def _is_none(name: str) -> bool:
    folded = fold(name).replace("-", " ")
    return folded in _NO_BRAND or is_blank(folded) or folded.startswith("made in ")


def keys_of(name: Name, own: Aliases = ()) -> dict[Script, list[str]]:
    """All keys of a name by script: for a well-known brand those that we know, else its own."""
    by_script: dict[Script, list[str]] = {}
    for key in index_of(own).keys.get(name.brand, (name.key,)):
        by_script.setdefault(script_of(key), []).append(key)
    return by_script


def names_of(name: Name, own: Aliases = ()) -> list[tuple[str, ...]]:
    """The words of a name as it is written, and of all others of a well-known brand."""
    return [name.words, *index_of(own).names.get(name.brand, ())]


def _parts(text: str) -> list[str]:
    """Names side by side: by separators, brackets, and where scripts meet ("NIKE耐克", not "9魅")."""
    parts = (piece for part in split_list(text) for piece in _BESIDE.split(part))
    return [piece for part in parts for piece in _by_script(part.strip()) if piece]


_BESIDE = re.compile(r"[()\[\]«»“”„\"]| [xх×] ", re.IGNORECASE)
_MEETING = re.compile(rf"(?<=[{HAN}][{HAN}]) ?(?=[^\W\d_{HAN}]{{2}})|(?<=[^\W\d_{HAN}]{{2}})[ -]?(?=[{HAN}]{{2}})")


def _by_script(part: str) -> list[str]:
    return _MEETING.split(part) if script_of(part) == "han" else [part]


def _name(part: str, index: Index) -> Name | None:
    if _is_none(part):
        return None
    if known := _known(part, index):
        return known
    words = _core(part)
    key, script = "".join(words), script_of("".join(words))
    if not key or (script == "other" and key.isdigit()):
        return None
    return Name(part, key, tuple(words), script, _beginning(words, index))


def _known(text: str, index: Index) -> Name | None:
    for words in (words_of(level(text)), _core(text)):
        key = "".join(words)
        if brand := index.brands.get(key):
            return Name(text, key, tuple(words), script_of(key), brand)
    return None


def _core(text: str) -> list[str]:
    """The words without "ООО" before and "Inc.", "official store", 旗舰店 after, unless nothing else is there."""
    words = words_of(_latin(level(text)))
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    while len(words) > 1 and words[-1] in _AFTER:
        words = words[:-1]
    return [_HAN_AFTER.sub("", word) or word for word in words]


_LOOKALIKES = str.maketrans("авекмнорстух", "abekmhopctyx")
_MIXED = re.compile(r"[a-z][аекморстухв]|[аекморстухв][a-z]")


def _latin(leveled: str) -> str:
    """ "АDIDAS" with a Cyrillic А is Latin all the same."""
    return leveled.translate(_LOOKALIKES) if _MIXED.search(leveled) else leveled


def _beginning(words: Sequence[str], index: Index) -> str:
    """The brand that the name begins with, "Samsung Group Store"; not where that is a plain word ("Apple Bottoms")."""
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        key = "".join(words[:count])
        brand = index.brands.get(key, "")
        if brand and brand not in index.common and len(key) >= _SHORTEST_WITH_MORE[script_of(key)]:
            return brand
    return ""


Span = tuple[int, int, str]


def _worded(text: str, leveled: str, index: Index) -> Iterator[Span]:
    tokens = [match for match in _TOKEN.finditer(leveled) if match[0] not in JOINERS]
    at = 0
    while at < len(tokens):
        taken, brand = _longest(tokens[at : at + MOST_WORDS], text, index)
        if taken:
            yield tokens[at].start(), tokens[at + taken - 1].end(), brand
        at += taken or 1


def _longest(tokens: Sequence[re.Match[str]], text: str, index: Index) -> tuple[int, str]:
    best, brand, key = 0, "", ""
    for count, token in enumerate(tokens, 1):
        if count > 1 and not _GAP.fullmatch(token.string, tokens[count - 2].end(), token.start()):
            break
        key += token[0]
        if key not in index.openings:
            break
        if (known := index.brands.get(key)) and _is_name(key, text[tokens[0].start() : token.end()]):
            best, brand = count, known
    return best, brand


def _is_name(key: str, written: str) -> bool:
    return not key.isdigit() and (len(key) > 2 or written[0].isupper() or (written.upper() == written))


def _written_in_han(leveled: str, index: Index) -> Iterator[Span]:
    end = 0
    for at, start in enumerate(leveled):
        if at >= end and start in index.lengths:
            length = next((size for size in index.lengths[start] if leveled[at : at + size] in index.brands), 0)
            if length:
                end = at + length
                yield at, end, index.brands[leveled[at:end]]
