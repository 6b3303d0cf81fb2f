"""Which matcher suits an attribute, by what it is called and by the values that listings give it. Pure.

A guess is only a proposal to an admin, with its reason: nothing judges by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.matchers import MATCHERS, Outcome, compare
from rules.values.text import fold, is_blank

# Words in the name of an attribute, in the order in which they are tried: "compatible models" before "model".
NAMED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("CompatibleModelsItemMatcher", ("compatible", "适用型号", "适配", "совместим", "подходит для")),
    ("GtinItemMatcher", ("gtin", "ean", "upc", "barcode", "条形码", "条码", "штрихкод", "штрих-код")),
    (
        "ModelNumberItemMatcher",
        ("model number", "part number", "mpn", "sku", "article", "型号", "货号", "款号", "артикул", "модель"),
    ),
    ("ShoeSizeItemMatcher", ("shoe size", "鞋码", "размер обуви")),
    ("ClothingSizeItemMatcher", ("clothing size", "尺码", "размер одежды", "российский размер")),
    ("SignedDecimalItemMatcher", ("dioptre", "diopter", "sphere", "度数", "диоптр", "оптическая сила")),
    (
        "PackCountItemMatcher",
        ("pack", "pieces", "number of items", "件数", "数量", "包装规格", "в упаковке", "комплект"),
    ),
    ("ColourItemMatcher", ("colour", "color", "颜色", "色系", "цвет")),
    ("MaterialItemMatcher", ("material", "fabric", "材质", "面料", "质地", "материал", "состав", "ткань")),
    ("GenderItemMatcher", ("gender", "适用性别", "性别", "пол")),
    ("AgeItemMatcher", ("age", "年龄", "возраст")),
    ("BrandItemMatcher", ("brand", "manufacturer", "品牌", "бренд", "производитель", "марка")),
    ("YearItemMatcher", ("year", "season", "上市", "年份", "季节", "год", "сезон")),
    ("VersionItemMatcher", ("version", "generation", "版本", "代", "поколение", "версия")),
    ("SizeOfEqualsItemMatcher", ("dimensions", "size", "尺寸", "габарит", "размер")),
    (
        "QuantityItemMatcher",
        (
            *("weight", "volume", "capacity", "storage", "memory", "power", "length"),
            *(
                "重量",
                "净含量",
                "容量",
                "内存",
                "功率",
                "вес",
                "объем",
                "объём",
                "емкость",
                "ёмкость",
                "память",
                "мощность",
            ),
        ),
    ),
)
# By values alone only what cannot be taken for something else, the most particular first.
SHAPED = (
    "GtinItemMatcher",
    "NumberItemMatcher",
    "SizeOfEqualsItemMatcher",
    "QuantityItemMatcher",
    "BooleanItemMatcher",
)
NAMED_SHARE = 0.6
SHAPED_SHARE = 0.9
PROSE = 60  # characters; longer values are sentences, and two sellers never write the same one
SHORT = 3
# "Something else" of a form's list of choices, which says nothing about what it is.
OTHER = frozenset(["other", "others", "其他", "其它", "другое", "другой", "другая", "прочее"])
# At most with a word for pieces, which says nothing of what is counted: 4, 4个, 4 шт.
BARE_NUMBER = re.compile(r"[0-9][0-9.,\s]*(?:[个只件枚条片块支根]|шт\.?|pcs\.?|pieces?)?", re.IGNORECASE)
SEPARATORS = ",;/、，；|"


@dataclass(frozen=True)
class Guess:
    matcher: str
    why: str


def guess(name: str, values: Sequence[str]) -> Guess | None:
    """The matcher to propose for an attribute of this name; None where the values are prose or nothing."""
    values = [value for value in values if not is_blank(value) and not _is_other(value)]
    if not values or sum(map(len, values)) > PROSE * len(values):
        return None
    return _by_name(name, values) or _by_shape(values) or _as_text(values)


def _by_name(name: str, values: Sequence[str]) -> Guess | None:
    folded = fold(name)
    for matcher, words in NAMED:
        word = next((word for word in words if _says(folded, word)), None)
        if word and (share := readable(matcher, values)) >= NAMED_SHARE:
            return Guess(matcher, f"it is called “{name}”, and {_percent(share)} of its values can be read as that")
    return None


def _says(folded: str, word: str) -> bool:
    """A short word of a script with blanks has to stand alone: "age" is not in "package", nor "пол" in "полка"."""
    if not (word.isascii() or (len(word) <= SHORT and word < "\u2e80")):
        return fold(word) in folded
    parted = "".join(ch if ch.isalnum() else " " for ch in folded)
    return f" {word} " in f" {parted} "


def _by_shape(values: Sequence[str]) -> Guess | None:
    for matcher in SHAPED:
        if matcher == "NumberItemMatcher" and not all(map(BARE_NUMBER.fullmatch, values)):
            continue  # it reads the number out of any words
        if (share := readable(matcher, values)) >= SHAPED_SHARE:
            return Guess(matcher, f"{_percent(share)} of its values can be read by it")
    return None


def _is_other(value: str) -> bool:
    """ "other其他" is two words, however they are parted."""
    words = re.findall(r"[a-zа-яё]+|[^\Wa-zа-яё_]+", fold(value))
    return bool(words) and OTHER.issuperset(words)


def _as_text(values: Sequence[str]) -> Guess:
    if any(ch in value for value in values for ch in SEPARATORS):
        return Guess("AnyOfEqualsItemMatcher", "its values are lists of words")
    return Guess("EqualsItemMatcher", "its values are short texts")


def is_plain(found: Guess) -> bool:
    """Whether the values are compared letter by letter, so that two sellers' words for one thing differ."""
    return found.matcher in ("AnyOfEqualsItemMatcher", "EqualsItemMatcher")


def readable(matcher: str, values: Iterable[str]) -> float:
    """The share of the values that a matcher can read: 0-1, 0 for no values or a matcher that needs options."""
    values = list(values)
    if not values or matcher not in MATCHERS:
        return 0.0
    return sum(compare(matcher, value, value).outcome is Outcome.SAME for value in values) / len(values)


def _percent(share: float) -> str:
    return "all" if share == 1 else f"{share * 100:.0f}\N{NO-BREAK SPACE}%"
