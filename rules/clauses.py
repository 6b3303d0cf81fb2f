"""What each matcher says about two listings, in words: "agrees", "is within 2 cm". Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rules.matchers import MATCHERS
from rules.matchers.tolerance import read_tolerance

Options = Mapping[str, Any]
WITHIN = "is within "


@dataclass(frozen=True)
class Clause:
    """`one` goes with one line as the subject, `many` with several; `detail` is what else counts, in brackets."""

    one: str
    many: str
    detail: str = ""


def clause(matcher: str, options: Options) -> Clause:
    """Of valid options. Raises KeyError for an unknown matcher."""
    validated = MATCHERS[matcher].options.model_validate(dict(options))
    said = CLAUSES[matcher](validated.model_dump(mode="json"))
    if "tolerance" in options or not said.one.startswith(WITHIN):
        return said
    return replace(said, detail="; ".join(filter(None, ("the matcher's default", said.detail))))


def agrees(detail: str = "") -> Clause:
    return Clause("agrees", "agree", detail)


def _plain(detail: str = "") -> Callable[[Options], Clause]:
    return lambda options: agrees(detail)


def _same_values(options: Options) -> Clause:
    return Clause("names the same values", "name the same values")


def _subset(options: Options) -> Clause:
    return Clause("of one side is part of the other's", "of one side are part of the other's")


def _within(unit: str = "") -> Callable[[Options], Clause]:
    """`unit` is what a bare number as tolerance means."""

    def words(options: Options) -> Clause:
        tolerance = read_tolerance(options["tolerance"])
        if not tolerance.amount:
            return Clause("is exactly the same", "are exactly the same")
        told = replace(tolerance, unit=tolerance.unit or unit).text
        return Clause(f"{WITHIN}{told}", f"are within {told}")

    return words


def _size(options: Options) -> Clause:
    made = _within("cm")(options)
    return made if options["unit"] == "cm" else Clause(made.one, made.many, f"bare numbers are {options['unit']}")


def _signed(options: Options) -> Clause:
    made = _within()(options)
    degrees = "" if options["degrees"] == "unknown" else f"a bare 300度 is {options['degrees']}"
    return Clause(made.one, made.many, "; ".join(filter(None, ("with its sign", degrees))))


def _count(options: Options) -> Clause:
    return Clause("is the same", "are the same", "none stated counts as one" if options["none_is_one"] else "")


def _model(options: Options) -> Clause:
    letters = "one letter" if options["suffix"] == 1 else f"{options['suffix']} letters"
    return agrees(f"up to {letters} more at the end do not count" if options["suffix"] else "")


def _enum(options: Options) -> Clause:
    return agrees("one value in common is enough") if options["mode"] == "any" else _same_values(options)


def _fuzzy(options: Options) -> Clause:
    likeness = f"{options['threshold']:g} % alike"
    return Clause(f"is {likeness}", f"are {likeness}", "with the same numbers" if options["numbers"] else "")


def _pattern(options: Options) -> Clause:
    return agrees(f"what {options['pattern']} finds in it")


def _brand(options: Options) -> Clause:
    return agrees(f"with names of its own for {', '.join(options['aliases'])}" if options["aliases"] else "")


def _age(options: Options) -> Clause:
    if options["mode"] == "equal":
        return Clause("is the same", "are the same")
    return Clause("overlaps", "overlap")


def _sizes(options: Options) -> Clause:
    """Of clothes and shoes."""
    apart = options.get("tolerance")
    system = "" if options["system"] == "unknown" else f"bare numbers are {options['system'].upper()} sizes"
    gender = "" if options["gender"] == "unknown" else f"for {options['gender']} where nothing is said"
    detail = ", ".join(filter(None, (system, gender)))
    if apart:
        return Clause(f"is within {apart:g} of a European size", f"are within {apart:g} of a European size", detail)
    return agrees(detail)


def _gender(options: Options) -> Clause:
    return agrees("unisex goes with both" if options["unisex"] == "agrees" else "unisex goes with unisex only")


def _colour(options: Options) -> Clause:
    exact = "to the very shade" if options["shade"] == "exact" else ""
    return Clause(*_all_or_any(options), exact)


def _all_or_any(options: Options) -> tuple[str, str]:
    return ("names the same values", "name the same values") if options["mode"] == "all" else ("agrees", "agree")


def _material(options: Options) -> Clause:
    counts = {"main": "the main one counts", "any": "one in common is enough", "all": ""}[options["mode"]]
    families = "by family" if options["level"] == "family" else ""
    return Clause(*_all_or_any(options), ", ".join(filter(None, (counts, families))))


def _compatible(options: Options) -> Clause:
    return Clause(f"has a {options['mode']} in common", f"have a {options['mode']} in common")


CLAUSES: dict[str, Callable[[Options], Clause]] = {
    "EqualsItemMatcher": _plain(),
    "AnyOfEqualsItemMatcher": _plain("one value in common is enough"),
    "AllOfEqualsItemMatcher": _same_values,
    "SubsetItemMatcher": _subset,
    "SizeOfEqualsItemMatcher": _size,
    "NumberItemMatcher": _within(),
    "SignedDecimalItemMatcher": _signed,
    "QuantityItemMatcher": _within(),
    "PackCountItemMatcher": _count,
    "ModelNumberItemMatcher": _model,
    "GtinItemMatcher": _plain(),
    "ClothingSizeItemMatcher": _sizes,
    "ShoeSizeItemMatcher": _sizes,
    "ColourItemMatcher": _colour,
    "MaterialItemMatcher": _material,
    "GenderItemMatcher": _gender,
    "AgeItemMatcher": _age,
    "BooleanItemMatcher": lambda options: agrees("not stated means no" if options["none_is_no"] else ""),
    "EnumItemMatcher": _enum,
    "FuzzyTextItemMatcher": _fuzzy,
    "BrandItemMatcher": _brand,
    "CompatibleModelsItemMatcher": _compatible,
    "PatternItemMatcher": _pattern,
    "YearItemMatcher": lambda options: agrees("" if options["season"] else "whatever the season"),
    "VersionItemMatcher": _plain(),
}
