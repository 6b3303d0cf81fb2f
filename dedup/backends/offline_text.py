"""Typed values read out of one listing by code, in English, Chinese and Russian. Nothing is guessed.

| where, in this order | what counts | how sure |
|---|---|---|
| an attribute of that name | its value | .95 |
| attributes for length, width and height | together a size | .9 |
| the title | the first value; of sizes the fullest; of listed words and model numbers up to three | .8, of several .6 |
| title or description behind that name | the value: "Colour: white" | .85 |
| the description | what it is "made of"; an amount, size or count that is alone there | .6 |
| the attribute again | as written: for a matcher "unreadable", not "missing"; but no amount of another kind | .5 |

What would be surer than nothing but not half sure is not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from dedup.backends.offline_labels import Labels, parted
from dedup.backends.offline_names import named_in_prose, trademarks
from dedup.backends.offline_readers import Reader, Value, reader_of
from rules import facts
from rules.spec import Output
from rules.values.dimensions import parse_dimensions
from rules.values.quantity import find_quantities
from rules.values.scripts import level
from rules.values.text import fold, is_blank, plain
from rules.values.units import pattern

OTHER = "other"  # what the schema offers where a listing states something that a closed list does not have
TITLE = 500  # characters; what is longer is no title any more
DESCRIPTION = 2_000  # characters; what a seller says of the thing itself stands at the start
LONGEST = 200
MOST_LABELS = 5  # of one name in one text; who repeats it more often says nothing by it
MOST_FIELDS = 2_048  # kept ready, for all rules of a shop
# Facts whose attributes mean the same in every shop: a rule need not know their names.
ANYWHERE = frozenset(
    ("brand", "colour", "material", "gender", "clothing size", "shoe size", "season", "flavour", "scent", "gtin")
)
PASSING = ("enum", "identifier", "text")
WORDS = ("enum", "text")
STATED, SIDES_STATED, LABELLED, TITLED, ONE_OF_SEVERAL, TOLD, AS_WRITTEN = 0.95, 0.9, 0.85, 0.8, 0.6, 0.6, 0.5
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

    trademarks: Sequence[str] = ()

    @cached_property
    def name(self) -> str:
        """What its title marks as a trademark, or begins with and the description calls by that name too."""
        return next(iter(self.trademarks), "") or named_in_prose(self.title, self.description)

    @cached_property
    def labels(self) -> tuple[Labels, Labels]:
        return Labels(self.title), Labels(self.description)


@dataclass(frozen=True)
class Read:
    """Values of one field, and how sure they are that of the thing: 0 to 1."""

    values: Sequence[Value] = ()
    confidence: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.values)


NOTHING = Read()


@dataclass(frozen=True)
class Field:
    """An output made ready: how it is read, and what attributes and labels with its value are called.

    `keys` are the rule's names, `also` what such an attribute is called whatever is sold; folded, without units.
    """

    output: Output
    reader: Reader
    keys: tuple[str, ...]
    also: tuple[str, ...]
    labels: tuple[str, ...]
    kind: str
    kept: dict[str, list[Value]] = default(default_factory=dict)

    def whole(self, text: str) -> list[Value]:
        """An attribute read; "black" and "XL" come again and again."""
        found = self.kept.get(text)
        if found is None:
            if len(self.kept) >= MOST_FIELDS:
                self.kept.clear()
            found = self.kept[text] = self.reader.whole(text, self.output)
        return found


def stated(listing: Mapping[str, Any], outputs: Mapping[str, Output]) -> dict[str, dict[str, Any]]:
    """What a listing's own attributes say of these outputs, where the type's parser understands it; no other keys.

    `listing` is `Ask.facts["listing"]`. The same shape as an answer: {"values": [...], "evidence": ...}. Title and
    description are not looked at, and nothing is given "as written" but free words of no known kind.
    """
    named = attributes_of(listing)
    found = {name: from_attributes(named, field_of(name, output)) for name, output in outputs.items()}
    return {name: packed(read) for name, read in found.items() if read}


def read(asked: Mapping[str, Any], *, graded: bool = False) -> dict[str, dict[str, Any]]:
    """`Ask.facts` of role "extract" → {"f1": {"values": [...], "evidence": ...}, …} in the order of the outputs.

    `graded`: with "confidence", 0 where nothing was read.
    """
    listing = listing_of(asked["listing"])
    outputs = [(name, Output.model_validate(output)) for name, output in asked["outputs"].items()]
    found = [values(listing, field_of(name, output)) for name, output in outputs]
    grades = [{"confidence": one.confidence if one else 0.0} if graded else {} for one in found]
    return {f"f{n}": packed(one) | grade for n, (one, grade) in enumerate(zip(found, grades, strict=True), 1)}


_fields: dict[tuple[str, int], Field] = {}


def field_of(name: str, output: Output) -> Field:
    """Kept by the very object: rules live long, and an output has too many words to be a key."""
    field = _fields.get((name, id(output)))
    if field is None or field.output is not output:
        if len(_fields) >= MOST_FIELDS:
            _fields.clear()
        field = _fields[name, id(output)] = _field(name, output)
    return field


def _field(name: str, output: Output) -> Field:
    kind = facts.kind_of(name, *output.names)
    names = (name, *output.names)
    also = facts.names_of(kind.name) if kind and not kind.part and kind.name in ANYWHERE else ()
    keys = dict.fromkeys(without_unit(each)[0] for each in names)
    return Field(
        output,
        reader_of(output, kind),
        tuple(keys),
        tuple(each for each in also if each not in keys),
        tuple(level(plain(each)) for each in (*names, *also)),
        kind.name if kind and not kind.part else "",
    )


def listing_of(told: Mapping[str, Any]) -> Listing:
    raw, described = (str(told.get(name) or "") for name in ("title", "description"))
    title, description = plain(raw)[:TITLE].rstrip(), parted(plain(described[: 2 * DESCRIPTION]))[:DESCRIPTION]
    unbranded = without_brand(title, plain(str(told.get("brand") or "")))
    return Listing(
        title, unbranded, description, attributes_of(told), trademarks(raw) if "®" in raw or "™" in raw else ()
    )


def attributes_of(told: Mapping[str, Any]) -> dict[str, list[Value]]:
    """Fields beside title and description (brand, …) are attributes too."""
    fields = {name: text for name, text in told.items() if name not in ("title", "description", "attributes")}
    named: dict[str, list[Value]] = {}
    for name, value in [*fields.items(), *(told.get("attributes") or {}).items()]:
        bare, unit = without_unit(name)
        named.setdefault(bare, []).extend(Value(with_unit(text, unit), text) for text in texts(value))
    return named


def own_words(named: Mapping[str, Sequence[Value]], keys: Sequence[str]) -> list[Value]:
    """What attributes of these names say."""
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


def values(listing: Listing, field: Field) -> Read:
    return (
        from_attributes(listing.attributes, field)
        or (side_by_side(listing) if field.output.type == "dimensions" else NOTHING)
        or from_title(listing, field)
        or from_label(listing, field)
        or from_prose(listing, field)
        or from_description(listing.description, field)
        or as_written(listing.attributes, field)
    )


def from_attributes(named: Mapping[str, Sequence[Value]], field: Field) -> Read:
    """The names of the rule first, then what such an attribute is called anywhere."""
    if not named:
        return NOTHING
    return whole(own_words(named, field.keys), field, STATED) or whole(own_words(named, field.also), field, STATED)


def whole(words: Sequence[Value], field: Field, confidence: float) -> Read:
    """A closed list may be named twice in one value ("black/white"); of other types the first value counts."""
    output = field.output
    found = [Value(value.text, own.quote) for own in words for value in field.whole(own.text)]
    return Read(found if output.many or output.type == "enum" else found[:1], confidence)


def side_by_side(listing: Listing) -> Read:
    """Length, width and height in attributes of their own."""
    sides = [own for names in SIDES if (own := one_side(listing, names))][:3]
    size = parse_dimensions(" x ".join(own.text for own in sides)) if len(sides) > 1 else None
    return Read([Value(size.text, sides[0].quote)], SIDES_STATED) if size else NOTHING


def one_side(listing: Listing, names: Sequence[str]) -> Value | None:
    own = next((own for name in names for own in listing.attributes.get(name, ())), None)
    return own if own and _ONE_SIDE.fullmatch(own.text) else None


def from_title(listing: Listing, field: Field) -> Read:
    title = listing.unbranded if field.output.type in WORDS and field.kind != "brand" else listing.title
    found = field.reader.free(title, field.output)
    chosen = field.reader.choose_all(found) if field.output.many else field.reader.choose(found)
    return Read(chosen, TITLED if len({value.text for value in found}) == 1 else ONE_OF_SEVERAL)


def from_label(listing: Listing, field: Field) -> Read:
    """Behind a name: in the title, then in the description."""
    for text in listing.labels:
        for said in islice(text.behind(field.labels), MOST_LABELS):
            if found := begins(said, field, LABELLED):
                return found
    return NOTHING


def begins(said: str, field: Field, confidence: float) -> Read:
    """Where a label's value ends nobody says: it is the mention that it begins with, else all of it."""
    found = field.reader.free(said, field.output)
    if found and said.startswith(found[0].quote):
        return Read(found if field.output.many else found[:1], confidence)
    return whole([Value(said, said)], field, confidence)


