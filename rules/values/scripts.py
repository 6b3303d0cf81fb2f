"""Letters of three scripts: which one a word is in, one form for comparing, and how Cyrillic sounds in Latin."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

Script = Literal["latin", "cyrillic", "han", "other"]

HAN = "\u3400-\u9fff"
_HAN = re.compile(f"[{HAN}]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]", re.IGNORECASE)
# Traditional characters of the words that sellers use for colours, materials, people and brands.
_TRADITIONAL = (
    "藍綠紅銀黃淺純絲滌綸纖維鏽鋼鋁銅鐵膠矽歲個兒婦嬰齡適無僅帶華為聯蘋戶麗達樂"
    "愛馬寶貝雙氣墊絨氈羅紗質編織鈦鋅塗層樺楊櫻軟實閃齊飛龍駱駝駕車碩諾魚鯊顏複"
)
_SIMPLIFIED = (
    "蓝绿红银黄浅纯丝涤纶纤维锈钢铝铜铁胶硅岁个儿妇婴龄适无仅带华为联苹户丽达乐"
    "爱马宝贝双气垫绒毡罗纱质编织钛锌涂层桦杨樱软实闪齐飞龙骆驼驾车硕诺鱼鲨颜复"
)


def script_of(text: str) -> Script:
    """By the rarest letters: one Chinese character makes a word Chinese; digits alone are `other`."""
    if _HAN.search(text):
        return "han"
    if _CYRILLIC.search(text):
        return "cyrillic"
    return "latin" if _LATIN.search(text) else "other"


def level(text: str) -> str:
    """Lower case, Latin letters without accents, ё as е, simplified characters. As long as `text`, so places stay."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in text)
    return lower if lower.isascii() else lower.translate(_levels())


@cache
def _levels() -> dict[int, str]:
    latin = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250)}
    accents = {code: base for code, base in latin.items() if base.isascii()}
    simplified = {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
    return {**accents, **simplified, ord("ё"): "е", ord("ß"): "s", ord("ø"): "o"}


_CYRILLIC_SOUNDS = {
    **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhie", strict=True)),
    **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "u", "я": "a", "ъ": "", "ь": ""},
}
# Spellings of Latin names by how a Russian seller hears them, in this order.
_LATIN_SOUNDS = (
    *(("sch", "sh"), ("ph", "f"), ("ck", "k"), ("th", "t"), ("qu", "kv"), ("x", "ks"), ("w", "v"), ("j", "dzh")),
    *(("ee", "i"), ("oo", "u"), ("ou", "u"), ("yu", "u"), ("iu", "u"), ("ya", "a"), ("ia", "a"), ("y", "i")),
)
_SOFT_C = re.compile("c(?=[eiy])")
_HARD_C = re.compile("c(?!h)")
_SILENT_E = re.compile("(?<=[bcdfgklmnprstvz])e$")
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """One form of a name in Latin and in Cyrillic letters, for "Norvik" = "Норвик". Equal forms are one name;
    unequal ones may be one as well (Samsonite, Самсонайт)."""
    heard = "".join(_CYRILLIC_SOUNDS.get(ch, ch) for ch in level(word))
    for spelled, sounds in _LATIN_SOUNDS:
        heard = heard.replace(spelled, sounds)
    heard = _HARD_C.sub("k", _SOFT_C.sub("s", heard))
    return _SILENT_E.sub("", _DOUBLED.sub(r"\1", heard))
