from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from dedup.catalogue.rejects import Rejects


def entries(path: Path | None) -> list[dict[str, str]]:
    assert path
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_entries_stand_beside_the_file_and_are_counted(tmp_path: Path) -> None:
    with Rejects(tmp_path / "a.jsonl") as rejects:
        rejects.add("rejected", 3, "", "no id")
        rejects.add("warning", 4, "箱:1", "price: POA, not read")
    assert rejects.path == tmp_path / "a.jsonl.rejects.csv"
    assert entries(rejects.path) == [
        {"line": "3", "id": "", "reason": "no id", "status": "rejected"},
        {"line": "4", "id": "箱:1", "reason": "price: POA, not read", "status": "warning"},
    ]
    assert rejects.counts == {"rejected": 1, "warning": 1}


def test_a_spreadsheet_runs_none_of_it(tmp_path: Path) -> None:
    with Rejects(tmp_path / "a.csv") as rejects:
        rejects.add("warning", 1, "=cmd|' /C calc'!A0", "＝HYPERLINK(1)")
    (entry,) = entries(rejects.path)
    assert entry["id"].startswith("'=")
    assert entry["reason"].startswith("'＝")


def test_a_lone_surrogate_does_not_stop_it(tmp_path: Path) -> None:
    with Rejects(tmp_path / "a.csv") as rejects:
        rejects.add("warning", 1, "\ud800", "x")
    assert entries(rejects.path)[0]["id"] == "\\ud800"


def test_nothing_to_say_leaves_no_file_and_takes_away_an_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.rejects.csv").write_text("of the last run")
    with Rejects(tmp_path / "a.jsonl") as rejects:
        pass
    assert rejects.path is None
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_has_its_entries_under_var(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path / "var"
    with Rejects(tmp_path / "gone" / "a.jsonl") as rejects:
        rejects.add("rejected", 1, "", "no id")
    assert rejects.path == tmp_path / "var" / "rejects" / "a.jsonl.rejects.csv"
    assert entries(rejects.path)


def test_another_folder_can_be_said(tmp_path: Path) -> None:
    with Rejects(tmp_path / "gone" / "a.jsonl", tmp_path) as rejects:
        rejects.add("rejected", 1, "", "no id")
    assert rejects.path == tmp_path / "a.jsonl.rejects.csv"