def from_prose(listing: Listing, field: Field) -> Read:
    """What the description says in other words: "made of steel"; and the name that it gives the thing."""
    for said in islice(listing.labels[1].phrases(field.kind), MOST_LABELS):
        if found := field.reader.free(said, field.output)[:1]:
            return Read(found, TOLD)
    name = listing.name if field.kind == "brand" and field.output.type == "text" else ""
    return Read([Value(name, name)], TOLD) if name else NOTHING


def from_description(description: str, field: Field) -> Read:
    """Prose says "with black tea" of anything: what can be a passing remark counts only behind its name."""
    output = field.output
    if not description or output.type in PASSING:
        return NOTHING
    found = field.reader.free(description, output)
    return Read(found, TOLD) if output.many or len({value.text for value in found}) == 1 else NOTHING


def as_written(named: Mapping[str, Sequence[Value]], field: Field) -> Read:
    """What is not understood. "Capacity: 1.5 l" is understood, and says nothing of a storage in gigabytes."""
    words, output = own_words(named, field.keys), field.output
    own = next((own for own in words if not (output.kinds and find_quantities(own.text))), None)
    return Read([Value(OTHER if output.type == "enum" else own.quote, own.quote)], AS_WRITTEN) if own else NOTHING


def packed(read: Read) -> dict[str, Any]:
    """Each value once; the evidence is that of the first."""
    return {
        "values": list(dict.fromkeys(value.text for value in read.values)),
        "evidence": read.values[0].quote if read else None,
    }
