"""The editor: a draft changed line by line and key by key, and nothing that was typed lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from review.pages.rules import line_forms
from rules import drafts
from rules.matchers import MATCHERS
from rules.models import RuleSet
from rules.schema import json_schema
from rules.spec import RuleSpec
from tests import factories as make
from tests.review.pages.conftest import At

pytestmark = pytest.mark.django_db


def line(name: str, **more: Any) -> dict[str, Any]:
    return {"field": name, "source": "inputProperty", "source_field": name, "matcher": "EqualsItemMatcher", **more}


SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}


@pytest.fixture
def draft(admin: Client) -> RuleSet:
    """Of a category on the third level; the first says brand, colour and size."""
    make.rule_set()
    outputs = {"size": {"type": "dimensions", "names": ["size"]}}
    make.rule_set("bags", fields=[line("brand"), line("colour"), SIZE], outputs=outputs, prompt="Read $outputs.")
    node = make.category("bags", "cases", "cabin")
    make.spu("Cabin case", category=node, attributes={"wheels": "4", "colour": "red"})
    return drafts.start(node, user=None)


def url(name: str, draft: RuleSet, *more: Any) -> str:
    return reverse(name, args=[draft.pk, *more])


def send(client: Client, name: str, draft: RuleSet, *more: Any, **data: Any) -> Any:
    data.setdefault("revision", RuleSet.objects.get(pk=draft.pk).revision)
    return client.post(url(name, draft, *more), data)


def said(draft: RuleSet) -> dict[str, Any]:
    return dict(RuleSet.objects.get(pk=draft.pk).spec)


def filled(**more: Any) -> dict[str, Any]:
    usual = {"field": "wheels", "source": "inputProperty", "source_field": "wheels", "importance": "required"}
    return {**usual, "matcher": "EqualsItemMatcher", **more}


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_every_line_with_the_level_it_comes_from(admin: Client, draft: RuleSet):
    rows = admin.get(url("draft", draft)).context["lines"]
    assert [(row.row.key, row.row.state, row.level) for row in rows] == [
        ("brand", "inherited", "lv1"),
        ("colour", "inherited", "lv1"),
        ("size", "inherited", "lv1"),
    ]


def test_attributes_that_its_listings_have_are_offered_with_how_many_fill_them(admin: Client, draft: RuleSet):
    make.spu("Another", category=draft.category)
    page = admin.get(url("draft", draft))
    (offer,) = page.context["offered"]
    assert (offer.attribute.name, offer.attribute.filled) == ("wheels", 0.5)
    assert b"50 %" in page.content
    opened = admin.get(f"{url('draft', draft)}?{offer.query}")
    assert 'value="wheels"' in opened.content.decode() and opened.context["adding"]


def test_the_rule_in_words(admin: Client, draft: RuleSet):
    assert "brand" in admin.get(url("draft", draft)).context["words"]


def test_a_line_that_hides_duplicates_filed_elsewhere_is_doubted_with_how_many(admin: Client, draft: RuleSet):
    other = make.category("bags", "cases", "trolleys")
    make.pair(make.spu(category=draft.category), make.spu(category=draft.category))
    make.pair(make.spu(category=other), make.spu(category=draft.category))
    above = drafts.start(make.category("bags", "cases"), user=None)
    hides = {"field": "level", "source": "inputField", "source_field": "lv3Category", "matcher": "EqualsItemMatcher"}
    drafts.save(above, RuleSpec.model_validate({"extends": "parent", "fields": [hides]}), user=None, revision=0)
    text = admin.get(url("draft", above)).content.decode()
    assert "hides duplicates filed elsewhere" in text and "1 of the 2 latest pairs" in text


def test_a_line_on_what_no_listing_states_says_so_in_its_row(admin: Client, draft: RuleSet):
    send(admin, "draft_line", draft, **filled(field="laces", source_field="shoelace"))
    typed = filled(field="power", source="inputField", source_field="power_w", importance="optional")
    page = admin.get(send(admin, "draft_line", draft, **typed).url)
    rows = {row.row.key: row for row in page.context["lines"]}
    assert rows["laces"].filled.filled == 0 and rows["laces"].doubts == [
        "none of the 1 listings looked at states it, so no pair is more than a likely match"
    ]
    assert rows["power"].filled is None and "no listing has a field" in rows["power"].doubts[0]
    assert rows["colour"].doubts == [] and page.context["doubts"] == []
    assert "0 %" in page.content.decode()


def test_a_barcode_is_called_alike_everywhere(admin: Client, draft: RuleSet):
    make.spu("x", category=draft.category, gtin="4006381333931")
    page = admin.get(url("draft", draft))
    (offer,) = [offer for offer in page.context["offered"] if offer.attribute.name == "gtin"]
    assert offer.name == "GTIN"
    opened = admin.get(f"{url('draft', draft)}?{offer.query}").context["adding"]
    assert (opened.line["field"].value(), opened.line["source_field"].value()) == ("GTIN", "gtin")


@pytest.mark.parametrize("route", ["draft_line", "draft_act", "draft_extends"])
def test_an_address_that_takes_forms_leads_to_the_draft(admin: Client, draft: RuleSet, route: str):
    assert admin.get(url(route, draft)).url == url("draft", draft)
    assert admin.put(url(route, draft)).status_code == 405


def test_what_sellers_typed_is_only_text(admin: Client, draft: RuleSet):
    make.spu("x", category=draft.category, attributes={"<script>a</script>": "<script>b</script>"})
    page = admin.get(url("draft", draft) + "?new=1").content.decode()
    assert "<script>a" not in page and "<script>b" not in page and "&lt;script&gt;a" in page


@pytest.mark.parametrize("group", ["moderator", "analyst"])
def test_only_rule_admins(at: At, draft: RuleSet, group: str):
    other = at("other", group)
    assert other.get(url("draft", draft)).status_code == 403
    assert send(other, "draft_line", draft, **filled()).status_code == 403
    assert send(other, "draft_act", draft, line="brand", do="remove").status_code == 403
    assert send(other, "draft_keys", draft, "text").status_code == 403
    assert send(other, "draft_raw", draft, spec="{}").status_code == 403
    assert said(draft) == {"extends": "parent"}


# --- lines -----------------------------------------------------------------------------------------------------------


def test_overriding_opens_the_parents_line_and_copies_it_only_when_it_is_saved(admin: Client, draft: RuleSet):
    page = admin.get(url("draft", draft) + "?line=colour")
    assert said(draft) == {"extends": "parent"} and b"line-form" in page.content
    assert b"readonly" in page.content  # it stands for the parent's, so its name stays
    given = filled(field="other", source_field="colour", importance="optional", was="colour")
    send(admin, "draft_line", draft, **given)
    assert said(draft)["fields"] == [line("colour", importance="optional")]


@pytest.mark.parametrize("name", ["colour", "size"])
def test_an_override_that_changes_nothing_is_none(admin: Client, draft: RuleSet, name: str):
    """It would only keep the line from following the parent's."""
    opened = admin.get(url("draft", draft) + f"?line={name}")
    editor = next(row.editor for row in opened.context["lines"] if row.editor)
    given = {
        **line_forms.begun(editor.line),
        **line_forms.begun(editor.options),
        **(line_forms.begun(editor.output) if editor.reads_text else {}),
        "options_of": editor.options.matcher,
    }
    page = send(admin, "draft_line", draft, **given)
    assert f"{name} is the same as the parent’s line" in page.content.decode() and b"line-form" not in page.content
    assert said(draft) == {"extends": "parent"} and page.context["at"] == name


