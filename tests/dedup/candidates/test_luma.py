"""Constructed duplicates of real shop listings: 67 pairs that share no picture file, but one colour."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dedup.candidates import search
from dedup.catalogue import ingest
from dedup.models import Cspu, Image, Pair

SHARED_COLOUR = 0.80


@pytest.mark.django_db
def test_all_constructed_duplicates_are_candidates_and_their_nearest_variants_share_the_colour(data: Path) -> None:
    folder = data / "magento_luma_duplicates"
    ingest.run(folder / "catalogue.jsonl", images=folder)
    search.run()
    pairs = Pair.objects.select_related("a", "b")
    found = {frozenset((pair.a.external_id, pair.b.external_id)): pair for pair in pairs}
    duplicates = clusters(folder)
    assert len(duplicates) == 67
    assert set(duplicates) <= set(found)
    same = [colour(found[pair].image_a) == colour(found[pair].image_b) for pair in duplicates]
    assert sum(same) / len(same) >= SHARED_COLOUR


def clusters(folder: Path) -> list[frozenset[str]]:
    members: dict[str, set[str]] = {}
    with (folder / "clusters.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            members.setdefault(row["cluster"], set()).add(row["id"])
    return [frozenset(ids) for ids in members.values() if len(ids) == 2]


def colour(image: Image | None) -> str:
    """Of the variant; the nearest picture is never the listing's own, because each of those is a variant's too."""
    assert image
    cspu = image.cspu
    assert isinstance(cspu, Cspu)
    return str(cspu.attributes["color"])
