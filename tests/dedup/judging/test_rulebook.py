"""The rules that a process keeps are those that are live, whatever a clock says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dedup import work
from dedup.judging import rulebook, runs
from rules import drafts
from rules.models import RuleSet
from rules.publishing import publish
from rules.spec import RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}


def test_a_new_version_of_a_parent_changes_what_extends_it() -> None:
    publish(None, RuleSpec.model_validate({"fields": [BRAND]}))
    shoes = make.category("Shoes")
    publish(shoes, RuleSpec.model_validate({"extends": "parent", "cspu": False}))
    first = rulebook.current().for_category(shoes.pk)
    publish(None, RuleSpec.model_validate({"fields": [{**BRAND, "importance": "optional"}]}))
    second = rulebook.current().for_category(shoes.pk)
    assert second.rule_set_id == first.rule_set_id and second.key != first.key


def test_a_server_whose_clock_is_behind_publishes_too() -> None:
    """The draft is older than what is live, and says that it went live before it: which ones are live still differs."""
    publish(make.category("Bags"), RuleSpec.model_validate({"prompt": "a"}))
    draft = drafts.start(None, user=None)
    publish(make.category("Shoes"), RuleSpec.model_validate({"prompt": "b"}))
    publish(None, RuleSpec())
    before = rulebook.current()
    RuleSet.objects.filter(category=None, state="live").update(state="retired")
    RuleSet.objects.filter(pk=draft.pk).update(state="live", published_at=timezone.now() - timedelta(hours=1))
    assert rulebook.current() is not before and rulebook.current().for_category(None).rule_set_id == draft.pk


def test_drafts_are_no_reason_to_read_the_rules_again() -> None:
    publish(None, RuleSpec())
    before = rulebook.current()
    drafts.save(drafts.start(None, user=None), RuleSpec.model_validate({"prompt": "x"}), user=None, revision=0)
    assert rulebook.current() is before


def test_a_claim_tells_which_rules_are_live(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    publish(None, RuleSpec.model_validate({"fields": [BRAND], "pictures": "never"}))
    make.pair(), make.pair()
    runs.plan()
    rules, first = rulebook.current(), work.claim()
    assert first is not None
    with django_assert_num_queries(0):
        assert rulebook.of(first.edition) is rules
    publish(None, RuleSpec.model_validate({"pictures": "never"}))
    second = work.claim()
    assert second is not None and second.edition != first.edition
    assert rulebook.of(second.edition) is not rules