def test_removing_bringing_back_and_going_back_to_the_parents(admin: Client, draft: RuleSet):
    send(admin, "draft_act", draft, line="colour", do="remove")
    assert said(draft) == {"extends": "parent", "fields": [], "remove": ["colour"]}
    assert b"does not hold here" in admin.get(url("draft", draft)).content
    send(admin, "draft_act", draft, line="colour", do="drop")
    send(admin, "draft_act", draft, line="brand", do="override")
    send(admin, "draft_act", draft, line="brand", do="drop")
    assert said(draft) == {"extends": "parent", "fields": []}


def test_a_new_line(admin: Client, draft: RuleSet):
    answer = send(admin, "draft_line", draft, **filled(importance="optional", why="Two wheels are another case."))
    assert answer.status_code == 302
    assert said(draft)["fields"] == [line("wheels", importance="optional", why="Two wheels are another case.")]
    assert admin.get(answer.url).headers["HX-Trigger"] == "draft-saved"


def test_lines_of_its_own_go_up_and_down(admin: Client, draft: RuleSet):
    for name in ("a", "b"):
        send(admin, "draft_line", draft, **filled(field=name, source_field=name))
    send(admin, "draft_act", draft, line="b", do="up")
    assert [each["field"] for each in said(draft)["fields"]] == ["b", "a"]


