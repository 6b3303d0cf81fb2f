"""A rule in words: line by line, and as a whole."""

from __future__ import annotations

import re
from typing import Any

import pytest

from rules.clauses import CLAUSES
from rules.matchers import MATCHERS
from rules.spec import FieldRule, read
from rules.wording import line, summary


def rule(name: str, matcher: str = "Equals", importance: str = "required", **options: Any) -> dict[str, Any]:
    source = {"source": "inputProperty", "source_field": name}
    return {"field": name, **source, "matcher": f"{matcher}ItemMatcher", "options": options, "importance": importance}


def read_from_text(given: dict[str, Any]) -> dict[str, Any]:
    return given | {"source": "outputLlm"}


SIZE = rule("size", "SizeOfEquals")
OUTPUTS = {"size": {"type": "dimensions"}, "model": {"type": "text"}}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (rule("brand"), "brand agrees"),
        (rule("compatible models"), "compatible models agree"),
        (rule("质地", "AnyOfEquals"), "质地 agrees (one value in common is enough)"),
        (rule("flavour", "AllOfEquals"), "the flavour names the same values"),
        (rule("flavour", "Subset"), "the flavour of one side is part of the other's"),
        (rule("尺寸", "SizeOfEquals"), "尺寸 is within 2 cm (the matcher's default)"),
        (rule("size", "SizeOfEquals", tolerance="1 in", unit="in"), "the size is within 1 in (bare numbers are in)"),
        (
            rule("size", "SizeOfEquals", unit="in"),
            "the size is within 2 cm (the matcher's default; bare numbers are in)",
        ),
        (rule("size", "SizeOfEquals", tolerance="2 cm"), "the size is within 2 cm"),
        (rule("size", "SizeOfEquals", tolerance="0 cm"), "the size is exactly the same"),
        (rule("size", "SizeOfEquals", tolerance=3), "the size is within 3 cm"),
        (rule("size", "SizeOfEquals", tolerance="5 %"), "the size is within 5 %"),
        (rule("size", "SizeOfEquals", tolerance=0), "the size is exactly the same"),
        (rule("weight", "Number", tolerance="5%"), "the weight is within 5 %"),
        (rule("weight", "Number"), "the weight is exactly the same"),
        (rule("power", "SignedDecimal", tolerance=0.25), "the power is within 0.25 (with its sign)"),
        (
            rule("power", "SignedDecimal", degrees="minus"),
            "the power is exactly the same (with its sign; a bare 300度 is minus)",
        ),
        (rule("volume", "Quantity"), "the volume is within 1 % (the matcher's default)"),
        (rule("pieces", "PackCount"), "the pieces are the same"),
        (rule("pieces", "PackCount", none_is_one=True), "the pieces are the same (none stated counts as one)"),
        (rule("model", "ModelNumber"), "model agrees"),
        (rule("model", "ModelNumber", suffix=1), "model agrees (up to one letter more at the end do not count)"),
        (rule("model", "ModelNumber", suffix=2), "model agrees (up to 2 letters more at the end do not count)"),
        (rule("GTIN", "Gtin"), "GTIN agrees"),
        (rule("size", "ClothingSize"), "size agrees"),
        (rule("размер", "ClothingSize", system="ru"), "размер agrees (bare numbers are RU sizes)"),
        (
            rule("size", "ShoeSize", tolerance=0.5, gender="men"),
            "the size is within 0.5 of a European size (for men where nothing is said)",
        ),
        (rule("colour", "Colour"), "colour agrees"),
        (rule("colour", "Colour", shade="exact", mode="all"), "the colour names the same values (to the very shade)"),
        (rule("fabric", "Material"), "fabric agrees (the main one counts)"),
        (rule("fabric", "Material", mode="any", level="family"), "fabric agrees (one in common is enough, by family)"),
        (rule("fabric", "Material", mode="all"), "the fabric names the same values"),
        (rule("适用型号", "CompatibleModels"), "适用型号 has a model in common"),
        (rule("compatible models", "CompatibleModels", mode="brand"), "the compatible models have a brand in common"),
        (rule("gender", "Gender"), "gender agrees (unisex goes with both)"),
        (rule("gender", "Gender", unisex="differs"), "gender agrees (unisex goes with unisex only)"),
        (rule("age", "Age"), "the age overlaps"),
        (rule("age", "Age", mode="equal"), "the age is the same"),
        (rule("lid", "Boolean", none_is_no=True), "lid agrees (not stated means no)"),
        (rule("line", "Enum"), "line agrees (one value in common is enough)"),
        (rule("line", "Enum", mode="all"), "the line names the same values"),
        (rule("title", "FuzzyText"), "the title is 85 % alike (with the same numbers)"),
        (rule("title", "FuzzyText", threshold=92.5, numbers=False), "the title is 92.5 % alike"),
        (rule("brand", "Brand"), "brand agrees"),
        (rule("brand", "Brand", aliases={"Ora": ["奥拉"]}), "brand agrees (with names of its own for Ora)"),
        (rule("RAL", "Pattern", pattern=r"RAL ?(\d{4})"), r"RAL agrees (what RAL ?(\d{4}) finds in it)"),
        (rule("power in watts", "Quantity", tolerance="5 %"), "the power in watts is within 5 %"),
        (rule("number of pieces", "PackCount"), "the number of pieces is the same"),
        (rule("dimensions in cm", "SizeOfEquals", tolerance=1), "the dimensions in cm are within 1 cm"),
        (rule("year", "Year"), "year agrees"),
        (rule("year", "Year", season=False), "year agrees (whatever the season)"),
        (rule("version", "Version"), "version agrees"),
    ],
)
def test_one_line_in_words(given: dict[str, Any], said: str) -> None:
    assert line(FieldRule.model_validate(given)) == said


