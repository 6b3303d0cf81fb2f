"""A line on every page while judging waits for a budget, a provider or a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dedup.models import Budget, Work
from tests import factories as make
from tests.review.pages.conftest import At

pytestmark = pytest.mark.django_db


@pytest.fixture
def spent(settings: Any) -> Budget:
    """Today's budget had no room for a question."""
    settings.JUDGE_CALLS_A_DAY = "10"
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = midnight + timedelta(days=1)
    return Budget.objects.create(
        scope="day", starts_at=midnight, ends_at=tomorrow, most_calls=10, calls=10, reached_at=timezone.now()
    )


def put_off(error: str, seconds: float = 60) -> None:
    Work.objects.create(pair=make.pair(), error=error, run_after=timezone.now() + timedelta(seconds=seconds))


def banner(browser: Client) -> Any:
    return browser.get(reverse("queue")).context["banner"]


def test_no_line_while_all_is_well(admin: Client):
    assert banner(admin) is None and b"notice banner" not in admin.get(reverse("queue")).content


def test_a_spent_budget_is_told_on_every_page_and_nothing_is_lost(at: At, admin: Client, spent: Budget):
    mia = at()
    for browser, url in ((mia, reverse("queue")), (admin, reverse("rules")), (admin, reverse("models"))):
        text = browser.get(url).content.decode()
        assert 'class="notice banner"' in text and "budget" in text
    assert banner(mia).url == "" and banner(admin).url == reverse("models")


def test_a_provider_that_is_away_is_told_with_its_reason_escaped(at: At):
    put_off("the provider is away (<i>timeout</i>)")
    text = at().get(reverse("queue")).content.decode()
    assert "Judging waits: the provider is away (&lt;i&gt;timeout&lt;/i&gt;)." in text
    assert "Pairs come back by themselves; nothing is lost." in text


def test_a_moment_is_no_news(at: At):
    put_off("another worker is asking the same question", seconds=1)
    assert banner(at()) is None


def test_what_was_found_is_kept_for_some_seconds(at: At):
    mia = at()
    assert banner(mia) is None
    put_off("the provider is away (timeout)")
    with CaptureQueriesContext(connection) as asked:
        assert banner(mia) is None
    assert not any("dedup_budget" in query["sql"] for query in asked)
    cache.clear()
    assert banner(mia) is not None


def test_nobody_learns_of_it_before_the_log_in(spent: Budget):
    page = Client().get(reverse("login"))
    assert page.context["banner"] is None and b"notice banner" not in page.content
