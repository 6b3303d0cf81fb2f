"""One listing of an import file: from fields of any shape to clean values, and what could not be read.

A listing is refused only without an id or a title, or with a category deeper than 3. Whatever else
cannot be read is left empty and said in `warnings`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rules.values.gtin import parse_gtin
from rules.values.text import is_blank

from . import cells, cleaning, injections, prices
from .cells import Attributes
from .columns import ATTRIBUTE
from .injections import Mark

DEPTH = 3
# Characters. Ids, GTINs, part numbers and category paths stand in B-tree indexes, which take 2,704 bytes.
LIMITS = {
    "id": 400, "title": 1_000, "brand": 200, "category": 150, "description": 20_000, "currency": 50,
    "gtin": 100, "mpn": 100, "seller": 200, "url": 2_000,
}  # fmt: skip
MOST_VARIANTS = 100
BETWEEN = re.compile(r"[\s\-–.]+")  # the digits of a GTIN
WEB = re.compile(r"https?://", re.IGNORECASE)
VARIANT = frozenset({"id", "attributes", "images"})


class Rejected(Exception):
    """The listing cannot be taken; the reason is for people. `id` is empty where it has none."""

    def __init__(self, reason: str, external_id: str = "") -> None:
        super().__init__(reason)
        self.id = external_id


@dataclass(frozen=True, slots=True)
class Variant:
    id: str
    attributes: Attributes
    images: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A listing as it will be stored. `images` are paths or addresses. `ignored` names fields that are not ours.

    `injections`: where it speaks to a model instead of to buyers.
    """

    id: str
    title: str
    brand: str
    category: tuple[str, ...]
    attributes: Attributes
    description: str
    price: Decimal | None
    currency: str
    gtin: str
    mpn: str
    seller: str
    url: str
    images: tuple[str, ...]
    variants: tuple[Variant, ...]
    injections: tuple[Mark, ...]
    warnings: tuple[str, ...]
    ignored: tuple[str, ...]


def key(fields: Mapping[str, object]) -> str:
    """The id of a listing that will be taken. Raises Rejected."""
    return _Reading(fields).required()[0]


def read(fields: Mapping[str, object]) -> Row:
    """The listing in `fields`, under our column names. Raises Rejected."""
    reading = _Reading(fields)
    external_id, title, category = reading.required()
    amount, currency = reading.price()
    description, attributes = reading.text("description", cleaning.clean), reading.attributes()
    return Row(
        id=external_id,
        title=title,
        category=category,
        price=amount,
        currency=currency,
        brand=reading.text("brand"),
        description=description,
        gtin=reading.gtin(),
        mpn=reading.text("mpn"),
        seller=reading.text("seller"),
        url=reading.url(),
        attributes=attributes,
        images=reading.images(),
        variants=reading.variants(),
        injections=(*injections.of(title, attributes, description), *injections.hidden(fields.values())),
        warnings=tuple(reading.warnings),
        ignored=tuple(reading.ignored),
    )


