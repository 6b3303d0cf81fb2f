"""What devices of one model differ in: network, year, generation, screen, chip, size of a watch. It is often unsaid.

`with_details` writes them as words of their own, so that "(9th gen)", 第九代 and "9-го поколения" are all "gen9".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rules.values.numerals import han_number

# Its kind and its value: ("year", "2020"), ("case", "44mm").
Detail = tuple[str, str]

_CASE = "3[6-9]|4[0-9]|5[0-2]"
_STRAP = "1[6-9]|2[0-8]"
_DETAIL = re.compile(
    rf"(?P<network>[345]g|lte)|(?P<year>(?:19|20)[0-9]{{2}})|(?P<case>(?:{_CASE})mm)|(?P<strap>(?:{_STRAP})mm)"
    r"|(?P<screen>[0-9]{1,2}(?:\.[0-9]{1,2})?in|[0-9]{1,2}\.[0-9]{1,2})|(?P<chip>m[1-9]chip)|(?P<generation>gen[0-9]{1,2})"
)
_GENERATION = re.compile(
    r"(?<![a-z0-9.,])([0-9]{1,2})(?:st|nd|rd|th|-?(?:го|ое|ая|е|я|й))?[ -]?(?:gen(?:eration)?(?![a-z])|поколени[а-я])"
    r"|(?<![a-z])gen(?:eration)? ?([0-9]{1,2})(?![0-9])|第? ?([0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?代"
)
_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) ?(?:[-–—~至到]|to|до|по) ?((?:19|20)[0-9]{2})(?![0-9])")
_MOST_YEARS = 40
# 38/40/41mm: all of them are.
_SIZES = re.compile(
    rf"(?<![a-z0-9.,])((?:(?:{_CASE}|{_STRAP})(?: ?(?:mm|мм))? ?[-/,&+] ?){{1,8}})({_CASE}|{_STRAP}) ?(?:mm|мм)"
    "(?![a-zа-я])"
)
# Amounts and counts; "13 in black" has none.
_AMOUNT = re.compile(
    r"(?<![a-z0-9])(?![345]g(?![a-z0-9]))(?P<number>[0-9]+(?:[.,][0-9]+)?)"
    r"(?:[ -]?(?P<inch>inch(?:es)?|дюйм\w{0,3}|英?寸|[\"”″]|(?<=[0-9])in)|[ -]?(?P<mm>mm|мм|毫米)"
    r"| ?(?:gb|tb|cm|w|mah|pcs|pc|pack|pieces|шт|см|гб)|(?:g|v|x[0-9]+))"
    r"(?![a-z0-9])"
)
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_PLAIN_WORD = re.compile(r"[\w.]+")

# Of these the screen tells devices apart even where a figure names the generation.
_BY_SCREEN = re.compile(r"(ipadpro|macbook(?:air|pro)?)(1[0-7])?|(ipadair)(1[13])")
_BY_YEAR = {
    "iphonese": ("2016", "2020", "2022"),
    "watchse": ("2020", "2022", "2025"),
    "ipad": ("2010", "2011", "", "", "2017", "2018", "2019", "2020", "2021", "2022", "2025"),
    "ipadair": ("2013", "2014", "2019", "2020", "2022"),
    "ipadmini": ("2012", "2013", "2014", "2015", "2019", "2021", "2024"),
}
# One strap fits all watches of a group, whatever the case; a screen protector does not.
_ONE_STRAP = (frozenset(["38mm", "40mm", "41mm"]), frozenset(["42mm", "44mm", "45mm", "46mm", "49mm"]))


def with_details(text: str) -> str:
    """Small letters. Amounts that are no detail part words as a comma does."""
    text = _GENERATION.sub(_generation, text)
    text = _YEARS.sub(_years, text)
    text = _SIZES.sub(lambda match: " ".join(f"{size}mm" for size in re.findall("[0-9]{2}", match[0])), text)
    return _IN_BRACKETS.sub(_brackets, _AMOUNT.sub(_amount, text))


@lru_cache(maxsize=4096)  # a list says the same few words again and again
def detail_of(word: str) -> Detail | None:
    match = _DETAIL.fullmatch(word)
    if not match or not match.lastgroup:
        return None
    kind = match.lastgroup
    if kind == "screen":
        return kind, f"{float(word.removesuffix('in')):g}"
    return kind, {"lte": "4g"}.get(word, word.removesuffix("chip").removeprefix("gen"))


def shown(detail: Detail) -> str:
    kind, value = detail
    return {"screen": f'{value}"', "chip": value.upper(), "generation": f"gen {value}"}.get(kind, value)


def model_and_details(model: str, stated: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """ "iPad (9th gen)", "iPad 2021" and "iPad 9 10.2" are all an iPad 9; an iPad Pro 11 and 12.9 are two."""
    details = dict(stated)
    if year := details.get("year"):
        born = _BY_YEAR.get(model, ())
        if year in born:
            details.setdefault("generation", str(born.index(year) + 1))
    if sized := _BY_SCREEN.fullmatch(model):
        model, screen = sized[1] or sized[3], sized[2] or sized[4]
        if screen:
            details.setdefault("screen", screen)
        if model.startswith("macbook") and "screen" in details:  # 13.3 and 13.6 are sold as 13
            details["screen"] = details["screen"].partition(".")[0]
    elif "generation" in details and not re.search("[0-9]", model):
        model += details.pop("generation")
    if re.search("[0-9]", model):
        details.pop("screen", None)
        if model.rstrip("0123456789") in _BY_YEAR:
            details.pop("year", None)
    return model, details


def may_fit_alike(left: Detail, right: Detail) -> bool:
    """Cases of an Apple Watch that take one strap."""
    return any({left[1], right[1]} <= group for group in _ONE_STRAP)


def _generation(match: re.Match[str]) -> str:
    number = next(group for group in match.groups() if group)
    return f" gen{number if number.isascii() else han_number(number) or 0} "


def _years(match: re.Match[str]) -> str:
    first, last = sorted((int(match[1]), int(match[2])))
    return " ".join(map(str, range(first, min(last, first + _MOST_YEARS) + 1)))


def _amount(match: re.Match[str]) -> str:
    word = match["number"].replace(",", ".") + ("in" if match["inch"] else "mm" if match["mm"] else "")
    return f" {word} " if match["inch"] or (match["mm"] and detail_of(word)) else ","


def _brackets(match: re.Match[str]) -> str:
    """ "(2020)" and "(4th gen, 10.9)" belong to what stands before."""
    words = _PLAIN_WORD.findall(match[1])
    return f" {' '.join(words)} " if words and all(map(detail_of, words)) else match[0]
