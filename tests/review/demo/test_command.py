from __future__ import annotations

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

from review.demo import places


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


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in (*places.THIS_PLACE, "DEBUG")}
    return {**kept, "ONELISTING_VAR": str(tmp_path / "var")}


def demo(environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "demo", *words]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.mark.slow
def test_from_nothing_to_checked_pages_and_again(environment: dict[str, str]) -> None:
    for run in (1, 2):
        output, _ = (process := demo(environment, "--exit")).communicate(timeout=300)
        assert process.returncode == 0, output
        assert ("Drawing a sample catalogue" in output) == (run == 1)
        assert "Labelled duplicates that became candidates: 104 of 104." in output
        assert "(there must be none): 0 of 60." in output
        assert "pages answered 200" in output


@pytest.mark.slow
def test_another_catalogue_lives_elsewhere_and_ctrl_c_ends_all_of_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    data = tmp_path / "shop"
    data.mkdir()
    (data / "catalogue.jsonl").write_text(CATALOGUE)
    process = demo(environment, "--data", str(data))
    assert process.stdout
    for line in process.stdout:
        if "log in as one of" in line:
            break
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM, output
    (place,) = (tmp_path / "var" / "demos").iterdir()
    assert (place / "demo-logins.json").exists()
    assert not (place / "pg" / "postmaster.pid").exists()
    assert not (tmp_path / "var" / "sample").exists()