def test_options_are_typed_into_inputs_made_from_the_matcher(admin: Client, draft: RuleSet):
    chosen = filled(matcher="SizeOfEqualsItemMatcher", options_of="SizeOfEqualsItemMatcher")
    typed = {"with-SizeOfEqualsItemMatcher-tolerance": "1 in", "with-SizeOfEqualsItemMatcher-unit": "cm"}
    send(admin, "draft_line", draft, **chosen, **typed)
    (stored,) = said(draft)["fields"]
    assert stored["options"] == {"tolerance": "1 in"}  # what is as the matcher has it is not said


def test_a_bad_option_stands_at_its_input_and_everything_typed_is_kept(admin: Client, draft: RuleSet):
    chosen = filled(matcher="SizeOfEqualsItemMatcher", options_of="SizeOfEqualsItemMatcher", why="kept")
    page = send(admin, "draft_line", draft, **chosen, **{"with-SizeOfEqualsItemMatcher-tolerance": "3 kg"})
    editor = page.context["adding"]
    assert page.status_code == 200 and "tolerance" in editor.options.errors
    text = page.content.decode()
    assert "3 kg" in text and 'value="kept"' in text and said(draft) == {"extends": "parent"}


@pytest.mark.parametrize("matcher", MATCHERS)
def test_every_matcher_has_inputs_with_a_description_and_can_be_saved_untouched(
    admin: Client, draft: RuleSet, matcher: str
):
    page = send(admin, "draft_line", draft, show=1, **filled(matcher=matcher))
    form = page.context["adding"].options
    assert all(field.help_text for field in form.fields.values())
    needs = form.errors if form.is_bound else {}
    assert not needs
    saved = send(admin, "draft_line", draft, **filled(matcher=matcher))
    assert saved.status_code == 302 or b"error said" in saved.content


def test_choosing_another_matcher_gives_its_inputs_and_saves_nothing(admin: Client, draft: RuleSet):
    page = send(admin, "draft_line", draft, show=1, **filled(field="", matcher="SizeOfEqualsItemMatcher"))
    text = page.content.decode()
    assert "with-SizeOfEqualsItemMatcher-tolerance" in text and 'value="wheels"' in text
    assert "This field is required" not in text and said(draft) == {"extends": "parent"}


def test_choosing_an_attribute_proposes_the_matcher_that_suits_its_values(admin: Client, draft: RuleSet):
    make.spu("x", category=draft.category, attributes={"Size": "55x40x20 cm"})
    first = "AnyOfEqualsItemMatcher"
    chosen = {"show": 1, "matcher": first, "options_of": first, "source_field": "size"}
    page = send(admin, "draft_line", draft, **filled(**chosen, matcher_for=""))
    editor = page.context["adding"]
    assert editor.line["matcher"].value() == editor.options.matcher == "SizeOfEqualsItemMatcher"
    text = page.content.decode()
    assert "Proposed, because it is called" in text and "Sizes (SizeOfEqualsItemMatcher)" in text
    for kept in (
        {"matcher_for": "size"},
        {"matcher_for": "", "options_of": "GtinItemMatcher"},
    ):  # seen, or chosen by hand
        page = send(admin, "draft_line", draft, **filled(**{**chosen, **kept}))
        assert page.context["adding"].options.matcher == first


def test_only_the_inputs_of_the_chosen_type_are_shown_and_kept(admin: Client, draft: RuleSet):
    chosen = filled(field="power", source="outputLlm", source_field="", matcher="QuantityItemMatcher")
    reading = {"read-type": "quantity", "read-values": "left: behind", "read-kinds": ["power"]}
    page = send(admin, "draft_line", draft, show=1, **chosen, **reading)
    fits = {input.name: fits for input, fits in page.context["adding"].output.inputs}
    assert not fits.pop("values") and all(fits.values())
    assert b"left: behind" in page.content, "without a script all inputs stand there"
    send(admin, "draft_line", draft, **chosen, **reading)
    assert said(draft)["outputs"] == {"power": {"type": "quantity", "kinds": ["power"]}}


def test_a_value_that_is_read_from_text_is_described_beside_its_line(admin: Client, draft: RuleSet):
    reading = {"read-type": "enum", "read-values": "black: чёрный, 黑色\nred: 红色", "read-many": "on"}
    chosen = filled(field="shade", source="outputLlm", source_field="", matcher="EnumItemMatcher")
    send(admin, "draft_line", draft, **chosen, **reading)
    values = {"black": ["чёрный", "黑色"], "red": ["红色"]}
    assert said(draft)["outputs"] == {"shade": {"type": "enum", "values": values, "many": True}}
    assert said(draft)["fields"][0]["source_field"] == "shade"


