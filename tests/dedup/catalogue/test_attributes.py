"""What the listings of a category state, and how often."""

from __future__ import annotations

import pytest
from django.db import connection

from dedup.catalogue import attributes
from tests import factories as make

pytestmark = pytest.mark.django_db


def listing(category, **stated):
    return make.spu(category=category, attributes=stated)


def test_attributes_by_how_often_they_are_filled():
    bags = make.category("箱包")
    listing(bags, 质地="PC", 颜色="黑")
    listing(bags, 质地="PC")
    listing(bags, 质地="ABS", 颜色="")
    listing(bags)
    found = attributes.of_category(bags)
    assert [(row.name, row.filled, row.listings) for row in found] == [("质地", 0.75, 4), ("颜色", 0.25, 4)]
    assert found[0].samples == ("PC", "ABS")  # the commonest first


def test_of_the_category_and_what_is_below_it_and_of_nothing_beside_it():
    listing(make.category("bags", "cases"), size="55 cm")
    listing(make.category("shoes"), sole="rubber")
    assert [row.name for row in attributes.of_category(make.category("bags"))] == ["size"]
    assert {row.name for row in attributes.of_category(None)} == {"size", "sole"}


def test_spellings_of_one_name_are_one_and_the_commonest_is_shown():
    bags = make.category("bags")
    for name in ("Colour", "Colour", "ＣＯＬＯＵＲ"):
        listing(bags, **{name: "black"})
    (found,) = attributes.of_category(bags)
    assert (found.name, found.filled) == ("Colour", 1.0)


def test_a_list_counts_once_and_shows_each_of_its_values():
    bags = make.category("bags")
    listing(bags, models=["A1", "B2", ""])
    listing(bags, models=[])
    (found,) = attributes.of_category(bags)
    assert found.filled == 0.5 and set(found.samples) == {"A1", "B2"}


def test_a_long_value_is_shown_by_its_beginning():
    bags = make.category("bags")
    listing(bags, story="x" * 500)
    (found,) = attributes.of_category(bags)
    assert found.samples == ("x" * attributes.LONGEST,)


def test_fields_of_the_listing_itself():
    bags = make.category("bags")
    make.spu("Spinner", category=bags, brand="Norvik")
    make.spu("Cabin", category=bags)
    survey = attributes.survey(bags)
    told = {row.name: row.filled for row in survey.fields}
    assert survey.listings == 2 and told == {"title": 1.0, "brand": 0.5}


def test_a_category_without_listings():
    assert attributes.survey(make.category("empty")) == attributes.Survey(0)


def test_a_large_category_is_answered_from_a_sample_that_stays_the_same():
    bags = make.category("bags")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO dedup_spu (id, external_id, title, brand, category_id, attributes, description, currency, gtin,
                mpn, seller, url, content_hash, vectors_due, judging_due, imported_at, changed_at, root_id)
            SELECT n, 'x' || n, 't', '', %s, CASE WHEN n %% 4 = 0 THEN '{}' ELSE '{"size": "55"}' END::jsonb,
                '', '', '', '', '', '', '', false, false, now(), now(), n
            FROM generate_series(1000001, 1000000 + %s) n
            """,
            [bags.pk, attributes.FEW + 5_000],
        )
    make.spu(category=make.category("shoes"), attributes={"sole": "rubber"})
    (found,) = attributes.of_category(bags)
    assert found.listings == attributes.SAMPLE and 0.7 < found.filled < 0.8
    assert attributes.of_category(bags) == [found]
