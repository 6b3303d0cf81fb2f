from __future__ import annotations

import csv
import gzip
import json
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dedup.catalogue import images, ingest
from dedup.catalogue.ingest import Counts
from dedup.catalogue.lines import BadFile
from dedup.models import Image, Spu

pytestmark = pytest.mark.django_db

Draw = Callable[..., str]


def write(shop: Path, *rows: dict[str, Any] | str, name: str = "catalogue.jsonl") -> Path:
    texts = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    (shop / name).write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return shop / name


def rejects(counts: Counts) -> list[tuple[str, str, str, str]]:
    if counts.rejects is None:
        return []
    with counts.rejects.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]  # type: ignore[misc]


def adds_up(counts: Counts) -> bool:
    entries = [status for *_, status in rejects(counts)]
    return (
        counts.read == counts.created + counts.changed + counts.unchanged + counts.repeated + counts.rejected
        and counts.rejected == entries.count("rejected")
        and counts.warnings == entries.count("warning")
    )


def numbers(counts: Counts) -> dict[str, int]:
    """The counts that are not zero."""
    return {name: value for name, value in asdict(counts).items() if isinstance(value, int) and value}


def titles() -> dict[str, str]:
    return dict(Spu.objects.values_list("external_id", "title"))


def test_listings_with_pictures_and_variants(shop: Path, draw: Draw) -> None:
    front, red, blue = draw("front.jpg", "white"), draw("red.jpg", "red"), draw("blue.jpg", "blue")
    cspus = [{"id": "r", "images": [red]}, {"id": "b", "images": [blue, red]}]
    counts = ingest.run(write(shop, {"id": "1", "title": "Bag", "images": [front, red], "cspus": cspus}))
    assert numbers(counts) == {"read": 1, "created": 1, "images_stored": 3, "images_reused": 2}
    assert counts.rejects is None
    stored = {row.source: row for row in Image.objects.all()}
    assert set(stored) == {front, red, blue}
    for row in stored.values():
        assert images.open_image(row.sha256).size == (row.width, row.height) == (64, 48)
        assert len(row.phash) == 16


def test_importing_again_does_nothing_and_a_change_touches_only_its_listing(shop: Path, draw: Draw) -> None:
    rows: list[dict[str, Any]] = [
        {"id": str(n), "title": f"Bag {n}", "images": [draw(f"{n}.jpg")], "cspus": [{"id": "a"}]} for n in range(5)
    ]
    ingest.run(write(shop, *rows))
    Spu.objects.update(vectors_due=False)
    with CaptureQueriesContext(connection) as queries:
        assert numbers(ingest.run(write(shop, *rows))) == {"read": 5, "unchanged": 5, "images_reused": 5}
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    rows[3]["title"] = "Other"
    assert numbers(ingest.run(write(shop, *rows))) == {"read": 5, "changed": 1, "unchanged": 4, "images_reused": 5}
    assert list(Spu.objects.filter(vectors_due=True, judging_due=True).values_list("external_id", flat=True)) == ["3"]
    assert not Spu.objects.exclude(external_id="3").filter(vectors_due=True).exists()


def test_another_picture_behind_the_same_path_is_a_change(shop: Path, draw: Draw) -> None:
    row = {"id": "1", "title": "Bag", "images": [draw("a.jpg", "red")]}
    ingest.run(write(shop, row))
    draw("a.jpg", "blue")
    assert numbers(ingest.run(write(shop, row))) == {"read": 1, "changed": 1, "images_stored": 1}


