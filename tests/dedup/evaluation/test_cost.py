"""`evaluate cost` counts the questions of all candidate pairs, each once, and sends none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dedup.models import ModelCall
from tests import pictures

pytestmark = pytest.mark.django_db(transaction=True)

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "BrandItemMatcher"}
COLOUR = {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "EnumItemMatcher"}
SPEC = {
    "fields": [BRAND, COLOUR],
    "outputs": {"colour": {"type": "enum", "values": {"red": [], "blue": []}}},
    "llm_input_fields": ["title"],
    "llm_input_properties": ["colour"],
    "cspu": False,
}
TITLES = [
    "trolley suitcase red",
    "trolley suitcase red",
    "trolley suitcase blue",
    "trolley suitcase",
    "trolley suitcase",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five listings that are all candidates of each other; the last is of another brand, two have no picture."""
    (tmp_path / "rules.json").write_text(json.dumps([{"category": None, "spec": SPEC}]), encoding="utf-8")
    lines = []
    for number, title in enumerate(TITLES):
        pictures.seeded(number).save(tmp_path / f"{number}.png")
        shown = {"images": [f"{number}.png"]} if number < 3 else {}
        lines.append({"id": str(number), "title": title, "brand": "Zephyr" if number == 4 else "Ora", **shown})
    (tmp_path / "catalogue.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return tmp_path


def cost(folder: Path, **options: Any) -> dict[str, Any]:
    call_command("evaluate", "cost", folder, json=folder / "out.json", **options)
    found: dict[str, Any] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return found


def test_listings_with_one_title_are_one_question_and_own_fields_settle_for_nothing(folder, gemini):
    found = cost(folder, rules=folder / "rules.json")
    assert (found["listings"], found["pairs"]) == (5, 10)
    assert found["text_calls"] == 3, "three titles of the brand; the other brand's is the last of them"
    assert not gemini.calls and not ModelCall.objects.exists()


def test_pictures_are_asked_about_where_both_have_one_and_the_text_leaves_the_pair_open(folder, gemini):
    found = cost(folder, rules=folder / "rules.json")
    # Red with red stays open; red with blue is settled. Asked twice, exchanged, since the offline judge is unsure.
    assert found["published_flow"] == 10 + 1
    assert found["image_calls"] == 2
    assert found["ratio"] == round((3 + 2) / 11, 4)
    assert found["judges"]["extract"] == "gemini:gemini-2.5-flash"


def test_what_is_recorded_is_not_asked_again(folder, gemini):
    assert cost(folder, rules=folder / "rules.json")["calls_when_recorded"] == 0


def test_an_attribute_that_says_it_is_not_asked_for(folder, gemini):
    lines = [json.loads(line) for line in (folder / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()]
    stated = [{**line, "attributes": {"colour": "red"}} for line in lines]
    (folder / "catalogue.jsonl").write_text("\n".join(map(json.dumps, stated)), encoding="utf-8")
    assert cost(folder, rules=folder / "rules.json")["text_calls"] == 0


def test_without_a_file_all_samples_judge_and_a_wrong_one_is_named(folder, gemini):
    assert cost(folder)["pairs"] == 10
    (folder / "rules.json").write_text('[{"category": null, "spec": {"fields": 1}}]', encoding="utf-8")
    with pytest.raises(CommandError, match=r"rules\.json"):
        cost(folder, rules=folder / "rules.json")
