"""A form that is opened and saved as it stands changes nothing in the rule, whatever the rule says."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some
from pydantic import ValidationError

from review.pages.rules import desk
from review.pages.rules.key_forms import GROUPS
from rules import drafts, editing, prompts
from rules.matchers import MATCHERS
from rules.models import RuleSet
from rules.spec import HIDDEN, INPUT_FIELDS, RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db

EXAMPLES = sorted((Path(django_settings.BASE_DIR) / "rules" / "examples").glob("*.json"))
Data = dict[str, list[str]]


class Browser(HTMLParser):
    """What a browser would send of each form, nothing typed, by where it goes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: dict[str, Data] = {}
        self.form: Data = {}
        self.inside = self.text = ""
        self.feed(page.replace("\r\n", "\n").replace("\r", "\n"))  # as HTML is read

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        of = dict(attributes)
        name, value, kind = of.get("name") or "", of.get("value"), of.get("type")
        if tag == "form":
            self.form = self.forms[of["action"] or ""] = {}
        elif tag in ("select", "textarea"):
            self.inside, self.text = name, ""
        elif tag == "option" and self.inside and ("selected" in of or self.inside not in self.form):
            self.form[self.inside] = [value or ""]
        elif tag == "input" and name and (kind not in ("radio", "checkbox") or "checked" in of):
            value = "on" if value is None and kind == "checkbox" else value or ""
            one_line = value if kind == "hidden" else value.replace("\n", "")
            self.form.setdefault(name, []).append(one_line.replace("\n", "\r\n"))

    def handle_data(self, text: str) -> None:
        self.text += text

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.form[self.inside] = [self.text.removeprefix("\n").replace("\n", "\r\n")]
        if tag in ("select", "textarea"):
            self.inside = ""


def sent(page: Any, to: str) -> Data:
    return Browser(page.content.decode()).forms[to]


def forms(draft: RuleSet) -> list[dict[str, str]]:
    """How each form of the draft is opened."""
    of = desk.of(draft)
    own = [{"line": row.key} for row in editing.rows(of.parent, of.spec) if row.own]
    return [*own, *({"keys": group} for group in GROUPS)]


def said(draft: RuleSet) -> Any:
    return RuleSet.objects.get(pk=draft.pk).spec


def opened(admin: Client, draft: RuleSet, **which: str) -> tuple[str, Data]:
    """Where the one open form of the draft goes, and what is in it."""
    page = admin.get(reverse("draft", args=[draft.pk]), which)
    name, more = ("draft_keys", [which["keys"]]) if "keys" in which else ("draft_line", [])
    to = reverse(name, args=[draft.pk, *more])
    return to, sent(page, to)


def saved_untouched(admin: Client, draft: RuleSet) -> None:
    before = said(draft)
    for which in forms(draft):
        to, data = opened(admin, draft, **which)
        assert admin.post(to, data).status_code == 302, which
        assert said(draft) == before, which


@pytest.fixture
def draft() -> RuleSet:
    """Below a rule that it may extend."""
    make.rule_set()
    make.rule_set("bags", **PARENT)
    return drafts.start(make.category("bags", "cases"), user=None)


def saying(draft: RuleSet, spec: Any) -> RuleSet:
    RuleSet.objects.filter(pk=draft.pk).update(spec=spec)
    return RuleSet.objects.select_related("category").get(pk=draft.pk)


def line(name: str, matcher: str = "Equals", source: str = "inputProperty", **more: Any) -> dict[str, Any]:
    return {"field": name, "source": source, "source_field": name, "matcher": f"{matcher}ItemMatcher", **more}


SHADES = {"type": "enum", "values": {"black": ["чёрн*", "黑色"]}, "names": ["colour"]}
PARENT: dict[str, Any] = {
    "fields": [line("brand", "Brand"), line("shade", "Enum", "outputLlm")],
    "outputs": {"shade": SHADES},
    "prompt": "Read\r\n$outputs",
}


# --- rules that there are, and one that is hard to show --------------------------------------------------------------


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_samples(admin: Client, draft: RuleSet, file: Path) -> None:
    found = json.loads(file.read_text(encoding="utf-8"))
    for entry in found if isinstance(found, list) else [found]:
        if entry["spec"].get("extends") is None:
            saved_untouched(admin, saying(draft, entry["spec"]))


