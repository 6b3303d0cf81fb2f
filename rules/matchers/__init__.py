"""The matchers by their published names. Pure functions: no Django, no I/O, no exception for any value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rules.matchers import (
    age,
    amounts,
    boolean,
    brand,
    clothing_size,
    colour,
    compatible,
    enum,
    equals,
    fuzzy,
    gender,
    identifiers,
    material,
    number,
    pattern,
    shoe_size,
    size,
    version,
    year,
)
from rules.matchers.base import Matcher, Outcome, Result, Value

__all__ = ["MATCHERS", "Matcher", "Outcome", "Result", "Value", "compare"]

SHORT = 300  # characters; ten thousand answers are some megabytes then

MATCHERS: dict[str, Matcher[Any]] = {
    "EqualsItemMatcher": Matcher(
        equals.EqualsOptions, equals.equals, "text", "The same text, whatever case and accents: Nescafé® = NESCAFE"
    ),
    "AnyOfEqualsItemMatcher": Matcher(
        equals.EqualsOptions, equals.any_of_equals, "text", "A value in common: cotton, linen agrees with Linen 40 %"
    ),
    "SizeOfEqualsItemMatcher": Matcher(
        size.SizeOptions, size.size_of_equals, "dimensions", "Sizes in any order and unit: 55×40×20 cm = 22×16×8 in"
    ),
    "EnumItemMatcher": Matcher(
        enum.EnumOptions, enum.enum_item, "enum", "Values of your own list, read by synonyms: чёрный = black = 黑色"
    ),
    "QuantityItemMatcher": Matcher(
        amounts.QuantityOptions, amounts.quantity_item, "quantity", "Amounts across units: 500 ml = 0,5 л = 50 cl"
    ),
    "PackCountItemMatcher": Matcher(
        amounts.PackCountOptions, amounts.pack_count_item, "count", "How many are sold: 2 шт = twin pack = 两件套"
    ),
    "SignedDecimalItemMatcher": Matcher(
        amounts.SignedDecimalOptions,
        amounts.signed_decimal_item,
        "signed_decimal",
        "Numbers whose sign matters, as a lens's power: -3.00 = 近视300度, but not +3.00",
    ),
    "ModelNumberItemMatcher": Matcher(
        identifiers.ModelNumberOptions,
        identifiers.model_number_item,
        "identifier",
        "Part numbers without case, dashes and blanks: PS-LX350H = pslx350h",
    ),
    "GtinItemMatcher": Matcher(
        identifiers.GtinOptions,
        identifiers.gtin_item,
        "identifier",
        "Barcode numbers with a right check digit: UPC 036000291452 = EAN 0036000291452",
    ),
    "BrandItemMatcher": Matcher(
        brand.BrandOptions, brand.brand_item, "text", "Brands in any script and spelling: Adidas AG = 阿迪达斯 = Адидас"
    ),
    "AllOfEqualsItemMatcher": Matcher(
        equals.EqualsOptions,
        equals.all_of_equals,
        "text",
        "The same values in any order: cotton, linen = Linen / cotton",
    ),
    "SubsetItemMatcher": Matcher(
        equals.EqualsOptions, equals.subset, "text", "One list inside the other: cotton agrees with cotton, linen"
    ),
    "NumberItemMatcher": Matcher(
        number.NumberOptions,
        number.number_item,
        "text",
        "Numbers in the marks of any country: 1,5 = 1.5, 1.234,50 = 1234.5",
    ),
    "FuzzyTextItemMatcher": Matcher(
        fuzzy.FuzzyTextOptions,
        fuzzy.fuzzy_text_item,
        "text",
        "Nearly the same words in any order: Air Max 90 = Max-Air 90",
    ),
    "PatternItemMatcher": Matcher(
        pattern.PatternOptions, pattern.pattern_item, "text", "What your own pattern captures: RAL 9005 = ral9005 black"
    ),
    "YearItemMatcher": Matcher(
        year.YearOptions, year.year_item, "text", "Model years and seasons: FW23/24 = осень-зима 2023 = 2023秋冬"
    ),
    "VersionItemMatcher": Matcher(
        version.VersionOptions, version.version_item, "text", "Versions and generations: Gen 2 = 二代 = 2-го поколения"
    ),
    "ClothingSizeItemMatcher": Matcher(
        clothing_size.ClothingSizeOptions,
        clothing_size.clothing_size_item,
        "text",
        "Sizes of clothes by letter, number and country: M = Medium, EU 38 = RU 44, 175/92A = L, 75B = 34B",
    ),
    "ShoeSizeItemMatcher": Matcher(
        shoe_size.ShoeSizeOptions,
        shoe_size.shoe_size_item,
        "text",
        "Sizes of shoes of any country: EU 42 = RU 41 = UK 8 = US 9 men = 265 mm",
    ),
    "ColourItemMatcher": Matcher(
        colour.ColourOptions, colour.colour_item, "text", "Colours by family or shade: navy = 藏青色 = тёмно-синий"
    ),
    "MaterialItemMatcher": Matcher(
        material.MaterialOptions, material.material_item, "text", "Materials with shares: 95% хлопок, 5% эластан = 纯棉"
    ),
    "GenderItemMatcher": Matcher(
        gender.GenderOptions, gender.gender_item, "text", "For whom: для мужчин = men's = 男士, and unisex with both"
    ),
    "AgeItemMatcher": Matcher(
        age.AgeOptions, age.age_item, "text", "Ages in common, in years or months: от 3 лет = 36M+ = 3岁以上"
    ),
    "BooleanItemMatcher": Matcher(
        boolean.BooleanOptions,
        boolean.boolean_item,
        "text",
        "Yes or no: есть = with = 支持 = ✓; here нет and 无 mean no",
    ),
    "CompatibleModelsItemMatcher": Matcher(
        compatible.CompatibleModelsOptions,
        compatible.compatible_models_item,
        "text",
        "Lists of what an accessory fits: iPhone 12/12 Pro/13 agrees with 苹果13",
    ),
}


def compare(matcher: str, left: Value, right: Value, options: Mapping[str, Any] | None = None) -> Result:
    """Raises KeyError for an unknown matcher and pydantic.ValidationError for bad options, nothing for any value.

    Answers to short texts are remembered: a listing meets many others, and a draft is compared with the rule before it.
    """
    if _is_short(left) and _is_short(right):
        return _remembered(matcher, left, right, repr(options or {}), Given(options or {}))
    return MATCHERS[matcher](left, right, options or {})


@dataclass(frozen=True)
class Given:
    """Options beside the text that stands for them: equal to all others, so that the text alone tells them apart."""

    options: Mapping[str, Any] = field(compare=False)


def _is_short(value: Value) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= SHORT)


@lru_cache(maxsize=10_000)
def _remembered(matcher: str, left: Value, right: Value, told: str, given: Given) -> Result:
    return MATCHERS[matcher](left, right, given.options)