def test_an_empty_list_of_values_is_not_asked_for_twice(admin: Client, draft: RuleSet):
    chosen = filled(source="outputLlm", source_field="shade", matcher="EnumItemMatcher", options_of="EnumItemMatcher")
    for reads, names in {"enum": ["mode"], "text": ["values", "mode"]}.items():
        page = send(admin, "draft_line", draft, show=1, **chosen, **{"read-type": reads})
        assert [input.name for input in page.context["adding"].settings] == names
    typed = {"read-type": "enum", "with-EnumItemMatcher-values": "black: noir"}
    page = send(admin, "draft_line", draft, show=1, **chosen, **typed)
    assert [input.name for input in page.context["adding"].settings] == ["values", "mode"], "what is typed is shown"


def test_values_that_the_rule_reads_are_offered_and_keep_their_description(admin: Client, draft: RuleSet):
    matcher = "AnyOfEqualsItemMatcher"
    chosen = filled(field="outer", source="outputLlm", source_field="size", matcher=matcher, options_of=matcher)
    page = send(admin, "draft_line", draft, show=1, **chosen, matcher_for="wheels")
    editor, text = page.context["adding"], page.content.decode()
    assert '<option value="size">' in text and '<option value="wheels">' not in text
    assert editor.output.initial["names"] == "size" and editor.options.matcher == "SizeOfEqualsItemMatcher"
    assert "the line “size” compares it so" in text
    send(admin, "draft_line", draft, **chosen, **{"matcher_for": "wheels", "read-type": "text"})
    assert "outputs" not in said(draft), "what stood there described another value"


def test_an_enum_without_values_is_refused_at_its_input(admin: Client, draft: RuleSet):
    chosen = filled(source="outputLlm", matcher="EnumItemMatcher")
    page = send(admin, "draft_line", draft, **chosen, **{"read-type": "enum", "read-names": "shade"})
    assert "values" in page.context["adding"].output.errors and "shade" in page.content.decode()


def test_the_parents_description_of_a_value_is_what_an_overridden_line_begins_with(admin: Client, draft: RuleSet):
    opened = admin.get(url("draft", draft) + "?line=size")
    assert opened.context["lines"][2].editor.output.initial["names"] == "size"


def test_two_lines_of_one_name_are_refused(admin: Client, draft: RuleSet):
    page = send(admin, "draft_line", draft, **filled(field="brand"))
    assert "called brand already" in str(page.context["adding"].line.errors["field"])


def test_an_attribute_has_to_be_named(admin: Client, draft: RuleSet):
    page = send(admin, "draft_line", draft, **filled(source_field=""))
    assert "source_field" in page.context["adding"].line.errors


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"line": "none such", "do": "drop"},
        {"line": "brand", "do": "burn"},
        {"line": "brand", "do": "up"},
    ],
)
def test_a_button_that_nobody_has_does_nothing(admin: Client, draft: RuleSet, data: dict[str, str]):
    assert send(admin, "draft_act", draft, **data).url == url("draft", draft)
    assert said(draft) == {"extends": "parent"}


@pytest.mark.parametrize("do", ["override", "remove"])
def test_a_line_that_no_parent_has_is_neither_overridden_nor_removed(admin: Client, draft: RuleSet, do: str):
    drafts.save(draft, RuleSpec.model_validate({"fields": [line("wheels")]}), user=None, revision=0)
    assert send(admin, "draft_act", draft, line="wheels", do=do).url == url("draft", draft)
    assert said(draft) == {"fields": [line("wheels")]}


# --- keys ------------------------------------------------------------------------------------------------------------


def own(**values: Any) -> dict[str, Any]:
    return {f"own-{name.replace('__', '-')}": "here" for name in values} | {
        name.replace("__", "-"): value for name, value in values.items()
    }


def test_keys_are_said_here_or_left_to_the_parent(admin: Client, draft: RuleSet):
    parents = {"own-routing-quality_sample": "parent"}
    typed = own(routing__levels=["match", "non_match"])
    send(admin, "draft_keys", draft, "routing", **typed, **parents)
    assert said(draft)["routing"] == {"levels": ["match", "non_match"]}
    parents |= {"own-routing-levels": "parent"}
    send(admin, "draft_keys", draft, "routing", **parents)
    assert said(draft) == {"extends": "parent"}


