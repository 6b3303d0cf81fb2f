"""How many pieces a listing sells: "6 x 330 ml", "2 шт", "3双装", "pack of 6", "twin pack", "30片"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Literal

from rules.values import numerals
from rules.values.numbers import NUMBER
from rules.values.text import Found, plain
from rules.values.units import pattern

# Beside the numerals: what a pack calls itself.
_PACKS = {
    **{"双": 2, "雙": 2, "单": 1, "單": 1},
    **{"single": 1, "twin": 2, "double": 2, "dual": 2, "duo": 2, "triple": 3, "trio": 3},
    **{"двойная": 2, "тройная": 3, "дюжин": 12, "дюжины": 12, "打": 12},
    **{"half a dozen": 6, "half dozen": 6, "half-dozen": 6, "half-a dozen": 6, "полдюжины": 6, "半打": 6},
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
# What holds others: "2 boxes of 10" are twenty, and "1 box (10 pcs)" is ten.
_HOLDERS = (
    *("packs?", "pks?", "packages?", "box(?:es)?", "cases?", "sets?", "cartons?", "bags?", "sachets?", "blisters?"),
    *("bottles?", "jars?", "tins?", "cans?", "tubes?", "trays?", "rolls?"),
    *("уп", "упак", "упаков[а-я]{1,3}", "пач[а-я]{1,3}", "пак", "пакет[а-я]{0,3}", "короб[а-я]{1,3}", "ящик[а-я]{0,2}"),
    *("набор[а-я]{0,2}", "комплект[а-я]{0,2}", "блистер[а-я]{0,2}", "банк[а-я]{1,2}", "банок", "флакон[а-я]{0,2}"),
    *("бутыл[а-я]{1,3}", "рулон[а-я]{0,2}"),
)
_HOLDING = "(?:[盒瓶袋罐箱套卷听聽板桶筒]|包(?!邮|郵))"
_OF = (
    "(?:packs?|sets?|box(?:es)?|cases?|lots?|bundles?|cartons?|tins?) of|lot de"
    "|упаковк[аи](?: из)?|набор(?: из)?|комплект(?: из)?"
)
_END = "(?![0-9]|[.,][0-9])"
_DIGITS = f"[0-9]{{1,5}}{_END}"
_COUNT = f"(?<![0-9a-zа-яё])(?<![0-9][.,/+-]){_DIGITS}"
_TIMES = " ?[x×х*] ?"
# What may part a number of packs from what each holds: "2盒，每盒10片", "2 boxes (10 per box)", "2 уп. по 10 шт".
_BETWEEN = re.compile(
    r"[ .,;:()/x×х*-]{0,3}(?:(?:一?共|合计|all|total|всего|итого) ?)?(?P<of>(?:of|по|из) )?", re.IGNORECASE
)
# A cheap look before the costly forms: none begins with a mark, inside a word, or with a long row of numbers alone.
_MAY_BEGIN = r"(?=[^\W_]|[.,][0-9])(?!(?<=[a-zа-яё])[a-zа-яё]|[0-9 .,]{24})"
# "2 packs of 10" is a count; "2 bottles of 500 ml", "2 шт по 100 руб" and "2 packs of 10x15 cm" are not.
_PRICE = "[₽$€£¥%]|руб|р(?![а-яё])|元|块"
_PAIR = f"(?<![a-zа-яё])(?:pairs?|пар[аы]?)(?![a-zа-яё])|(?<=[0-9{numerals.HAN} ])[双雙对對]"
_PAIRS = re.compile(_PAIR, re.IGNORECASE)
# How a shop counts what one pack holds, whatever it is: "100 Count (Pack of 2)", "1 Each (Pack of 6)".
_ONE_COUNT = re.compile(r"[^ -]+[ -]?(?:count|ct\.?|each|ea)", re.IGNORECASE)

Role = Literal["count", "packs", "each", "of", "bare"]


@dataclass(frozen=True)
class Pack:
    """How many pieces there are in all, and in how many packs where that is stated (0 where not).

    `pairs`: the pieces are pairs, and "1 pair" may be "2 pcs".
    """

    pieces: int
    packs: int = 0
    pairs: bool = False

    @property
    def text(self) -> str:
        pieces = f"{self.pieces} pair{'s' * (self.pieces > 1)}" if self.pairs else str(self.pieces)
        return f"{pieces} in {self.packs} pack{'s' * (self.packs > 1)}" if self.packs else pieces


@dataclass(frozen=True)
class _Stated:
    """`role`: a number of pieces, of what holds others, of what one of these holds, or only a number ("of 10").

    That of a "pack of 6" is "of": six pieces, or behind "10 Count" six packs.
    """

    pack: Pack
    role: Role
    start: int
    end: int


@cache
def _form() -> re.Pattern[str]:
    """Every way of stating a count; the groups without a name are the numbers, and their product is the count."""
    word = f"(?<![a-zа-яё])(?:{'|'.join(_IN_WORDS)})"
    han = f"(?:{_HAN}|[双雙])"
    piece = f"(?:(?:{'|'.join((*_PIECES, *_HOLDERS))})(?![a-zа-яё])|{_MEASURE}[装裝]?)"
    times = f"(?:{_TIMES}({_DIGITS})(?: ?{piece})?(?! ?[a-zа-яё]))?"
    amount = f"{NUMBER} ?-?{pattern('mass', 'volume')}"
    in_each = (
        f"/ ?{_holder()}|每{_HOLDING}|(?:per|in (?:a|each|every)|в(?: (?:кажд|одн)[а-я]{{2,3}})?) {_holder()}"
        "|(?:each|в кажд[а-я]{2,3})(?![a-zа-яё])"
    )
    forms = (
        f"(?P<each>每{_MEASURE}[内有装裝]? ?({_DIGITS}) ?{piece}?{times}"
        f"|({_COUNT})(?:[ -]?{piece}\\.?)? ?(?:{in_each}){times})",
        f"(?P<bare>(?<=(?:of|по|из) )({_DIGITS})(?!{_TIMES}|-| ?-?{pattern(ratings=True)}| ?(?:{_PRICE})| ?{piece}))",
        f"(?:({_COUNT}){_TIMES})?({_COUNT}){_TIMES}{amount}",
        f"{amount}{_TIMES}({_DIGITS})(?![a-zа-яё])(?: ?{piece}(?:{_TIMES}({_DIGITS}))?)?",
        "(?<![a-zа-яё])(half[ -](?:a )?dozen|полдюжины)(?![a-zа-яё])|(半打)",
        f"(?:({_COUNT}|{word}) )?(?<![a-zа-яё])(dozen|дюжин[аы]?)(?![a-zа-яё])|({_COUNT}|{_HAN})(打)(?![一-龥])",
        f"(?:({_COUNT}){_TIMES}({_DIGITS})|({_COUNT})|({word}))[ -]?{piece}{times}",
        f"(?P<of>(?<![a-zа-яё])(?:{_OF}) ?:? ?({_DIGITS}|{word}(?![a-zа-яё])))",
        f"({han})(?:{_MEASURE}?[装裝]|件套)|(?<=共)({_HAN}){_HOLDING}|({_HAN}){_HOLDING}(?=[,(]? ?每)",
    )
    return re.compile(f"{_MAY_BEGIN}(?:{'|'.join(forms)})", re.IGNORECASE)


def _holder() -> str:
    return f"(?:(?:{'|'.join(_HOLDERS)})(?![a-zа-яё])|{_HOLDING}[装裝]?)"


@cache
def _held() -> re.Pattern[str]:
    """The number of packs in a product: the 2 of "30片*2盒"."""
    return re.compile(f"({_DIGITS}|{'|'.join(_IN_WORDS)}|{_HAN})[ -]?{_holder()}", re.IGNORECASE)


_HAN_WHOLE = re.compile(f"({_HAN}|[单單])(?:{_MEASURE}|[个個])[装裝]?")
_LABEL = re.compile(
    r"^(?:(?:item )?(?:package )?(?:qty|quantity)\.?|(?:unit )?count|number of (?:items|pieces|packs)|кол-во"
    r"|количество(?: в упаковке)?(?:, ?шт\.?)?|(?:包装)?[数數]量|件[数數]) ?[:=]? ?(?=[^\W_])",
    re.IGNORECASE,
)
# Inside a value only whole thousands are joined over a blank, as in other numbers: "box 5 100 pcs" has two numbers.
_THOUSANDS = re.compile(
    r"(?:^([1-9][0-9]?) ([0-9]{3})|(?<![0-9.,])(?<![0-9] )([1-9][0-9]?)(?:,([0-9]{3})| (000)))(?![0-9]|[., ][0-9])"
)
_WHOLE = re.compile(r"[x×х*]? ?([0-9]{1,5})(?:[.,]0{1,4})? ?[x×х*]?", re.IGNORECASE)


def parse_pack(text: str) -> Pack | None:
    """The count of a whole value; a bare "6" or "six" is one too. Two that differ ("2 шт (1 пара)") are none."""
    text = _THOUSANDS.sub(r"\1\2\3\4\5", _LABEL.sub("", plain(text), count=1))
    if whole := _WHOLE.fullmatch(text):
        return _pack(int(whole[1]))
    if han := _HAN_WHOLE.fullmatch(text):  # "一件" in a sentence is only "a"
        return _pack(_worded(han[1]), pairs=bool(_PAIRS.search(text)))
    if count := _worded(text):
        return Pack(count)
    packs = [found.value for found in _scan(text)]
    alike = len({pack.pieces for pack in packs}) == 1
    return max(packs, key=lambda pack: pack.packs) if alike else None


def parse_count(text: str) -> int | None:
    """The pieces of `parse_pack`."""
    pack = parse_pack(text)
    return pack.pieces if pack else None


def find_counts(text: str) -> list[Found[int]]:
    """All counts in free text, in order. A bare number is none."""
    return [Found(found.value.pieces, found.quote, found.start) for found in _scan(plain(text))]


def _pack(pieces: int, *, pairs: bool = False) -> Pack | None:
    return Pack(pieces, pairs=pairs) if pieces else None


def _scan(text: str) -> Iterator[Found[Pack]]:
    joined: list[_Stated] = []
    for match in _form().finditer(text):
        if not (stated := _stated(match)):
            continue
        nested = _nested(joined[-1], stated, text) if joined else None
        joined[-1 if nested else len(joined) :] = [nested or stated]
    for one in joined:
        if one.role != "bare":
            yield Found(one.pack, text[one.start : one.end], one.start)


def _stated(match: re.Match[str]) -> _Stated | None:
    names = set(match.re.groupindex.values())
    numbers = [_number(group) for at, group in enumerate(match.groups(), 1) if group and at not in names]
    if not (pieces := prod(numbers)):
        return None
    held = _held().search(match[0])
    role: Role = "count"
    if len(numbers) == 1:
        said: tuple[Role, ...] = ("each", "bare", "of")
        role = next((name for name in said if match[name]), "packs" if held else "count")
    packs = _number(held[1]) if held and len(numbers) > 1 else 0
    return _Stated(Pack(pieces, packs, bool(_PAIRS.search(match[0]))), role, match.start(), match.end())


def _nested(left: _Stated, right: _Stated, text: str) -> _Stated | None:
    """ "2 packs" and "10 each" are twenty, "1 box" and "10 pcs" ten."""
    between = _BETWEEN.fullmatch(text, left.end, right.start)
    if not between or left.role == "bare":
        return None
    one, other = left.pack.pieces, right.pack.pieces
    if between["of"] or (left.role, right.role) == ("packs", "each"):
        packs = one
    elif (left.role, right.role) == ("each", "packs") or _is_counted(left, right, text):
        packs = other
    elif (left.role == "packs" and one == 1) or (right.role in ("packs", "of") and other == 1):
        packs = 1
    else:
        return None
    pairs = left.pack.pairs or right.pack.pairs
    return _Stated(Pack(one * other, packs, pairs), "count", left.start, right.end)


def _is_counted(left: _Stated, right: _Stated, text: str) -> bool:
    """ "100 Count (Pack of 2)" is 200. "6 pcs (pack of 6)" says it twice, and "10 pcs (set of 2)" may be either."""
    one_pack = left.role in ("count", "each") and not left.pack.packs
    return one_pack and right.role == "of" and bool(_ONE_COUNT.fullmatch(text, left.start, left.end))


def _number(group: str) -> int:
    return int(group) if group[0].isdigit() else _worded(group)


def _worded(text: str) -> int:
    """0 for what is no numeral."""
    return _PACKS.get(text.casefold()) or numerals.in_words(text) or 0
