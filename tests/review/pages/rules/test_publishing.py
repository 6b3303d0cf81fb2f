"""What publishing does is on the page before it is done; then it is done as shown, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dedup.models import Work
from review.models import Replay, ReplayLine
from review.replay import reach
from rules import drafts, publishing, versions
from rules.models import RuleSet
from rules.spec import RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}


@pytest.fixture
def draft(rita: User) -> RuleSet:
    make.rule_set(fields=[BRAND], pictures="never")
    made = drafts.start(None, user=rita)
    spec = RuleSpec.model_validate({"fields": [{**BRAND, "importance": "optional"}], "pictures": "never"})
    return drafts.save(made, spec, user=rita, revision=0)


def at(draft: RuleSet) -> str:
    return reverse("publish", args=[draft.pk])


def form(draft: RuleSet, **fields: Any) -> dict[str, Any]:
    live = versions.live_of(draft.category)
    return {"revision": draft.revision, "over": live.pk if live else "", "note": "too strict", **fields}


def test_the_page_counts_and_shows_the_difference(admin: Client, draft: RuleSet) -> None:
    make.verdict(make.pair())
    page = admin.get(at(draft)).content.decode()
    assert "judge 1 pair again" in page and "How much it counts" in page
    assert "<mark>required</mark>" in page and "<mark>optional</mark>" in page
    assert "No question to the model changes" in page and "Not replayed yet" in page


def test_what_is_doubted_in_the_draft_is_said_beside_the_button(admin: Client, draft: RuleSet, rita: User) -> None:
    make.spu("shoe", attributes={"colour": "red"})
    laces = {"field": "laces", "source": "inputProperty", "source_field": "laces", "matcher": "EqualsItemMatcher"}
    drafts.save(draft, RuleSpec.model_validate({"fields": [BRAND, laces]}), user=rita, revision=draft.revision)
    page = admin.get(at(draft)).content.decode()
    assert "“laces”: none of the 1 listings looked at states it, so no pair is more than a likely match." in page


@pytest.mark.parametrize("note", ["", "  "])
def test_a_note_that_lacks_is_asked_for_at_its_field(admin: Client, draft: RuleSet, note: str) -> None:
    answer = admin.post(at(draft), form(draft, note=note))
    page = answer.content.decode()
    assert answer.status_code == 409 and page.count("Say in a note why this goes live") == 1
    assert 'id="note_error"' in page and 'aria-invalid="true" aria-describedby="note_error" autofocus' in page


def test_confirming_puts_it_in_force(admin: Client, draft: RuleSet, rita: User) -> None:
    pair = make.pair()
    make.verdict(pair)
    answer = admin.post(at(draft), form(draft), follow=True)
    draft.refresh_from_db()
    assert (draft.state, draft.note, draft.published_by) == ("live", "too strict", rita)
    assert Work.objects.get().pair == pair
    assert "1 pair is judged again" in answer.content.decode() and answer.redirect_chain[-1][0] == "/rules/default/"


def test_what_cannot_be_stored_is_left_out_of_the_note(admin: Client, draft: RuleSet) -> None:
    assert admin.post(at(draft), form(draft, note="too\0 strict", reason="\0")).status_code == 302
    draft.refresh_from_db()
    assert (draft.note, draft.reason) == ("too strict", "")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"note": " "}, "Say in a note"),
        ({"revision": 0}, "changed in between"),
        ({"over": ""}, "went live in the meantime"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(
    admin: Client, draft: RuleSet, fields: dict[str, Any], says: str
) -> None:
    answer = admin.post(at(draft), form(draft, **{"note": "my words", **fields}))
    assert answer.status_code == 409 and says in answer.content.decode()
    assert fields.get("note", "my words") in answer.content.decode()
    assert versions.live_of(None) != draft and not Work.objects.exists()


def test_a_version_that_came_in_between_is_shown_first(admin: Client, draft: RuleSet) -> None:
    seen = form(draft)
    between = publishing.publish(None, RuleSpec.model_validate({"fields": [BRAND], "prompt": "From a file."}))
    answer = admin.post(at(draft), seen)
    page = answer.content.decode()
    assert answer.status_code == 409 and "went live after this draft was made" in page and "From a file." in page
    admin.post(at(draft), form(draft))
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("live", between.version + 1)


def test_where_precision_drops_a_reason_is_asked_for(admin: Client, draft: RuleSet) -> None:
    now = timezone.now()
    replay = Replay.objects.create(
        draft=draft, spec=draft.spec, spec_key=reach.of(draft).key, state="done", ended_at=now
    )
    for old, same in (("match", True), ("non_match", False)):
        ReplayLine.objects.create(
            replay=replay, pair=make.pair(), same=same, state="done", old_level=old, new_level="match"
        )
    assert 'name="reason"' in admin.get(at(draft)).content.decode()
    assert admin.post(at(draft), form(draft)).status_code == 409
    admin.post(at(draft), form(draft, reason="recall matters more here"))
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == ("live", "recall matters more here")


def test_a_draft_that_breaks_a_rule_below_says_which(admin: Client, rita: User) -> None:
    size = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "EqualsItemMatcher"}
    make.rule_set(outputs={"size": {"type": "text"}})
    make.rule_set("Shoes", extends="parent", fields=[size])
    draft = drafts.save(drafts.start(None, user=rita), RuleSpec(), user=rita, revision=0)
    page = admin.get(at(draft))
    assert page.status_code == 200 and "Shoes" in page.content.decode() and 'name="note"' not in page.content.decode()


def test_who_may_draft_but_not_publish_sees_it_all_and_cannot(admin: Client, draft: RuleSet) -> None:
    Group.objects.get(name="rule admin").permissions.filter(codename="publish").delete()
    page = admin.get(at(draft)).content.decode()
    assert "Ask somebody who has it" in page and 'name="note"' not in page
    assert admin.post(at(draft), form(draft)).status_code == 403
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("group", ["moderator", "senior moderator", "analyst"])
def test_others_see_nothing_of_it(draft: RuleSet, group: str) -> None:
    client = Client()
    client.force_login(make.user("mia", group))
    assert client.get(at(draft)).status_code == 403 == client.post(at(draft), form(draft)).status_code


def test_how_to_take_it_back_is_said_where_there_is_a_way(admin: Client, draft: RuleSet, rita: User) -> None:
    assert "Go back to v1…" in " ".join(admin.get(at(draft)).content.decode().split())
    first = drafts.start(make.category("Shoes"), user=rita, spec=RuleSpec.model_validate({"pictures": "always"}))
    assert "Go back to the rule above…" in admin.get(at(first)).content.decode()
    RuleSet.objects.filter(state="live").update(state="retired")
    assert "To take it back later" not in admin.get(at(first)).content.decode()


def test_a_draft_that_says_nothing_is_nothing_to_publish(admin: Client, draft: RuleSet, rita: User) -> None:
    empty = drafts.start(make.category("Shoes"), user=rita)
    page = admin.get(at(empty)).content.decode()
    assert "There is nothing to publish" in page and 'name="note"' not in page
    answer = admin.post(at(empty), form(empty))
    assert answer.status_code == 409 and "It says nothing of its own" in answer.content.decode()
    same = drafts.save(draft, RuleSpec.model_validate(draft.base.spec), user=rita, revision=1)  # type: ignore[union-attr]
    assert "v1 is live and says the same already" in admin.get(at(same)).content.decode()