def test_a_share_is_typed_in_percent(admin: Client, draft: RuleSet):
    rest = {"own-routing-levels": "parent"}
    send(admin, "draft_keys", draft, "routing", **own(routing__quality_sample="2,5 %"), **rest)
    assert said(draft)["routing"] == {"quality_sample": 0.025}


@pytest.mark.parametrize(
    ("group", "typed", "wrong"),
    [
        ("thresholds", {"thresholds__title": "2"}, "thresholds-title"),
        ("thresholds", {"thresholds__title": "near"}, "thresholds-title"),
        ("routing", {"routing__quality_sample": "900"}, "routing-quality_sample"),
        ("text", {"prompt": "Read $colour."}, "prompt"),
    ],
)
def test_what_cannot_be_is_refused_at_its_input(
    admin: Client, draft: RuleSet, group: str, typed: dict[str, str], wrong: str
):
    page = admin.get(f"{url('draft', draft)}?keys={group}")
    (form,) = [form for _, _, form in page.context["groups"] if form]
    rest = {name: "parent" for name in form.fields if name.startswith("own-")}
    page = send(admin, "draft_keys", draft, group, **{**rest, **own(**typed)})
    (form,) = [form for _, _, form in page.context["groups"] if form]
    assert wrong in form.errors and said(draft) == {"extends": "parent"}


def test_a_prompt_is_kept_to_the_letter(admin: Client, draft: RuleSet):
    rest = {f"own-{name}": "parent" for name in ("text_mode", "llm_input_fields", "llm_input_properties")}
    send(admin, "draft_keys", draft, "text", **own(prompt="Read it.\r\n\r\nAll of it.\r\n"), **rest)
    assert said(draft)["prompt"] == "Read it.\n\nAll of it.\n"


def test_what_is_not_in_force_yet_has_no_input_and_says_so_where_a_rule_says_it(admin: Client, draft: RuleSet):
    assert b"People per pair" not in admin.get(url("draft", draft)).content
    spec = {"extends": "parent", "routing": {"reviewers": 2}}
    drafts.save(draft, RuleSpec.model_validate(spec), user=None, revision=0)
    assert b"2, but not in force yet" in admin.get(url("draft", draft)).content
    assert b"routing-reviewers" not in admin.get(url("draft", draft) + "?keys=routing").content
    rest = {"own-routing-quality_sample": "parent"}
    send(admin, "draft_keys", draft, "routing", **own(routing__levels=["match"]), **rest)
    assert said(draft)["routing"] == {"reviewers": 2, "levels": ["match"]}


def test_an_unknown_group(admin: Client, draft: RuleSet):
    assert send(admin, "draft_keys", draft, "none").status_code == 404


# --- two people at one draft -----------------------------------------------------------------------------------------


def test_who_saves_second_sees_what_the_first_changed_and_keeps_what_they_typed(admin: Client, draft: RuleSet):
    other = make.user("olga", "rule admin")
    drafts.save(draft, RuleSpec.model_validate({"extends": "parent", "cspu": False}), user=other, revision=0)
    page = send(admin, "draft_line", draft, revision=0, **filled(why="typed"))
    text = page.content.decode()
    assert "olga" in text and "nothing of yours was saved" in text and 'value="typed"' in text
    assert "just now" in text and text.index("just now") > text.index('id="line-form"'), (
        "above the button, not above all"
    )
    assert [part.title for part in page.context["conflict"].parts] == ["Pictures: Nearest variants too"]
    assert "fields" not in said(draft)

    send(admin, "draft_line", draft, revision=page.context["draft"].revision, **filled(why="typed"))
    assert said(draft)["cspu"] is False and said(draft)["fields"][0]["why"] == "typed"


@pytest.mark.parametrize("do", ["remove", "override", "drop", "up"])
def test_a_button_of_a_page_that_is_overtaken_does_nothing(admin: Client, draft: RuleSet, do: str):
    """The parent's line that it stood at may be the draft's own by now."""
    send(admin, "draft_extends", draft)
    before = said(draft)
    page = send(admin, "draft_act", draft, revision=0, line="brand", do=do)
    assert page.context["conflict"] and said(draft) == before


def test_a_form_without_a_revision_saves_nothing(admin: Client, draft: RuleSet):
    assert send(admin, "draft_line", draft, revision="x", **filled()).context["conflict"]
    assert said(draft) == {"extends": "parent"}


# --- standing alone --------------------------------------------------------------------------------------------------


