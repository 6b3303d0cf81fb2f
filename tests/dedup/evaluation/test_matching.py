"""The figures of `evaluate matching`, by hand and on a small folder from end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dedup.evaluation import matching
from dedup.evaluation.matching import Judged
from dedup.models import Spu
from tests import factories as make

LISTINGS = [
    {"id": "a1", "title": "Sony headphones WH-1000XM5", "brand": "Sony", "category": ["Audio"]},
    {"id": "b1", "title": "WH1000XM5 Sony noise cancelling", "brand": "SONY"},
    {"id": "b2", "title": "WH-CH720N Sony headphones", "brand": "Sony"},
    {"id": "b3", "title": "Sony headphones", "brand": "Sony"},
]
PAIRS = "a,b,label\na1,b1,1\nb2,a1,0\na1,b3,0\na1,nobody,1\n"


def test_the_two_operating_points_by_hand():
    judged = [
        *[Judged(True, "Shoes", "match"), Judged(True, "Shoes", "likely_match"), Judged(True, "Bags", "non_match")],
        *[Judged(False, "Bags", "likely_match"), Judged(False, "Bags", "likely_non_match")],
    ]
    found = matching.scores(judged, ("match", "likely_match"))
    assert found == {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667}
    assert matching.scores(judged, ("match",)) == {"precision": 1.0, "recall": 0.3333, "f1": 0.5}
    assert matching.scores([], ("match",)) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


@pytest.mark.django_db
def test_the_figures_are_given_by_category_too():
    judged = [Judged(True, "Shoes", "match"), Judged(False, "Bags", "match"), Judged(True, "Bags", "match")]
    found = matching.figures(judged)
    assert found["by_category"] == {
        "Bags": {"pairs": 2, "precision": 0.5, "recall": 1.0, "f1": 0.6667},
        "Shoes": {"pairs": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0},
    }
    assert (found["f1"], found["verdicts"], found["model_calls"]) == (0.8, {"match": 3}, 0)
    assert found["at"]["recall_point"]["f1"] == found["f1"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = "\n".join(json.dumps(listing) for listing in LISTINGS)
    (tmp_path / "catalogue.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_folder_is_judged_by_the_sample_rules_beside_the_users_data(folder, capsys):
    mine = make.spu("My own listing")
    call_command("evaluate", "matching", folder, "--judge", "offline", "--json", folder / "out.json")
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert set(found) >= {"precision", "recall", "f1", "at", "verdicts", "by_category", "model_calls"}
    assert found["verdicts"] == {"likely_match": 2, "non_match": 1}
    assert (found["precision"], found["recall"], found["pairs"], found["pairs_unknown"]) == (0.5, 1.0, 3, 1)
    assert found["model_calls"] == 4 and set(found["by_category"]) == {"Audio"}
    assert list(Spu.objects.all()) == [mine]


@pytest.mark.django_db
def test_a_folder_without_labels_says_what_it_lacks(folder):
    (folder / "pairs.csv").unlink()
    with pytest.raises(CommandError, match=r"no pairs\.csv"):
        call_command("evaluate", "matching", folder)


@pytest.mark.django_db(transaction=True)
def test_pairs_that_a_budget_left_without_a_verdict_are_told(folder, settings, gemini):
    settings.JUDGE_CALLS_A_DAY = "0"
    call_command("evaluate", "matching", folder, "--judge", "gemini", "--json", folder / "out.json")
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert found["pairs_waiting"] > 0 and found["pairs"] + found["pairs_waiting"] == 3
    assert not gemini.calls
