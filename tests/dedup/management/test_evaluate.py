"""The command around the evaluations: what is wrong is said before hours of work, and figures are never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_a_missing_folder_for_the_figures_is_named_first(tmp_path: Path):
    with pytest.raises(CommandError, match=r"There is no folder .*nowhere"):
        call_command("evaluate", "blocking", str(tmp_path), json=tmp_path / "nowhere" / "f.json")


def test_a_folder_without_a_catalogue_is_named(tmp_path: Path):
    with pytest.raises(CommandError, match="There is no catalogue in"):
        call_command("evaluate", "blocking", str(tmp_path))
