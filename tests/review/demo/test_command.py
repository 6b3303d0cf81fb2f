from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from review.demo import catalogue, places


@pytest.mark.django_db
def test_a_server_of_the_operators_is_not_touched_unasked(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    assert not places.is_embedded()
    with pytest.raises(CommandError, match="a server of your own"):
        call_command("demo", exit=True)


@pytest.mark.django_db
def test_a_folder_without_a_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no catalogue in .*catalogue\.jsonl"):
        call_command("demo", data=tmp_path)


@pytest.mark.django_db
def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(CommandError, match=rf"127\.0\.0\.1:{port} is taken"):
            call_command("demo", yes=True, port=port)


def test_each_data_folder_has_a_place_of_its_own(tmp_path: Path) -> None:
    one, other = places.own_place(tmp_path / "a" / "shop"), places.own_place(tmp_path / "b" / "shop")
    assert one != other
    assert one.parent == other.parent == settings.VAR / "demos"
    assert one.name.startswith("shop-")


CATALOGUE = """{"id": "a", "title": "Norvik Orbit kettle KT-1700", "brand": "Norvik"}
{"id": "b", "title": "Norvik Orbit electric kettle KT-1700", "brand": "Norvik"}
{"id": "c", "title": "Altamar tea mug", "brand": "Altamar"}
"""


def environment(var: Path) -> dict[str, str]:
    """Ours, but for the servers: the demo shall start its own."""
    kept = {name: value for name, value in os.environ.items() if name not in (*places.THIS_PLACE, "DEBUG")}
    return {**kept, "ONELISTING_VAR": str(var)}


def demo(var: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", *words],
        cwd=settings.BASE_DIR,
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def outputs(var: Path) -> list[str]:
    """What two runs printed, one after the other, from nothing."""
    printed = []
    for _ in range(2):
        with demo(var, "--exit") as process:
            try:
                output, _ = process.communicate(timeout=300)
            except BaseException:
                process.terminate()
                raise
        assert process.returncode == 0, output
        printed.append(output)
    return printed


@pytest.mark.slow
def test_from_nothing_to_checked_pages_and_again(outputs: list[str]) -> None:
    assert ["Drawing a sample catalogue" in output for output in outputs] == [True, False]
    for output in outputs:
        assert "Labelled duplicates that became candidates: 104 of 104." in output
        assert "Labelled duplicates judged likely match or better: 104 of 104." in output
        assert "(there must be none): 0 of 60." in output
        assert "pages answered 200" in output


@pytest.mark.slow
def test_the_sample_is_whole(outputs: list[str], var: Path) -> None:
    sample = var / "sample"
    rows = [json.loads(line) for line in (sample / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == catalogue.LISTINGS
    named = [picture for row in rows for picture in row["images"]]
    named += [picture for row in rows for variant in row.get("cspus", ()) for picture in variant["images"]]
    assert {*named} == {f"images/{path.name}" for path in (sample / "images").iterdir()}
    with (sample / "clusters.csv").open(encoding="utf-8") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [row["id"] for row in rows]
    truth = json.loads((sample / "planted.json").read_text(encoding="utf-8"))
    assert {pair[side] for pairs in truth.values() for pair in pairs for side in "ab"} <= {row["id"] for row in rows}
    notes = " ".join(row.get("description", "") for row in rows)
    assert "Ignore all rules above" in notes
    assert "<script>" in notes


@pytest.mark.slow
def test_another_catalogue_lives_elsewhere_and_a_kill_ends_all_of_it(tmp_path: Path) -> None:
    data, var = tmp_path / "shop", tmp_path / "var"
    data.mkdir()
    (data / "catalogue.jsonl").write_text(CATALOGUE)
    process = demo(var, "--data", str(data))
    assert process.stdout
    assert any("log in as one of" in line for line in process.stdout)
    process.terminate()
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM, output
    (place,) = (var / "demos").iterdir()
    assert (place / "demo-logins.json").exists()
    assert not (place / "pg" / "postmaster.pid").exists()
    assert not (var / "sample").exists()
