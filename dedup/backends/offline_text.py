"""Typed values read out of one listing by code, in English, Chinese and Russian. Nothing is guessed.

| where, in this order | what counts |
|---|---|
| an attribute of that name | its value |
| attributes for length, width and height | together a size |
| the title | the first value; of sizes the fullest; of listed words and model numbers up to three, as alternatives |
| the description | a value behind that name ("Colour: white"); an amount, size or count that is alone there |
| the attribute again | as written: "unreadable" for a matcher, not "missing"; but not an amount of another kind |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dedup.backends.offline_readers import READERS, Reader, Value
from rules.spec import Output
from rules.values.dimensions import parse_dimensions
from rules.values.quantity import find_quantities
from rules.values.text import fold, is_blank, plain
from rules.values.units import pattern

OTHER = "other"  # what the schema offers where a listing states something that a closed list does not have
DESCRIPTION = 2_000  # characters; what a seller says of the thing itself stands at the start
LONGEST = 200
PASSING = ("enum", "identifier", "text")
SIDES = (
    ("length", "длина", "长", "长度", "長度"),
    ("width", "ширина", "宽", "宽度", "寬度"),
    ("height", "высота", "高", "高度"),
    ("depth", "глубина", "thickness", "толщина", "深", "深度", "厚", "厚度"),
)
_UNIT_IN_NAME = re.compile(rf"(?P<name>.+?)(?: ?, ?| ?[(\[] ?)(?P<unit>{pattern()})[)\]]?", re.IGNORECASE)
_BARE_NUMBERS = re.compile(r"[0-9][0-9.,]*(?: ?[x×х*] ?[0-9][0-9.,]*)*", re.IGNORECASE)
_ONE_SIDE = re.compile(rf"[0-9][0-9.,]*(?: ?{pattern('length')})?", re.IGNORECASE)


@dataclass(frozen=True)
class Listing:
    title: str
    unbranded: str  # the title without the brand: Black & Decker is no colour
    description: str
    attributes: Mapping[str, Sequence[Value]]  # folded name without its unit → values with it, quoted without


def stated(facts: Mapping[str, Any], outputs: Mapping[str, Output]) -> dict[str, dict[str, Any]]:
    """What a listing's own attributes say of these outputs, where the type's parser understands it; no other keys.

    `facts` is `Ask.facts["listing"]`. The same shape as an answer: {"values": [...], "evidence": ...}. Title and
    description are not looked at, and nothing is given "as written" but free words.
    """
    named = attributes_of(facts)
    found = {name: from_attributes(own_words(named, name, output), output) for name, output in outputs.items()}
    return {name: packed(values) for name, values in found.items() if values}


def read(facts: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """`Ask.facts` of role "extract" → {"f1": {"values": [...], "evidence": ...}, …} in the order of the outputs."""
    listing = listing_of(facts["listing"])
    outputs = [(name, Output.model_validate(output)) for name, output in facts["outputs"].items()]
    return {f"f{number}": packed(values(listing, name, output)) for number, (name, output) in enumerate(outputs, 1)}


def listing_of(facts: Mapping[str, Any]) -> Listing:
    title, description = (plain(str(facts.get(name) or "")) for name in ("title", "description"))
    unbranded = without_brand(title, plain(str(facts.get("brand") or "")))
    return Listing(title, unbranded, description[:DESCRIPTION], attributes_of(facts))


def attributes_of(facts: Mapping[str, Any]) -> dict[str, list[Value]]:
    """Fields beside title and description (brand, …) are attributes too."""
    fields = {name: text for name, text in facts.items() if name not in ("title", "description", "attributes")}
    named: dict[str, list[Value]] = {}
    for name, value in [*fields.items(), *(facts.get("attributes") or {}).items()]:
        bare, unit = without_unit(name)
        named.setdefault(bare, []).extend(Value(with_unit(text, unit), text) for text in texts(value))
    return named


def own_words(named: Mapping[str, Sequence[Value]], name: str, output: Output) -> list[Value]:
    """What attributes under any of the output's names say."""
    keys = dict.fromkeys(without_unit(key)[0] for key in (name, *output.names))
    return [own for key in keys for own in named.get(key, ())]


