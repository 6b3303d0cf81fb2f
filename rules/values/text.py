"""One manner of seeing text for all readers: width, invisible characters and blanks never matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

LIMIT = 10_000

# What people type where they know nothing. Compared after `fold`, without marks at the ends.
BLANK = frozenset(
    [
        *("n/a", "na", "n.a", "none", "null", "nil", "unknown", "not specified", "not applicable", "not available"),
        *("does not apply", "no brand", "unbranded", "noname", "no name", "tbd", "nan", "undefined"),
        *("无", "暂无", "没有", "未知", "不详", "无品牌", "未填写", "不适用", "無", "無品牌"),
        *("нет", "нет данных", "не указано", "не указан", "не указана", "неизвестно", "без бренда", "нет бренда"),
        *("н/д", "отсутствует", "не применимо"),
    ]
)

_FIXED_BLANK = re.compile(r"(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_FRACTION = re.compile(r"(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e])")
# Signs that NFKC would make letters of: ™ is no "tm". Two Arabic ligatures unfold to 18 and 8 letters,
# and ten thousand of those are only there to cost time.
_SIGNS = dict.fromkeys(map(ord, "™℠®©\ufdfa\ufdfb"), " ")
# A plus between two words parts them ("ABS+PC"), one behind a word is a part of it ("S21+", "C++"); "n/a" is one word.
_SEPARATOR = re.compile(
    r"[;|\\、，；・•\n]|/(?!(?<=(?<!\w)[NnНн]/)[AaДд](?!\w))|,(?![0-9])|(?<![0-9]),"
    r"|(?<=[^\W\d_])[ ]?[+＋][ ]?(?=[^\W\d_])"
)
_MARKS = " .,:;!?-–—_'\"«»“”‘’()[]{}*"
_ALIKE = str.maketrans("ё’‘ʼ´“”„‐‑–—−", "е''''\"\"\"-----")
_MARKS_ON_A_LETTER = 4
_LONGEST_BLANK = 100

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value inside free text. `quote` is the words it was read from, at `start` of `plain(text)`."""

    value: T
    quote: str
    start: int


def plain(text: str) -> str:
    """One line in compatibility form (NFKC), without invisible characters; at most `LIMIT` long. Case stays.

    "1 000" with a fixed blank is one number, "22½" two.
    """
    text = text[:LIMIT]
    if not text.isascii():
        text = _FIXED_BLANK.sub("", text)
        text = _FRACTION.sub(" ", text).translate(_SIGNS)
        text = unicodedata.normalize("NFKC", _few_marks(text))[:LIMIT]
    if not text.isprintable():
        text = "".join(map(_visible, text))
    return " ".join(text.split())


def fold(text: str) -> str:
    """`plain` without case and Latin accents, for comparing; marks at the ends do not count.

    ё counts as е, and one apostrophe, quote or dash as another.
    """
    text = plain(text).casefold()
    if not text.isascii():
        text = _without_accents(text).casefold().translate(_ALIKE)
    return text.replace("`", "'").strip(_MARKS)


def is_blank(text: str) -> bool:
    """Nothing, or one of the many ways of writing nothing ("n/a", "—", "无", "не указано")."""
    return says_nothing(fold(text.strip()[:_LONGEST_BLANK]))


def says_nothing(folded: str) -> bool:
    """`is_blank` for a text that is folded already."""
    return folded in BLANK or not any(map(str.isalnum, folded))


def split_list(text: str) -> list[str]:
    """ "cotton, linen / 涤纶、棉" as four parts. A comma between digits is part of a number."""
    parts = (part.strip() for part in _SEPARATOR.split(text[:LIMIT]))
    return [part for part in parts if part]


def _few_marks(text: str) -> str:
    """At most four accents in a row: normalising takes quadratic time over a long run of them."""
    if not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    run = 0
    for ch in text:
        run = run + 1 if unicodedata.combining(ch) else 0
        if run <= _MARKS_ON_A_LETTER:
            kept.append(ch)
    return "".join(kept)


def _without_accents(text: str) -> str:
    """é is e; й stays, for in Cyrillic the mark makes another letter."""
    parted = unicodedata.normalize("NFD", text)
    if not any(map(unicodedata.combining, parted)):
        return text
    kept: list[str] = []
    for ch in parted:
        if not (unicodedata.combining(ch) and kept and kept[-1].isascii()):
            kept.append(ch)
    return unicodedata.normalize("NFC", "".join(kept))


def _visible(ch: str) -> str:
    match unicodedata.category(ch):
        case "Cc" | "Zl" | "Zp" | "Zs":
            return " "
        case "Cf" | "Cs":
            return ""
    return ch
