"""How many pieces a listing sells: "6 x 330 ml", "2 шт", "3双装", "pack of 6", "twin pack", "30片"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import prod

from rules.values import numerals
from rules.values.numbers import NUMBER
from rules.values.text import Found, plain
from rules.values.units import pattern

# Beside the numerals: what a pack calls itself.
_PACKS = {
    **{"双": 2, "雙": 2, "单": 1, "單": 1},
    **{"single": 1, "twin": 2, "double": 2, "dual": 2, "duo": 2, "triple": 3, "trio": 3},
    **{"двойная": 2, "тройная": 3, "дюжины": 12},
}
_IN_WORDS = [*numerals.WORDS, *(word for word in _PACKS if word[0].isascii() or "а" <= word[0] <= "я")]
_HAN = f"(?<![{numerals.HAN}])[{numerals.HAN}]{{1,6}}"
_PIECES = (
    *("packs?", "pk", "pks", "ct", "count", "pcs?", "pieces?", "pairs?", "units?", "sets?", "lens", "lenses"),
    *(
        "capsules?",
        "caps",
        "softgels?",
        "pods?",
        "tablets?",
        "tabs",
        "tea ?bags?",
        "bags",
        "sachets?",
        "sticks?",
        "bottles",
        "cans",
    ),
    *("boxes", "rolls", "sheets", "stück", "stk", "szt", "ks", "buc", "uds", "pz"),
    *("шт", "штук[аи]?", "пар[аы]?", "линз[аы]?", "уп", "упаков[а-я]{1,3}", "пакетик[а-я]{0,2}", "пак"),
    *("капсул[аы]?", "капс", "таблет[а-я]{1,3}", "табл?", "бутыл[а-я]{1,3}", "банк[аи]", "банок", "пачк[аи]", "пачек"),
    *("рулон[а-я]{0,2}", "предмет[а-я]{0,2}", "саше"),
)
# 个月 is a month, 包邮 free postage.
_MEASURE = "(?:[片粒支瓶盒袋罐件只隻条條双雙对對套枚张張卷抽块塊听聽箱杯颗顆入]|个(?!月)|個(?!月)|包(?!邮|郵))"
_OF = (
    "(?:packs?|sets?|box(?:es)?|cases?|lots?|bundles?|cartons?|tins?) of|lot de"
    "|упаковк[аи](?: из)?|набор(?: из)?|комплект(?: из)?"
)
_END = "(?![0-9]|[.,][0-9])"
_DIGITS = f"[0-9]{{1,5}}{_END}"
_COUNT = f"(?<![0-9a-zа-яё])(?<![0-9][.,/+-]){_DIGITS}"
_TIMES = " ?[x×х*] ?"


@cache
def _form() -> re.Pattern[str]:
    """Every way of stating a count; the groups are the numbers, and their product is the count."""
    word = f"(?<![a-zа-яё])(?:{'|'.join(_IN_WORDS)})"
    han = f"(?:{_HAN}|[双雙])"
    piece = f"(?:(?:{'|'.join(_PIECES)})(?![a-zа-яё])|{_MEASURE}[装裝]?)"
    amount = f"{NUMBER} ?-?{pattern('mass', 'volume')}"
    forms = (
        f"(?:({_COUNT}){_TIMES})?({_COUNT}){_TIMES}{amount}",
        f"{amount}{_TIMES}({_DIGITS})(?![a-zа-яё])(?: ?{piece}(?:{_TIMES}({_DIGITS}))?)?",
        f"(?:({_COUNT}){_TIMES}({_DIGITS})|({_COUNT})|({word}))[ -]?{piece}"
        f"(?:{_TIMES}({_DIGITS})(?: ?{piece})?(?! ?[a-zа-яё]))?",
        f"(?<![a-zа-яё])(?:{_OF}) ?:? ?({_DIGITS}|{word}(?![a-zа-яё]))",
        f"(?:({_COUNT}) )?(?<![a-zа-яё])(dozen|дюжин[аы])(?![a-zа-яё])",
        f"({han})(?:{_MEASURE}?[装裝]|件套)",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


_HAN_WHOLE = re.compile(f"({_HAN}|[单單])(?:{_MEASURE}|[个個])[装裝]?")
_WHOLE = re.compile(r"[x×х*]? ?([0-9]{1,5})(?:[.,]0{1,4})? ?[x×х*]?", re.IGNORECASE)


def parse_count(text: str) -> int | None:
    """The first count of a whole value; a bare "6" or "six" is one too."""
    text = plain(text)
    if whole := _WHOLE.fullmatch(text):
        return int(whole[1]) or None
    if han := _HAN_WHOLE.fullmatch(text):  # "一件" in a sentence is only "a"
        return _worded(han[1]) or None
    return _worded(text) or next((found.value for found in _scan(text)), None)


def find_counts(text: str) -> list[Found[int]]:
    """All counts in free text, in order. A bare number is none."""
    return list(_scan(plain(text)))


def _scan(text: str) -> Iterator[Found[int]]:
    for match in _form().finditer(text):
        count = prod(_number(group) for group in match.groups() if group)
        if count:
            yield Found(count, match[0], match.start())


def _number(group: str) -> int:
    return int(group) if group[0].isdigit() else _worded(group)


def _worded(text: str) -> int:
    """0 for what is no numeral."""
    return _PACKS.get(text.casefold()) or numerals.in_words(text) or 0
