from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rules import categories
from rules.models import Category

pytestmark = pytest.mark.django_db


def test_a_path_is_made_with_all_that_is_above_it() -> None:
    leaf = categories.get_or_create(["箱包", "行李箱", "拉杆箱"])
    assert leaf.path == ["箱包", "行李箱", "拉杆箱"] and leaf.name == "拉杆箱"
    assert leaf.parent is not None and leaf.parent.path == ["箱包", "行李箱"]
    assert leaf.parent.parent is not None and leaf.parent.parent.parent is None


def test_what_is_there_is_found_again() -> None:
    first = categories.ensure([["Shoes", "Boots"], ["Shoes", "Sneakers"]])
    again = categories.ensure([["Shoes", "Boots"], ["Shoes"]])
    assert set(first) == {("Shoes",), ("Shoes", "Boots"), ("Shoes", "Sneakers")}
    assert again.items() <= first.items()
    assert Category.objects.count() == 3


def test_the_same_name_may_stand_in_several_places() -> None:
    ids = categories.ensure([["A", "Other"], ["B", "Other"]])
    assert ids["A", "Other"] != ids["B", "Other"]


def test_many_paths_take_a_handful_of_queries() -> None:
    paths = [[f"a{n % 5}", f"b{n % 50}", f"c{n}"] for n in range(500)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        categories.ensure(paths)
    assert len(queries) <= 15
    with CaptureQueriesContext(connection) as queries:
        categories.ensure(paths)
    assert len(queries) == 3


@pytest.mark.parametrize("path", [[], ["a", "b", "c", "d"], ["a", ""], "abc"])
def test_what_is_no_place_is_refused(path: list[str]) -> None:
    with pytest.raises(categories.BadPath):
        categories.ensure([path])
    assert not Category.objects.exists()
