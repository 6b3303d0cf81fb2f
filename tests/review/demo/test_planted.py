from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from stdnum import ean

from review.demo import catalogue, planted, products, wording
from review.demo.chance import dice_for
from review.demo.offers import first, gtin
from review.demo.products import Product
from review.demo.wording import Manner

PLAN = catalogue.plan_for(1)
BAG = next(product for product in products.everything() if product.size == (55, 40, 20))


def test_no_two_products_agree_in_all_that_their_rule_requires() -> None:
    everything = products.everything()
    assert len({product.required for product in everything}) == len(everything)


def test_the_plan_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert catalogue.plan_for(1) == PLAN
    assert catalogue.plan_for(2) != PLAN


def test_about_three_hundred_listings_in_three_languages_and_several_categories() -> None:
    offers = list(PLAN.offers.values())
    assert len(offers) == catalogue.LISTINGS == 300
    assert min(Counter(offer.manner.language for offer in offers).values()) > 60
    assert len({offer.category for offer in offers}) == 9
    assert {len(offer.category) for offer in offers} == {1, 2}


@pytest.mark.parametrize("kind", planted.DUPLICATES)
def test_every_kind_of_duplicate_is_planted_and_is_the_same_product(kind: str) -> None:
    pairs = [pair for pair in PLAN.duplicates if pair.kind == kind]
    assert len(pairs) >= 8
    for pair in pairs:
        assert PLAN.offers[pair.a].product == PLAN.offers[pair.b].product
        assert PLAN.offers[pair.a].seller != PLAN.offers[pair.b].seller


@pytest.mark.parametrize("kind", planted.NEAR_MISSES)
def test_every_kind_of_near_miss_is_planted_and_is_another_product(kind: str) -> None:
    pairs = [pair for pair in PLAN.near_misses if pair.kind == kind]
    assert len(pairs) >= 4
    for pair in pairs:
        a, b = (PLAN.offers[name] for name in (pair.a, pair.b))
        differing = [one for one, other in zip(a.product.required, b.product.required, strict=True) if one != other]
        assert len(differing) == 1
        assert not (b.gtin or b.mpn)


def test_a_duplicate_agrees_with_no_listing_outside_its_cluster() -> None:
    clusters = defaultdict(set)
    for name, offer in PLAN.offers.items():
        clusters[offer.product.required].add(name)
    together = {frozenset((pair.a, pair.b)) for pair in PLAN.duplicates}
    for names in clusters.values():
        assert len(names) <= 3
        assert len([pair for pair in together if pair <= names]) == len(names) - 1


def twins(kind: str) -> list[tuple[dict[str, object], dict[str, object]]]:
    pairs = [(PLAN.offers[pair.a], PLAN.offers[pair.b]) for pair in PLAN.duplicates if pair.kind == kind]
    return [
        (wording.text(a.product, a.manner, a.colours), wording.text(b.product, b.manner, b.colours)) for a, b in pairs
    ]


def test_each_kind_differs_in_what_its_name_says() -> None:
    assert all(a["title"] != b["title"] for a, b in twins("typos"))
    assert all(a["currency"] != b["currency"] for a, b in twins("translated_title"))
    assert all(a["title"] == b["title"] for a, b in twins("other_photo_same_text"))
    assert all(str(a["price"]).replace(".", "").isdigit() for a, _ in twins("price_notation"))
    assert not any(str(b["price"]).replace(".", "").isdigit() for _, b in twins("price_notation"))
    for pair in PLAN.duplicates:
        a, b = PLAN.offers[pair.a], PLAN.offers[pair.b]
        match pair.kind:
            case "variant_overlap":
                assert a.colours[0] != b.colours[0]
                assert len({*a.colours} & {*b.colours}) == 1
            case "other_category":
                assert a.category != b.category
            case "same_gtin":
                assert a.gtin == b.gtin != ""
            case "same_part_number":
                assert a.mpn != b.mpn
                assert a.mpn.replace("-", " ").lower() == b.mpn


def test_gtins_have_a_valid_check_digit_and_differ_between_products() -> None:
    made = [gtin(product) for product in products.everything()]
    assert all(ean.is_valid(number) and len(number) == 13 for number in made)
    assert len(set(made)) == len(made)


@pytest.mark.parametrize(
    ("manner", "written"),
    [
        (Manner("en"), "55 x 40 x 20 cm"),
        (Manner("zh"), "55×40×20厘米"),
        (Manner("ru", order=(2, 0, 1)), "20х55х40 см"),
        (Manner("en", imperial=True), "21.7 x 15.7 x 7.9 in"),
        (Manner("ru", imperial=True), "21,7х15,7х7,9 дюйма"),
    ],
)
def test_sizes_are_written_as_people_of_the_language_do(manner: Manner, written: str) -> None:
    assert wording.size(BAG, manner) == written


@pytest.mark.parametrize(
    ("language", "price"), [("en", "$1,234.50 (USD)"), ("zh", "¥8,888.40元"), ("ru", "113 574,00 ₽")]
)
def test_local_prices(language: str, price: str) -> None:
    product = Product("kettle", "Thermeo", "KT-1", ("red",), 1234.5, millilitres=1700)
    assert wording.text(product, Manner(language, local_price=True), ("red",))["price"] == price


def test_a_slip_of_the_keyboard_leaves_brand_colour_and_numbers_alone() -> None:
    for seed in range(40):
        offer = first(products.everything()[seed], dice_for(str(seed)))
        manner = replace(offer.manner, language="en")
        right = str(wording.text(offer.product, manner, offer.colours)["title"])
        wrong = str(wording.text(offer.product, replace(manner, typo=seed), offer.colours)["title"])
        assert sorted(right) == sorted(wrong)
        assert sum(one != other for one, other in zip(right, wrong, strict=True)) == 2
        assert offer.product.brand in wrong
