"""Prices from a day on: added, taken back while they have not counted, and never changed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dedup.judging import budgets
from dedup.models import ModelPrice
from tests.review.pages.conftest import At

from .conftest import call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offline_only(offline: None) -> None:
    """No model has to have a price."""


def today(days: int = 0) -> str:
    return f"{timezone.now().date() + timedelta(days=days)}"


def form(**fields: Any) -> dict[str, Any]:
    return {"model": "qwen3", "valid_from": today(), "input_per_million": "0.5", "output_per_million": "2", **fields}


def prices(model: str = "qwen3") -> list[ModelPrice]:
    return list(ModelPrice.objects.filter(model=model))


def test_a_price_is_added_and_who_did_it_is_kept(admin: Client, rita: User):
    page = admin.post(reverse("price_add"), form(cached_per_million="0.05"), follow=True)
    (row,) = prices()
    kept = (row.input_per_million, row.cached_per_million, row.output_per_million)
    assert kept == (Decimal("0.5"), Decimal("0.05"), Decimal(2))
    assert f"qwen3 costs that from {today()} on." in page.content.decode()
    event: Any = apps.get_model("review.PriceEvent").objects.latest("pgh_id")
    assert (event.pgh_label, event.model, event.pgh_context.metadata["user"]) == ("insert", "qwen3", rita.pk)


def test_the_next_question_is_expected_to_cost_the_new_price(admin: Client, settings: Any):
    def expected() -> Decimal:
        return budgets.check("extract", "openai_compatible:qwen3").each

    settings.JUDGE_COST_A_DAY = "5"
    assert expected() == 0
    admin.post(reverse("price_add"), form())
    assert expected() > 0
    admin.post(reverse("price_remove", args=[prices()[0].pk]))
    assert expected() == 0


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"valid_from": "2024-01-01"}, "Days that are over keep what they cost."),
        ({"valid_from": "soon"}, "Say a day, such as 2026-11-30."),
        ({"input_per_million": "-1"}, "greater than or equal to 0"),
        ({"output_per_million": "cheap"}, "Enter a number."),
        ({"model": "  "}, "This field is required."),
        ({"model": "x" * 201}, "at most 200 characters"),
        ({"model": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_is_said_at_its_input_and_what_was_typed_stays(admin: Client, wrong: dict[str, str], told: str):
    page = admin.post(reverse("price_add"), form(**wrong))
    assert page.status_code == 200 and told in page.content.decode() and prices() == []
    assert 'value="0.5"' in page.content.decode() or "input_per_million" in wrong


def test_one_price_a_day(admin: Client):
    admin.post(reverse("price_add"), form())
    page = admin.post(reverse("price_add"), form(input_per_million="9"))
    assert "It has a price from that day on." in page.content.decode()
    assert [row.input_per_million for row in prices()] == [Decimal("0.5")]


def test_a_price_that_has_counted_stays(admin: Client):
    old = ModelPrice.objects.get(model="gemini-2.5-flash")
    page = admin.post(reverse("price_remove", args=[old.pk]), follow=True)
    assert "so it stays" in page.content.decode() and prices("gemini-2.5-flash") == [old]
    assert reverse("price_remove", args=[old.pk]) not in page.content.decode()


def test_a_wrong_price_of_a_day_to_come_is_taken_back(admin: Client):
    admin.post(reverse("price_add"), form(valid_from=today(3)))
    (row,) = prices()
    page = admin.post(reverse("price_remove", args=[row.pk]), follow=True)
    assert prices() == [] and "no price of its own" in page.content.decode()
    labels = apps.get_model("review.PriceEvent").objects.filter(model="qwen3").order_by("pgh_id")
    assert list(labels.values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_which_price_is_in_force(admin: Client):
    for days, price in ((-9, 1), (-2, 2), (4, 3)):
        ModelPrice.objects.create(model="m", valid_from=today(days), input_per_million=price, output_per_million=1)
    lines = [line for line in admin.get(reverse("models")).context["prices"] if line.row.model == "m"]
    assert [(line.row.input_per_million, line.state, line.removable) for line in lines] == [
        (3, "to come", True),
        (2, "in force", False),
        (1, "replaced", False),
    ]


def test_a_model_without_a_price_is_named_first_and_offered(admin: Client, settings: Any):
    settings.JUDGE_EXTRACT = "openai_compatible:qwen3@http://127.0.0.1:9/v1"
    call(backend="openai_compatible:qwen3", model="qwen3", input_tokens=9)
    page = admin.get(reverse("models"))
    assert page.context["unpriced"] == ["qwen3"] and page.context["price_form"]["model"].value() == "qwen3"
    assert "costs are counted as 0" in page.content.decode()
    admin.post(reverse("price_add"), form(input_per_million="0", output_per_million="0"))
    assert admin.get(reverse("models")).context["unpriced"] == []


@pytest.mark.parametrize("group", ["moderator", "senior moderator", "analyst"])
def test_prices_are_for_rule_admins(at: At, group: str):
    browser = at(group=group)
    old = ModelPrice.objects.get(model="gemini-2.5-flash")
    assert browser.post(reverse("price_add"), form()).status_code == 403
    assert browser.post(reverse("price_remove", args=[old.pk])).status_code == 403
    assert prices() == []


def test_looking_changes_nothing(admin: Client):
    assert admin.get(reverse("price_add")).status_code == 405
    assert Client(enforce_csrf_checks=True).post(reverse("price_add"), form()).status_code in (302, 403)
