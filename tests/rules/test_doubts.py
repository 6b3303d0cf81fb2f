"""What a rule may say and probably does not mean."""

from __future__ import annotations

from typing import Any

import pytest

from rules.doubts import doubts
from rules.spec import read

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "BrandItemMatcher"}
POWER = {"field": "power", "source": "outputLlm", "source_field": "power", "matcher": "QuantityItemMatcher"}
ANY = (
    "outputs.power.kinds: any amount will be read as 'power', whatever it measures; "
    "say which: length, mass, volume, memory, charge, energy or power"
)
ALONE = "this rule compares no field: pictures alone decide; add a line, or extend the rule above"
NOTHING = "this rule compares no field and no pictures: it settles no pair; add a line, or extend the rule above"


def power(**said: Any) -> dict[str, Any]:
    return {"fields": [POWER], "outputs": {"power": {"type": "quantity", **said}}}


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (power(), [ANY]),
        (power(names=["power"], description="The watts"), [ANY]),
        (power(kinds=["power"]), []),
        ({"fields": [BRAND], "outputs": {"power": {"type": "quantity"}}}, []),  # nothing compares it
        ({"fields": [POWER], "outputs": {"power": {"type": "text"}}}, []),
        ({}, [ALONE]),
        ({"prompt": "Look well.", "outputs": {"size": {"type": "dimensions"}}}, [ALONE]),
        ({"pictures": "never"}, [NOTHING]),
        ({"extends": "parent"}, []),
        ({"fields": [BRAND]}, []),
        ({"fields": [BRAND], "near_identical": "same", "pack_text": True}, []),
        ({"fields": [BRAND], "pictures": "never", "near_identical": "ask", "pack_text": False}, []),
        (
            {"fields": [BRAND], "pictures": "never", "near_identical": "same", "pack_text": True},
            [
                "near_identical: no effect: pictures are never compared",
                "pack_text: no effect: pictures are never compared",
            ],
        ),
    ],
)
def test_a_doubt_says_what_will_happen_and_what_to_do(spec: dict[str, Any], said: list[str]) -> None:
    assert list(map(str, doubts(read(spec)))) == said
