"""Recorded answers go to another machine, where the same run is replayed with no key and nothing is asked."""

from __future__ import annotations

import gzip
import json
import time
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dedup import work
from dedup.backends.base import content_key
from dedup.judging import calls, exchange, rulebook, runs
from dedup.models import Extraction, ModelCall, Pair, Verdict
from rules import resolve
from tests import factories as make
from tests import pictures
from tests.gemini_stub import Stub

pytestmark = pytest.mark.django_db(transaction=True)

OUTPUTS = {"colour": {"type": "enum", "values": {"red": [], "blue": []}}}
COLOUR = {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "EnumItemMatcher"}


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def rules() -> resolve.Rules:
    make.rule_set(fields=[COLOUR], outputs=OUTPUTS, cspu=False)
    return rulebook.current()


def catalogue() -> None:
    listings = [make.spu(f"{colour} bag") for colour in ("red", "blue", "red")]
    for seed, listing in enumerate(listings):
        pictures.image(listing, seed)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        make.pair(listings[one], listings[other])


def teach(stub: Stub) -> None:
    for colour in ("red", "blue"):
        stub.say({"f1": {"values": [colour], "evidence": colour}}, has=f"{colour} bag")
    stub.say({"answer": "same", "difference": "none", "reason": "The same handles."})


def judge_all(rules: resolve.Rules) -> dict[int, tuple[str, str]]:
    work.enqueue(Pair.objects.values_list("pk", flat=True))
    while runs.judge_next(rules):
        pass
    live = Verdict.objects.filter(live=True)
    assert live.count() == Pair.objects.count()
    return {verdict.pair_id: (verdict.level, verdict.sentence) for verdict in live}


def forget() -> None:
    """Another machine: the same catalogue, and nothing that was asked."""
    Verdict.objects.all().delete()
    Extraction.objects.all().delete()
    ModelCall.objects.all().delete()


def take(file: Path) -> str:
    out = StringIO()
    call_command("import_answers", file, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["answers.jsonl", "answers.jsonl.gz"])
def test_a_run_is_replayed_without_a_key(name, gemini, rules, settings, tmp_path):
    catalogue()
    teach(gemini)
    before, asked = judge_all(rules), len(gemini.calls)
    call_command("export_answers", tmp_path / name, stdout=StringIO())
    forget()
    settings.GEMINI_API_KEY = ""
    assert "3 new, 0 known, 0 refused" in take(tmp_path / name)
    assert judge_all(rules) == before
    assert (asked, len(gemini.calls)) == (3, 3), "two titles, and the pictures of the one pair that they leave open"
    assert {(row.imported, row.cost) for row in ModelCall.objects.all()} == {(True, Decimal(0))}


def test_refusals_stand_there_too(gemini, rules, tmp_path):
    catalogue()
    teach(gemini)
    gemini.faults += ["blocked", "truncated", "truncated"]
    before, asked = judge_all(rules), len(gemini.calls)
    assert ModelCall.objects.exclude(failure="").count() == 3
    call_command("export_answers", tmp_path / "a.jsonl", stdout=StringIO())
    forget()
    take(tmp_path / "a.jsonl")
    assert judge_all(rules) == before
    assert len(gemini.calls) == asked


def test_taken_twice_or_at_home_nothing_changes(gemini, rules, tmp_path):
    catalogue()
    gemini.faults += ["truncated", "truncated"]
    teach(gemini)
    judge_all(rules)
    call_command("export_answers", tmp_path / "a.jsonl", stdout=StringIO())
    rows = list(ModelCall.objects.order_by("pk").values())
    assert f"0 new, {len(rows)} known" in take(tmp_path / "a.jsonl")
    assert list(ModelCall.objects.order_by("pk").values()) == rows


def test_what_is_not_final_is_not_written(gemini, rules, tmp_path):
    catalogue()
    teach(gemini)
    gemini.faults += ["503"]
    work.enqueue(Pair.objects.values_list("pk", flat=True))
    runs.judge_next(rules)
    assert ModelCall.objects.filter(failure="unavailable").exists()
    assert exchange.write(tmp_path / "a.jsonl") == ModelCall.objects.filter(failure="", asked_until=None).count()


@pytest.fixture
def line(gemini, rules, tmp_path) -> dict[str, Any]:
    catalogue()
    teach(gemini)
    judge_all(rules)
    exchange.write(tmp_path / "all.jsonl")
    forget()
    lines = [json.loads(text) for text in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    return next(line for line in lines if line["role"] == "compare")


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"answer": '{"answer": "same"}'}, "does not fit its schema"),
        ({"answer": '{"answer": "merge", "difference": "none", "reason": ""}'}, "does not fit its schema"),
        ({"answer": "yes"}, "cannot be read"),
        ({"answer": '{"answer": "same", "difference": "none", "reason": "\\ud800"}'}, "cannot be read"),
        ({"answer": '{"answer": "same", "difference": "none", "reason": ""}' + " " * 100_000}, "100,000 characters"),
        ({"input_tokens": 2**31}, "input_tokens"),
        ({"asked_at": "0001-01-01T00:00:00+14:00"}, "asked_at"),
        ({"backend": "gemini:another"}, "its key is not that of its question"),
        ({"role": "merge"}, "role"),
        ({"failure": "unavailable"}, "failure"),
        ({"seconds": -1}, "seconds"),
        ({"unknown": 1}, "unknown"),
        ({"asked_at": "yesterday"}, "asked_at"),
    ],
)
def test_a_line_that_was_changed_is_refused_and_the_others_are_taken(line, tmp_path, keys, reason):
    texts = [json.dumps({**line, **keys}), "", "no json", json.dumps(line)]
    (tmp_path / "a.jsonl").write_text("\n".join(texts), encoding="utf-8")
    said = take(tmp_path / "a.jsonl")
    assert "line 1: " in said and reason in said
    assert "line 3: " in said
    assert "Read 3 recorded answers: 1 new, 0 known, 2 refused." in said
    assert ModelCall.objects.get().key == line["key"]


