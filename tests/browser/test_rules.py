"""A rule admin's way from a category without a rule to a published one and back, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dedup.models import Pair
from review.models import Replay
from review.replay import turns
from rules import drafts
from rules.models import Category, RuleSet
from rules.spec import RuleSpec
from tests import factories as make
from tests.pictures import image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
HOSTILE = "<img src=x onerror='window.ran = true'>"


@pytest.fixture
def cabin(settings: Any, tmp_path: Path) -> Category:
    """A category of the third level without a rule; the first says that the brand decides. Mia decided six pairs."""
    settings.MEDIA_ROOT, settings.JUDGE = tmp_path, "offline"
    make.rule_set(fields=[BRAND], pictures="never")
    make.rule_set("bags", fields=[BRAND], pictures="never")
    node, mia = make.category("bags", "cases", "cabin"), make.user("mia")
    make.user("rita", "rule admin")
    for number in range(6):
        decided(node, mia, number, same=number % 2 == 0)
    return node


def decided(node: Category, mia: Any, number: int, *, same: bool) -> Pair:
    sizes = ("55 x 40 x 20 cm", "550*400*200 mm" if same else "65 x 45 x 25 cm")
    a, b = (
        make.spu(f"Cabin case {size} {HOSTILE}", category=node, brand="Norvik", attributes={"size": size})
        for size in sizes
    )
    for spu in (a, b):
        image(spu, number)
    pair = make.pair(a, b)
    make.verdict(pair, "match", rule_set=make.rule_set("bags"))
    make.decision(pair, mia, *(("merge",) if same else ("different",)), **({"survivor": a} if same else {}))
    return pair


def draft_of(node: Category) -> RuleSet:
    found = drafts.open_of(node)
    assert found is not None
    return found


def live_of(node: Category) -> list[str]:
    (row,) = RuleSet.objects.filter(category=node, state="live")
    return [line["field"] for line in row.spec.get("fields", [])]


def shoot(page: Page, path: Path) -> None:
    """With the caret as it is: hiding it leaves style attributes behind, which htmx copies and the policy blocks."""
    page.screenshot(path=path, full_page=True, caret="initial")


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_from_no_rule_to_a_published_one_and_back(
    log_in: Any, cabin: Category, artefacts: Path, errors: list[str]
) -> None:
    page = log_in("rita", **DESK)
    page.goto(f"/rules/{cabin.pk}/")
    shoot(page, artefacts / "rule.png")
    page.get_by_role("button", name="Make a rule for this category").click()

    # the draft: what is inherited stands there, and what the listings state is offered
    expect(page.locator("tr.inherited th")).to_have_text(["brand"])
    expect(page.locator("#trying .chip").first).to_have_text("match")
    shoot(page, artefacts / "draft.png")
    page.locator(".offer", has_text="size").click()
    expect(page.locator("#id_field")).to_be_focused()
    expect(page.locator("[name=matcher]")).to_have_value("SizeOfEqualsItemMatcher")  # guessed from its values
    page.select_option("[name=matcher]", "ColourItemMatcher")
    expect(page.get_by_label("shade")).to_be_visible()
    page.select_option("[name=matcher]", "SizeOfEqualsItemMatcher")
    tolerance = page.get_by_label("tolerance")
    tolerance.fill("3 kg")
    tolerance.press("Enter")
    expect(page.locator(".input.wrong")).to_contain_text("3 kg is no length")
    expect(tolerance).to_be_focused()
    shoot(page, artefacts / "draft-mistake.png")
    tolerance.fill("1 cm")
    tolerance.press("Control+Enter")
    expect(page.locator("tr.own th")).to_have_text(["size"])
    expect(page.locator("#words")).to_contain_text("size")
    expect(page.get_by_role("link", name="Edit size")).to_be_focused()
    assert draft_of(cabin).spec["fields"][0]["options"] == {"tolerance": "1 cm"}

    # try it: the panel beside has followed the save
    expect(page.locator("#trying .results")).to_contain_text("size")
    page.get_by_role("link", name="Try it", exact=True).click()
    page.get_by_role("link", name="A random decided one").click()
    expect(page.locator(".levels")).to_contain_text("mia")
    shoot(page, artefacts / "trial.png")

    # replay: the worker's turns are taken here
    page.get_by_role("link", name="Replay", exact=True).click()
    page.get_by_role("button", name="Replay all decided pairs").click()
    expect(page.locator("#replay")).to_contain_text("of 6 pairs")
    turns.drain_here(Replay.objects.get())
    page.goto(f"/rules/drafts/{draft_of(cabin).pk}/replay")
    expect(page.locator("#replay")).not_to_contain_text("Running")
    shoot(page, artefacts / "replay.png")

    # publish
    page.get_by_role("link", name="Publish…").click()
    shoot(page, artefacts / "publish.png")
    page.get_by_label("Why does this go live?").fill("Cases of two sizes were merged.")
    page.get_by_role("button", name="Publish v1").click()
    page.wait_for_url(f"**/rules/{cabin.pk}/**")
    assert live_of(cabin) == ["size"]

    # a second version, and back to the first
    page.get_by_role("button", name="Make a draft").click()
    page.get_by_role("button", name="Delete size").click()
    expect(page.locator("tr.own")).to_have_count(0)
    page.get_by_role("link", name="Publish…").click()
    page.get_by_label("Why does this go live?").fill("A mistake.")
    page.get_by_role("button", name="Publish v2").click()
    page.wait_for_url(f"**/rules/{cabin.pk}/**")
    assert live_of(cabin) == []
    page.get_by_role("link", name="Versions").click()
    shoot(page, artefacts / "versions.png")
    page.get_by_role("button", name="Go back to v1…").click()
    page.goto(f"/rules/drafts/{draft_of(cabin).pk}/publish")
    page.get_by_label("Why does this go live?").fill("Back.")
    page.get_by_role("button", name="Publish v3").click()
    page.wait_for_url(f"**/rules/{cabin.pk}/**")
    assert live_of(cabin) == ["size"]
    assert page.evaluate("window.ran") is None and errors == []


def test_by_keys_alone(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/")
    page.keyboard.press("n")
    expect(page.locator("#id_field")).to_be_focused()
    page.keyboard.type("colour")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("colour")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Edit colour")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#id_field")).to_have_value("colour")
    page.keyboard.press("Escape")
    expect(page.locator("#line-form")).to_have_count(0)
    expect(page.get_by_role("link", name="Edit colour")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Override brand")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator(".keys .sheet")).to_be_in_viewport()
    expect(page.locator(".keys .sheet")).to_contain_text("Ctrl+Enter")
    assert [line["field"] for line in draft_of(cabin).spec["fields"]] == ["colour"]


def test_what_was_typed_is_given_up_only_on_purpose(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/?new=1")
    page.fill("[name=why]", "typed")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Remove here brand").click()
    expect(page.locator("[name=why]")).to_have_value("typed")
    page.press("[name=why]", "Control+Enter")  # refused: there is no name
    page.fill("[name=field]", "brand")
    page.fill("[name=source_field]", "brand")
    page.press("[name=why]", "Control+Enter")
    expect(page.locator(".input.wrong")).to_contain_text("called brand already")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.keyboard.press("Escape")
    expect(page.locator("[name=why]")).to_have_value("typed")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove here brand").click()
    expect(page.locator("tr.removed")).to_have_count(1)


def test_json_with_a_mistake_jumps_to_its_line(log_in: Any, cabin: Category, artefacts: Path) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/raw")
    page.fill("#spec", '{\n  "extends": "parent",\n  "pictures": "sometimes"\n}')
    page.press("#spec", "Control+Enter")
    expect(page.locator(".mistakes")).to_contain_text("Line 3")
    shoot(page, artefacts / "raw-mistake.png")
    page.get_by_role("link", name="Line 3").click()
    selected = page.evaluate("(a => a.value.slice(a.selectionStart, a.selectionEnd))(document.querySelector('#spec'))")
    assert selected == '  "pictures": "sometimes"'


def test_a_line_is_saved_without_javascript(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK, java_script_enabled=False)
    page.goto(f"/rules/drafts/{draft.pk}/")
    page.get_by_role("link", name="Add a line").click()
    page.fill("[name=field]", "size")
    page.fill("[name=source_field]", "size")
    page.select_option("[name=matcher]", "SizeOfEqualsItemMatcher")
    page.get_by_role("button", name="Show the options").click()
    page.get_by_label("tolerance").fill("5 %")
    page.get_by_role("button", name="Save line").click()
    expect(page.locator("tr.own th")).to_have_text(["size"])
    page.get_by_role("link", name="Override brand").click()
    page.get_by_label("optional").check()
    page.get_by_role("button", name="Save line").click()
    fields = draft_of(cabin).spec["fields"]
    assert [(line["field"], line.get("options"), line.get("importance")) for line in fields] == [
        ("size", {"tolerance": "5 %"}, None),
        ("brand", None, "optional"),
    ]
    page.get_by_role("link", name="See what this draft says about a pair").click()
    expect(page.locator(".levels")).to_contain_text("mia")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    log_in: Any, cabin: Category, artefacts: Path, errors: list[str], scheme: str
) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **PHONE, color_scheme=scheme)
    for name, address in {
        "draft": "",
        "line": "?new=1&source_field=size&matcher=SizeOfEqualsItemMatcher",
        "keys": "?keys=text",
        "trial": "try",
        "raw": "raw",
    }.items():
        page.goto(f"/rules/drafts/{draft.pk}/{address}")
        page.wait_for_load_state("networkidle")
        shoot(page, artefacts / f"rules-{name}-phone-{scheme}.png")
        assert not overflows(page), name
    others = ("/rules/", "/rules/?q=cab", f"/rules/versions/{cabin.pk}/", "/rules/matchers/")
    for address in (*others, *(f"/rules/drafts/{draft.pk}/{tab}" for tab in ("publish", "replay"))):
        page.goto(address)
        assert not overflows(page), address
    assert errors == []


@pytest.mark.parametrize("screen", [DESK, PHONE])
def test_the_longest_words_leave_the_buttons_in_reach(log_in: Any, cabin: Category, screen: dict[str, Any]) -> None:
    name, reason = "N" * 100, "W" * 450
    line = {**BRAND, "field": name, "source_field": "S" * 100, "why": reason}
    make.rule_set("bags", "cases", "cabin", fields=[line], pictures="never")
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **screen)
    for address in (f"/rules/{cabin.pk}/", f"/rules/versions/{cabin.pk}/", f"/rules/drafts/{draft.pk}/publish"):
        page.goto(address)
        assert not overflows(page), address
    page.goto(f"/rules/drafts/{draft.pk}/")
    assert not overflows(page)
    for told in (page.get_by_role("link", name=f"Edit {name}"), page.get_by_role("button", name=f"Delete {name}")):
        box = told.bounding_box()
        assert box is not None and box["x"] + box["width"] <= screen["viewport"]["width"]


def test_a_mistake_in_json_of_one_line_stays_on_the_page(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/raw")
    page.fill("#spec", '{"extends": "parent", "pictures": "sometimes", "prompt": "%s"}' % ("x" * 900))
    page.press("#spec", "Control+Enter")
    expect(page.locator(".mistakes")).to_contain_text("Line 1")
    assert not overflows(page)


def test_the_keys_do_not_lie_on_the_form(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/?new=1&source_field=size&matcher=SizeOfEqualsItemMatcher")
    keys, lines = page.locator(".corner > summary").bounding_box(), page.locator(".lines").bounding_box()
    assert keys and lines and keys["y"] + keys["height"] <= lines["y"]
    page.locator("[data-save]").focus()
    page.locator(".corner > summary").click()
    sheet = page.locator(".corner .sheet").bounding_box()
    assert sheet and sheet["width"] > 300


def test_a_category_is_found_by_keys_alone(log_in: Any, cabin: Category) -> None:
    page = log_in("rita", **DESK)
    page.goto("/rules/")
    page.keyboard.press("/")
    page.keyboard.type("cab")
    page.keyboard.press("Enter")  # before what is found has come
    page.wait_for_url(f"**/rules/{cabin.pk}/?q=cab")
    expect(page.locator("h1")).to_contain_text("cabin")
    page.focus("#search")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="bags", exact=True)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search")).to_be_focused()


def test_choosing_an_attribute_proposes_its_matcher_and_a_type_brings_its_inputs(
    log_in: Any, cabin: Category, errors: list[str]
) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/?new=1")
    page.fill("[name=source_field]", "size")
    page.press("[name=source_field]", "Tab")
    expect(page.locator("[name=matcher]")).to_have_value("SizeOfEqualsItemMatcher")
    expect(page.locator("#parts")).to_contain_text("Proposed, because it is called “size”")
    expect(page.locator("[name=matcher]")).to_be_focused()
    page.select_option("[name=source]", "outputLlm")
    expect(page.locator("[name=read-values]")).to_be_hidden()
    page.focus("[name=read-type]")
    page.select_option("[name=read-type]", "enum")
    expect(page.locator("[name=read-values]")).to_be_visible()
    expect(page.locator("[name=read-type]")).to_be_focused()
    assert errors == []


def test_a_draft_discarded_meanwhile_says_so_in_the_place_of_the_editor_and_keeps_what_was_typed(
    log_in: Any, cabin: Category, errors: list[str]
) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/?new=1")
    page.fill("[name=field]", "wheels")
    page.fill("[name=source_field]", "wheels")
    page.fill("[name=why]", "Two wheels are another case.")
    drafts.discard(draft, user=make.user("olga", "rule admin"), revision=0)
    page.get_by_role("button", name="Save line").click()
    expect(page.locator("#draft")).to_contain_text("Draft v1 was discarded by olga")
    expect(page.get_by_label("Why", exact=True)).to_have_value("Two wheels are another case.")
    expect(page.get_by_role("link", name="Publish…")).to_have_count(0)
    page.get_by_role("link", name="Its versions").click()
    page.wait_for_url(f"**/rules/versions/{cabin.pk}/")
    assert errors == []


def slow(page: Page) -> None:
    """Inputs for another choice come only half a second later, as on a bad line."""

    def later(route: Any) -> None:
        if "show=1" in (route.request.post_data or ""):
            page.wait_for_timeout(500)
        route.continue_()

    page.route("**/line", later)


def test_a_line_saved_from_the_middle_is_closed_and_its_address_can_be_loaded_again(
    log_in: Any, cabin: Category, errors: list[str]
) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/?new=1")
    page.fill("[name=field]", "lining")
    page.locator("[name=source_field]").press_sequentially("lining")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Edit lining")).to_be_focused()
    expect(page.locator("#line-form")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    expect(page.locator("#line-form")).to_have_count(0)
    assert page.url.split("?")[0].endswith(f"/rules/drafts/{draft.pk}/")
    page.goto(f"/rules/drafts/{draft.pk}/line")
    expect(page.locator("tr.own .doubt")).to_contain_text("None of the 12 listings looked at states it")
    assert errors == []


def test_what_is_chosen_while_inputs_are_fetched_is_not_put_back(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    slow(page)
    page.goto(f"/rules/drafts/{draft.pk}/?new=1")
    page.fill("[name=field]", "pieces")
    page.fill("[name=source_field]", "size")
    page.press("[name=source_field]", "Tab")
    page.select_option("[name=matcher]", "PackCountItemMatcher")
    page.fill("[name=why]", "Typed meanwhile")
    expect(page.get_by_label("none is one")).to_be_visible()
    expect(page.locator("[name=matcher]")).to_have_value("PackCountItemMatcher")
    page.get_by_role("button", name="Save line").click()
    expect(page.get_by_role("link", name="Edit pieces")).to_be_focused()
    (line,) = draft_of(cabin).spec["fields"]
    assert (line["matcher"], line["why"]) == ("PackCountItemMatcher", "Typed meanwhile")


def test_an_option_typed_while_inputs_are_fetched_is_kept(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    slow(page)
    page.goto(f"/rules/drafts/{draft.pk}/?new=1&field=size&source_field=size&matcher=SizeOfEqualsItemMatcher")
    page.select_option("[name=source]", "outputLlm")
    page.get_by_label("tolerance").fill("3 cm")
    expect(page.locator("[name=read-type]")).to_be_visible()
    expect(page.get_by_label("tolerance")).to_have_value("3 cm")


def test_override_and_cancel_copies_nothing(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{draft.pk}/")
    page.get_by_role("link", name="Override brand").click()
    expect(page.locator("#line-form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Override brand")).to_be_focused()
    assert draft_of(cabin).spec == {"extends": "parent"}


def test_a_conflict_is_seen_where_the_line_was_saved(log_in: Any, cabin: Category) -> None:
    draft = drafts.start(cabin, user=None)
    page = log_in("rita", viewport={"width": 1440, "height": 500})
    page.goto(f"/rules/drafts/{draft.pk}/?new=1")
    page.fill("[name=field]", "wheels")
    page.fill("[name=source_field]", "wheels")
    drafts.save(draft, RuleSpec(cspu=False, extends="parent"), user=make.user("olga", "rule admin"), revision=0)
    page.get_by_role("button", name="Save line").click()
    expect(page.locator(".conflict")).to_be_in_viewport()
    expect(page.locator(".conflict")).to_contain_text("olga changed this draft just now")
    page.get_by_role("button", name="Save line").click()
    expect(page.get_by_role("link", name="Edit wheels")).to_be_visible()


def test_a_number_typed_for_a_sample_draws_one(log_in: Any, cabin: Category) -> None:
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{drafts.start(cabin, user=None).pk}/replay")
    page.get_by_label("or a sample of").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator("#replay")).to_contain_text("of 1 pair")
    assert Replay.objects.get().sample == 1


def test_escape_closes_the_list_of_keys_and_then_the_editor(log_in: Any, cabin: Category) -> None:
    page = log_in("rita", **DESK)
    page.goto(f"/rules/drafts/{drafts.start(cabin, user=None).pk}/?new=1")
    page.locator(".keys summary").click()
    expect(page.locator(".keys dl")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".keys dl")).to_be_hidden()
    expect(page.locator("#line-form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#line-form")).to_have_count(0)