HARD: dict[str, Any] = {
    "prompt": "Line one\r\nline two\r\n",
    "picture_prompt": "\n a\rb ",
    "llm_input_properties": ["a, b", " lead"],
    "thresholds": {"title": 0.87654321, "picture": None},
    "routing": {"levels": [], "quality_sample": 0.123456789},
    "outputs": {
        "shade": {
            "type": "enum",
            "many": False,
            "values": {"a: b": ["x, y", '5" pipe', '5", 6"', "规格：红"], "1,5 л": [], 'say "hi"': [], " sp": ["a\nb"]},
            "names": ["n1", " n2"],
            "description": " d\nd ",
        },
        "weight": {"type": "quantity", "kinds": ["mass"], "names": []},
    },
    "fields": [
        line("shade", "Enum", "outputLlm", options={"mode": "any"}, importance="required"),
        line("weight", "Quantity", "outputLlm", options={"tolerance": 5}),
        line(" lead", "Pattern", options={"pattern": " (\\d+) "}, why=" w\nw"),
        line("number", "Number", options={"tolerance": 0}),
        line("size", "SizeOfEquals", options={"tolerance": "2 cm", "unit": "cm"}, why=""),
        line("name", "FuzzyText", options={"threshold": 85.0, "numbers": True}),
        line("maker", "Brand", options={"aliases": {"AT&T: x": ["a,b", "c;d", '"'], "Foo": []}}),
        line("plain", options={}),
    ],
}  # fmt: skip


def test_what_no_input_can_hold(admin: Client, draft: RuleSet) -> None:
    saved_untouched(admin, saying(draft, HARD))


def test_inputs_for_another_choice_and_back_again(admin: Client, draft: RuleSet) -> None:
    """`show` gives the same form anew, with what was typed so far."""
    draft = saying(draft, HARD)
    for row in editing.rows(RuleSpec(), RuleSpec.model_validate(HARD)):
        to, data = opened(admin, draft, line=row.key)
        assert admin.post(to, sent(admin.post(to, {**data, "show": "1"}), to)).status_code == 302
        assert said(draft) == HARD


def test_a_description_that_repeats_the_parents(admin: Client, draft: RuleSet) -> None:
    saved_untouched(
        admin,
        saying(draft, {"extends": "parent", "fields": [PARENT["fields"][1]], "outputs": {"shade": SHADES}}),
    )


# --- any rule --------------------------------------------------------------------------------------------------------

TEXTS = some.text(some.sampled_from("aя黑1 ,.:;\"'*|，：、\n\r\t\x85\u2028"), min_size=1, max_size=8)
LABELS = TEXTS.filter(lambda text: text.strip() and not HIDDEN.search(text))
SHARES = some.floats(0, 1)
TABLES = some.dictionaries(TEXTS, some.lists(TEXTS, max_size=3), min_size=1, max_size=3)
TOLERANCES = some.sampled_from([0, 0.1, "0", "0,5", "5 %", " 5 % ", 1e-7, 123456.789])


