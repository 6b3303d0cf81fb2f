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


BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}


def test_a_first_rule_can_be_taken_back(admin: Client, rita: User) -> None:
    """Before it the rule above applied: a version that says nothing of its own brings that back."""
    shoes = make.category("Shoes")
    make.rule_set(fields=[BRAND])
    publish(shoes, RuleSpec.model_validate({"extends": "parent", "remove": ["brand"]}))
    page = admin.get(at(shoes)).content.decode()
    assert "Without a rule of its own: the default rule applies" in page and "Go back to the rule above…" in page
    answer = admin.post(reverse("hand_back", args=[shoes.pk]))
    draft = drafts.open_of(shoes)
    assert draft and answer["Location"] == reverse("publish", args=[draft.pk])
    assert (draft.spec, draft.created_by) == ({"extends": "parent"}, rita)
    admin.post(answer["Location"], {"revision": 0, "over": shoes.rule_sets.get(state="live").pk, "note": "wrong"})
    assert shoes.rule_sets.get(state="live") == draft
    page = admin.get(at(shoes)).content.decode()
    assert "Go back to v1…" in page and "Go back to the rule above…" not in page, "that is what applies"


def test_going_back_to_the_rule_above_needs_one_and_writes_over_no_draft(admin: Client) -> None:
    shoes = make.category("Shoes")
    publish(shoes, ONE)
    assert "Go back to the rule above" not in admin.get(at(shoes)).content.decode(), "no rule is live above"
    make.rule_set()
    mine = drafts.start(shoes, user=None)
    answer = admin.post(reverse("hand_back", args=[shoes.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("draft", args=[mine.pk])
    assert RuleSet.objects.get(pk=mine.pk).spec == ONE.dump()
    client = Client()
    client.force_login(make.user("mia"))
    assert client.post(reverse("hand_back", args=[shoes.pk])).status_code == 403


def test_a_line_that_stands_for_the_parents_is_shown_against_it(admin: Client) -> None:
    """As on the page that publishes it."""
    shoes = make.category("Shoes")
    make.rule_set(fields=[BRAND])
    own = RuleSpec.model_validate({"extends": "parent", "fields": [{**BRAND, "importance": "optional"}]})
    publish(shoes, own)
    shown = admin.get(at(shoes))
    (part,) = shown.context["parts"]
    assert (part.title, part.state, [row.name for row in part.rows]) == ("brand", "changed", ["How much it counts"])
    assert "<mark>required</mark>" in part.rows[0].old
    assert "shown as the rule above says it today" in shown.content.decode()


def test_two_that_apply_alike_are_compared_by_their_own_words(admin: Client) -> None:
    shoes = make.category("Shoes")
    make.rule_set(fields=[BRAND])
    publish(shoes, RuleSpec.model_validate({"extends": "parent"}))
    publish(shoes, RuleSpec.model_validate({"fields": [BRAND]}))
    shown = admin.get(at(shoes))
    assert "Both apply alike" in shown.content.decode()
    assert shown.context["parts"][0].title == "brand"


def test_what_does_not_go_with_its_parent_any_more_is_compared_alone(admin: Client) -> None:
    shoes = make.category("Shoes")
    make.rule_set()
    lost = {**BRAND, "source": "outputLlm", "source_field": "gone"}
    make.rule_set("Shoes", state="retired", extends="parent", fields=[lost])
    publish(shoes, RuleSpec.model_validate({"extends": "parent"}))
    page = admin.get(at(shoes)).content.decode()
    assert "Own lines only" in page and "brand" in page


def test_only_rule_admins_see_versions_and_go_back() -> None:
    row = publish(None, ONE)
    client = Client()
    client.force_login(make.user("mia"))
    assert client.get(at()).status_code == 403
    assert client.post(reverse("roll_back", args=[row.pk])).status_code == 403