def test_a_schema_that_names_an_address_is_not_followed(line, gemini, tmp_path):
    question = {**line["question"], "schema": {"$ref": f"{gemini.url}/schema.json"}}
    moved = {**line, "question": question, "key": content_key(line["backend"], line["role"], question)}
    with pytest.raises(exchange.BadLine, match="does not refer to 'http"):
        exchange.checked(json.dumps(moved))


TWICE = {f"D{n}": {"anyOf": [{"$ref": f"#/$defs/D{n + 1}"}] * 2} for n in range(40)} | {"D40": {"type": "string"}}


@pytest.mark.parametrize(
    ("schema", "answer"),
    [
        ({"type": "string", "pattern": "^(a+)+$"}, "a" * 40 + "!"),
        ({"$defs": TWICE, "$ref": "#/$defs/D0"}, 1),
        ({"$ref": "#"}, 1),
        ({"$defs": {"A": {"items": {"$ref": "#/$defs/A"}}}, "$ref": "#/$defs/A"}, [[]]),
        ({"uniqueItems": True}, [{"a": n} for n in range(5_000)]),
        ({"required": [{"a": n} for n in range(50_000)]}, {}),
        ({"items": {"enum": [f"word {n}" for n in range(20_000)]}}, ["other"] * 9_000),
        ({"type": "string", "x": float("nan")}, "a"),
        ([], 1),
    ],
    ids=["pattern", "each twice", "itself", "a part itself", "unique", "required", "large", "no number", "no schema"],
)
def test_a_schema_that_takes_for_ever_is_refused_at_once(line, schema, answer):
    question = {**line["question"], "schema": schema}
    key = content_key(line["backend"], line["role"], question)
    began = time.monotonic()
    with pytest.raises(exchange.BadLine):
        exchange.checked(json.dumps({**line, "question": question, "key": key, "answer": json.dumps(answer)}))
    assert time.monotonic() - began < 2


def test_lines_are_held_in_bounded_memory_and_told_in_bounded_words(line, tmp_path):
    rude = json.dumps({**line, "\x1b[2J" + "k" * 5_000: 1})
    wide = json.dumps(line) + " " * exchange.CHARACTERS_AT_ONCE
    (tmp_path / "a.jsonl").write_text(f"{rude}\n{wide}\n{json.dumps(line)}\n", encoding="utf-8")
    portions = list(exchange._portions(enumerate([rude, wide, wide, "", ""], 1)))
    assert [len(portion) for portion in portions] == [2, 1, 2]
    said = take(tmp_path / "a.jsonl")
    assert "\x1b" not in said and len(said) < 1_000
    assert ModelCall.objects.get().key == line["key"]


def test_a_damaged_archive_is_told(line, tmp_path):
    packed = bytearray(gzip.compress((json.dumps(line) + "\n").encode() * 600))
    packed[60:80] = b"\xff" * 20
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    with pytest.raises(CommandError, match="run the command again"):
        take(tmp_path / "a.jsonl.gz")


def test_where_nobody_uses_them_that_is_said(line, settings, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    settings.JUDGE = "offline"
    assert "1 by gemini:gemini-2.5-flash, not in force here: set JUDGE" in take(tmp_path / "a.jsonl")
    settings.JUDGE = "gemini"
    assert "in force here." in take(tmp_path / "a.jsonl")


def test_a_file_that_ends_too_early_keeps_what_was_read(line, tmp_path):
    packed = gzip.compress(("\n".join([json.dumps(line)] * 600)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[:-20])
    with pytest.raises(CommandError, match="run the command again"):
        take(tmp_path / "a.jsonl.gz")
    with pytest.raises(CommandError, match=r"nowhere\.jsonl"):
        take(tmp_path / "nowhere.jsonl")
    with pytest.raises(CommandError, match="say a day such as"):
        call_command("export_answers", tmp_path / "b.jsonl", since="May")


def test_where_nothing_is_written_the_names_are_said(line, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    take(tmp_path / "a.jsonl")
    out = StringIO()
    call_command("export_answers", tmp_path / "b.jsonl", backend="nobody", stdout=out)
    assert f"no recorded answers. The record has those of {line['backend']}." in out.getvalue()


def test_an_imported_answer_says_nothing_of_what_the_next_one_costs(line, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    before = calls.expected_cost("compare")
    take(tmp_path / "a.jsonl")
    assert calls.expected_cost("compare") == before > 0