def sometimes(**parts: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    return some.fixed_dictionaries({}, optional=parts)


OPTIONS: dict[str, some.SearchStrategy[dict[str, Any]]] = {
    "Pattern": some.fixed_dictionaries({"pattern": some.sampled_from([" (a) ", "\ta+", "a\n+", "RAL ?(\\d{4})", '"'])}),
    "Number": sometimes(tolerance=TOLERANCES),
    "SizeOfEquals": sometimes(tolerance=TOLERANCES, unit=some.sampled_from(["cm", "in"])),
    "FuzzyText": sometimes(threshold=some.floats(1, 100) | some.integers(1, 100), numbers=some.booleans()),
    "Brand": sometimes(aliases=TABLES),
    "Year": sometimes(season=some.booleans()),
    "Equals": some.just({}),
}
OUTPUTS = sometimes(names=some.lists(LABELS, max_size=3), many=some.booleans(), description=TEXTS)
KEYS = sometimes(
    text_mode=some.sampled_from(["extract", "reason"]),
    prompt=TEXTS,
    picture_prompt=TEXTS,
    llm_input_fields=some.lists(LABELS | some.sampled_from(INPUT_FIELDS), max_size=3),
    llm_input_properties=some.lists(LABELS, max_size=3),
    pictures=some.sampled_from(["always", "never"]),
    near_identical=some.sampled_from(["same", "ask"]),
    pack_text=some.booleans(),
    cspu=some.booleans(),
    thresholds=some.fixed_dictionaries({"title": SHARES | some.none()}, optional={"picture": SHARES}),
    routing=some.fixed_dictionaries(
        {"quality_sample": SHARES},
        optional={
            "levels": some.lists(some.sampled_from(["match", "likely_match", "non_match"]), unique=True),
            "reviewers": some.integers(1, 5),
        },
    ),
)


@some.composite
def rules(draw: some.DrawFn) -> dict[str, Any]:
    spec = draw(KEYS)
    spec["fields"], spec["outputs"] = [], {}
    for name in draw(some.lists(LABELS, min_size=1, max_size=3, unique=True)):
        matcher = draw(some.sampled_from([*OPTIONS, "Enum", "Quantity"]))
        more = draw(sometimes(importance=some.sampled_from(["required", "optional"]), why=TEXTS))
        if matcher in OPTIONS:
            more |= {"options": options} if (options := draw(OPTIONS[matcher])) else {}
            spec["fields"].append(line(name, matcher, **more))
            continue
        kinds = some.lists(some.sampled_from(["mass", "power"]), unique=True)
        of = {"values": draw(TABLES)} if matcher == "Enum" else draw(sometimes(kinds=kinds))
        spec["fields"].append(line(name, matcher, "outputLlm", **more))
        spec["outputs"][name] = {"type": MATCHERS[f"{matcher}ItemMatcher"].reads, **of, **draw(OUTPUTS)}
    if draw(some.booleans()):
        spec["extends"] = "parent"
    return {key: value for key, value in spec.items() if value or key not in editing.GONE_WHEN_EMPTY}


@given(rules())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_rule(admin: Client, draft: RuleSet, spec: dict[str, Any]) -> None:
    try:
        prompts.check(RuleSpec.model_validate(spec))
    except (ValidationError, prompts.BadPrompt):
        assume(False)
    saved_untouched(admin, saying(draft, spec))


# --- what is touched -------------------------------------------------------------------------------------------------


def changed(admin: Client, draft: RuleSet, which: dict[str, str], **typed: str) -> Any:
    to, data = opened(admin, draft, **which)
    assert admin.post(to, data | typed).status_code == 302
    return said(draft)


def test_only_what_was_touched_changes(admin: Client, draft: RuleSet) -> None:
    found = changed(admin, saying(draft, HARD), {"keys": "text"}, llm_input_properties="colour")
    assert found == HARD | {"llm_input_properties": ["colour"]}
    found = changed(admin, saying(draft, HARD), {"line": "shade"}, **{"read-names": "colour"})
    shade = HARD["outputs"]["shade"] | {"names": ["colour"]}
    assert found == HARD | {"outputs": HARD["outputs"] | {"shade": shade}}
    found = changed(admin, saying(draft, HARD), {"line": " lead"}, importance="optional")
    assert found["fields"][2] == HARD["fields"][2] | {"importance": "optional"}


def test_a_word_more_leaves_the_others_whole(admin: Client, draft: RuleSet) -> None:
    _, data = opened(admin, saying(draft, HARD), line="maker")
    (table,) = data["with-BrandItemMatcher-aliases"]
    found = changed(admin, draft, {"line": "maker"}, **{"with-BrandItemMatcher-aliases": f"{table}\r\nBar: b"})
    assert found["fields"][6]["options"]["aliases"] == HARD["fields"][6]["options"]["aliases"] | {"Bar": ["b"]}


@pytest.mark.parametrize("typed", [" (\\d+)  ", " b"])
def test_blanks_count_in_a_pattern(admin: Client, draft: RuleSet, typed: str) -> None:
    found = changed(admin, saying(draft, HARD), {"line": " lead"}, **{"with-PatternItemMatcher-pattern": typed})
    assert found["fields"][2]["options"] == {"pattern": typed}


def test_blanks_alone_are_no_pattern_and_in_an_amount_they_do_not_count(admin: Client, draft: RuleSet) -> None:
    to, data = opened(admin, saying(draft, HARD), line=" lead")
    page = admin.post(to, data | {"with-PatternItemMatcher-pattern": "  "})
    assert "pattern" in page.context["lines"][2].editor.options.errors and said(draft) == HARD
    found = changed(admin, draft, {"line": "size"}, **{"with-SizeOfEqualsItemMatcher-tolerance": " 3 cm "})
    assert found["fields"][4]["options"] == {"tolerance": "3 cm", "unit": "cm"}


def test_a_share_is_kept_to_its_last_digit(admin: Client, draft: RuleSet) -> None:
    found = changed(admin, saying(draft, HARD), {"keys": "routing"}, **{"routing-quality_sample": "7,123456789"})
    assert found["routing"]["quality_sample"] == 0.07123456789
