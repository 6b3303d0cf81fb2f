"""The pair of a claim in one query is what the ORM would have loaded."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model

from dedup.judging import claimed
from dedup.models import Pair
from tests import factories as make

pytestmark = pytest.mark.django_db


def columns(row: Model | None) -> dict[str, Any] | None:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} if row else None


@pytest.mark.parametrize("filed", [True, False])
def test_every_column_is_as_the_orm_has_it_and_nothing_is_asked_for_later(filed, django_assert_num_queries):
    attributes = {"尺寸": ["55 cm", "40 cm"], "stock": 7, "": None}
    category = make.category("Bags", "Totes") if filed else None
    pair = make.pair(make.spu("Bag", attributes=attributes, price="12.50", category=category), make.spu("Сумка"))
    known = Pair.objects.select_related("a__category", "b__category").get(pk=pair.pk)
    with django_assert_num_queries(1):
        found = claimed.load(pair.pk)
        sides = [(side, side.category) for side in (found.a, found.b)]
    assert columns(found) == columns(known)
    for (side, node), other in zip(sides, (known.a, known.b), strict=True):
        assert columns(side) == columns(other) and columns(node) == columns(other.category)


def test_a_pair_that_is_gone_says_so():
    with pytest.raises(Pair.DoesNotExist):
        claimed.load(0)
