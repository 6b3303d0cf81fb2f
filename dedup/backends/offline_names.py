"""Brands, model numbers and barcodes that running text gives a thing, not what it fits."""

from __future__ import annotations

import re
from typing import Any

from dedup.backends import offline_passing as passing
from rules.values.brand_index import index_of
from rules.values.brands import find_brands, maker_of
from rules.values.gtin import parse_gtin
from rules.values.identifiers import find_identifiers
from rules.values.scripts import script_of
from rules.values.text import LIMIT, Found
from rules.values.vocabulary import words

_I = re.IGNORECASE
_NAME = r"[A-Z][\w&'’-]*[a-zA-Z](?: [A-Z][\w&'’-]*[a-zA-Z]){0,2}"
_BY = re.compile(rf"(?<![\w-])by (?P<name>{_NAME})(?= ?(?:$|[-,;|(\[–—]))")
_NO_MAKER = re.compile(r"(?:hand|day|night|size|the|numbers?|design|mail|air|sea|an?|machine|color|colour)(?!\w)", _I)
_FIRST_WORDS = re.compile(r"(?:[^\W_]\S* ){0,4}")

# "iPhone 13 case", 华为手机壳: the maker of the device, mostly, and not of the case.
_ACCESSORY = re.compile(
    r"(?<![^\W_])(?:cases?|covers?|protectors?|chargers?|straps?|bands?|holders?|skins?|чехол|чехлы|стекло|плёнка|пленка"
    r"|ремешок|зарядк[аи]|держатель)(?![^\W_])|[手保]?[机護护]?[壳殼套膜]|表带|充电器|支架",
    _I,
)
_DEVICES = words(
    "Apple Samsung Xiaomi Huawei Oppo Vivo Realme OnePlus Google Nokia Motorola Sony LG Lenovo Garmin Fitbit"
)


def brands(text: str) -> list[Found[Any]]:
    """Well-known ones that the thing is not made to fit, and whom "by" names; a plain word ("apple") is none.

    In English a title begins with its brand; one that comes late is a part's, or of what it goes with.
    """
    common = index_of(()).common
    known = [one for one in find_brands(text) if one.value not in common or " " in one.quote]
    if known and _ACCESSORY.search(text):
        known = [one for one in known if maker_of(one.value) not in _DEVICES]
    found = passing.outside(known, passing.fitted(text)) if known else []
    if script_of(text) == "latin":
        first = _FIRST_WORDS.match(text)
        found = [one for one in found if first and one.start <= first.end()]
    if not found and (by := _BY.search(text)) and not _NO_MAKER.match(by["name"]):
        return [Found(by["name"], by["name"], by.start("name"))]
    return [_maker(one) for one in found]


_TRADEMARK = re.compile(rf"(?P<name>{_NAME}) ?[®™]")
_FIRST_NAME = re.compile(r"[A-Z][\w'’&-]*[\w](?: [A-Z][\w'’&-]*[\w]){0,2}")
_IN_A_SENTENCE = re.compile(r"(?<![^\W_])[a-z][a-z'’-]*,? (?:the |an? )?$")
_BACK = 40


def trademarks(raw: str) -> list[str]:
    """What a title marks with ® or ™, before that is cleaned away."""
    return [match["name"] for match in _TRADEMARK.finditer(raw[:LIMIT])]


def named_in_prose(title: str, description: str) -> str:
    """The first words of a title that the description too writes as a name, within its sentences; "" for none."""
    first = _FIRST_NAME.match(title)
    words = first[0].split() if first else []
    beginnings = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((name for name in beginnings if len(name) > 2 and _is_in_prose(name, description)), "")


def _is_in_prose(name: str, description: str) -> bool:
    """Behind a word in small letters, and not the beginning of a longer word."""
    at = description.find(name)
    while at >= 0:
        end = at + len(name)
        if not description[end : end + 1].isalnum() and _IN_A_SENTENCE.search(description[max(0, at - _BACK) : at]):
            return True
        at = description.find(name, end)
    return False


def _maker(one: Found[str]) -> Found[str]:
    """Of "Apple iPhone" the maker's part."""
    maker = maker_of(one.value)
    with_line = maker != one.value and one.quote.lower().startswith(f"{maker.lower()} ")
    return Found(maker, one.quote[: len(maker)], one.start) if with_line else one


def numbers(text: str) -> list[Found[str]]:
    """Model and part numbers of the thing itself."""
    found = find_identifiers(text)
    return passing.outside(found, passing.named_behind(text)) if found else found


_CODE = re.compile(
    r"(?:(?P<label>(?:gtin|ean|upc|isbn|barcode|штрих-?код|条形?码)(?:-?1?[0-9])? ?[:#№]? ?)|(?<![0-9A-Za-z.,-]))"
    r"(?P<code>[0-9][0-9 -]{6,16}[0-9]|[0-9]{8,14})(?![0-9A-Za-z]|[.,-][0-9])",
    _I,
)


def barcodes(text: str) -> list[Found[str]]:
    """With a right check digit; without a label only of 12 and 13 digits in one."""
    return [
        Found(match["code"], match["code"], match.start("code"))
        for match in _CODE.finditer(text)
        if (match["label"] or (match["code"].isdigit() and len(match["code"]) in (12, 13)))
        and parse_gtin(match["code"])
    ]
