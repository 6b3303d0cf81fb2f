"""What a listing says by itself: its own fields and its attributes, as a rule names them."""

from __future__ import annotations

from dedup.models import Spu
from rules.matchers.base import Value
from rules.spec import CATEGORY_FIELDS, INPUT_FIELDS
from rules.values.text import fold


def input_field(listing: Spu, name: str) -> Value:
    """None where the listing leaves it empty, or where no listing has such a field.

    Load `listing.category` with the listing: its path is read here.
    """
    if name in CATEGORY_FIELDS:
        path = listing.category.path if listing.category else []
        depth = CATEGORY_FIELDS.index(name)
        return path[depth] if depth < len(path) else None
    text = getattr(listing, name) if name in INPUT_FIELDS else None
    return None if text in (None, "") else str(text)


def input_property(listing: Spu, name: str) -> Value:
    """The attribute of that name, whatever its case and width."""
    if name in listing.attributes:
        return _value(listing.attributes[name])
    wanted = fold(name)
    return next((_value(value) for key, value in listing.attributes.items() if fold(key) == wanted), None)


def _value(stored: object) -> Value:
    if isinstance(stored, list):
        return [str(item) for item in stored]
    return None if stored in (None, "") else str(stored)
