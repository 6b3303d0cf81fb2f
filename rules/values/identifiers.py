"""Model and part numbers: AM53BK, PS-LX350H, "DW 745". Case, dashes, dots and blanks do not count."""

from __future__ import annotations

import re
from functools import cache

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
# Letters with digits that name no model: standards, versions, ordinals, "2in1", "x6", clothes and paper sizes.
_COMMON = (
    "mp[34]|ddr[2-6]|lpddr[2-6]x?|usb[1-4][0-9]?|wi?fi[4-7]|hdmi[12][0-9]?|cat[5-8][ae]?|ipx?[0-9]{1,2}|h26[45]|rj45|m2"
    "|bt[0-9]{1,2}|bluetooth[0-9]{1,2}|win(?:dows)?[0-9]{1,2}|ps[1-5]|80211[a-z]{1,2}|[0-9]+(?:st|nd|rd|th)|[0-9]+s"
    "|[0-9]in[0-9]|x[0-9]{1,3}|[0-9]{1,3}x|(?:[0-9]+x){1,2}[0-9]+(?:cm|mm|m|in)?|[0-9]{0,2}x{1,3}[sl]|a[3-6]|3d"
    "|[0-9]{1,2}[gk]|[0-9]{3,4}[pi](?:[0-9]{2})?|a{2,3}[0-9]|lr[0-9]{1,2}|cr[0-9]{4}|e(?:14|27|40)|gu10"
    "|spf[0-9]{1,3}|uv[0-9]{3}|v[0-9]{1,2}"
    "|(?:gen|class|size|top|vol|no|series|season|ages?|ver|version|type|step|stage|day|for|with|over|under)[0-9]+"
)
_ALSO_UNITS = (
    "hz|khz|mhz|ghz|k?v|m?a|kva|mp|mpix|fps|rpm|dpi|ppi|btu|ch|bits?|kb|kbps|mbps|gbps|db|lm|nm|bar|k?pa|psi|pcs?|pk|ct"
    "|count|packs?|ply|cores?|ports?|ways?|pieces?|tier|months?|mo|y(?:ea)?rs?|days?|h(?:ou)?rs?|min|sec|deg|[cfku]"
)


def parse_identifier(text: str) -> str | None:
    """A whole value ("DW 745"), or the first model number of a phrase ("Sony PS-LX350H turntable")."""
    bare = _LABELLED.sub("", plain(text), count=1).translate(_LOOKALIKES)
    found = find_identifiers(text)
    if found and re.search(r"(?<![^\W\d_])[^\W\d_]{4,}(?![^\W_])", bare):
        return found[0].value
    whole = _WHOLE.fullmatch(bare) and len(bare) <= LONGEST and re.search("[0-9]", bare)
    if whole and not _plain_word().fullmatch(normal(bare)):
        return normal(bare)
    return found[0].value if found else None


def find_identifiers(text: str) -> list[Found[str]]:
    """Words of letters and digits that name a model, not a measure (500ml, 16GB) or a standard (USB3, 4K).

    Digits alone count only after a label: "арт. 12345", "model 4711".
    """
    text = plain(text)
    latin = text.translate(_LOOKALIKES)
    labelled = {match.end() for match in _LABELLED.finditer(text)}
    return [
        Found(normal(match[0]), text[match.start() : match.end()], match.start())
        for match in _TOKEN.finditer(latin)
        if _is_model(match[0], labelled=match.start() in labelled)
    ]


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
def _plain_word() -> re.Pattern[str]:
    return re.compile(rf"{_COMMON}|[0-9]+(?:{_ALSO_UNITS}|{pattern()})", re.IGNORECASE)