def test_standing_alone_copies_what_applies_and_extending_leaves_it_to_the_parent_again(admin: Client, draft: RuleSet):
    send(admin, "draft_extends", draft)
    assert "extends" not in said(draft) and len(said(draft)["fields"]) == 3
    send(admin, "draft_extends", draft, extends="parent")
    assert said(draft)["extends"] == "parent" and said(draft)["fields"] == []


def test_lines_of_one_name_keep_a_rule_from_extending(admin: Client, draft: RuleSet):
    twice = {"fields": [line("brand"), line("brand", source_field="maker")]}
    drafts.save(draft, RuleSpec.model_validate(twice), user=None, revision=0)
    page = send(admin, "draft_extends", draft, extends="parent")
    assert "2 lines are called brand" in page.context["problem"] and said(draft) == twice


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_the_draft_as_json_is_saved_as_it_is_written(admin: Client, draft: RuleSet):
    assert '"extends": "parent"' in admin.get(url("draft_raw", draft)).context["text"]
    send(admin, "draft_raw", draft, spec='{"extends": "parent",\r\n "cspu": false}')
    assert said(draft) == {"extends": "parent", "cspu": False}


@pytest.mark.parametrize(
    ("text", "line", "quoted", "message"),
    [
        ('{\n "cspu": maybe\n}', 2, '"cspu": maybe', "a value is missing here"),
        ('{\n "pictures": "sometimes"\n}', 2, '"pictures": "sometimes"', "always"),
        ('{"fields": [\n {"field": "a", "source": "inputField",\n "source_field": "brand", "matcher": "SizeOf"}]}',
         3, '"source_field": "brand", "matcher": "SizeOf"}]}', "SizeOfEqualsItemMatcher"),
        ('{\n "cspu": true,\n "cspu": false\n}', 3, '"cspu": false', "twice"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_line_quotes_it_and_keeps_the_text(
    admin: Client, draft: RuleSet, text: str, line: int, quoted: str, message: str
):
    page = send(admin, "draft_raw", draft, spec=text)
    (found,) = page.context["quoted"]
    assert (found.mistake.line, found.text) == (line, quoted) and message in found.mistake.text
    assert page.context["text"] == text and said(draft) == {"extends": "parent"}


def test_json_that_does_not_go_with_the_parent_is_refused(admin: Client, draft: RuleSet):
    spec = {"extends": "parent", "fields": [{**SIZE, "source_field": "none"}]}
    page = send(admin, "draft_raw", draft, spec=json.dumps(spec))
    assert page.context["quoted"] and said(draft) == {"extends": "parent"}


def test_json_over_a_newer_revision_is_not_saved_and_is_kept(admin: Client, draft: RuleSet):
    drafts.save(draft, RuleSpec(cspu=False), user=None, revision=0)
    page = send(admin, "draft_raw", draft, revision=0, spec="{}")
    assert page.context["conflict"] and page.context["text"] == "{}" and said(draft) == {"cspu": False}


def test_a_draft_that_its_parent_broke_is_opened_as_json(admin: Client, draft: RuleSet):
    RuleSet.objects.filter(pk=draft.pk).update(spec={"extends": "parent", "nonsense": 1})
    answer = admin.get(url("draft", draft), follow=True)
    assert answer.redirect_chain == [(url("draft_raw", draft), 302)] and b"nonsense" in answer.content
    for name, data in {
        "draft_line": filled(),
        "draft_act": {"line": "brand", "do": "remove"},
        "draft_extends": {},
    }.items():
        assert send(admin, name, draft, **data).url == url("draft_raw", draft)


def test_the_schema(admin: Client):
    told = admin.get(reverse("rule_schema")).json()
    assert told == json.loads(json.dumps(json_schema())) and "SizeOfEqualsItemMatcher" in json.dumps(told)


# --- matchers --------------------------------------------------------------------------------------------------------


def test_every_matcher_lies_in_a_drawer_of_its_kind_and_is_told_in_words():
    drawers = dict(line_forms.drawers())
    assert "Others" not in drawers
    assert all(words.endswith(f" ({name})") for matchers in drawers.values() for name, words in matchers)


def test_every_matcher_is_told_and_can_be_tried(admin: Client):
    page = admin.get(reverse("matchers"))
    told = [each.name for _, matchers in page.context["drawers"] for each in matchers]
    assert sorted(told) == sorted(MATCHERS) and all(f'id="{name}"' in page.content.decode() for name in told)
    tried = admin.get(reverse("matchers"), {"matcher": "SizeOfEqualsItemMatcher", "left": "55 cm", "right": "550 mm"})
    assert tried.context["tried"].outcome == "same"