class _Reading:
    def __init__(self, fields: Mapping[str, object]) -> None:
        self.fields = fields
        self.warnings: list[str] = []
        self.ignored: list[str] = []

    def required(self) -> tuple[str, str, tuple[str, ...]]:
        """(id, title, category)"""
        external_id = self.identity(self.fields.get("id"))
        if not external_id:
            raise Rejected("no id")
        title = self.text("title")
        if not title:
            raise Rejected("no title", external_id)
        category = self.category()
        if len(category) > DEPTH:
            raise Rejected(f"a category {len(category)} levels deep: at most {DEPTH} can be kept", external_id)
        return external_id, title, category

    def identity(self, value: object) -> str:
        """An id as it is spelt. One that is too long for an index keeps its beginning and a hash of the whole."""
        text = cleaning.exact(cells.scalar(value) or "")
        if len(text) <= LIMITS["id"]:
            return text
        self.warnings.append(f"id: longer than {LIMITS['id']} characters, shortened")
        return f"{text[: LIMITS['id'] - 65]}…{hashlib.sha256(text.encode()).hexdigest()}"

    def text(self, name: str, clean: Callable[[str], str] = cleaning.line) -> str:
        value = self.fields.get(name)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        text = cells.scalar(value)
        if text is None:
            self.warnings.append(f"{name}: neither text nor a number, left empty")
            return ""
        if name in ("title", "brand") and cleaning.hides(text):
            self.warnings.append(f"{name}: invisible characters are taken out of “{cleaning.shown(text)}”")
        return self._cut(name, clean(text))

    def _cut(self, name: str, text: str) -> str:
        if len(text) <= LIMITS[name]:
            return text
        self.warnings.append(f"{name}: cut to {LIMITS[name]:,} characters")
        return text[: LIMITS[name]].rstrip()

    def category(self) -> tuple[str, ...]:
        names = cells.category(self.fields.get("category"))
        if names is None:
            self.warnings.append("category: neither names nor text, left empty")
        return tuple(self._cut("category", name) for name in names or ())

    def price(self) -> tuple[Decimal | None, str]:
        """(amount, ISO code). A currency column comes before a sign in the price."""
        value, column = self.fields.get("price"), self._currency()
        if value is None or (isinstance(value, str) and is_blank(value)):
            return None, column
        try:
            price = prices.read(value)
        except prices.Unreadable as error:
            self.warnings.append(f"price: {cleaning.shown(value)} cannot be read: {error}")
            return None, column
        if column and price.currency not in ("", column) and not price.shared:
            self.warnings.append(f"currency: the price says {price.currency}, the column {column}, which is kept")
        return price.amount, column or price.currency

    def _currency(self) -> str:
        text = self.text("currency")
        code = prices.currency(text)
        if not code and not is_blank(text):
            self.warnings.append(f"currency: {cleaning.shown(text)} names none that we know")
        return code

    def gtin(self) -> str:
        """The typed digits. A wrong number is kept as it came: people see what was meant, and no pair is made of it.

        A number of 10 or 11 digits gets the zeros back that a spreadsheet takes off a UPC, where they make it right.
        """
        text = self.text("gtin")
        if is_blank(text):
            return ""
        digits = BETWEEN.sub("", text)
        for typed in (digits, digits.zfill(12) if len(digits) in (10, 11) else ""):
            if typed.isdecimal() and parse_gtin(typed):
                return typed
        if labelled := parse_gtin(text):  # "EAN: 4006381333931"
            return labelled.removeprefix("0")
        self.warnings.append(f"gtin: {cleaning.shown(text)} has no right check digit; it is kept, but finds no pairs")
        return text

    def url(self) -> str:
        text = cleaning.exact(cells.scalar(self.fields.get("url")) or "")
        if text and (not WEB.match(text) or len(text) > LIMITS["url"]):
            self.warnings.append(f"url: {cleaning.shown(text)} is no web address, left empty")
            return ""
        return text

    def attributes(self) -> Attributes:
        """The field of that name, and a column for each `attributes.NAME`."""
        found = cells.attributes(self.fields.get("attributes"), self.warnings.append)
        columns = {
            name.removeprefix(ATTRIBUTE): value for name, value in self.fields.items() if name.startswith(ATTRIBUTE)
        }
        return {**found, **cells.attributes(columns, self.warnings.append)} if columns else found

    def images(self) -> tuple[str, ...]:
        return cells.images(self.fields.get("images"), self.warnings.append)

    def variants(self) -> tuple[Variant, ...]:
        """From a list of {"id", "attributes", "images"}, or of ids alone."""
        value = cells.opened(self.fields.get("cspus"))
        if isinstance(value, str):
            value = list(filter(str.strip, value.split(";")))
        if not isinstance(value, list | None):
            self.warnings.append("cspus: neither a list nor text, left empty")
            return ()
        found: dict[str, Variant] = {}
        for number, item in enumerate(value or [], 1):
            if variant := self._variant(item, number):
                if variant.id in found:
                    self.warnings.append(f"cspus: {cleaning.shown(variant.id)} stands twice; the later one is kept")
                found[variant.id] = variant
        if len(found) > MOST_VARIANTS:
            self.warnings.append(f"cspus: only the first {MOST_VARIANTS} of {len(found)} are kept")
        return tuple(found.values())[:MOST_VARIANTS]

    def _variant(self, item: object, number: int) -> Variant | None:
        fields = item if isinstance(item, dict) else {"id": item}
        self.ignored += [f"cspus.{name}" for name in fields.keys() - VARIANT]
        external_id = self.identity(fields.get("id"))
        if not external_id and not isinstance(item, dict):
            self.warnings.append(f"cspus: entry {number} is no variant and is left out")
            return None
        if not external_id:
            self.warnings.append(f"cspus: entry {number} has no id and is called #{number}")
        return Variant(
            external_id or f"#{number}",
            cells.attributes(fields.get("attributes"), self.warnings.append),
            cells.images(fields.get("images"), self.warnings.append),
        )
