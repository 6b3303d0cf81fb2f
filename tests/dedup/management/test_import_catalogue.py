from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from dedup.models import Spu

pytestmark = pytest.mark.django_db


def run(*args: object) -> str:
    out = io.StringIO()
    call_command("import_catalogue", *map(str, args), stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [
        {"id": "1", "title": "Bag"},
        {"id": "1", "title": "Bag 2"},
        {"id": "2"},
        {"id": "3", "title": "Cup", "x": 1},
    ]
    path = tmp_path / "catalogue.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_the_summary_adds_up_and_names_the_file_of_rejects(file: Path) -> None:
    assert run(file).splitlines() == [
        "Read 4 listings: 2 created, 0 changed, 0 unchanged, 1 repeated, 1 rejected.",
        "Warnings: 2.",
        f"Rejected listings and warnings are listed in {file}.rejects.csv",
    ]
    assert run(file).startswith("Read 4 listings: 0 created, 0 changed, 2 unchanged, 1 repeated, 1 rejected.")
    assert Spu.objects.count() == 2


def test_pictures_that_are_all_missing_get_a_hint(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1, "title": "a", "images": ["a.jpg"]}')
    assert "does --images name the folder" in run(tmp_path / "a.jsonl", "--images", tmp_path)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["gone.jsonl"], "gone.jsonl does not exist: check the path"),
        (["catalogue.jsonl", "--images", "gone"], "gone is no folder"),
        (["catalogue.jsonl", "--mapping", "gone.json"], "the mapping file .* cannot be read"),
        (["a.xlsx"], "must end in .jsonl or .csv"),
    ],
)
def test_a_file_of_no_use_ends_with_a_sentence(
    file: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], words: str
) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(CommandError, match=words):
        run(*args)


def test_a_damaged_file_is_told_after_what_it_held(tmp_path: Path) -> None:
    packed = gzip.compress("".join(f'{{"id": {n}, "title": "a{n}"}}\n' for n in range(3000)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(CommandError, match="what follows could not be read: fetch the file again"):
        run(tmp_path / "a.jsonl.gz")
    assert Spu.objects.count() > 500


def test_a_store_that_cannot_be_written_stops_the_run_in_words(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.MEDIA_ROOT = tmp_path / "file"
    Image.new("RGB", (64, 64)).save(tmp_path / "a.jpg")
    (tmp_path / "a.jsonl").write_text('{"id": 1, "title": "a", "images": ["a.jpg"]}')
    with pytest.raises(CommandError, match=r"stopped: .*\nWhat has landed stays; run the command again to go on"):
        run(tmp_path / "a.jsonl")
