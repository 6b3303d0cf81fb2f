"""A moderator's way through the pages, in a real browser: by keys, by thumb, and without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dedup.models import Decision, Pair, Spu
from tests import factories as make
from tests.pictures import image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HOSTILE = "<img src=x onerror='window.ran = true'> Spinner 55 cm"


@pytest.fixture
def pairs(settings: Any, tmp_path: Path) -> list[Pair]:
    """Three pairs that wait for Mia, best first; one listing's title tries to run a script."""
    settings.MEDIA_ROOT = tmp_path
    make.user("mia")
    return [
        waiting(score, title) for score, title in ((0.9, HOSTILE), (0.8, "新秀丽 登机箱 20寸"), (0.7, "Чемодан 55 см"))
    ]


def waiting(score: float, title: str) -> Pair:
    a, b = make.spu(title, seller="Corner Shop"), make.spu("Spinner 55 cm black")
    for spu in (a, b):
        image(spu, spu.pk)
        black = spu.cspus.create(external_id=f"{spu.pk}:black", attributes={"colour": "black"}, position=0)
        image(spu, spu.pk + 1000, cspu=black)
    pair = make.pair(a, b, title_score=score)
    make.verdict(pair)
    return pair


def at(page: Page, pair: Pair) -> None:
    expect(page.locator("h1")).to_have_text(f"Pair {pair.pk}")


def words() -> list[str]:
    return list(Decision.objects.order_by("pk").values_list("word", flat=True))


def root(spu: Spu) -> int:
    return Spu.objects.get(pk=spu.pk).root_id


def test_a_pass_through_the_queue_by_keys_alone(
    log_in: Any, pairs: list[Pair], artefacts: Path, errors: list[str]
) -> None:
    first, second, third = pairs
    page = log_in("mia", **DESK)
    page.screenshot(path=artefacts / "queue.png")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    at(page, first)
    page.screenshot(path=artefacts / "pair.png")

    page.keyboard.press("n")
    at(page, second)
    expect(page.locator(".notice")).to_contain_text("different")

    page.keyboard.press("Shift+M")
    expect(page.locator(".panel")).to_contain_text(f"Merge {second.b.external_id} into {second.a.external_id}?")
    page.screenshot(path=artefacts / "merge.png")
    assert root(second.b) == second.b_id  # shown, not done
    page.keyboard.press("Enter")
    at(page, third)
    assert root(second.b) == second.a_id

    page.keyboard.press("z")
    at(page, second)
    page.screenshot(path=artefacts / "undo.png")
    assert root(second.b) == second.b_id and words() == ["different", "merge", "undone"]
    assert page.evaluate("window.ran") is None and errors == []


def test_keys_that_are_no_decision(log_in: Any, pairs: list[Pair]) -> None:
    page = log_in("mia", **DESK)
    page.keyboard.press("g")
    at(page, pairs[0])
    for key in ("Control+n", "Alt+n", "Meta+n", "m", "b", "d"):  # merging and delisting need Shift
        page.keyboard.press(key)
    expect(page.locator(".notice")).to_have_text("That takes Shift: press Shift+D.")
    page.keyboard.press("Shift+B")
    expect(page.locator(".panel")).to_be_visible()
    page.keyboard.press("n")  # the open panel has the keys
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_have_count(0)
    at(page, pairs[0])
    assert words() == []

    page.keyboard.down("u")
    page.keyboard.down("u")  # held down: the browser repeats it
    at(page, pairs[1])
    page.keyboard.down("u")
    page.keyboard.up("u")
    assert words() == ["unsure"]


def test_a_key_counts_by_its_place_whatever_the_layout_writes(log_in: Any, pairs: list[Pair]) -> None:
    page = log_in("mia", **DESK)
    page.locator("body").dispatch_event("keydown", {"key": "п", "code": "KeyG", "bubbles": True})
    at(page, pairs[0])


def test_a_letter_typed_into_a_field_is_a_letter(log_in: Any, pairs: list[Pair]) -> None:
    page = log_in("mia", **DESK)
    page.keyboard.press("/")
    page.keyboard.type("g55")
    expect(page.locator("#list")).to_contain_text("No pair under these filters")
    assert "/queue/?q=g55" in page.url
    page.fill("#text", "20寸")
    expect(page.locator(".row")).to_have_count(1)


def test_without_javascript(log_in: Any, pairs: list[Pair]) -> None:
    first, second, third = pairs
    page = log_in("mia", **DESK, java_script_enabled=False)
    page.locator(".row a").first.click()
    at(page, first)
    page.get_by_role("button", name="Different", exact=False).first.click()
    at(page, second)
    page.get_by_role("link", name="keep B").click()
    page.get_by_role("button", name="Merge").click()
    at(page, third)
    assert root(second.a) == second.b_id
    page.locator(".notice").get_by_role("button", name="Undo").click()
    at(page, second)
    assert root(second.a) == second.a_id
    page.get_by_role("link", name="a2 black").click()
    expect(page.locator(".stage img").first).to_have_attribute("alt", "Picture a2 of listing A")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    log_in: Any, pairs: list[Pair], artefacts: Path, scheme: str
) -> None:
    page = log_in("mia", **PHONE, color_scheme=scheme)
    for name, address in {
        "queue": "/queue/",
        "pair": f"/pairs/{pairs[0].pk}/",
        "merge": f"/pairs/{pairs[0].pk}/same?keep={pairs[0].a_id}",
        "listing": f"/listings/{pairs[0].a_id}/",
    }.items():
        page.goto(address)
        page.screenshot(path=artefacts / f"{name}-phone-{scheme}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


@pytest.mark.parametrize("screen", [DESK, PHONE])
def test_the_fields_of_a_pair_stand_in_columns(log_in: Any, pairs: list[Pair], screen: dict[str, Any]) -> None:
    page = log_in("mia", **screen)
    page.goto(f"/pairs/{pairs[0].pk}/")
    cells = page.locator(".fields > table > tbody > tr > td.value")
    assert "Corner Shop" in cells.all_inner_texts()
    edges = [(round(box["x"]), round(box["width"])) for box in (cell.bounding_box() for cell in cells.all())]
    assert len(set(edges)) == 2, edges  # one column for A, one for B
    assert min(width for _, width in edges) > 90


def test_a_usual_pair_fits_one_screen(log_in: Any, pairs: list[Pair]) -> None:
    page = log_in("mia", **DESK)
    page.goto(f"/pairs/{pairs[0].pk}/")
    assert page.evaluate("document.documentElement.scrollHeight") == 900
