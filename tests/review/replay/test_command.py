"""`manage.py replay`: the same without pages and without workers."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from review.models import Replay
from review.replay import start
from rules.models import Category, RuleSet

from .conftest import decided, stricter

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(bags: Category, mia: User) -> RuleSet:
    decided(mia, "different", "red", "blue")
    decided(mia, "merge", "red", "red")
    return stricter(bags)


def replay(*args: Any, **options: Any) -> str:
    out = StringIO()
    call_command("replay", *args, stdout=out, no_color=True, **options)
    return " ".join(out.getvalue().split())


def test_it_works_here_and_shows_and_writes_the_figures(draft: RuleSet, tmp_path: Path) -> None:
    shown = replay(draft.pk, json=tmp_path / "figures.json")
    assert "Decided pairs compared: 2" in shown and "became right" in shown
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert (figures["pairs"], figures["answered"], figures["flips"]["right"]) == (2, 2, 1)
    recall_point = figures["points"]["recall"]
    assert recall_point["old"]["precision"] == {
        "value": 0.5,
        "interval": pytest.approx([0.0945, 0.9055], abs=1e-4),
        "pairs": 2,
    }
    assert recall_point["new"]["precision"]["value"] == 1
    assert figures["precision_drops"] is False


def test_a_running_replay_is_worked_on(draft: RuleSet, mia: User) -> None:
    running = start(draft, user=mia)
    replay(draft.pk)
    running.refresh_from_db()
    assert (Replay.objects.count(), running.state) == (1, "done")


def test_a_sample(draft: RuleSet) -> None:
    assert "Decided pairs compared: 1" in replay(draft.pk, sample=1, seed=3)


def test_what_cannot_be_is_refused_in_words(draft: RuleSet, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no draft 987654"):
        replay(987654)
    with pytest.raises(CommandError, match="number from 1"):
        replay(draft.pk, sample=0)
    with pytest.raises(CommandError, match="There is no folder"):
        replay(draft.pk, json=tmp_path / "none" / "figures.json")


def test_a_live_version_is_no_draft(bags: Category) -> None:
    with pytest.raises(CommandError, match="no draft"):
        replay(RuleSet.objects.get(category=bags, state="live").pk)