def test_every_bad_row_costs_itself_only_and_is_listed(shop: Path, draw: Draw) -> None:
    (shop / "images" / "bad.jpg").write_bytes(b"<script>")
    counts = ingest.run(
        write(
            shop,
            {"id": "1", "title": "Good", "images": [draw("a.jpg")]},
            {"title": "No id"},
            {"id": "3"},
            "{broken",
            {"id": "=5", "title": "Deep", "category": "a>b>c>d"},
            {"id": "6", "title": "Odd", "price": "POA", "colour": "red", "images": ["images/bad.jpg", "../up.jpg"],
             "cspus": [{"id": "r", "stock": 1, "images": ["images/gone.jpg"]}]},
            {"id": "7", "title": "Also odd", "colour": "blue"},
        )
    )  # fmt: skip
    assert rejects(counts) == [
        ("2", "", "no id", "rejected"),
        ("3", "3", "no title", "rejected"),
        ("4", "", "broken JSON: Expecting property name enclosed in double quotes at character 2", "rejected"),
        ("5", "'=5", "a category 4 levels deep: at most 3 can be kept", "rejected"),
        ("6", "6", "column “colour” is none of ours and is ignored, here and below", "warning"),
        ("6", "6", "column “cspus.stock” is none of ours and is ignored, here and below", "warning"),
        ("6", "6", "price: POA cannot be read: no number", "warning"),
        ("6", "6", "image “images/bad.jpg”: not a picture that can be read", "warning"),
        ("6", "6", "image “../up.jpg”: the path leads out of the picture folder", "warning"),
        ("6", "6", "cspus r: image “images/gone.jpg”: no such file in the picture folder", "warning"),
    ]
    assert numbers(counts) == {
        "read": 7, "created": 3, "rejected": 4, "warnings": 6, "images_stored": 1, "images_rejected": 3,
    }  # fmt: skip
    assert adds_up(counts)
    assert titles() == {"1": "Good", "6": "Odd", "7": "Also odd"}


def test_the_last_listing_of_an_id_wins_and_importing_again_stays_calm(shop: Path, settings: Any) -> None:
    file = write(
        shop,
        {"id": "1", "title": "first"},
        {"id": "2", "title": "two"},
        {"id": "1", "title": "second"},
        {"id": "\u200b1", "title": "third"},
        {"id": "1", "title": "deep", "category": "a>b>c>d"},
    )
    counts = ingest.run(file)
    assert numbers(counts) == {"read": 5, "created": 2, "repeated": 2, "rejected": 1, "warnings": 2}
    assert adds_up(counts)
    assert titles() == {"1": "third", "2": "two"}
    assert numbers(ingest.run(file)) == {"read": 5, "unchanged": 2, "repeated": 2, "rejected": 1, "warnings": 2}


def test_csv_with_a_mapping(shop: Path, draw: Draw) -> None:
    draw("a.jpg"), draw("b.jpg")
    text = (
        "SKU;Name;Kategorie;Farbe;Preis;Bilder;Varianten;Notiz\r\n"
        '1;"Koffer; groß";Taschen > Koffer;rot;"1.299,00 €";images/a.jpg;'
        '"[{""id"": ""r"", ""images"": [""images/b.jpg""]}]";x\r\n'
    )
    (shop / "catalogue.csv").write_text(text, encoding="utf-8-sig")
    (shop / "mapping.json").write_text(json.dumps({
        "SKU": "id", "Name": "title", "Kategorie": "category", "Farbe": "attributes.colour", "Preis": "price",
        "Bilder": "images", "Varianten": "cspus", "Notiz": "",
    }))  # fmt: skip
    counts = ingest.run(shop / "catalogue.csv", mapping=shop / "mapping.json")
    assert numbers(counts) == {"read": 1, "created": 1, "images_stored": 1, "images_reused": 1}
    spu = Spu.objects.get()
    assert (spu.external_id, spu.title, spu.attributes, str(spu.price), spu.currency) == (
        "1", "Koffer; groß", {"colour": "rot"}, "1299.00", "EUR",
    )  # fmt: skip
    assert spu.category
    assert spu.category.path == ["Taschen", "Koffer"]
    assert Image.objects.filter(cspu__external_id="r").count() == 1


def test_json_lines_and_csv_of_one_catalogue_are_the_same(shop: Path) -> None:
    row = {
        "id": "1",
        "title": "Bag",
        "category": ["a", "b"],
        "attributes": {"c": "red", "s": "5"},
        "cspus": [{"id": "r"}],
    }
    ingest.run(write(shop, row))
    (shop / "a.csv").write_text("id,title,category,attributes,cspus,brand\n1,Bag,a > b,c: red; s: 5,r,\n")
    assert numbers(ingest.run(shop / "a.csv")) == {"read": 1, "unchanged": 1}


