"""match: a line in, a line out; a bad line is answered with its error, and the run goes on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

GOOD = '{"matcher": "SizeOfEqualsItemMatcher", "left": "55x40x20 cm", "right": "22x16x8 in", "options": {}}'
SAME = {"outcome": "same", "sentence": "55×40×20 cm vs 22×16×8 in: same within 2 cm"}


def match(*lines: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("match", stdin=io.StringIO("".join(f"{line}\n" for line in lines)), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_question_and_its_answer() -> None:
    assert match(GOOD) == [SAME]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("junk", "this line is no JSON: column 1: a value is missing here, or what stands here is none"),
        ("[]", "has to be an object"),
        ("[" * 100_000, "this line is no JSON: is nested too deep"),
        ('{"matcher": "EqualsItemMatcher", "left": 1, "left": 2}', "the key 'left' stands twice"),
        ('{"matcher": "EqualsItemMatcher", "left": NaN}', "this line is no JSON: NaN is no number of JSON"),
        ('{"left": 1, "right": 2}', "matcher: Field required"),
        ('{"matcher": ["EqualsItemMatcher"]}', "matcher: "),
        ('{"matcher": "EqualsItemMatcher", "left": [["a"]]}', "left: give a text, a number, a list of these, or null"),
        ('{"matcher": "EqualsItemMatcher", "right": ["a", null]}', "right: give a text"),
        ('{"matcher": "EqualsItemMatcher", "options": {"__class__": 1}}', "__class__: this key is not known"),
        ('{"matcher": "PatternItemMatcher", "options": {"pattern": "("}}', "missing )"),
        ('{"matcher": "SizeOf", "left": 1, "right": 2}', "matcher: no matcher is called 'SizeOf'"),
        ('{"matcher": "EqualsItemMatcher", "left": {}, "right": 2}', "left"),
        ('{"matcher": "EqualsItemMatcher", "lfet": "a", "right": "b"}', "lfet: this key is not known"),
        ('{"matcher": "EqualsItemMatcher", "options": {"tolerance": 1}}', "tolerance: this key is not known"),
        ('{"matcher": "SizeOfEqualsItemMatcher", "options": {"tolerance": "2 kg"}}', "2 kg is no length"),
        ('{"matcher": "EqualsItemMatcher", "left": "\\ud800"}', "left: holds a character that cannot be stored"),
    ],
)
def test_a_bad_line_is_answered_and_the_run_goes_on(line: str, error: str) -> None:
    bad, good = match(line, GOOD)
    assert error in bad["error"] and list(bad) == ["error"]
    assert good == SAME


def test_blank_lines_are_skipped_and_values_may_be_numbers_lists_or_nothing() -> None:
    answers = match(
        "",
        '{"matcher": "EqualsItemMatcher", "left": 4711, "right": "4711"}',
        '{"matcher": "PackCountItemMatcher", "left": [6, "x"], "right": "pack of 6"}',
        '{"matcher": "EqualsItemMatcher", "left": null}',
        '{"matcher": "BooleanItemMatcher", "left": true, "right": "yes"}',
    )
    assert [answer["outcome"] for answer in answers] == ["same", "same", "missing", "same"]


COMMAND = [sys.executable, "manage.py", "match"]


def test_standard_input_with_a_byte_order_mark_and_broken_bytes() -> None:
    given = b'\xef\xbb\xbf{"matcher": "EqualsItemMatcher", "left": "\xff", "right": "a"}\n' + GOOD.encode() + b"\n"
    done = subprocess.run(
        COMMAND, input=given, capture_output=True, cwd=settings.BASE_DIR, env=os.environ, check=True, timeout=60
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["outcome"] == "missing" and second == SAME


def test_each_answer_comes_before_the_next_question_and_a_reader_may_leave() -> None:
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        env=os.environ,
        text=True,
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        for _ in range(2):
            running.stdin.write(GOOD + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline()) == SAME
        running.stdout.close()
        running.stdin.write((GOOD + "\n") * 3)
        running.stdin.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0
