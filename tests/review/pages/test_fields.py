from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from review.pages import fields
from tests import factories as make


def line(name: str, outcome: str = "same", **more: Any) -> dict[str, Any]:
    values = {"field": name, "importance": "required", "outcome": outcome, "sentence": "", "left": "x", "right": "y"}
    return {**values, "level": "lv1", "identity": None, **more}


def test_what_proves_a_product_comes_first_and_optional_lines_last():
    lines = [line("size"), line("colour", importance="optional"), line("part number", identity="part number")]
    rows = fields.judged({"fields": lines})
    assert [row.name for row in rows] == ["part number", "size", "colour"]


def test_a_pair_that_nobody_judged_has_no_judged_rows():
    assert fields.judged({}) == []


@pytest.mark.django_db
def test_the_other_fields_are_equal_unequal_or_alone():
    a = make.spu("a", brand="Acme", attributes={"colour": ["black", "red"], "wheels": 4, "lock": "TSA"})
    b = make.spu("b", brand="ACME", attributes={"colour": "black", "wheels": "4"})
    found = {row.name: row.outcome for row in fields.others(a, b, [])}
    assert found == {"brand": "equal", "colour": "unequal", "wheels": "equal", "lock": "alone"}


@pytest.mark.django_db
def test_a_field_that_the_rule_looked_at_is_not_shown_twice():
    a, b = make.spu("a", attributes={"size": "S"}), make.spu("b", attributes={"size": "M"})
    assert fields.others(a, b, fields.judged({"fields": [line("size", "different")]})) == []


@pytest.mark.django_db
def test_prices_are_written_with_their_currency():
    assert fields.price(make.spu("a", price=Decimal("1444.40"), currency="RUB")) == "1,444.40 RUB"
    assert fields.price(make.spu("b")) == ""
