"""How many pairs a required line on the category keeps apart."""

from __future__ import annotations

import pytest

from review import hiding
from review.hiding import Hidden
from rules.spec import RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db


def required(*names: str, importance: str = "required") -> RuleSpec:
    kept = {"source": "inputField", "matcher": "EqualsItemMatcher", "importance": importance}
    return RuleSpec.model_validate({"fields": [{"field": name, "source_field": name, **kept} for name in names]})


def filed(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    make.pair(*(make.spu(category=make.category(*path) if path else None) for path in (a, b)))


@pytest.fixture(autouse=True)
def pairs() -> None:
    filed(("bags", "cases"), ("bags", "cases"))
    filed(("bags", "cases"), ("bags", "rucksacks"))
    filed(("bags", "cases"), ("toys",))
    filed(("bags",), ())


def test_pairs_that_stand_in_two_places_of_the_level_compared():
    assert hiding.of(required("lv1Category"), None) == [Hidden("lv1Category", 2, 4)]
    assert hiding.of(required("lv2Category"), None) == [Hidden("lv2Category", 2, 4)]


def test_only_pairs_below_the_category():
    assert hiding.of(required("lv1Category", "lv2Category"), make.category("bags")) == [
        Hidden("lv1Category", 0, 2),
        Hidden("lv2Category", 1, 2),
    ]


def test_an_optional_line_hides_nothing():
    assert hiding.of(required("lv1Category", importance="optional"), None) == []
