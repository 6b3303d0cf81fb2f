"""What the logs may say: enough to mend it, never what sellers typed or a key."""

from __future__ import annotations

import json

import pytest
import structlog


def test_a_failure_is_one_line_with_its_traceback_and_without_local_variables(capsys: pytest.CaptureFixture[str]):
    secret = "sk-" + "never-in-a-log"
    try:
        raise ValueError("the reason") if secret else None
    except ValueError:
        structlog.get_logger().exception("it failed", pair=7, seller="旅行家")
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["event"], said["pair"], said["level"]) == ("it failed", 7, "error")
    assert "ValueError: the reason" in said["exception"] and "旅行家" in line
    assert "never-in-a-log" not in line.replace('secret = "sk-" + "never-in-a-log"', "")
