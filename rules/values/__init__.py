"""Values that people type, read by code in English, Chinese and Russian. Pure: no Django, no I/O.

Every kind has two readers. `parse_x(text)` reads a whole value ("55x40x20 cm") and answers None
where it cannot. `find_x(text)` finds all values inside free text, in order, each as a `Found`
with the words that it was read from. No reader raises, whatever the text.

| module | whole value | inside free text |
|---|---|---|
| text | | `plain(text)`, `fold(text)`, `close_up(folded)`, `is_blank(text)`, `split_list(text)`, `Found` |
| figures | `parse_figure(text) -> Figure \\| None` | |
| numerals | `in_words(text)`, `han_number(text)`, `roman_number(text)`, `ordinal(text)`: `int \\| None` | |
| seasons | `parse_years(text) -> tuple[ModelYear, ...]` | |
| versions | `parse_version(text) -> Version \\| None` | |
| similarity | `parse_phrase(text) -> Phrase \\| None`; `likeness(left, right)` | |
| compatibility | `parse_compatible(text) -> tuple[Device, ...]` | |
| numbers | `parse_number(text) -> float \\| None` | |
| dimensions | `parse_dimensions(text) -> Dimensions \\| None` | `find_dimensions(text)` |
| quantity | `parse_quantity(text, kinds=()) -> Quantity \\| None` | `find_quantities(text, kinds=())` |
| counts | `parse_count(text) -> int \\| None` | `find_counts(text)` |
| signed | `parse_signed(text, degrees="unknown") -> float \\| None` | `find_signed(text)` |
| identifiers | `parse_identifier(text) -> str \\| None` | `find_identifiers(text)` |
| gtin | `parse_gtin(text) -> str \\| None` | |
| enums | `parse_enum(text, values) -> tuple[str, ...]` | `find_enum(text, values)` |
| colours | `parse_colours(text) -> tuple[Shade, ...]` | `find_colours(text)` |
| materials | `parse_materials(text) -> tuple[Share, ...]` | `find_materials(text)` |
| genders | `parse_gender(text) -> Wearer \\| None` | `find_genders(text)` |
| ages | `parse_ages(text, unit="years") -> tuple[Ages, ...]` | `find_ages(text)` |
| booleans | `parse_boolean(text) -> bool \\| None` | |
| brands | `parse_brand(text, own=()) -> tuple[Name, ...]` | `find_brands(text, own=())`; `maker_of(brand)` |
"""
