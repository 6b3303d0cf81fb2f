"""Every version with who, when and why; what stands between any two; the way back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from rules import drafts
from rules.models import RuleSet
from rules.publishing import publish
from rules.spec import RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db

ONE, TWO = (RuleSpec.model_validate({"prompt": text}) for text in ("Read the size.", "Read the outer size."))


def at(category: object = None, query: str = "") -> str:
    address = reverse("versions", args=[category.pk]) if category else reverse("versions_default")  # type: ignore[attr-defined]
    return f"{address}{query}"


def test_who_when_and_why(admin: Client, rita: User) -> None:
    shoes = make.category("Shoes")
    publish(shoes, ONE, user=rita, note="first try <b>")
    publish(shoes, TWO, note="from the shop")
    drafts.start(shoes, user=rita)
    shown = admin.get(at(shoes))
    page = shown.content.decode()
    assert [version.row.version for version in shown.context["versions"]] == [3, 2, 1]
    assert "first try &lt;b&gt;" in page and "from the shop" in page and "rita" in page and "from a file" in page


def test_a_note_that_was_filled_in_is_offered_only_while_it_is_true(admin: Client, rita: User) -> None:
    first = publish(None, ONE)
    publish(None, TWO)
    draft = drafts.roll_back(first, user=rita)
    page = reverse("publish", args=[draft.pk])
    assert 'value="Back to v1"' in admin.get(page).content.decode()
    assert "Back to v1" in admin.get(at()).content.decode()
    draft = drafts.save(draft, TWO.model_copy(update={"cspu": False}), user=rita, revision=0)
    assert "Back to v1" not in admin.get(page).content.decode() + admin.get(at()).content.decode()
    drafts.save(draft, ONE, user=rita, revision=1)
    assert 'value="Back to v1"' in admin.get(page).content.decode(), "it says what v1 said again"


def test_at_first_the_newest_is_compared_with_the_one_before(admin: Client) -> None:
    publish(None, ONE)
    publish(None, TWO)
    page = admin.get(at()).content.decode()
    assert "Read the <mark>outer</mark>" in page or "Read the <mark>outer </mark>size." in page


def test_any_two_rule_sets_can_be_compared(admin: Client) -> None:
    shoes = make.category("Shoes")
    here, there = publish(None, ONE), publish(shoes, TWO)
    shown = admin.get(at(None, f"?old={there.pk}&new={here.pk}"))
    assert (shown.context["old"], shown.context["new"]) == (there, here)
    assert [part.title for part in shown.context["parts"]] == ["Reading the text: Guideline"]
    same = admin.get(at(None, f"?old={here.pk}&new={here.pk}"))
    assert "Both say the same." in same.content.decode()


@pytest.mark.parametrize("query", ["?old=x&new=-1", "?old=99999999999999999999&new=", "?old=0"])
def test_a_choice_that_means_nothing_is_as_no_choice(admin: Client, query: str) -> None:
    publish(None, ONE)
    assert admin.get(at(None, query)).status_code == 200


def test_an_old_version_that_cannot_be_read_any_more_is_said(admin: Client) -> None:
    shoes = make.category("Shoes")
    row = make.rule_set("Shoes", state="retired", gone="key")
    publish(shoes, ONE)
    assert "cannot be read any more" in admin.get(at(shoes)).content.decode()
    answer = admin.post(reverse("roll_back", args=[row.pk]), follow=True)
    assert "cannot be read any more" in answer.content.decode() and drafts.open_of(shoes) is None


def test_an_old_version_whose_prompt_is_refused_by_now_is_said(admin: Client) -> None:
    old = make.rule_set(state="retired", prompt="Read $size.")
    answer = admin.post(reverse("roll_back", args=[old.pk]), follow=True)
    assert "$size is no placeholder" in answer.content.decode() and drafts.open_of(None) is None


def test_going_back_makes_a_draft_and_leads_to_publishing_it(admin: Client, rita: User) -> None:
    old, live = publish(None, ONE), publish(None, TWO)
    answer = admin.post(reverse("roll_back", args=[old.pk]))
    draft = drafts.open_of(None)
    assert draft and answer["Location"] == reverse("publish", args=[draft.pk])
    assert (draft.spec, draft.note, draft.created_by) == (ONE.dump(), "Back to v1", rita)
    live.refresh_from_db()
    assert live.state == "live"
    assert 'value="Back to v1"' in admin.get(answer["Location"]).content.decode()


def test_an_open_draft_is_never_overwritten_by_going_back(admin: Client, rita: User) -> None:
    old = publish(None, ONE)
    publish(None, TWO)
    mine = drafts.start(None, user=rita)
    answer = admin.post(reverse("roll_back", args=[old.pk]))
    assert answer["Location"] == reverse("draft", args=[mine.pk])
    assert RuleSet.objects.get(pk=mine.pk).spec == TWO.dump()


def test_a_draft_is_no_version_to_go_back_to(admin: Client) -> None:
    draft = drafts.start(None, user=None)
    assert admin.post(reverse("roll_back", args=[draft.pk])).status_code == 404


def test_only_rule_admins_see_versions_and_go_back() -> None:
    row = publish(None, ONE)
    client = Client()
    client.force_login(make.user("mia"))
    assert client.get(at()).status_code == 403
    assert client.post(reverse("roll_back", args=[row.pk])).status_code == 403
