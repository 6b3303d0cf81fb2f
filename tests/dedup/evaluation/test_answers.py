"""Answers that somebody recorded give the figures that counting the file by hand gives."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dedup.models import ModelCall

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = [
    ("a1", "b1", "1", "plain", "Same?", "Yes, they are."),
    ("a1", "b2", "0", "plain", "Same? b2", "No. Both look at eyes."),
    ("a2", "b2", "1", "plain", "Same? a2", "Not sure."),
    ("a1", "b1", "1", "steps", "Think. Same?", "YES"),
    # One question that the model answered in two ways: both count.
    ("a1", "b2", "0", "steps", "Think. Same?", "yes"),
    ("a1", "b2", "0", "steps", "Think. Same?", "no"),
]


def write(folder: Path, rows: list[tuple[str, ...]], columns: str = "a,b,label,task,question,answer") -> None:
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(columns + "\n")
        csv.writer(file).writerows(rows)


def evaluate(folder: Path) -> dict[str, Any]:
    call_command("evaluate", "matching", folder, judge="replay", answers="answers.csv", json=folder / "out.json")
    found: dict[str, Any] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return found


def test_each_prompt_has_its_own_figures_and_nothing_is_left_behind(tmp_path: Path) -> None:
    write(tmp_path, ROWS)
    found = evaluate(tmp_path)
    assert found["by_prompt"] == {
        "plain": {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "n": 3},
        "steps": {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "n": 3},
    }
    assert (found["f1"], found["rows"], found["judge"]) == (0.6667, 6, "replay")
    assert not ModelCall.objects.exists()


def test_a_file_that_lacks_something_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no answers\.csv"):
        evaluate(tmp_path)
    write(tmp_path, [], columns="a,b,label,task")
    with pytest.raises(CommandError, match="lacks the columns question, answer"):
        evaluate(tmp_path)
    write(tmp_path, [("a", "b", "maybe", "t", "q", "yes")])
    with pytest.raises(CommandError, match="row 1: a label is 0 or 1"):
        evaluate(tmp_path)


@pytest.mark.parametrize("name", ["abt_buy", "amazon_google"])
def test_real_answers_give_the_f1_of_counting_them(data: Path, tmp_path: Path, name: str) -> None:
    recorded = data / name / "recorded_answers_gpt-4o-mini.csv"
    call_command("evaluate", "matching", data / name, judge="replay", answers=recorded.name, json=tmp_path / "o.json")
    found = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["by_prompt"]
    cells: dict[str, dict[tuple[bool, bool], int]] = defaultdict(lambda: defaultdict(int))
    with recorded.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells[row["task"]]["yes" in row["answer"].lower(), row["label"] == "1"] += 1
    assert len(found) == len(cells) > 1
    for task, cell in cells.items():
        f1 = 2 * cell[True, True] / (2 * cell[True, True] + cell[True, False] + cell[False, True])
        assert (found[task]["f1"], found[task]["n"]) == (round(f1, 4), sum(cell.values()))