def test_every_matcher_has_words() -> None:
    assert set(MATCHERS) == set(CLAUSES)
    for name in set(MATCHERS) - {"PatternItemMatcher"}:
        said = line(FieldRule.model_validate(rule("x") | {"matcher": name}))
        assert re.fullmatch(r"(the )?x \w.*", said) and "None" not in said


BRAND, MATERIAL = rule("brand"), rule("质地", "AnyOfEquals")


@pytest.mark.parametrize(
    ("spec", "name", "said"),
    [
        pytest.param(
            {"fields": [BRAND, MATERIAL, SIZE]},
            "Bags",
            "Two bags are the same when brand and 质地 agree and the size is within 2 cm; pictures decide the rest.",
            id="as in the plan",
        ),
        pytest.param(
            {"fields": [SIZE, BRAND, rule("colour", importance="optional"), rule("year", "Year", "optional")]},
            "箱包 › 行李箱",
            "Two listings of 行李箱 are the same when brand agrees and the size is within 2 cm; "
            "pictures decide the rest. A difference in colour or year makes it unlikely.",
            id="optional lines",
        ),
        pytest.param(
            {"fields": [SIZE, rule("depth", "SizeOfEquals"), rule("count", "PackCount"), BRAND], "pictures": "never"},
            "default",
            "Two listings are the same when brand agrees, the size and the depth are within 2 cm "
            "and the count is the same; pictures are never asked.",
            id="lines that say the same come together",
        ),
        pytest.param(
            {"fields": [BRAND], "cspu": False},
            "Electronics",
            "Two listings of Electronics are the same when brand agrees; "
            "pictures decide the rest, those of variants aside.",
            id="no second look at variants",
        ),
        pytest.param(
            {"fields": [BRAND], "near_identical": "same", "pack_text": True},
            "Groceries",
            "Two groceries are the same when brand agrees; pictures decide the rest. "
            "Two copies of one photo are the same without asking a model. "
            "Where pictures leave it open, packs that name other flavours are different.",
            id="copies and packs",
        ),
        pytest.param(
            {"fields": [BRAND], "near_identical": "same", "pack_text": True, "pictures": "never"},
            "default",
            "Two listings are the same when brand agrees; pictures are never asked.",
            id="nothing of pictures where they are never asked",
        ),
        pytest.param(
            {},
            "Dress",
            "Two listings of Dress are the same when their pictures agree: no line is required.",
            id="no line",
        ),
        pytest.param(
            {"fields": [rule("brand", importance="optional")], "pictures": "never"},
            "Bags",
            "Two bags are the same whatever they say: no line is required, and pictures are never asked. "
            "A difference in brand makes it unlikely.",
            id="nothing settles a pair",
        ),
        pytest.param(
            {
                "fields": [BRAND, read_from_text(SIZE), read_from_text(rule("model", importance="optional"))],
                "outputs": OUTPUTS,
                "text_mode": "reason",
                "prompt": "Think.",
            },
            "Shoes › Boots",
            "Two boots are the same when brand agrees and a model that follows the written guideline "
            "finds no difference in size; pictures decide the rest. A difference in model makes it unlikely.",
            id="a model reasons",
        ),
        pytest.param(
            {"text_mode": "reason", "prompt": "Think."},
            "Bags",
            "Two bags are the same when a model that follows the written guideline finds no difference; "
            "pictures decide the rest.",
            id="a model reasons without lines",
        ),
        pytest.param(
            {"fields": [BRAND], "thresholds": {"title": 0.5, "picture": 0.25}},
            "Bags",
            "Two bags are the same when brand agrees; pictures decide the rest. "
            "Only pairs with a likeness of title 0.5 and picture 0.25 or more are looked at.",
            id="thresholds",
        ),
        pytest.param(
            {"fields": [BRAND], "routing": {"levels": ["likely_match"], "quality_sample": 0.05}},
            "Bags",
            "Two bags are the same when brand agrees; pictures decide the rest. "
            "Likely match goes to people, and 5 % of the rest for quality control.",
            id="routing",
        ),
        pytest.param(
            {"fields": [BRAND], "routing": {"levels": []}},
            "Bags",
            "Two bags are the same when brand agrees; pictures decide the rest. No verdict goes to people.",
            id="nothing goes to people",
        ),
        pytest.param(
            {"extends": "parent", "remove": ["size", "colour"], "fields": [rule("model", "ModelNumber")]},
            "Backpacks",
            "As the rule above without size and colour, and: two backpacks are the same when model agrees; "
            "pictures decide the rest.",
            id="an extension by itself",
        ),
        pytest.param({"extends": "parent"}, "Backpacks", "As the rule above.", id="an extension that says nothing"),
    ],
)
def test_a_whole_rule_in_words(spec: dict[str, Any], name: str, said: str) -> None:
    assert summary(read(spec), name) == said
