"""Model and part numbers: AM53BK, PS-LX350H, "DW 745". Case, dashes, dots and blanks do not count.

A word of letters and digits (M428fdw) is a number wherever it stands; "Flip 5" is one only as a whole value, with all
of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rules.values.brands import find_brands, maker_of
from rules.values.colours import find_colours
from rules.values.scripts import HAN
from rules.values.text import Found, plain
from rules.values.units import pattern

LONGEST = 40

# Cyrillic letters that look Latin; sellers mix them inside part numbers.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")
_LABEL = (
    r"(?:model|item|part|product|article|style|mpn|sku|art|ref|модель|артикул|арт|код|型号|型號|货号|款号|编号)"
    r"(?:[ -]?(?:number|no|num|nr|code|модели|товара))?"
)
_MARK = r"(?: ?(?:[:#№=]|no?\.|\.)){0,3} ?"
_LABELLED = re.compile(rf"(?<![a-zа-яё]){_LABEL}{_MARK}(?<![a-z])(?=[a-zа-я0-9])", re.IGNORECASE)
_WHOLE = re.compile(r"[^\W_]+(?:[ ./_+-]{1,3}[^\W_]+){0,4}")
_TOKEN = re.compile(
    r"(?<![a-zа-яё0-9])[a-z0-9]{1,30}(?:[-./_][a-z0-9]{1,20}){0,4}(?![a-zа-яё0-9])",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\W_]+")
_DIGIT = re.compile("[0-9]")
_LETTER_AND_DIGIT = re.compile(r"[^\W\d_].*[0-9]|[0-9].*[^\W\d_]")
_LIST = re.compile(r"[;|\\/&、，；・•]|,(?![0-9])|(?<![0-9]),| (?:or|and|или|и) |[或和]", re.IGNORECASE)
_MEETING = re.compile(rf"(?<=[{HAN}])(?=[a-zа-яё0-9])|(?<=[a-zа-яё0-9])(?=[{HAN}])", re.IGNORECASE)
_HAN_EDITION = re.compile("[版代]")
_PIECE = re.compile("[^/]+")
# What a spreadsheet makes of 12345.
_DECIMAL = re.compile(r"[0-9]{1,30}\.0")
_EDGES = " .,:;/|+_-()[]"
# What may stand between the number, a measure and a colour: AM53BK (128GB, 黑色).
_BETWEEN = re.compile(r"色?[\W_]*")
# Letters with digits that name no model: standards, versions, ordinals, "2in1", "x6", clothes and paper sizes.
_COMMON = (
    "mp[34]|ddr[2-6]|lpddr[2-6]x?|usb[1-4][0-9]?|wi?fi[4-7]|hdmi[12][0-9]?|cat[5-8][ae]?|ipx?[0-9]{1,2}|h26[45]|rj45|m2"
    "|bt[0-9]{1,2}|bluetooth[0-9]{1,2}|win(?:dows)?[0-9]{1,2}|ps[1-5]|80211[a-z]{1,2}|[0-9]+(?:st|nd|rd|th)|[0-9]+s"
    "|[0-9]in[0-9]|x[0-9]{1,3}|[0-9]{1,3}x|(?:[0-9]+x){1,2}[0-9]+(?:cm|mm|m|in)?|[0-9]{0,2}x{1,3}[sl]|a[3-6]|3d"
    "|[0-9]{1,2}[gk]|[0-9]{3,4}[pi](?:[0-9]{2})?|a{2,3}[0-9]|lr[0-9]{1,2}|cr[0-9]{4}|e(?:14|27|40)|gu10"
    "|spf[0-9]{1,3}|uv[0-9]{3}|v[0-9]{1,2}"
    "|(?:gen|class|size|top|vol|no|series|season|ages?|ver|version|type|step|stage|day|for|with|over|under)[0-9]+"
)
# As a whole value these are numbers after all: nobody counts to 815, or measures 603429 amperes.
_TOO_MANY = re.compile("X[0-9]{3}|[0-9]{6,20}[A-Z]{1,2}")
_ALSO_UNITS = (
    "hz|khz|mhz|ghz|k?v|m?a|kva|mp|mpix|fps|rpm|dpi|ppi|btu|ch|bits?|kb|kbps|mbps|gbps|db|lm|nm|bar|k?pa|psi|pcs?|pk|ct"
    "|count|packs?|ply|cores?|ports?|ways?|pieces?|tier|months?|mo|y(?:ea)?rs?|days?|h(?:ou)?rs?|min|sec|deg|[cfku]"
)


# Behind a number these make another product of it: an RTX 3060 Ti is no RTX 3060.
_EDITION_WORDS = (
    *("pro", "max", "promax", "mini", "plus", "ultra", "lite", "fe", "se", "ti", "super", "xl", "neo", "turbo"),
    *("mark", "mk", "ii", "iii", "iv", "про", "макс", "мини", "плюс", "лайт", "ультра", "青春版", "至尊版"),
)
_MOST_ALTERNATIVES = 16
_MOST_WORDS = 12
_LONGEST_RUN = 5
_SHORTEST_WORD = 4  # of so many letters a word is language, and no part of a number
_SHORTEST_DIGITS = 4  # so many behind a brand are a number by themselves: Lego 42115, not Xiaomi 12
_LONGEST_PHRASE = 160  # of a longer text only the first number counts
_ALIKE = 2  # so many first characters do the numbers of one list share


@dataclass(frozen=True)
class ModelNumber:
    """`value` is the number in its normal form, `full` the same with the brand that stands before it.

    `parts` are what else of the words around it another seller may call the number: "EOS R6" of "EOS R6 Body".
    """

    value: str
    full: str
    maker: str = ""
    parts: frozenset[str] = frozenset()

    def may_be(self, other: ModelNumber) -> bool:
        """One of them only says more words than the other."""
        mine, others = {self.value, self.full}, {other.value, other.full}
        return not (mine.isdisjoint(other.parts) and others.isdisjoint(self.parts))


def parse_identifiers(text: str) -> tuple[ModelNumber, ...]:
    """Each number of a list of such as begin alike ("AB-123 / AB-124"), else what `parse_identifier` reads.

    "G513RM, RTX3060" is a laptop and what is in it.
    """
    parts = _parts(plain(text)) if len(text) <= _LONGEST_PHRASE else []
    if len(parts) > 1 and (all(map(_is_code, parts)) or all(map(str.isdigit, parts))):
        numbers = list(map(normal, parts))
        if len({number[:_ALIKE] for number in numbers}) == 1:
            return tuple(ModelNumber(number, number) for number in numbers)
    one = parse_identifier(text)
    return (one,) if one else ()


def parse_identifier(text: str) -> ModelNumber | None:
    """A whole value ("DW 745"), or the first model number of a phrase ("Sony PS-LX350H turntable")."""
    text = plain(text)
    if not _DIGIT.search(text):
        return None
    found = find_identifiers(text)
    first = found[0].value if found else ""
    if len(text) > _LONGEST_PHRASE:
        return ModelNumber(first, first) if found else None
    core = _core(text)
    maker, bare = _without_brand(core)
    if _is_whole(core) and not (found and _is_phrase(bare, found[0].quote)):
        return ModelNumber(normal(bare), normal(core), maker, frozenset(_shorter(core)))
    others = (one.value for one in found[1:])
    return ModelNumber(first, first, parts=frozenset((*_shorter(core), *others))) if found else None


def _parts(text: str) -> list[str]:
    parts = [part for part in _LIST.split(text, maxsplit=_MOST_ALTERNATIVES) if _DIGIT.search(part)]
    return [_without_brand(_core(part))[1] for part in parts] if len(parts) > 1 else []


def _core(text: str) -> str:
    """Without a label, and without the measures and colours at the end, as long as a digit is left."""
    text = plain(_MEETING.sub(" ", _LABELLED.sub(" ", text, count=1)))
    if " " not in text:
        return text[:-2] if _DECIMAL.fullmatch(text) else text
    beside = [match.span() for match in _measure().finditer(text)]
    beside += [(found.start, found.start + len(found.quote)) for found in find_colours(text)]
    end = len(text)
    for start, stop in sorted(beside, reverse=True):
        if _BETWEEN.fullmatch(text, stop, end) and _DIGIT.search(text, 0, start):
            end = start
    return text[:end].strip(_EDGES)


def _without_brand(core: str) -> tuple[str, str]:
    """The maker that is named first, and the rest; the name of a line (iPhone, 红米) is a part of the number."""
    brand = next(iter(find_brands(core)), None) if " " in core else None
    if brand is None or brand.start:
        return "", core
    maker, rest = maker_of(brand.value), core[len(brand.quote) :].strip(_EDGES)
    if maker != brand.value:
        return maker, f"{brand.value} {rest}"
    telling = _LETTER_AND_DIGIT.search(rest) or sum(map(str.isdigit, rest)) >= _SHORTEST_DIGITS
    return maker, rest if telling and _is_whole(rest) else core


def _is_phrase(bare: str, quote: str) -> bool:
    """A number among words of which none can be a part of it."""
    before, _, after = bare.partition(quote)
    words = re.findall(r"[^\W_]+", f"{before} {after}")
    while words and normal(words[-1]) in _editions():
        words.pop()
    if any(len(word) >= _SHORTEST_WORD and word.isalpha() for word in words):
        return True
    brands = {word for found in find_brands(bare) for word in found.quote.split()}
    in_latin = re.search("[a-z]", quote, re.IGNORECASE)
    rest = [word if in_latin else word.translate(_LOOKALIKES) for word in words if word not in brands]
    return bool(words) and not any(word.isascii() or _HAN_EDITION.search(word) for word in rest)


def _is_whole(core: str) -> bool:
    core = core.translate(_LOOKALIKES)
    whole = _WHOLE.fullmatch(core) and len(core) <= LONGEST and _DIGIT.search(core)
    bare = normal(core)
    return bool(whole) and bool(_TOO_MANY.fullmatch(bare) or not _plain_word().fullmatch(bare))


def _is_code(part: str) -> bool:
    return bool(_TOKEN.fullmatch(part.translate(_LOOKALIKES))) and _is_model(part, labelled=False)


def _shorter(core: str) -> Iterator[str]:
    """Numbers that a seller of fewer words would give, also without the slash and region of "SM-A525F/DS"."""
    yield from _runs(core)
    before, slash, _ = core.rpartition("/")
    if slash:
        yield from _runs(before)


def _runs(core: str) -> Iterator[str]:
    """Words side by side, and what follows a dash ("SM-A525F") or the zeros in front of digits."""
    words = core.split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]
    normals = list(map(normal, words))
    for start, first in enumerate(words):
        begun = [normals[start], *(normal(first[dash.end() :]) for dash in re.finditer("-", first))]
        if first.isdigit():
            begun.append(first.lstrip("0"))
        for stop in range(start + 1, min(len(words), start + _LONGEST_RUN) + 1):
            if stop == len(words) or normals[stop] not in _editions():
                rest = "".join(normals[start + 1 : stop])
                yield from (head + rest for head in begun if _DIGIT.search(head + rest))


@cache
def _editions() -> frozenset[str]:
    return frozenset(map(normal, _EDITION_WORDS))


def find_identifiers(text: str) -> list[Found[str]]:
    """Words of letters and digits that name a model, not a measure (500ml, 16GB) or a standard (USB3, 4K).

    Digits alone count only after a label: "арт. 12345", "model 4711".
    """
    text = plain(text)
    latin = _LABELLED.sub(lambda label: " " * len(label[0]), text).translate(_LOOKALIKES)
    labelled = {match.end() for match in _LABELLED.finditer(text)}
    return [
        Found(normal(text[start:end]), text[start:end], start)
        for match in _TOKEN.finditer(latin)
        for start, end in _numbers(match)
        if _is_model(latin[start:end], labelled=start in labelled)
    ]


def _numbers(token: re.Match[str]) -> list[tuple[int, int]]:
    """ "AB-123/AB-124" is two numbers, MB990LL/A one."""
    pieces = [(token.start() + piece.start(), token.start() + piece.end()) for piece in _PIECE.finditer(token[0])]
    alone = all(_is_model(token.string[start:end], labelled=False) for start, end in pieces)
    return pieces if alone else [token.span()]


def normal(text: str) -> str:
    """Letters and digits only, in capitals; Cyrillic letters that look Latin are Latin."""
    return _SEPARATORS.sub("", plain(text).translate(_LOOKALIKES).upper())


def _is_model(token: str, *, labelled: bool) -> bool:
    bare = normal(token)
    digits = sum(map(str.isdigit, bare))
    if labelled:
        return digits >= 1 and len(bare) >= 3
    if digits < 2 or digits == len(bare) or len(bare) < 4 or _plain_word().fullmatch(bare):
        return False
    mixed = [part for part in _SEPARATORS.split(token) if not part.isdigit() and not part.isalpha()]
    return not mixed or not all(map(_plain_word().fullmatch, mixed))


@cache
def _measure() -> re.Pattern[str]:
    """An amount with its unit. 5G is a network, and one letter behind a blank mostly belongs to the number."""
    unit = rf"(?:[hk]?hz|[mg]hz|k?v|mpix|mp|fps|rpm|dpi|{pattern()})"
    return re.compile(
        rf"(?<![\w.,/-])(?![2-6] ?g(?![a-z]))[0-9]{{1,9}}(?:[.,][0-9]{{1,3}})?(?: (?![a-z](?![a-z])))?{unit}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _plain_word() -> re.Pattern[str]:
    return re.compile(rf"{_COMMON}|[0-9]+(?:{_ALSO_UNITS}|{pattern()})", re.IGNORECASE)
