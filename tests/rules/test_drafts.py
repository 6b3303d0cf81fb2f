"""One open draft a category, which two people never take from under each other."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from rules import drafts, prompts
from rules.models import RuleSet
from rules.publishing import publish
from rules.spec import RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db
ONE, TWO = (RuleSpec.model_validate({"prompt": text}) for text in ("one", "two"))


def test_a_draft_begins_with_what_is_live() -> None:
    shoes, rita = make.category("Shoes"), make.user("rita")
    live = publish(shoes, ONE)
    draft = drafts.start(shoes, user=rita)
    assert (draft.version, draft.state, draft.spec, draft.base, draft.created_by) == (2, "draft", live.spec, live, rita)
    assert drafts.open_of(shoes) == draft


def test_a_category_without_a_rule_begins_as_its_parent() -> None:
    assert drafts.start(make.category("Shoes"), user=None).spec == {"extends": "parent"}
    assert drafts.start(None, user=None).spec == {}


@pytest.mark.parametrize("names", [("Shoes",), ()])
def test_there_is_one_at_a_time(names: tuple[str, ...]) -> None:
    category = make.category(*names) if names else None
    draft = drafts.start(category, user=None)
    with pytest.raises(drafts.AlreadyOpen) as caught:
        drafts.start(category, user=None)
    assert caught.value.draft == draft
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleSet.objects.create(category=category, version=9, spec={})


def test_a_save_says_who_and_counts() -> None:
    rita, omar = make.user("rita"), make.user("omar")
    draft = drafts.start(None, user=rita)
    saved = drafts.save(draft, ONE, user=omar, revision=draft.revision)
    assert (saved.spec, saved.revision, saved.created_by, saved.changed_by) == (ONE.dump(), 1, rita, omar)
    assert saved.changed_at > draft.changed_at


def test_nobody_overwrites_what_they_have_not_seen() -> None:
    draft = drafts.start(None, user=None)
    drafts.save(draft, ONE, user=None, revision=draft.revision)
    with pytest.raises(drafts.Outdated) as caught:
        drafts.save(draft, TWO, user=None, revision=draft.revision)
    assert caught.value.draft.spec == ONE.dump()
    with pytest.raises(drafts.Outdated):
        drafts.discard(draft, user=None, revision=draft.revision)
    draft.refresh_from_db()
    assert draft.spec == ONE.dump()


def test_discarding_frees_the_place_and_keeps_the_trail() -> None:
    rita = make.user("rita")
    draft = drafts.start(None, user=None)
    draft = drafts.save(draft, ONE, user=None, revision=0)
    drafts.discard(draft, user=rita, revision=1)
    assert drafts.open_of(None) is None
    last = RuleSet.pgh_event_model.objects.filter(pgh_obj_id=draft.pk).latest("pgh_id")
    assert (last.pgh_label, last.spec, last.changed_by) == ("delete", ONE.dump(), rita)
    with pytest.raises(drafts.Gone):
        drafts.save(draft, TWO, user=None, revision=1)


def test_to_the_background_and_back() -> None:
    draft = drafts.to_background(drafts.start(None, user=None), user=None)
    began = draft.background_since
    assert (draft.state, draft.revision) == ("background", 1) and began
    assert drafts.to_background(draft, user=None).background_since == began
    saved = drafts.save(draft, ONE, user=None, revision=1)
    assert saved.state == "background" and saved.background_since > began
    back = drafts.from_background(saved, user=None)
    assert (back.state, back.background_since) == ("draft", None)


def test_the_way_back_is_a_draft() -> None:
    shoes = make.category("Shoes")
    old, live = publish(shoes, ONE), publish(shoes, TWO)
    draft = drafts.roll_back(old, user=None)
    assert (draft.state, draft.spec, draft.base, draft.note) == ("draft", ONE.dump(), live, "Back to v1")
    live.refresh_from_db()
    assert live.state == "live"


@pytest.mark.parametrize(
    ("old", "new"),
    [("draft", "retired"), ("background", "retired"), ("live", "draft"), ("retired", "live"), ("live", "background")],
)
def test_the_database_lets_a_state_move_on_only(old: str, new: str) -> None:
    row = make.rule_set("Shoes", state=old, prompt="x")
    with pytest.raises(ProgrammingError, match="Invalid transition"), transaction.atomic():
        RuleSet.objects.filter(pk=row.pk).update(state=new)
    row.refresh_from_db()
    assert row.state == old


def test_a_prompt_that_cannot_be_asked_is_never_written() -> None:
    wrong = RuleSpec.model_validate({"prompt": "Read $size."})
    with pytest.raises(prompts.BadPrompt, match=r"\$size is no placeholder"):
        drafts.start(None, user=None, spec=wrong)
    draft = drafts.start(None, user=None)
    with pytest.raises(prompts.BadPrompt):
        drafts.save(draft, wrong, user=None, revision=draft.revision)
    draft.refresh_from_db()
    assert (draft.spec, draft.revision) == ({}, 0)


def test_a_live_rule_with_such_a_prompt_is_mended_in_a_draft() -> None:
    live = make.rule_set(prompt="Read $size.")
    assert drafts.start(None, user=None).spec == live.spec
