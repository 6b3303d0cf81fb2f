"""The text border: every string from outside passes here once, on its way in.

`clean` and `line` make match text: what is stored, compared, searched and shown to models. `exact`
keeps the spelling of what has to be found again under its own name: ids, paths, addresses.
`marked` shows people what the border takes out. `guard` is for the way out, into a spreadsheet.

PostgreSQL refuses NUL and lone surrogates. It stores invisible and direction-changing characters,
with which a seller can make two equal titles differ, or one title read as another.
"""

from __future__ import annotations

import html
import re
import unicodedata
from decimal import Decimal

# Without a shape of their own: controls, surrogates, direction marks, zero-width marks, fillers, tags, variation
# selectors, non-characters. Format characters that show (Arabic number signs) stay.
INVISIBLE = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Arabic, Syriac, Thaana, N'Ko, Mandaic, the Indic scripts, Myanmar, Khmer and Mongolian write with zero-width joiners.
JOINING = r"\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af"
OUT = re.compile(rf"[{INVISIBLE}]+|(?<![{JOINING}])[\u200c\u200d]+|[\u200c\u200d]+(?![{JOINING}])")
BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
PLAIN = re.compile(r"[ -~\n\t]*")

# Shops escape titles for HTML, some of them twice. Only with the semicolon: "Mops&parasol" is no ¶.
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,30}\d{0,2});")

# Where NFKC alone would change what a product is: 55½ into 551/2, 10³ into 103, 24″ into two primes, Nike™ into NikeTM,
# and the fixed blank of one number, "1 000 g", into the blank between two.
BEFORE = re.compile(
    r"(?<=\d)(?=[¼-¾⅐-⅞])|(?<=\d)(?=[²³¹⁰⁴-⁹])|[™℠´′″‴⁗]|(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))"
)
INSTEAD = {"™": "", "℠": "", "´": "'", "′": "'", "″": '"', "‴": "'''", "⁗": "''''"}
FRACTION_SLASH = "\u2044"

# No script puts more than a few marks on one letter, and putting a long run of them in order takes quadratic time.
# Marks are no word characters, so a text without RUN has no such run: ten times cheaper to look for.
MOST_MARKS = 8
COMBINING = "".join(char for char in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(char))
MARKS = re.compile(f"([{COMBINING}]{{{MOST_MARKS}}})[{COMBINING}]+")
RUN = re.compile(rf"\W{{{MOST_MARKS + 1}}}")

# What serves to hide: zero-width, direction and tag characters, but not the marks of emoji and of joined scripts.
HIDING = re.compile(
    r"[\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\U000e0000-\U000e007f]"
)

FORMULA = frozenset("=+-@|%")


def clean(text: str) -> str:
    """Match text: NFKC, HTML entities as what they mean, nothing invisible, line breaks as `\\n`, stripped."""
    if "&" in text:
        text = ENTITY.sub(_entity, ENTITY.sub(_entity, text))
    if PLAIN.fullmatch(text):
        return text.strip()
    text = BEFORE.sub(_instead, visible(text))
    if RUN.search(text):
        text = MARKS.sub(r"\1", text)
    return unicodedata.normalize("NFKC", text).replace(FRACTION_SLASH, "/").strip()


def line(text: str) -> str:
    """Match text on one line, with single blanks."""
    return " ".join(clean(text).split())


def exact(text: str) -> str:
    """An id, path or address: spelt as it came, but storable and with nothing invisible in it."""
    return text.strip() if PLAIN.fullmatch(text) else visible(text).strip()


def visible(text: str) -> str:
    """The text without what cannot be seen; every kind of line break is `\\n`."""
    return OUT.sub("", BREAK.sub("\n", text))


def marked(text: str) -> str:
    """The text as it came, with each invisible character written out: `Ni‹U+200B›ke`."""
    return OUT.sub(lambda found: "".join(f"‹U+{ord(char):04X}›" for char in found[0]), text)


def hides(text: str) -> bool:
    """Whether the text holds characters that serve to hide something from people."""
    return not text.isascii() and HIDING.search(text) is not None


def shown(value: object, length: int = 80) -> str:
    """A value for a message: marked, on one line, and no longer than it is worth."""
    text = (
        " ".join(marked(str(value)[: length + 1]).split())
        if isinstance(value, str | int | Decimal)
        else "a list or object"
    )
    return text if len(text) <= length else f"{text[:length]}…"


def guard(cell: str) -> str:
    """The cell so that no spreadsheet runs it as a formula: an apostrophe before = + - @ | % and their wide forms."""
    first = unicodedata.normalize("NFKC", cell.lstrip())[:1]
    return f"'{cell}" if first in FORMULA or cell[:1] in ("\t", "\r", "\n") else cell


def _entity(found: re.Match[str]) -> str:
    return html.unescape(found[0])


def _instead(found: re.Match[str]) -> str:
    if found[0]:
        return INSTEAD.get(found[0], "")
    following = found.string[found.end()]
    return " " if unicodedata.normalize("NFKC", following)[1:] else "^"
