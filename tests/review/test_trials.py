"""Finding two listings to try a rule on, and what trying costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from dedup.judging.cascade import Case
from dedup.models import Extraction, ModelCall, ModelPrice, Pair, Spu
from review import decisions, trials
from review.trials import Missing, NotFound
from rules import resolve
from tests import factories as make
from tests.gemini_stub import Stub

pytestmark = pytest.mark.django_db
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
READ = {"fields": [SIZE], "outputs": {"size": {"type": "dimensions", "names": ["size"]}}, "pictures": "never"}


def rule(**spec: Any) -> resolve.Effective:
    make.rule_set(**spec)
    return resolve.load().for_category(None)


def test_a_pair_by_its_number():
    pair = make.pair()
    assert trials.find(f" {pair.pk} ") == pair


def test_two_listings_by_number_or_by_their_id_in_the_shop():
    pair = make.pair()
    assert trials.find(str(pair.b.pk), pair.a.external_id) == pair


def test_two_listings_that_no_search_brought_together():
    a, b = make.spu(), make.spu()
    pair = trials.find(b.external_id, a.external_id)
    assert (pair.pk, pair.a, pair.b) == (None, a, b) and not Pair.objects.exists()


def test_an_id_of_the_shop_goes_before_a_number_of_ours():
    ours, other = make.spu(), make.spu()
    theirs = make.spu(external_id=str(ours.pk))
    pair = trials.find(str(ours.pk), other.external_id)
    assert {pair.a, pair.b} == {theirs, other}


@pytest.mark.parametrize(
    "words", [("12",), ("x",), ("",), ("x", "y"), ("9" * 30, "1"), ("１２", "1"), ("\0",), ("\0", "x")]
)
def test_what_is_not_there_is_said(words: tuple[str, ...]):
    with pytest.raises(NotFound, match="There is no"):
        trials.find(*words)


def test_a_listing_is_no_pair_with_itself():
    spu = make.spu()
    with pytest.raises(NotFound, match="one and the same"):
        trials.find(str(spu.pk), spu.external_id)


def test_a_decided_pair_of_the_category_and_below(anna: User):
    inside, outside = make.category("bags", "cases"), make.category("shoes")
    wanted = make.pair(make.spu(category=inside), make.spu(category=inside))
    make.decision(wanted, anna)
    make.decision(make.pair(make.spu(category=outside), make.spu(category=outside)), anna)
    make.decision(make.pair(make.spu(category=inside), make.spu(category=inside)), anna, "unsure")
    assert trials.some_decided(make.category("bags")) == wanted


def test_where_nothing_is_decided_another_pair_begins():
    bags = make.category("bags")
    with pytest.raises(NotFound, match="Nobody has decided"):
        trials.some_decided(bags)
    assert trials.some(bags) is None
    pair = make.pair(make.spu(category=bags), make.spu(category=bags))
    assert trials.some(bags) == pair


def test_pasted_listings_are_read_like_an_import_and_kept_nowhere():
    bags = make.category("bags")
    left = {"title": "Cabin  case", "attributes": {"size": "55x40x20 cm"}, "price": "129,00 €"}
    pair = trials.pasted(left, {"title": "Case", "attributes": '{"size": "550x400x200 mm"}'}, bags)
    assert (pair.a.title, str(pair.a.price), pair.a.currency) == ("Cabin case", "129.00", "EUR")
    assert pair.a.category == bags and not Spu.objects.exists()


def test_a_pasted_listing_may_name_its_category():
    shoes = make.category("shoes")
    pair = trials.pasted({"title": "a", "category": ["shoes"]}, {"title": "b", "category": ["hats"]}, None)
    assert pair.a.category == shoes and pair.b.category and pair.b.category.path == ["hats"]


def test_a_pasted_listing_without_a_title_is_refused():
    with pytest.raises(NotFound, match="Listing B: no title"):
        trials.pasted({"title": "a"}, {"brand": "b"}, None)


def test_offline_costs_nothing_so_it_is_asked_at_once(settings: Any):
    settings.JUDGE = "offline"
    pair = trials.pasted(*({"title": "Case", "attributes": {"size": size}} for size in ("55 cm", "550 mm")), None)
    case = trials.examine(pair, rule(**READ))
    assert isinstance(case, Case) and case.judged.level == "match"
    assert not Extraction.objects.exists()  # nobody else will ever read these


def test_a_model_that_is_paid_for_is_asked_only_when_somebody_says_so(gemini: Stub):
    ModelPrice.objects.create(
        model="gemini-2.5-flash", valid_from="2026-01-01", input_per_million=1, output_per_million=1
    )
    pair, effective = make.pair(), rule(**READ)
    found = trials.examine(pair, effective)
    assert isinstance(found, Missing) and found.questions == 2 and found.cost > Decimal(0)
    assert gemini.calls == []

    assert isinstance(trials.examine(pair, effective, ask=True), Case)
    assert len(gemini.calls) == 2 and ModelCall.objects.count() == 2
    assert isinstance(trials.examine(pair, effective), Case)  # from the record now
    assert len(gemini.calls) == 2


def test_only_a_decision_that_stands_is_told(anna: User):
    pair = make.pair()
    assert trials.decision_of(pair) is None
    said = make.decision(pair, anna)
    assert trials.decision_of(pair) == said
    decisions.undo(said.pk, anna, uuid4())
    assert trials.decision_of(pair) is None
