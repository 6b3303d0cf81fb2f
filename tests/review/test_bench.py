"""bench: figures as JSON, on the screen and in a file; what is wrong is said before anything is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from rules.models import RuleSet


@pytest.mark.django_db(transaction=True)
def test_the_figures_are_written_and_the_data_is_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = connection.settings_dict["NAME"]
    call_command("bench", "resolution", json=tmp_path / "f.json")
    figures = json.loads((tmp_path / "f.json").read_text())
    assert figures == json.loads(capsys.readouterr().out)
    assert figures["queries"] == 2
    assert connection.settings_dict["NAME"] == database and not RuleSet.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_judging_is_measured_in_parts_that_add_up(tmp_path: Path) -> None:
    call_command("bench", "judging", pairs=8, json=tmp_path / "f.json")
    figures = json.loads((tmp_path / "f.json").read_text())
    assert set(figures["parts"]) == set(figures["queries"]) == {"claim", "load", "examine", "write"}
    assert 0 < figures["recorded"] < figures["asked"] and sum(figures["queries"].values()) < 13


def test_a_missing_folder_for_the_figures_is_named_first(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no folder .*nowhere"):
        call_command("bench", "resolution", json=tmp_path / "nowhere" / "f.json")
