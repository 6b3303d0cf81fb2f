"""The page that puts a pair to a judge: what it says before, what it shows after, and what it never does."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dedup.models import Budget, ModelCall, Pair, Verdict
from tests import factories as make
from tests.gemini_stub import Stub
from tests.pictures import image
from tests.review.pages.conftest import At, waiting

pytestmark = pytest.mark.django_db
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
READ: dict[str, Any] = {"fields": [SIZE], "outputs": {"size": {"type": "dimensions", "names": ["size"]}}}
HOSTILE = "<img src=x onerror=alert(1)>"
READING = {"f1": {"values": [f"55 cm {HOSTILE}"], "evidence": "55 cm"}}
TEST = "/models/test/"


@pytest.fixture
def pair() -> Pair:
    make.rule_set(**READ, pictures="never")
    return make.pair(make.spu(f"Cabin case 55 cm {HOSTILE}"), make.spu("Black suitcase of 55 cm"))


def text(page: Any) -> str:
    return str(page.content.decode())


def test_looking_asks_nothing_and_says_what_it_will_cost(admin: Client, pair: Pair, gemini: Stub):
    page = admin.get(TEST, {"pair": pair.pk})
    assert gemini.calls == [] and not ModelCall.objects.exists()
    assert "2 questions to" in text(page) and "gemini:gemini-2.5-flash" in text(page)
    assert "Asking costs about $0.00" in text(page) and "No verdict is written." in text(page)
    assert "Cabin case 55 cm" in page.context["exchanges"][0].text and "not asked yet" in text(page)


def test_asking_shows_question_and_answer_letter_by_letter_and_never_as_html(admin: Client, pair: Pair, gemini: Stub):
    gemini.say(READING)
    page = admin.post(TEST, {"pair": pair.pk})
    first = page.context["exchanges"][0]
    assert "Cabin case 55 cm" in first.text and '"f1"' in first.schema and first.system
    (reply,) = first.replies
    assert reply.fresh and reply.where_from == "asked just now" and '"evidence": "55 cm"' in reply.parsed
    assert HOSTILE not in text(page) and "&lt;img src=x onerror=alert(1)&gt;" in text(page)
    assert page.context["case"] is not None and "What would follow" in text(page)
    assert not Verdict.objects.exists()


def test_a_form_that_is_sent_twice_is_paid_once(admin: Client, pair: Pair, gemini: Stub):
    gemini.say(READING)
    for _ in range(2):
        page = admin.post(TEST, {"pair": pair.pk})
    assert len(gemini.calls) == 2  # one for each listing
    assert "from the record: asked" in page.context["exchanges"][0].replies[0].where_from
    assert b"Ask now" not in page.content


def test_what_was_asked_stays_to_be_looked_at(admin: Client, pair: Pair, gemini: Stub):
    gemini.say(READING)
    admin.post(TEST, {"pair": pair.pk})
    page = admin.get(TEST, {"pair": pair.pk})
    assert page.context["case"] is not None and "from the record: asked" in text(page)


def test_no_key_is_said_before_and_after(admin: Client, pair: Pair, gemini: Stub, settings: Any):
    settings.GEMINI_API_KEY = ""
    assert "cannot be asked: GEMINI_API_KEY is not set" in text(admin.get(TEST, {"pair": pair.pk}))
    page = text(admin.post(TEST, {"pair": pair.pk}))
    assert "Not answered: something has to be mended first." in page and "GEMINI_API_KEY is not set" in page
    assert "restart web and workers" in page


def test_an_outage_says_when_to_press_again(admin: Client, pair: Pair, gemini: Stub):
    gemini.faults += ["503"]
    page = text(admin.post(TEST, {"pair": pair.pk}))
    assert "It cannot be asked now." in page and "Press again in" in page and "no answer, or none" in page


def test_a_provider_that_hangs_is_waited_for_as_long_as_settings_say(
    admin: Client, pair: Pair, gemini: Stub, settings: Any
):
    settings.JUDGE_TIMEOUT_SECONDS = 0.5
    gemini.faults += ["slow:3"]
    began = time.monotonic()
    page = text(admin.post(TEST, {"pair": pair.pk}))
    assert time.monotonic() - began < 2.5 and "no answer in time" in page and "Press again in" in page


def test_a_spent_budget_keeps_it_waiting(admin: Client, pair: Pair, gemini: Stub, settings: Any):
    settings.JUDGE_CALLS_A_DAY = "3"
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    Budget.objects.create(scope="day", starts_at=midnight, ends_at=midnight + timedelta(days=1), most_calls=3, calls=3)
    page = text(admin.post(TEST, {"pair": pair.pk}))
    assert gemini.calls == [] and "It cannot be asked now." in page and "budget for models is spent" in page


def test_a_bad_answer_is_shown_as_it_came(admin: Client, pair: Pair, gemini: Stub):
    gemini.faults += ["prose", "prose", "prose", "prose"]
    page = admin.post(TEST, {"pair": pair.pk})
    assert [reply.what for reply in page.context["exchanges"][0].replies] == ["answer of the wrong form"] * 2
    assert "Sure! The products look the same to me." in text(page) and "People would look at it." in text(page)


def test_pictures_of_the_question_as_thumbnails(admin: Client, pair: Pair, gemini: Stub, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    gemini.say({"answer": "different", "difference": "colour", "reason": "One is red."})
    for number, spu in enumerate((pair.a, pair.b)):
        image(spu, number)
    page = admin.post(TEST, {"pair": pair.pk, "part": "compare"})
    shown = page.context["exchanges"][0].pictures
    assert [each.label for each in shown] == ["A", "B"] and all("/thumbnails/" in each.thumbnail for each in shown)
    assert 'alt="Picture A"' in text(page) and "One is red." in text(page)


def test_only_reading_shows_what_it_was_taken_for(admin: Client, pair: Pair, gemini: Stub):
    gemini.say({"f1": {"values": ["70 cm"], "evidence": "70 cm"}})
    page = text(admin.post(TEST, {"pair": pair.pk, "part": "extract"}))
    assert "unreadable: its evidence does not stand in the listing" in page


def test_a_judge_that_is_not_in_force_can_be_tried(admin: Client, pair: Pair, gemini: Stub, settings: Any):
    settings.JUDGE = "offline"
    gemini.say(READING)
    assert "gemini:gemini-2.5-flash" in admin.get(TEST).context["judges"]
    page = admin.post(TEST, {"pair": pair.pk, "judge": "gemini:gemini-2.5-flash"})
    assert {each.judge for each in page.context["exchanges"]} == {"gemini:gemini-2.5-flash"} and gemini.calls


def test_nobody_can_send_it_elsewhere(admin: Client, pair: Pair, gemini: Stub):
    page = admin.post(TEST, {"pair": pair.pk, "judge": "openai_compatible:x@http://169.254.169.254/v1"})
    assert page.context["wish"].judge == "" and {each.judge for each in page.context["exchanges"]} == {
        "gemini:gemini-2.5-flash"
    }


@pytest.mark.parametrize("part", ["text", "pictures"])
def test_a_connection_is_tested_without_a_pair(admin: Client, gemini: Stub, part: str):
    before = admin.get(TEST)
    assert (
        before.status_code == 200 and before.context["wish"].part == "text"
    )  # there is no pair, so it begins with that
    page = text(admin.post(TEST, {"part": part}))
    assert len(gemini.calls) == 1 and "It works: the answer came in the form that was asked for." in page


def test_a_connection_that_fails_does_not_work(admin: Client, gemini: Stub):
    gemini.faults += ["404"]
    page = text(admin.post(TEST, {"part": "text"}))
    assert "It works" not in page and "Check the model" in page and "stub 404" in page


@pytest.mark.parametrize("asked", ["x", "999999", "9" * 40, "\0"])
def test_a_pair_that_is_not_there(admin: Client, offline: None, asked: str):
    page = admin.get(TEST, {"pair": asked})
    assert page.status_code == 200 and "There is no pair" in text(page)


def test_a_pair_is_picked(admin: Client, offline: None):
    make.rule_set(pictures="never")
    assert "Nobody has decided a pair" in text(admin.get(TEST, {"pick": "decided"}))
    assert "No pair waits for people." in text(admin.get(TEST, {"pick": "waiting"}))
    decided, open_one = make.pair(), waiting()
    make.decision(decided, make.user("mia"))
    assert admin.get(TEST, {"pick": "decided"}).url == f"{TEST}?pair={decided.pk}"
    assert admin.get(TEST, {"pick": "waiting"}).url == f"{TEST}?pair={open_one.pk}"


def test_without_a_rule_it_says_what_to_load(admin: Client, offline: None):
    pair = make.pair()
    assert "No default rule set is live." in text(admin.get(TEST, {"pair": pair.pk}))


def test_a_pair_that_its_own_fields_settle_asks_nothing(admin: Client, offline: None):
    brand = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
    make.rule_set(fields=[brand], pictures="never")
    pair = make.pair(make.spu(brand="A"), make.spu(brand="B"))
    page = text(admin.get(TEST, {"pair": pair.pk}))
    assert "No question had to be asked" in page and "non match" in page


@pytest.mark.parametrize("group", ["moderator", "senior moderator", "analyst"])
def test_it_is_for_rule_admins(at: At, pair: Pair, gemini: Stub, group: str):
    assert at(group=group).post(TEST, {"pair": pair.pk}).status_code == 403 and gemini.calls == []


def test_a_form_of_another_site_asks_nothing(rita: Any, pair: Pair, gemini: Stub):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rita)
    assert browser.post(TEST, {"pair": pair.pk}).status_code == 403 and gemini.calls == []


def test_htmx_gets_the_result_alone(admin: Client, pair: Pair, gemini: Stub):
    page = text(admin.post(TEST, {"pair": pair.pk}, headers={"HX-Request": "true"}))
    assert 'id="test"' in page and "<html" not in page


def test_the_address_leads_back_to_itself(admin: Client):
    assert reverse("models_test") == TEST
