"""The figures of `evaluate extraction`, by hand and on a small folder from end to end."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dedup.evaluation import extraction, folders, labels
from dedup.evaluation.labels import Labelled
from dedup.models import ModelCall
from tests import factories as make


def labelled(title: str, **fields: Any) -> dict[str, Any]:
    named = {name.replace("_", " "): {"values": values} for name, values in fields.items()}
    return {"id": title[:3], "title": title, "category": ["Bags"], "fields": named}


LISTINGS = [
    labelled("Bosch bag black, pack of 2", Brand=["Bosch"], Color=["Black"], Lining=["silk"]),
    labelled("Bag for Bosch drill, red", Brand=[], Color=["Blue"]),
    labelled("Bosch bag", Color=[]),
]


@pytest.mark.parametrize(
    ("stated", "read", "cell"),
    [
        ([], [], "NN"),
        ([], ["black"], "NV"),
        (["Black"], [], "VN"),
        (["Black"], ["black "], "VC"),
        (["Black", "Jet black"], ["jet black"], "VC"),
        (["Black", "White"], ["white", "black"], "VC"),
        (["Black"], ["black", "white"], "VW"),
        (["Black"], ["Blue"], "VW"),
    ],
)
def test_one_attribute_of_one_listing(stated: list[str], read: list[str], cell: str) -> None:
    assert extraction.cell(stated, read) == cell


def test_the_figures_by_hand() -> None:
    """As in the paper: precision 6 / (6 + 2 + 1), recall 6 / (6 + 3 + 1)."""
    found = extraction.rates({"VC": 6, "VW": 1, "NV": 2, "VN": 3, "NN": 100})
    assert found == {"precision": 0.6667, "recall": 0.6, "f1": 0.6316}
    assert extraction.rates({"NN": 5}) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_attributes_of_a_category_are_asked_together_and_choices_as_a_closed_list() -> None:
    some = [
        Labelled("a", "", "Bags", {"Color": ["red"]}),
        Labelled("b", "", "Bags", {"Shape": ["round"]}, options={"Shape": ["round", "oval"]}),
    ]
    outputs = extraction.rule_for(some).outputs
    assert [(name, output.type, [*output.values]) for name, output in outputs.items()] == [
        ("Color", "text", []),
        ("Shape", "enum", ["round", "oval"]),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = "\n".join(map(json.dumps, LISTINGS))
    (tmp_path / "extraction_one.jsonl").write_text(lines, encoding="utf-8")
    normal = {**LISTINGS[0], "normalized": {"Color": ["000000"], "Brand": ["Bosch"]}}
    with gzip.open(tmp_path / "extraction_two.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.write(json.dumps(normal))
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_folder_is_read_through_the_door_beside_the_users_data(folder: Path) -> None:
    mine = make.spu("My own listing")
    call_command("evaluate", "extraction", folder, "--judge", "offline", "--json", folder / "out.json")
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert found["counts"] == {"VC": 4, "VN": 2, "NN": 2, "VW": 1}
    assert found["by_attribute"]["Brand"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 3}
    assert found["by_attribute"]["Color"] == {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667, "n": 4}
    assert found["normalized"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert {name: figures["listings"] for name, figures in found["files"].items()} == {
        "extraction_one.jsonl": 3,
        "extraction_two.jsonl.gz": 1,
    }
    assert (found["listings"], found["judge"]) == (4, "offline")
    assert found["listings_per_second"] >= found["listings_per_second_recorded"] > 0
    assert type(mine).objects.get() == mine and not ModelCall.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_spent_budget_ends_the_run_at_once_and_in_words(folder: Path, settings: Any, gemini: Any) -> None:
    settings.JUDGE_CALLS_A_DAY = "0"
    with pytest.raises(CommandError, match="today's budget for models is spent"):
        call_command("evaluate", "extraction", folder, "--judge", "gemini")
    assert not gemini.calls


def test_what_is_no_labelled_folder_is_said_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no extraction\*\.jsonl"):
        call_command("evaluate", "extraction", tmp_path)
    (tmp_path / "extraction.jsonl").write_text('{"title": "a"}\n', encoding="utf-8")
    with pytest.raises(folders.BadFolder, match="line 1"):
        labels.read(tmp_path)
