"""Which values are believed: those that the words named as evidence can mean."""

from __future__ import annotations

from typing import Any

import pytest

from dedup.judging.grounding import Source, Value, checked
from rules.spec import Output

COLOURS = {"red": ["красный", "红"], "blue": ["蓝"], "navy": []}


def stands(kind: Any, value: str, evidence: str, listing: str = "") -> bool:
    output = Output(type=kind, values=COLOURS if kind == "enum" else {})
    found = checked([value], evidence, output, Source(listing or evidence))
    assert found in (Value((value,), evidence), Value(unreadable=True))
    return not found.unreadable


@pytest.mark.parametrize(
    ("kind", "value", "evidence"),
    [
        *[("quantity", "1 kg", each) for each in ("1000 g", "4 x 250 g", "1,000 г", "1 кг")],
        *[("quantity", "567 g", "1 lb 4 oz"), ("quantity", "2 kg", "两公斤"), ("quantity", "256 GB", "8G+256G")],
        *[("quantity", "400 g", "400-500 g"), ("quantity", "10000 mAh", "10 000 мАч")],
        *[("dimensions", "55 x 40 x 20 cm", each) for each in ("55x40x20cm", "550×400×200 мм", "55×40×20")],
        *[("dimensions", "20 cm", "8 in"), ("dimensions", "55 x 40 cm", "length 55 cm, width 40 cm")],
        *[("count", "2", each) for each in ("twin pack", "一双", "2 шт.")],
        *[("count", "12", "a dozen"), ("count", "1", "1 pair"), ("count", "6", "6 x 330 ml")],
        *[("signed_decimal", "-2.75", "-2.75"), ("signed_decimal", "-3", "近视300度")],
        *[("text", "Cotton 100%", "100% cotton"), ("text", "Nike", "耐克Nike鞋")],
        *[("enum", "red", each) for each in ("crimson", "红", "red with blue straps")],
        ("enum", "navy", "Navy blue"),
        ("identifier", "WH-1000 XM5", "Sony wh-1000xm5"),
    ],
)
def test_a_value_that_the_evidence_can_mean_is_believed(kind, value, evidence):
    assert stands(kind, value, evidence)


@pytest.mark.parametrize(
    ("kind", "value", "evidence"),
    [
        *[("quantity", each, "250 g") for each in ("250 kg", "300 g", "2500 g")],
        ("quantity", "7 g", "a nice thing"),
        *[("dimensions", each, "55x40x20 cm") for each in ("55 x 40 x 20 in", "99 cm", "56 x 41 x 99 cm")],
        *[("count", "5", "twin pack"), ("count", "3", "1 pair")],
        ("signed_decimal", "2.75", "-2.75"),
        *[("text", "Wool", "100% cotton"), ("enum", "red", "Blue"), ("enum", "red", "蓝"), ("enum", "other", "pink")],
        ("identifier", "WH-1000XM4", "Sony WH-1000XM5"),
    ],
)
def test_a_value_that_the_evidence_cannot_mean_is_unreadable(kind, value, evidence):
    assert not stands(kind, value, evidence)


def test_a_number_may_stand_elsewhere_in_the_listing_than_the_words_that_name_it():
    assert stands("quantity", "250 g", "Weight", "Weight (g): 250")
    assert not stands("quantity", "300 g", "Weight", "Weight (g): 250")


def test_the_evidence_itself_must_stand_in_the_listing():
    assert not stands("quantity", "250 g", "250 g", "300 g")
    assert not stands("enum", "red", "", "red")


def test_of_several_values_all_stand_or_none():
    output = Output(type="text", many=True)
    assert checked(["cotton", "wool"], "cotton", output, Source("cotton")).unreadable
    assert checked(["cotton", "wool"], "cotton", output, Source("cotton and wool")).values == ("cotton", "wool")
    assert checked([], "cotton", output, Source("cotton")) == Value()
