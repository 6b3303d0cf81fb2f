"""A draft that was published or discarded while somebody had it on the screen: who, when, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from rules import drafts, publishing
from rules.models import RuleSet
from rules.spec import RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db

SHOWN = ("draft", "draft_raw", "trial", "replay", "replay_background", "publish")
DONE = ("draft_line", "draft_act", "draft_extends", "draft_raw", "trial_paste", "trial_ask", "replay_start")
DONE += ("to_background", "from_background", "discard", "publish")


@pytest.fixture
def draft(admin: Client) -> RuleSet:
    make.rule_set()
    return drafts.start(make.category("Kettles"), user=None)


@pytest.fixture
def discarded(draft: RuleSet) -> int:
    pk = draft.pk
    drafts.discard(draft, user=make.user("olga", "rule admin"), revision=0)
    return int(pk)


@pytest.fixture
def published(draft: RuleSet) -> RuleSet:
    olga = make.user("olga", "rule admin")
    drafts.save(draft, RuleSpec.model_validate({"extends": "parent", "cspu": False}), user=olga, revision=0)
    return publishing.publish_draft(draft, user=olga, note="Kettles vary", revision=1, over=None)


@pytest.mark.parametrize("name", SHOWN)
def test_every_page_of_a_discarded_draft_says_who_discarded_it(admin: Client, discarded: int, name: str) -> None:
    page = admin.get(reverse(name, args=[discarded]))
    text = page.content.decode()
    assert page.status_code == 410 and "Draft v1 was discarded by" in text and "olga" in text
    assert "What is live did not change" in text and "Make a new draft" in text


@pytest.mark.parametrize("name", DONE)
def test_every_button_of_a_discarded_draft_says_so(admin: Client, discarded: int, name: str) -> None:
    page = admin.post(reverse(name, args=[discarded]), {"revision": 0})
    assert page.status_code == 410 and "was discarded by" in page.content.decode()


@pytest.mark.parametrize("name", DONE)
def test_every_button_of_a_published_draft_says_so(admin: Client, published: RuleSet, name: str) -> None:
    page = admin.post(reverse(name, args=[published.pk]), {"revision": 0})
    assert page.status_code == 410 and "Draft v1 was published by" in page.content.decode()


@pytest.mark.parametrize("name", ["draft", "draft_raw", "trial", "publish"])
def test_the_address_of_a_published_draft_leads_to_its_version(admin: Client, published: RuleSet, name: str) -> None:
    page = admin.get(reverse(name, args=[published.pk]), follow=True)
    assert page.redirect_chain[0][0].startswith(reverse("versions", args=[published.category_id]))
    assert "Kettles v1 was published by olga" in page.content.decode()


def test_a_line_is_kept_under_the_labels_of_its_form_and_swapped_in_by_htmx(admin: Client, discarded: int) -> None:
    line = {"field": "power", "source": "outputLlm", "source_field": "", "matcher": "QuantityItemMatcher"}
    typed = {**line, "why": "Two powers, two <kettles>", "read-names": "power\n功率", "revision": 0}
    headers = {"HX-Request": "true", "HX-Boosted": "true", "HX-Target": "draft"}
    page = admin.post(reverse("draft_line", args=[discarded]), typed, headers=headers)
    assert page.status_code == 200, "htmx shows no answer that is an error"
    assert [(each.label, each.text) for each in page.context["typed"]] == [
        ("Name", "power"),
        ("Why", "Two powers, two <kettles>"),
        ("Attributes that carry it", "power\n功率"),
    ]
    text = page.content.decode()
    assert 'id="draft"' in text and "two &lt;kettles&gt;" in text and "Nothing of yours was saved" in text


def test_keys_and_json_and_the_note_are_kept(admin: Client, discarded: int) -> None:
    keys = {"own-prompt": "here", "prompt": "Read it.", "own-text_mode": "parent", "text_mode": "reason"}
    page = admin.post(reverse("draft_keys", args=[discarded, "text"]), keys)
    assert [(each.label, each.text) for each in page.context["typed"]] == [("Guideline", "Read it.")]
    for name, typed in (("draft_raw", {"spec": '{"cspu": false}'}), ("publish", {"note": "my long note"})):
        page = admin.post(reverse(name, args=[discarded]), typed)
        assert [each.text for each in page.context["typed"]] == list(typed.values())


def test_who_publishes_second_keeps_the_note(admin: Client, published: RuleSet) -> None:
    text = admin.post(reverse("publish", args=[published.pk]), {"revision": 1, "note": "second"}).content.decode()
    assert "It is live now" in text and "Kettles vary" in text and "second" in text


def test_the_way_on_is_the_draft_that_is_open_now(admin: Client, discarded: int) -> None:
    other = drafts.start(make.category("Kettles"), user=None)
    text = admin.get(reverse("draft", args=[discarded])).content.decode()
    assert reverse("draft", args=[other.pk]) in text and "Make a new draft" not in text


def test_a_number_that_no_draft_had(admin: Client) -> None:
    assert admin.get(reverse("draft", args=[10**6])).status_code == 404
