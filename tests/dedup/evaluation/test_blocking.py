from __future__ import annotations

import gzip
import itertools
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dedup.evaluation import blocking
from dedup.models import Spu

pytestmark = pytest.mark.django_db(transaction=True)

LISTINGS = {
    "1": ("Sony PS-LX350H turntable", "a"),
    "2": ("Sony turntable PSLX350H black", "a"),
    "3": ("Panasonic ES-LF51 shaver", "b"),
    "4": ("Shaver Panasonic ESLF51 blue", "b"),
    "5": ("Leather wallet", "c"),
    "6": ("绿茶 100克", "d"),
    "7": ("Mint bags", "d"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [json.dumps({"id": id, "title": title}) for id, (title, _) in LISTINGS.items()]
    (tmp_path / "catalogue.jsonl").write_text("\n".join(rows), encoding="utf-8")
    labels = [f"{id},{cluster}" for id, (_, cluster) in LISTINGS.items()]
    (tmp_path / "clusters.csv").write_text("\n".join(["id,cluster", *labels]), encoding="utf-8")
    return tmp_path


def test_the_figures_and_where_they_go(folder: Path) -> None:
    out, file = StringIO(), folder / "figures.json"
    call_command("evaluate", "blocking", folder, json=file, stdout=out)
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert figures == json.loads(out.getvalue())
    assert figures["listings"] == 7
    assert figures["candidates_per_listing"] == round(2 * 2 / 7, 2)
    assert figures["pair_completeness"] == round(2 / 3, 4)
    assert figures["hit_at"] == {
        "1": 0.6667,
        "5": 0.6667,
        "10": 1.0,
        "20": 1.0,
    }  # nothing joins 6 and 7 but being there
    assert set(figures["floor_hit_at"]) == {"1", "5", "10", "20"}
    assert figures["cpu_seconds"] >= 0
    assert not Spu.objects.exists()


def test_a_folder_without_labels_is_refused_in_words(folder: Path) -> None:
    (folder / "clusters.csv").unlink()
    with pytest.raises(CommandError, match=r"no clusters\.csv"):
        call_command("evaluate", "blocking", folder)
    (folder / "catalogue.jsonl").unlink()
    with pytest.raises(CommandError, match="no catalogue"):
        call_command("evaluate", "blocking", folder)


def test_on_a_part_of_real_duplicates_the_title_search_is_no_worse_than_the_floor(data: Path, tmp_path: Path) -> None:
    with gzip.open(data / "emag_duplicates" / "catalogue.jsonl.gz", "rt", encoding="utf-8") as lines:
        (tmp_path / "catalogue.jsonl").write_text("".join(itertools.islice(lines, 1200)), encoding="utf-8")
    (tmp_path / "clusters.csv").write_bytes((data / "emag_duplicates" / "clusters.csv").read_bytes())
    figures = blocking.run(tmp_path)
    assert figures["listings"] == 1200
    assert figures["hit_at"]["10"] >= figures["floor_hit_at"]["10"]
    assert figures["hit_at"]["1"] >= figures["floor_hit_at"]["1"]
    assert figures["pair_completeness"] > 0.85
