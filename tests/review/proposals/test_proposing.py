"""A first draft for a category without a rule: by statistics offline, by a model where there is one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dedup.models import ModelCall, Spu
from review.proposals import proposing
from rules import drafts, resolve
from rules.models import Category, RuleSet
from tests import factories as make
from tests.gemini_stub import Stub

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
LINE = {
    "field": "尺寸",
    "source": "attribute",
    "name": "尺寸",
    "matcher": "SizeOfEqualsItemMatcher",
    "importance": "required",
    "type": "dimensions",
    "words": [],
    "reason": "Cabin and check-in cases share everything else.",
}


@pytest.fixture
def cases() -> Category:
    """A category of suitcases without a rule, twenty duplicates and ten different sizes decided."""
    make.rule_set(fields=[BRAND])
    cases, ann = make.category("箱包", "行李箱"), make.user("ann")
    for number in range(30):
        left, right = (listing(cases, size) for size in ("55x40x20 cm", "55*40*20cm"))
        if number >= 20:
            Spu.objects.filter(pk=right.pk).update(attributes={"尺寸": "75x52x30 cm"})
        make.decision(
            make.pair(left, right),
            ann,
            "delist" if number < 20 else "different",
            survivor=left if number < 20 else None,
        )
    return cases


def listing(category: Category, size: str) -> Spu:
    return make.spu("Suitcase", brand="Norvik", category=category, attributes={"尺寸": size})


@pytest.fixture
def model(settings: Any) -> Any:
    with Stub() as stub:
        settings.JUDGE, settings.GEMINI_API_KEY, settings.GEMINI_BASE_URL = "gemini", "key", stub.url
        yield stub


def test_offline_a_line_comes_from_fill_rate_and_decided_pairs(cases: Category) -> None:
    made = proposing.propose(cases, user=make.user("rita", "rule admin"))
    assert made.draft.state == RuleSet.State.DRAFT
    effective = resolve.load(made.draft).for_category(cases.pk)
    size = next(line for line in effective.raw.fields if line.field == "尺寸")
    assert (size.matcher, size.importance) == ("SizeOfEqualsItemMatcher", "required")
    assert "0 of 20" in size.why and "10 of 10" in size.why
    assert effective.raw.fields[0].field == "brand"
    assert "No text model is set up" in made.remarks[0]
    assert not ModelCall.objects.exists()


def test_it_is_never_live_by_itself(cases: Category) -> None:
    before = resolve.load().for_category(cases.pk)
    proposing.propose(cases, user=None)
    assert resolve.load().for_category(cases.pk).key == before.key


def test_an_open_draft_is_not_written_over(cases: Category) -> None:
    drafts.start(cases, user=None)
    with pytest.raises(drafts.AlreadyOpen):
        proposing.propose(cases, user=None)


def test_a_model_is_asked_once_and_its_reasons_stand_on_the_lines(cases: Category, model: Stub) -> None:
    model.say({"lines": [LINE], "prompt": "", "prompt_reason": ""})
    made = proposing.propose(cases, user=None)
    (line,) = made.draft.spec["fields"]
    assert line["why"] == f"Proposed: {LINE['reason']}"
    drafts.discard(made.draft, user=None, revision=made.draft.revision)
    proposing.propose(cases, user=None)
    assert len(model.calls) == 1


def test_what_the_model_invents_is_left_out_and_said(cases: Category, model: Stub) -> None:
    model.say({"lines": [LINE, {**LINE, "field": "w", "name": "weight"}], "prompt": "", "prompt_reason": ""})
    made = proposing.propose(cases, user=None)
    assert len(made.draft.spec["fields"]) == 1
    assert "no listing of this category has an attribute “weight”" in made.remarks[0]


@pytest.mark.parametrize("fault", ["503", "blocked", "badkey"])
def test_without_an_answer_statistics_stand_in(cases: Category, model: Stub, fault: str) -> None:
    model.faults.append(fault)
    made = proposing.propose(cases, user=None)
    assert made.draft.spec["fields"][0]["field"] == "尺寸"
    assert "statistics alone" in made.remarks[0]


def test_without_a_line_to_add_there_is_no_draft(cases: Category, client: Client) -> None:
    """A draft that says what holds anyway is one to discard."""
    make.rule_set("箱包", extends="parent", fields=[{**BRAND, "field": "尺寸", "source_field": "mpn"}])
    with pytest.raises(proposing.NothingToPropose, match=r"60 listings looked at, every attribute .* compared already"):
        proposing.propose(cases, user=None)
    client.force_login(make.user("rita", "rule admin"))
    answer = client.post(reverse("propose", args=[cases.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("rules_of", args=[cases.pk])
    assert "Nothing to propose" in answer.content.decode() and drafts.open_of(cases) is None


def test_what_cannot_be_weighed_is_named(cases: Category) -> None:
    Spu.objects.update(attributes={"style": "casual"})
    with pytest.raises(proposing.NothingToPropose, match=r"What no line compares yet \(style\) is free words"):
        proposing.propose(cases, user=None)
    with pytest.raises(proposing.NothingToPropose, match="no listing is in this category yet"):
        proposing.propose(make.category("Toys"), user=None)


def test_one_fact_under_three_names_is_one_line(cases: Category) -> None:
    toys = make.category("Toys")
    for name in ("wheels", "轮子", "колёса"):
        make.spu(category=toys, attributes={name: "4"})
    made = proposing.propose(toys, user=None)
    effective = resolve.load(made.draft).for_category(toys.pk).raw
    line = effective.fields[-1]
    assert sorted(effective.outputs[line.source_field].names) == sorted(("wheels", "轮子", "колёса"))


def test_the_button_leads_to_the_draft(cases: Category, client: Client) -> None:
    client.force_login(make.user("rita", "rule admin"))
    answer = client.post(reverse("propose", args=[cases.pk]))
    draft = drafts.open_of(cases)
    assert draft is not None
    assert answer.url == reverse("draft", args=[draft.pk])
    again = client.post(reverse("propose", args=[cases.pk]))
    assert again.url == answer.url


def test_only_a_rule_admin_may(cases: Category, client: Client) -> None:
    client.force_login(make.user("mia"))
    assert client.post(reverse("propose", args=[cases.pk])).status_code == 403
    assert drafts.open_of(cases) is None


def test_a_shop_without_a_default_rule_is_told_what_to_do(client: Client) -> None:
    client.force_login(make.user("rita", "rule admin"))
    answer = client.post(reverse("propose", args=[make.category("Toys").pk]), follow=True)
    assert "load_rules rules/examples/default.json" in answer.content.decode()
