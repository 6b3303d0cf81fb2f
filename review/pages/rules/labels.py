"""How the keys of a rule are called, and what their values mean: one word in forms and differences."""

from __future__ import annotations

from rules.matchers import MATCHERS

SUFFIX = "ItemMatcher"
# What a matcher compares, for who does not know its name yet.
MATCHER_WORDS = {
    "Equals": "Same text",
    "AnyOfEquals": "Lists with a word in common",
    "AllOfEquals": "Lists with the same words",
    "Subset": "One list is part of the other",
    "FuzzyText": "Nearly the same text",
    "Pattern": "A part of the text, by a pattern",
    "Brand": "Brands",
    "Gtin": "Barcodes",
    "ModelNumber": "Part numbers",
    "CompatibleModels": "Models that it fits",
    "Version": "Versions and generations",
    "Year": "Years and seasons",
    "SizeOfEquals": "Sizes",
    "ClothingSize": "Clothing sizes",
    "ShoeSize": "Shoe sizes",
    "Quantity": "Amounts with a unit",
    "PackCount": "Pieces in a pack",
    "Number": "Plain numbers",
    "SignedDecimal": "Numbers with a sign, as dioptres",
    "Colour": "Colours",
    "Material": "Materials",
    "Gender": "For whom: women, men, children",
    "Age": "Ages",
    "Boolean": "Yes or no",
    "Enum": "One of a closed list",
}
SOURCES = {
    "inputField": "a field of the listing: title, brand, price …",
    "inputProperty": "an attribute that the seller filled in",
    "outputLlm": "a value read from the listing’s text",
}
# Fields whose key is no word.
FIELDS = {"gtin": "GTIN", "mpn": "part number"}
IMPORTANCE = {
    "required": "required: where it differs, the two are not the same",
    "optional": "optional: where it differs, they are unlikely the same",
}
TYPES = {
    "text": "text",
    "identifier": "a number or code of the maker",
    "quantity": "an amount with a unit",
    "dimensions": "a size",
    "count": "how many",
    "signed_decimal": "a number with a sign",
    "enum": "one of a closed list",
}
LABELS = {
    "field": "Name",
    "source": "What is compared",
    "source_field": "Which one",
    "matcher": "Compared by",
    "importance": "How much it counts",
    "why": "Why",
    "type": "Kind of value",
    "values": "Values and their synonyms",
    "names": "Attributes that carry it",
    "kinds": "Only amounts of",
    "many": "All values, not only the first",
    "description": "What it is, in a sentence",
    "spec": "The draft as JSON",
    "note": "Why does this go live?",
    "reason": "Why although precision drops?",
    "extends": "Extends",
    "remove": "Lines taken away",
    "prompt_path": "File of the guideline",
}


def of_matcher(name: str) -> str:
    """ "Sizes (SizeOfEqualsItemMatcher)"; one that has no words yet is told by its name."""
    words = MATCHER_WORDS.get(name.removesuffix(SUFFIX))
    return f"{words} ({name})" if words else name


VALUES = {
    "source": SOURCES,
    "importance": IMPORTANCE,
    "matcher": {name: of_matcher(name) for name in MATCHERS},
    "type": TYPES,
}
