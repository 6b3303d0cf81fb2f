"""An admin looks at the judges and tests one, in a real browser: at a desk, by thumb, by keys, without JavaScript."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dedup.models import ModelCall, ModelPrice, Pair, Tally, Verdict, Work
from tests import factories as make
from tests.gemini_stub import Stub
from tests.pictures import image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HOSTILE = "<img src=x onerror='window.ran = true'>"
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}


@pytest.fixture
def pair(settings: Any, tmp_path: Path, gemini: Stub) -> Pair:
    """A pair that nobody has judged, and a model that answers with a script in its words."""
    settings.MEDIA_ROOT = tmp_path
    make.user("rita", "rule admin")
    make.rule_set(fields=[SIZE], outputs={"size": {"type": "dimensions"}}, pictures="always")
    made = make.pair(make.spu(f"Cabin case 55 cm {HOSTILE}"), make.spu("Suitcase of 55 cm"))
    for number, spu in enumerate((made.a, made.b)):
        image(spu, number)
    gemini.say({"f1": {"values": ["55 cm"], "evidence": "55 cm"}})
    gemini.say({"answer": "same", "difference": "none", "reason": f"One case. {HOSTILE}"})
    return made


def used() -> None:
    """A fortnight of questions, and an error among them."""
    for back in range(14):
        day = timezone.now().date() - timedelta(days=back)
        Tally.objects.create(
            day=day, backend="gemini:gemini-2.5-flash", role="extract", calls=10 * back, failures=back, cost=back
        )
    for failure in ("", "", "blocked"):
        ModelCall.objects.create(
            key=f"k{ModelCall.objects.count()}",
            role="extract",
            backend="gemini:gemini-2.5-flash",
            question={},
            answer=HOSTILE,
            failure=failure,
        )


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_pair_is_put_to_a_model_at_a_desk(
    log_in: Any, pair: Pair, gemini: Stub, artefacts: Path, errors: list[str]
) -> None:
    page = log_in("rita", **DESK)
    page.get_by_role("link", name="Models").click()
    page.get_by_role("link", name="Test it", exact=True).first.click()
    expect(page.locator("#test-pair")).to_have_value(str(pair.pk))
    expect(page.locator(".to-ask")).to_contain_text("2 questions to gemini:gemini-2.5-flash")
    assert gemini.calls == []
    gemini.delay = 0.3
    page.get_by_role("button", name="Ask now").click()
    expect(page.locator(".working")).to_be_visible()
    expect(page.get_by_role("button", name="Ask now")).to_be_disabled()
    expect(page.locator(".exchange")).to_have_count(3)
    expect(page.locator("#follows .chip")).to_have_text("match")
    assert len(gemini.calls) == 3 and not Verdict.objects.exists()
    page.screenshot(path=artefacts / "models-test.png", full_page=True, caret="initial")
    assert page.evaluate("window.ran") is None and errors == []


def test_a_model_is_tested_by_keys_alone(log_in: Any, pair: Pair, gemini: Stub) -> None:
    page = log_in("rita", **DESK)
    page.goto("/models/test/?part=text")
    page.get_by_role("button", name="Ask now").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("It works:")).to_be_visible()
    page.locator("#test-part").focus()
    page.keyboard.type("the pair")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".to-ask")).to_contain_text("2 questions")


def test_all_of_it_without_javascript(log_in: Any, pair: Pair, gemini: Stub) -> None:
    used()
    page = log_in("rita", **DESK, java_script_enabled=False)
    page.goto(f"/models/test/?pair={pair.pk}")
    page.get_by_role("button", name="Ask now").click()
    expect(page.locator("#follows .chip")).to_have_text("match")
    page.get_by_role("link", name="Models").first.click()
    page.get_by_text("as a table").first.click()
    expect(page.locator(".days").first).to_be_visible()
    page.get_by_text("Add a price").click()
    page.fill("[name=model]", "gemini-3")
    page.fill("[name=input_per_million]", "1")
    page.fill("[name=output_per_million]", "2")
    page.get_by_role("button", name="Add the price").click()
    expect(page.locator("#prices")).to_contain_text("gemini-3")
    page.locator("#prices").get_by_role("button", name="Remove").click()
    expect(page.locator("#prices")).not_to_contain_text("gemini-3")
    assert not ModelPrice.objects.filter(model="gemini-3").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    log_in: Any, pair: Pair, artefacts: Path, errors: list[str], scheme: str
) -> None:
    used()
    page = log_in("rita", **PHONE, color_scheme=scheme)
    page.goto("/models/")
    page.screenshot(path=artefacts / f"models-phone-{scheme}.png", full_page=True, caret="initial")
    assert fits(page)
    page.goto(f"/models/test/?pair={pair.pk}")
    page.get_by_role("button", name="Ask now").tap()
    expect(page.locator("#follows .chip")).to_have_text("match")
    page.screenshot(path=artefacts / f"models-test-phone-{scheme}.png", full_page=True, caret="initial")
    assert fits(page) and page.evaluate("window.ran") is None and errors == []


def test_the_page_follows_what_workers_do_and_leaves_the_rest_alone(
    log_in: Any, pair: Pair, artefacts: Path, errors: list[str]
) -> None:
    used()
    Work.objects.create(pair=pair)
    page = log_in("rita", **DESK)
    page.goto("/models/")
    page.screenshot(path=artefacts / "models.png", full_page=True, caret="initial")
    expect(page.locator("#live")).to_contain_text("1 pair waits for judging.")
    page.get_by_text("Add a price").click()
    page.fill("[name=model]", "half typed")
    Work.objects.all().delete()
    ModelCall.objects.create(
        key="new", role="compare", backend="gemini:gemini-2.5-flash", question={}, input_tokens=4711
    )
    expect(page.locator("#live")).to_contain_text("No pair waits for judging.")
    expect(page.locator("#asked-last")).to_contain_text("4,711")
    expect(page.locator("[name=model]")).to_have_value("half typed")
    assert page.evaluate("window.ran") is None and errors == []
