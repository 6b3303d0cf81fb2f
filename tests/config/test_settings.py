"""Settings come from the environment; a value that makes no sense stops the process and names its variable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("TIME_ZONE", "Mars/X"),
        ("REDIS_URL", "zzz"),
        ("DATABASE_URL", "mysql://here/db"),
        ("CLAIM_MINUTES", "-5"),
        ("WORK_LEASE_SECONDS", "30"),
        ("JUDGE_TIMEOUT_SECONDS", "x"),
        ("DEBUG", "perhaps"),
        ("JUDGE", "nobody"),
        ("JUDGE_CALLS_PER_MINUTE", "many"),
        ("JUDGE_CALLS_PER_MINUTE", "nobody=60"),
        ("JUDGE_COST_A_DAY", "$5"),
        ("JUDGE_CALLS_A_DAY", "1.5"),
    ],
)
def test_a_value_that_cannot_be_is_named(name: str, text: str):
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=ROOT,
        env={**os.environ, name: text},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"django.core.exceptions.ImproperlyConfigured: {name}")


def test_a_command_says_it_in_one_line():
    done = subprocess.run(
        [sys.executable, "manage.py", "judge"],
        cwd=ROOT,
        env={**os.environ, "JUDGE": "nobody"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and done.stderr.startswith("JUDGE='nobody'") and done.stderr.count("\n") == 1
