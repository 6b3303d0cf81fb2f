"""A draft tried on two listings, beside the live rule and what people decided."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dedup.models import ModelCall, Pair
from rules import drafts
from rules.models import RuleSet
from rules.spec import RuleSpec
from tests import factories as make
from tests.gemini_stub import Stub
from tests.pictures import image
from tests.review.pages.conftest import At

pytestmark = pytest.mark.django_db
BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
COLOUR = {"field": "colour", "source": "inputProperty", "source_field": "colour", "matcher": "EqualsItemMatcher"}
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
READ = {"extends": "parent", "fields": [SIZE], "outputs": {"size": {"type": "dimensions"}}}


@pytest.fixture
def pair(admin: Client) -> Pair:
    """Two cases of one brand in two colours, which people keep apart."""
    make.rule_set(fields=[BRAND], pictures="never")
    node = make.category("bags", "cases")
    a, b = (make.spu(category=node, brand="Norvik", attributes={"colour": each}) for each in ("red", "blue"))
    made = make.pair(a, b)
    make.decision(made, make.user("mia"))
    return made


@pytest.fixture
def draft(pair: Pair) -> RuleSet:
    return begun({"extends": "parent", "fields": [COLOUR]})


def begun(spec: dict[str, Any]) -> RuleSet:
    return drafts.start(make.category("bags", "cases"), user=None, spec=RuleSpec.model_validate(spec))


def url(draft: RuleSet, name: str = "trial") -> str:
    return reverse(name, args=[draft.pk])


def test_a_pair_under_the_draft_and_under_the_live_rule_with_the_decision(admin: Client, pair: Pair, draft: RuleSet):
    page = admin.get(url(draft), {"pair": pair.pk})
    shown = page.context
    assert (shown["under"].words, shown["live"].words, shown["decision"].word) == ("non match", "match", "different")
    assert shown["unlooked"] == "the rule says so"
    assert [(line.name, line.outcome, line.level) for line in shown["lines"]] == [
        ("brand", "same", "default"),
        ("colour", "different", "here"),
    ]
    text = page.content.decode()
    assert "red vs blue: different" in text and "non match" in text and "mia" in text


def test_without_a_choice_a_decided_pair_of_the_category_begins(admin: Client, pair: Pair, draft: RuleSet):
    assert admin.get(url(draft)).context["pair"] == pair


def test_what_was_tried_last_comes_again_and_shows_the_draft_as_it_is_now(admin: Client, pair: Pair, draft: RuleSet):
    other = make.pair(make.spu(brand="A"), make.spu(brand="B"))
    admin.get(url(draft), {"pair": other.a.external_id, "with": other.b.external_id})
    drafts.save(draft, RuleSpec.model_validate({"extends": "parent", "remove": ["brand"]}), user=None, revision=0)
    shown = admin.get(url(draft)).context
    assert shown["pair"] == other and shown["lines"] == []


def test_without_a_decided_one_the_pair_that_was_there_stays(admin: Client, pair: Pair):
    node = make.category("shoes")
    waiting = make.pair(make.spu(category=node), make.spu(category=node))
    draft = drafts.start(node, user=None)
    page = admin.get(url(draft), {"random": 1})
    assert "Nobody has decided a pair" in page.context["problem"] and page.context["pair"] == waiting


def test_a_random_decided_one(admin: Client, pair: Pair, draft: RuleSet):
    assert admin.get(url(draft), {"random": 1}).url == f"{url(draft)}?pair={pair.pk}"


def test_a_pair_that_another_rule_judges_says_so(admin: Client, draft: RuleSet):
    other = make.pair(make.spu(category=make.category("hats")), make.spu(category=make.category("hats")))
    told = admin.get(url(draft), {"pair": other.pk}).context["elsewhere"]
    assert told == "Both are filed in hats. So the rule of default judges them, not this draft."
    mixed = make.pair(make.spu(category=make.category("bags", "trunks")), make.spu(category=draft.category))
    told = admin.get(url(draft), {"pair": mixed.pk}).context["elsewhere"]
    assert "One is filed in bags › trunks, the other in bags › cases" in told
    assert "the nearest category that both are in is bags." in told


def test_the_link_to_paste_opens_the_form_for_it(admin: Client, draft: RuleSet):
    page = admin.get(url(draft)).content.decode()
    assert f'href="{url(draft)}?paste=1#paste"' in page and 'id="paste" open' not in page
    assert 'id="paste" open' in admin.get(url(draft), {"paste": 1}).content.decode()


@pytest.mark.parametrize("query", [{"pair": "none"}, {"pair": "1", "with": "none"}])
def test_what_is_not_there_is_said_and_what_was_typed_is_kept(admin: Client, draft: RuleSet, query: dict[str, str]):
    page = admin.get(url(draft), query)
    assert "There is no" in page.context["problem"] and b'value="none"' in page.content


def test_htmx_gets_the_result_alone(admin: Client, draft: RuleSet):
    page = admin.get(url(draft), headers={"HX-Request": "true"}).content.decode()
    assert 'id="trial"' in page and "<html" not in page


def test_pictures_that_were_compared(admin: Client, pair: Pair, settings: Any, tmp_path: Any):
    settings.MEDIA_ROOT, settings.JUDGE = tmp_path, "offline"
    for spu in (pair.a, pair.b):
        image(spu, 1)
    draft = begun({"extends": "parent", "pictures": "always"})
    (look,) = admin.get(url(draft), {"pair": pair.pk}).context["looks"]
    assert (look.kind, look.answer) == ("main", "same") and look.left and look.right


def test_two_pasted_listings(admin: Client, draft: RuleSet):
    typed = {"a-title": "Case", "a-brand": "Norvik", "a-attributes": "colour: red\nsize: 55, 40 and 20 cm"}
    pasted = {"b-json": json.dumps({"title": "Koffer", "brand": "NORVIK", "attributes": {"colour": "red"}})}
    answer = admin.post(url(draft, "trial_paste"), typed | pasted)
    shown = admin.get(answer.url).context
    assert shown["under"].words == "match" and ("size", "55, 40 and 20 cm") in shown["listings"][0].facts
    again = shown["paste"].initial  # to be changed a little and tried again
    assert again["a-attributes"] == "colour: red\nsize: 55, 40 and 20 cm" and again["b-title"] == "Koffer"


def test_a_pasted_line_of_an_import_file_stands_there_again_as_it_was(admin: Client, draft: RuleSet):
    line = {"title": "Case", "price": 12.5, "cspus": [{"id": "x"}]}
    both = {"a-json": json.dumps(line), "b-title": "Case"}
    again = admin.get(admin.post(url(draft, "trial_paste"), both).url).context["paste"].initial
    assert json.loads(again["a-json"]) == line and again["b-title"] == "Case"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"a-title": "Case"}, "b-title"),
        ({"a-title": "Case", "b-json": "{"}, "b-json"),
        ({"a-title": "Case", "b-json": "[]"}, "b-json"),
        ({"a-title": "Case", "b-json": '{"brand": "x"}'}, "__all__"),
        ({"a-title": "Case", "b-json": '{"title": "x", "attributes": {"a": "\\ud800"}}'}, "b-json"),
        ({"a-title": "Case", "b-json": '{"title": "x", "category": ["\\u0000"]}'}, "b-json"),
    ],
)
def test_what_cannot_be_pasted_is_said_and_kept(admin: Client, draft: RuleSet, typed: dict[str, str], wrong: str):
    page = admin.post(url(draft, "trial_paste"), typed)
    assert wrong in page.context["paste"].errors and b'value="Case"' in page.content


def test_a_line_that_states_no_attribute_is_quoted(admin: Client, draft: RuleSet):
    typed = {"a-title": "Case", "a-attributes": "colour: red\ngender women\n： blue\nsize：55", "b-title": "Case"}
    (told,) = admin.post(url(draft, "trial_paste"), typed).context["paste"].errors["a-attributes"]
    assert "“gender women”; “： blue”" in told and "red" not in told and "55" not in told


def test_a_pair_is_copied_into_the_form_to_be_changed(admin: Client, pair: Pair, draft: RuleSet):
    page = admin.get(url(draft), {"pair": pair.pk, "paste": 1})
    filled = page.context["paste"].initial
    assert (filled["a-brand"], filled["b-attributes"]) == ("Norvik", "colour: blue")
    assert f"?pair={pair.pk}&amp;paste=1#paste" in page.content.decode()


def test_pasted_text_is_only_text(admin: Client, draft: RuleSet):
    title = {"a-title": "<script>a</script>", "b-title": "b"}
    page = admin.get(admin.post(url(draft, "trial_paste"), title).url).content.decode()
    assert "<script>a" not in page and "&lt;script&gt;a" in page


def test_questions_are_counted_before_they_are_asked(admin: Client, pair: Pair, gemini: Stub):
    draft = begun(READ)
    page = admin.get(url(draft), {"pair": pair.pk})
    assert page.context["under"].missing.questions == 2 and b"would ask the model 2 questions" in page.content
    assert gemini.calls == []
    page = admin.post(url(draft, "trial_ask"))
    assert page.context["under"].case and ModelCall.objects.count() == 2


def test_a_model_that_cannot_be_asked_is_no_broken_page(admin: Client, pair: Pair, gemini: Stub):
    gemini.faults += ["badkey"] * 2
    draft = begun(READ)
    page = admin.post(url(draft, "trial_ask"))
    assert "cannot be asked now" in page.context["under"].problem and page.context["live"].words == "match"


def test_without_a_live_rule_the_draft_still_speaks(admin: Client, pair: Pair, draft: RuleSet):
    RuleSet.objects.filter(state="live").update(state="retired")
    shown = admin.get(url(draft), {"pair": pair.pk}).context
    assert shown["live"].problem and shown["under"].words == "non match"


def test_a_category_without_pairs(admin: Client):
    make.rule_set()
    page = admin.get(url(drafts.start(make.category("empty"), user=None)))
    assert "pair" not in page.context and b"no pair in this category" in page.content


@pytest.mark.parametrize("name", ["trial_paste", "trial_ask"])
def test_only_rule_admins(at: At, draft: RuleSet, name: str):
    other = at("other", "analyst")
    assert other.get(url(draft)).status_code == other.post(url(draft, name)).status_code == 403