def without_brand(title: str, brand: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(brand)}(?!\w)", "|", title, flags=re.IGNORECASE) if brand else title


def texts(value: object) -> Iterator[str]:
    """What an attribute says: no blanks, no "n/a", nothing as long as a description."""
    for item in value if isinstance(value, list | tuple) else [value]:
        text = "" if item is None else plain(str(item))
        if text and len(text) <= LONGEST and not is_blank(text):
            yield text


@lru_cache(maxsize=4096)
def without_unit(name: str) -> tuple[str, str]:
    """ "Weight (g)" and "Вес, г" are weights in grams."""
    match = _UNIT_IN_NAME.fullmatch(plain(name))
    return (fold(match["name"]), match["unit"]) if match else (fold(name), "")


def with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit and _BARE_NUMBERS.fullmatch(text) else text


def values(listing: Listing, name: str, output: Output) -> list[Value]:
    own = own_words(listing.attributes, name, output)
    reader = READERS[output.type]
    return (
        from_attributes(own, output)
        or (side_by_side(listing) if output.type == "dimensions" else [])
        or from_title(listing.unbranded if output.type == "enum" else listing.title, output, reader)
        or from_label(listing.description, (name, *output.names), output)
        or from_description(listing.description, output, reader)
        or as_written(own, output)
    )


def from_attributes(words: Sequence[Value], output: Output) -> list[Value]:
    """A closed list may be named twice in one value ("black/white"); of other types the first value counts."""
    whole = READERS[output.type].whole
    found = [Value(value.text, own.quote) for own in words for value in whole(own.text, output)]
    return found if output.many or output.type == "enum" else found[:1]


def side_by_side(listing: Listing) -> list[Value]:
    """Length, width and height in attributes of their own."""
    stated = [own for names in SIDES if (own := one_side(listing, names))][:3]
    size = parse_dimensions(" x ".join(own.text for own in stated)) if len(stated) > 1 else None
    return [Value(size.text, stated[0].quote)] if size else []


def one_side(listing: Listing, names: Sequence[str]) -> Value | None:
    own = next((own for name in names for own in listing.attributes.get(name, ())), None)
    return own if own and _ONE_SIDE.fullmatch(own.text) else None


def from_title(title: str, output: Output, reader: Reader) -> list[Value]:
    found = reader.free(title, output)
    return found if output.many else reader.choose(found)


def from_label(description: str, names: tuple[str, ...], output: Output) -> list[Value]:
    match = labelled(names).search(description) if description else None
    said = match["value"].strip() if match else ""
    return from_attributes([Value(said, said)], output) if said else []


@lru_cache(maxsize=1024)
def labelled(names: tuple[str, ...]) -> re.Pattern[str]:
    """ "Net weight: 250 g." up to the end of the phrase or the next name."""
    words = "|".join(re.escape(plain(name)) for name in names)
    value = r"(?:(?![,，、] ?[\w ]{1,30}[:：])[^;|•.。]|\.(?=\d)){1,60}"
    return re.compile(rf"(?<!\w)(?:{words}) ?[:：=] ?(?P<value>{value})", re.IGNORECASE)


def from_description(description: str, output: Output, reader: Reader) -> list[Value]:
    """Prose says "with black tea" of anything: what can be a passing remark counts only behind its name."""
    if not description or output.type in PASSING:
        return []
    found = reader.free(description, output)
    return found if output.many or len({value.text for value in found}) == 1 else []


def as_written(words: Sequence[Value], output: Output) -> list[Value]:
    """What is not understood. "Capacity: 1.5 l" is understood, and says nothing of a storage in gigabytes."""
    own = next((own for own in words if not (output.kinds and find_quantities(own.text))), None)
    return [Value(OTHER if output.type == "enum" else own.quote, own.quote)] if own else []


def packed(found: Sequence[Value]) -> dict[str, Any]:
    """Each value once; the evidence is that of the first."""
    return {
        "values": list(dict.fromkeys(value.text for value in found)),
        "evidence": found[0].quote if found else None,
    }
