"""A draft begun, put into the background and out of it, and thrown away."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from rules import drafts
from rules.models import RuleSet
from rules.spec import RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}


def test_a_draft_begins_on_the_page_of_its_category(admin: Client) -> None:
    make.rule_set(fields=[BRAND])
    shoes = make.category("Shoes")
    answer = admin.post(reverse("start_draft", args=[shoes.pk]))
    draft = drafts.open_of(shoes)
    assert draft and answer["Location"] == reverse("draft", args=[draft.pk])
    assert draft.created_by and draft.created_by.username == "rita" and draft.spec == {"extends": "parent"}
    page = admin.get(reverse("rules_of", args=[shoes.pk])).content.decode()
    assert "Go on with draft v1 (rita" in page


def test_an_open_draft_is_opened_not_made_again(admin: Client) -> None:
    draft = drafts.start(None, user=None)
    assert admin.post(reverse("start_draft_default"))["Location"] == reverse("draft", args=[draft.pk])
    assert RuleSet.objects.count() == 1


def test_a_line_from_above_is_opened_and_copied_only_when_it_is_saved(admin: Client) -> None:
    make.rule_set(fields=[BRAND])
    shoes = make.category("Shoes")
    answer = admin.post(reverse("start_draft", args=[shoes.pk]), {"line": "brand"})
    draft = drafts.open_of(shoes)
    assert draft and draft.spec == {"extends": "parent"}
    assert answer["Location"] == f"{reverse('draft', args=[draft.pk])}?line=brand"
    assert b"line-form" in admin.get(answer["Location"]).content


def test_a_line_that_is_not_there_is_said(admin: Client) -> None:
    make.rule_set(fields=[BRAND])
    answer = admin.post(reverse("start_draft", args=[make.category("Shoes").pk]), {"line": "size"}, follow=True)
    assert "No line is called size here" in answer.content.decode()


def test_into_the_background_and_out_of_it(admin: Client) -> None:
    make.rule_set(fields=[BRAND])
    draft = drafts.start(None, user=None)
    page = admin.post(reverse("to_background", args=[draft.pk]), follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.state == "background" and "without any effect" in page and "Where the two disagree" in page
    page = admin.post(reverse("from_background", args=[draft.pk]), follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft" and "Nothing is judged by it yet" in page


def test_what_is_thrown_away_is_what_was_seen(admin: Client) -> None:
    make.rule_set(fields=[BRAND])
    draft = drafts.start(None, user=None)
    drafts.save(draft, RuleSpec(), user=None, revision=0)
    stale = admin.post(reverse("discard", args=[draft.pk]), {"revision": 0}, follow=True)
    assert "changed in between" in stale.content.decode() and drafts.open_of(None)
    answer = admin.post(reverse("discard", args=[draft.pk]), {"revision": 1})
    assert answer["Location"] == reverse("rules_of_default") and drafts.open_of(None) is None


@pytest.mark.parametrize("route", ["to_background", "from_background", "discard"])
def test_what_is_live_is_no_draft(admin: Client, route: str) -> None:
    row = make.rule_set(fields=[BRAND])
    assert admin.post(reverse(route, args=[row.pk])).status_code == 410
    assert admin.get(reverse(route, args=[row.pk])).url == reverse("draft", args=[row.pk])


def test_only_rule_admins_draft() -> None:
    draft = drafts.start(None, user=None)
    client = Client()
    client.force_login(make.user("mia"))
    for address in (
        reverse("start_draft_default"),
        *(reverse(r, args=[draft.pk]) for r in ("to_background", "discard")),
    ):
        assert client.post(address).status_code == 403
