"""One manner of seeing text for all readers: width, invisible characters and blanks never matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

from rules.values.blanks import says_nothing
from rules.values.scripts import HAN

LIMIT = 10_000

_FIXED_BLANK = re.compile(r"(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_FRACTION = re.compile(r"(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e])")
# Signs that NFKC would make letters of: ™ is no "tm". Two Arabic ligatures unfold to 18 and 8 letters,
# and ten thousand of those are only there to cost time.
_SIGNS = dict.fromkeys(map(ord, "™℠®©\ufdfa\ufdfb"), " ")
# A plus between two words parts them ("ABS+PC"), one behind a word is a part of it ("S21+", "C++"); "n/a" is one word.
_SEPARATOR = re.compile(
    r"[;|｜\\、，；・•\n]|[/／](?!(?<=(?<!\w)[NnНн]/)[AaДд](?!\w))|,(?![0-9])|(?<![0-9]),"
    r"|(?<=[^\W\d_])[ ]?[+＋][ ]?(?=[^\W\d_])"
)
# Two numbers about a slash are one value (3/4, 8/256, 205/55); three and more are a list (38/39/40).
_NUMBER = r"[0-9]{1,6}(?:[.,][0-9]{1,4})?"
_TWO_NUMBERS = re.compile(rf"(?<![0-9./／,])({_NUMBER})[/／]({_NUMBER})(?![0-9/／]|[.,][0-9])")
_MARKS = " .,:;!?-–—_'\"«»“”‘’()[]{}*"
# What stands before a number: a dash is a minus; with a blank behind it may be a bullet, unless the number is alone.
_MINUS = re.compile(r"(?<!-)(-\.?)$")
_LOOSE_MINUS = re.compile(r"(?<!-)(-) $")
_WORD = re.compile(r"[^\W\d_]{2}")
_LETTER = rf"[^\W\d_{HAN}]"
# The minus of a mark or class: "A-", "类型B-".
_MINUS_BEHIND = re.compile(rf"(?<![^\W{HAN}]){_LETTER}-(?!-)")
_IDLE_BLANK = re.compile(rf" (?!(?<={_LETTER} ){_LETTER})(?!(?<=\d )\d)(?!(?<=[0-9][.,] )[0-9])(?![.,][0-9])")
_ALIKE = str.maketrans("ё’‘ʼ´“”„‐‑–—−⁄", "е''''\"\"\"-----/")
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
    """`plain` without case and Latin accents, for comparing; marks at the ends do not count, but for a minus.

    ё counts as е, and one apostrophe, quote, dash or slash of a fraction as another.
    """
    text = plain(text).casefold()
    if not text.isascii():
        text = _without_accents(text).casefold().translate(_ALIKE)
    return _trimmed(text.replace("`", "'"))


def close_up(folded: str) -> str:
    """Without the blanks that part neither two words nor two numbers: "5 - 10 кг" is "5-10кг", 黑 色 is 黑色.

    "red wine", "1 1/2" and "1, 5" keep theirs.
    """
    return _IDLE_BLANK.sub("", folded)


def is_blank(text: str) -> bool:
    """Nothing, or one of the many ways of writing nothing ("n/a", "—", "无", "не указано")."""
    return says_nothing(fold(text.strip()[:_LONGEST_BLANK]))


def split_list(text: str) -> list[str]:
    """ "cotton, linen / 涤纶、棉" as four parts.

    A comma between digits is part of a number, and so is the one slash between two.
    """
    # For a while with the slash of a fraction, which parts nothing.
    held = _TWO_NUMBERS.sub(lambda match: f"{match[1]}⁄{match[2]}", text[:LIMIT])
    parts = (part.strip().replace("⁄", "/") for part in _SEPARATOR.split(held))
    return [part for part in parts if part]


def _trimmed(text: str) -> str:
    """Without the marks at the ends, but for the minus of "-18 °C" and of "A-"."""
    core = text.strip(_MARKS)
    if len(core) == len(text):
        return core
    start = text.find(core)
    behind = "-" if core and _MINUS_BEHIND.match(text, start + len(core) - 1) else ""
    return _minus(text[:start][-3:], core) + core + behind


def _minus(before: str, core: str) -> str:
    """Of a number, with what stands before it."""
    if not core[:1].isdigit():
        return ""
    found = _MINUS.search(before) or (None if _WORD.search(core) else _LOOSE_MINUS.search(before))
    return found[1] if found else ""


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
