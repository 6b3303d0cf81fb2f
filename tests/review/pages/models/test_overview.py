"""The page "Models": who may see it, and that each of its figures is right."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dedup.models import Budget, ModelCall, Tally, Work
from tests import factories as make
from tests.review.pages.conftest import At

from .conftest import call

pytestmark = pytest.mark.django_db
MODELS = "/models/"


@pytest.fixture(autouse=True)
def judges(settings: Any) -> None:
    """Listings are read by a model that is paid for, all else is code."""
    settings.JUDGE, settings.JUDGE_EXTRACT, settings.GEMINI_API_KEY = "offline", "gemini:g", "key"


def tally(back: int = 0, **fields: Any) -> Tally:
    day = timezone.now().date() - timedelta(days=back)
    return Tally.objects.create(day=day, **{"backend": "gemini:g", "role": "extract", **fields})


def of(page: Any, role: str) -> Any:
    """How the judge of a role is said to be."""
    return next(health for place, _, health in page.context["rows"] if place.role == role)


@pytest.mark.parametrize(
    ("group", "status"), [("moderator", 403), ("senior moderator", 403), ("analyst", 403), ("rule admin", 200)]
)
def test_models_are_for_rule_admins(at: At, group: str, status: int):
    browser = at(group=group)
    assert browser.get(MODELS).status_code == status
    assert browser.get(reverse("models_test")).status_code == status
    menu = [entry.name for entry in browser.get(reverse("queue")).context["menu"]]
    assert ("Models" in menu) == (status == 200)


def test_who_may_only_look_is_offered_nothing_to_press(at: At):
    browser = at("ann", "analyst")
    allowed = Permission.objects.get(content_type__app_label="dedup", codename="view_modelcall")
    User.objects.get(username="ann").user_permissions.add(allowed)
    page = browser.get(MODELS)
    assert page.status_code == 200 and b"Test it" not in page.content and b"Add a price" not in page.content
    assert browser.get(reverse("models_test")).status_code == 403
    assert browser.post(reverse("price_add")).status_code == 403


def test_nothing_was_asked_yet(admin: Client):
    page = admin.get(MODELS)
    assert of(page, "extract").words == "not asked yet"
    assert of(page, "compare").words == "works: it is code, and always there"
    assert "Nothing has been asked yet." in page.content.decode()
    assert b"No budget is set." in page.content and page.context["poll"] == 0


def test_what_code_cannot_do_is_said_also_when_it_answered_in_another_role(admin: Client, settings: Any):
    settings.JUDGE = "offline"
    call(backend="offline:3", role="compare")
    health = of(admin.get(MODELS), "reason")
    assert health.words.startswith("works: last answer") and "It weighs no texts" in health.to_do


def test_each_role_of_one_judge_says_what_it_can_do_itself(admin: Client, settings: Any):
    settings.JUDGE = "offline"
    page = admin.get(MODELS)
    assert "weighs no texts" in of(page, "reason").to_do and "drafts from what" in of(page, "draft").to_do
    assert of(page, "extract").to_do == of(page, "compare").to_do == ""


def test_a_missing_key_says_which_one(admin: Client, settings: Any):
    settings.GEMINI_API_KEY = ""
    health = of(admin.get(MODELS), "extract")
    assert health.kind == "mend" and "GEMINI_API_KEY is not set" in health.said


def test_the_last_answer(admin: Client):
    row = call()
    ModelCall.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(seconds=13))
    assert of(admin.get(MODELS), "extract").words in ("works: last answer 12 s ago", "works: last answer 13 s ago")


def test_a_provider_that_is_away_since_when_and_until_when(admin: Client):
    call()
    began = timezone.now() - timedelta(seconds=6)
    for number in range(3):
        row = call("unavailable", answer="503 overloaded")
        ModelCall.objects.filter(pk=row.pk).update(created_at=began + timedelta(seconds=2 * number))
    health = of(admin.get(MODELS), "extract")
    assert health.kind == "away" and health.said == "503 overloaded"
    assert health.words.startswith(f"away since {timezone.localtime(began):%H:%M}: no answer")
    assert health.words.endswith("3 failures in a row") and health.to_do.startswith("Tried again in ")
    assert "If this lasts, look at" in health.to_do
    assert health.breaker.startswith("open until ")


def test_one_failure_is_no_outage(admin: Client):
    call("timeout")
    health = of(admin.get(MODELS), "extract")
    assert health.kind == "failing" and "no answer in time" in health.words
    assert health.breaker == "closed, 1 failed in a row"


def test_a_refused_key_is_for_a_person_to_mend(admin: Client):
    call("auth", answer="401 API key not valid")
    health = of(admin.get(MODELS), "extract")
    assert health.kind == "mend" and "Do what the message says" in health.to_do and "401" in health.said


def test_the_figures_of_a_day_a_week_and_a_month(admin: Client):
    shared = {"input_tokens": 1000, "cached_tokens": 100, "output_tokens": 50, "cost": Decimal("0.25")}
    tally(0, calls=10, failures=2, from_record=30, **shared)
    tally(0, calls=4, role="compare", **shared)
    tally(6, calls=6, **shared)
    tally(29, calls=1, **shared)
    tally(30, calls=1000, **shared)
    judge = next(judge for judge in admin.get(MODELS).context["judges"] if judge.name == "gemini:g")
    day, week, month = (period.count for period in judge.periods)
    assert [each.calls for each in (day, week, month)] == [14, 20, 21]
    assert (day.failures, day.input_tokens, day.cached_tokens, day.output_tokens) == (2, 2000, 200, 100)
    assert [each.cost for each in (day, week, month)] == [Decimal("0.5"), Decimal("0.75"), Decimal(1)]
    assert judge.periods[0].from_record == pytest.approx(100 * 30 / 44)


def test_a_judge_that_was_replaced_is_still_shown(admin: Client):
    tally(3, backend="gemini:old", calls=1)
    page = admin.get(MODELS).content.decode()
    assert "gemini:old" in page and "not in force any more" in page


def test_a_fortnight_is_drawn_and_stands_in_a_table_behind(admin: Client):
    tally(0, calls=10, failures=5)
    tally(13, calls=20)
    tally(14, calls=400)  # before the picture begins
    page = admin.get(MODELS)
    chart = next(judge.calls for judge in page.context["judges"] if judge.name == "gemini:g")
    assert len(chart.bars) == 14 and chart.most == 20
    assert (chart.bars[0].height, chart.bars[-1].height, chart.bars[-1].failed) == (40, 20, 10)
    assert [bar.height for bar in chart.bars[1:-1]] == [0] * 12
    assert 'aria-label="Asked a day: 30 in 14 days, gemini:g"' in page.content.decode()
    assert page.content.decode().count('<tr><th scope="row">') >= 14


def test_times_are_told_with_what_they_rest_on(admin: Client):
    tally(calls=20)
    for number in range(1, 21):
        call(seconds=float(number))
    text = admin.get(MODELS).content.decode()
    assert "An answer takes 10.50 s on average, 95 of 100 come within 19.00 s" in text
    assert "(the last 20 answers)" in text


def test_errors_by_kind_with_what_to_do(admin: Client):
    call("bad_output", answer="first")
    call("bad_output", role="compare", answer="<script>alert(1)</script>")
    call("blocked", answer="SAFETY")
    page = admin.get(MODELS)
    assert [(each.last.failure, each.times, each.roles) for each in page.context["errors"]] == [
        ("blocked", 1, ["extract"]),
        ("bad_output", 2, ["compare", "extract"]),
    ]
    text = page.content.decode()
    assert "&lt;script&gt;alert(1)" in text and "<script>alert(1)" not in text
    assert "does not keep to a schema" in text


def test_a_budget_is_drawn_with_what_is_left(admin: Client, settings: Any):
    settings.JUDGE_COST_A_DAY, settings.JUDGE_CALLS_A_DAY = "2", "100"
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    Budget.objects.create(
        scope="day",
        starts_at=midnight,
        ends_at=midnight + timedelta(days=1),
        most_calls=100,
        most_cost=2,
        calls=25,
        cost=Decimal("2.5"),
    )
    money, calls = admin.get(MODELS).context["bars"]
    assert (money.left, money.length, money.reached) == (0, 100, True)
    assert (calls.left, calls.length, calls.reached) == (75, 25, False)


def test_pairs_that_wait_with_the_reason_and_until_when(admin: Client):
    later = timezone.now() + timedelta(minutes=5)
    Work.objects.create(pair=make.pair(), run_after=later, error="the provider is away (<b>timeout</b>)")
    page = admin.get(MODELS)
    text = page.content.decode()
    assert "1 pair waits for judging." in text and "(&lt;b&gt;timeout&lt;/b&gt;)" in text
    assert f"tried again by {timezone.localtime(later):%H:%M}" in text
    assert page.context["poll"] > 0 and 'hx-trigger="every' in text


def test_what_is_being_asked_right_now_is_in_the_tail(admin: Client):
    call(asked_until=timezone.now() + timedelta(minutes=1))
    call(asked_until=timezone.now() - timedelta(minutes=1))
    assert [outcome for *_, outcome in admin.get(MODELS).context["tail"]] == [
        "given up: its worker died",
        "being asked",
    ]


def test_the_number_of_queries_does_not_grow_with_the_record(admin: Client):
    call()
    tally(calls=1)
    admin.get(MODELS)
    with CaptureQueriesContext(connection) as before:
        admin.get(MODELS)
    for number in range(40):
        call("blocked" if number % 2 else "")
        tally(number % 30, calls=1, role=("compare", "reason")[number // 30])
        Work.objects.create(pair=make.pair())
    with CaptureQueriesContext(connection) as after:
        admin.get(MODELS)
    assert len(after) == len(before) < 20
    asked = [query["sql"] for query in after if "dedup_modelcall" in query["sql"]]
    assert not any("count(" in sql.lower() for sql in asked)
