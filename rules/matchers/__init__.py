"""The matchers by their published names. Pure functions: no Django, no I/O, no exception for any value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.matchers import amounts, enum, equals, identifiers, size
from rules.matchers.base import Matcher, Outcome, Result, Value

__all__ = ["MATCHERS", "Matcher", "Outcome", "Result", "Value", "compare"]

MATCHERS: dict[str, Matcher[Any]] = {
    "EqualsItemMatcher": Matcher(equals.EqualsOptions, equals.equals, "text"),
    "AnyOfEqualsItemMatcher": Matcher(equals.EqualsOptions, equals.any_of_equals, "text"),
    "SizeOfEqualsItemMatcher": Matcher(size.SizeOptions, size.size_of_equals, "dimensions"),
    "EnumItemMatcher": Matcher(enum.EnumOptions, enum.enum_item, "enum"),
    "QuantityItemMatcher": Matcher(amounts.QuantityOptions, amounts.quantity_item, "quantity"),
    "PackCountItemMatcher": Matcher(amounts.PackCountOptions, amounts.pack_count_item, "count"),
    "SignedDecimalItemMatcher": Matcher(amounts.SignedDecimalOptions, amounts.signed_decimal_item, "signed_decimal"),
    "ModelNumberItemMatcher": Matcher(identifiers.ModelNumberOptions, identifiers.model_number_item, "identifier"),
    "GtinItemMatcher": Matcher(identifiers.GtinOptions, identifiers.gtin_item, "identifier"),
}


def compare(matcher: str, left: Value, right: Value, options: Mapping[str, Any] | None = None) -> Result:
    """Raises KeyError for an unknown matcher and pydantic.ValidationError for bad options, nothing for any value."""
    return MATCHERS[matcher](left, right, options or {})