def test_unknown_columns_are_listed_once_each_and_not_without_end(shop: Path) -> None:
    rows = [{"id": str(n), "title": "a", "stock": 1, **{f"x{n}.{m}": 1 for m in range(4)}} for n in range(300)]
    counts = ingest.run(write(shop, *rows))
    reasons = [reason for _, _, reason, _ in rejects(counts)]
    assert len(reasons) == len(set(reasons)) == ingest.MOST_IGNORED
    assert counts.created == 300


def test_a_cut_file_lands_what_it_holds(shop: Path) -> None:
    packed = gzip.compress("".join(f'{{"id": "{n}", "title": "Bag {n}"}}\n' for n in range(3000)).encode())
    (shop / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    counts = ingest.run(shop / "a.jsonl.gz")
    assert counts.damaged == counts.read
    assert counts.created == counts.read - 1 == Spu.objects.count() > 500
    assert adds_up(counts)


def test_files_that_are_no_use(shop: Path) -> None:
    (shop / "a.csv").write_text("sku,name\n1,a\n")
    with pytest.raises(BadFile, match="no column is called id or title"):
        ingest.run(shop / "a.csv")
    with pytest.raises(BadFile, match="does not exist"):
        ingest.run(shop / "gone.jsonl")
    assert not Spu.objects.exists()


def test_an_empty_file_is_fine(shop: Path) -> None:
    assert numbers(ingest.run(write(shop))) == {}


def test_pictures_come_from_the_folder_that_is_named(shop: Path, draw: Draw, tmp_path: Path) -> None:
    draw("a.jpg")
    file = write(tmp_path, {"id": "1", "title": "Bag", "images": ["images/a.jpg"]})
    assert ingest.run(file).images_rejected == 1
    assert numbers(ingest.run(file, images=shop)) == {"read": 1, "changed": 1, "images_stored": 1}


def test_progress_tells_the_total_and_every_batch(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "BATCH", 4)
    file = write(shop, *({"id": str(n), "title": "a"} for n in range(10)))
    found: list[int] = []
    done: list[int] = []
    ingest.run(file, progress=done.append, found=found.append)
    assert (found, done) == ([10], [4, 8, 10])


def test_memory_is_that_of_a_batch_and_not_of_the_file(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """12 MB of listings in batches of half a megabyte: never a half of the file in memory; DEBUG keeps no queries."""
    monkeypatch.setattr(ingest, "BATCH_BYTES", 500_000)
    attributes = {f"a{n}": "long " * 390 for n in range(50)}
    file = write(shop, *({"id": str(n), "title": "a", "attributes": attributes} for n in range(125)))
    assert file.stat().st_size > 12_000_000
    connection.force_debug_cursor = True
    tracemalloc.start()
    try:
        ingest.run(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        connection.force_debug_cursor = False
    assert Spu.objects.count() == 125
    assert peak < 6_000_000, f"{peak:,} bytes"


@pytest.mark.parametrize(
    ("name", "listings", "pictures"),
    [("magento_luma_duplicates", 134, 455), ("prosept_ru", 961, 0), ("promap_cz", 274, 0), ("wdc_products", 1825, 0)],
)
def test_real_catalogues_give_few_surprises(
    data: Path, tmp_path: Path, name: str, listings: int, pictures: int
) -> None:
    original = next(file for ext in ("", ".gz") if (file := data / name / f"catalogue.jsonl{ext}").is_file())
    copy = tmp_path / original.name  # the rejects are written beside the file
    copy.write_bytes(original.read_bytes())
    counts = ingest.run(copy, images=data / name)
    assert (counts.read, counts.created) == (listings, listings)
    assert (counts.images_stored + counts.images_reused, counts.images_rejected) == (pictures, 0)
    assert counts.warnings < 5, rejects(counts)
    again = ingest.run(copy, images=data / name)
    assert (again.unchanged, again.images_stored) == (listings, 0)
