from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from django.db import connection

from dedup.candidates import nearest, versions
from dedup.models import Embedding, EncoderVersion, Image, Spu
from tests import factories

pytestmark = pytest.mark.django_db

SIZE = 16
Kind = EncoderVersion.Kind


def unit(*numbers: float) -> list[float]:
    row = np.zeros(SIZE)
    row[: len(numbers)] = numbers
    return (row / np.linalg.norm(row)).tolist()


def version(kind: Kind = Kind.PICTURE) -> EncoderVersion:
    return EncoderVersion.objects.create(kind=kind, name="test", dimensions=SIZE, live=True)


def image(spu: Spu, cspu: Any = None) -> Image:
    number = spu.images.count()
    return Image.objects.create(
        spu=spu, cspu=cspu, position=number, source="-", source_sha256="-", sha256="-", phash="-", width=1, height=1
    )


def picture(of: EncoderVersion, spu: Spu, *numbers: float, cspu: Any = None) -> Image:
    row = image(spu, cspu)
    Embedding.objects.create(encoder=of, spu=spu, image=row, vector=unit(*numbers))
    return row


def nearest_images(a: int, b: int) -> nearest.NearestImages | None:
    found = nearest.pictures_of([a, b])
    return found and found.best(a, b, lambda left, right: True)


def test_the_nearest_two_pictures_of_two_listings() -> None:
    encoder, a, b = version(), factories.spu(), factories.spu()
    picture(encoder, a, 1, 0)
    blue = picture(encoder, a, 0, 1)
    sky = picture(encoder, b, 0.1, 1)
    picture(encoder, b, -1, 0)
    found = nearest_images(a.pk, b.pk)
    assert found
    assert (found.image_a_id, found.image_b_id) == (blue.pk, sky.pk)
    assert found.score == pytest.approx(1 / 1.01**0.5, abs=1e-3)
    back = nearest_images(b.pk, a.pk)
    assert back
    assert (back.image_a_id, back.image_b_id) == (sky.pk, blue.pk)


def test_of_equal_pictures_the_variants_win() -> None:
    encoder, a, b = version(), factories.spu(), factories.spu()
    picture(encoder, a, 1, 0)
    red = picture(encoder, a, 1, 0, cspu=a.cspus.create(external_id="red", position=0))
    crimson = picture(encoder, b, 1, 0, cspu=b.cspus.create(external_id="crimson", position=0))
    picture(encoder, b, 1, 0)
    found = nearest_images(a.pk, b.pk)
    assert found == nearest.NearestImages(red.pk, crimson.pk, pytest.approx(1, abs=1e-3))


def test_opposite_pictures_score_zero_not_less() -> None:
    encoder, a, b = version(), factories.spu(), factories.spu()
    picture(encoder, a, 1)
    picture(encoder, b, -1)
    found = nearest_images(a.pk, b.pk)
    assert found
    assert found.score == 0


def test_no_pictures_on_a_side_or_no_encoder_yet() -> None:
    a, b = factories.spu(), factories.spu()
    assert nearest_images(a.pk, b.pk) is None
    picture(version(), a, 1)
    assert nearest_images(a.pk, b.pk) is None


def test_many_pairs_in_portions_are_as_one_by_one() -> None:
    encoder, dice = version(), np.random.default_rng(3)
    listings = [factories.spu() for _ in range(8)]
    for spu in listings:
        for _ in range(dice.integers(0, 5)):
            picture(encoder, spu, *dice.standard_normal(SIZE))
    ids = np.array([spu.pk for spu in listings])
    a, b = (grid.ravel() for grid in np.meshgrid(ids, ids))
    score, image_a, image_b = nearest.pictures(encoder, ids).nearest(a, b)
    for at in range(len(a)):
        one = nearest_images(int(a[at]), int(b[at]))
        expected = (one.image_a_id, one.image_b_id, pytest.approx(one.score)) if one else (-1, -1, -1)
        assert (image_a[at], image_b[at], score[at]) == expected


def planted(count: int) -> tuple[EncoderVersion, list[Spu]]:
    encoder, dice = version(Kind.TITLE), np.random.default_rng(4)
    listings = [factories.spu() for _ in range(count)]
    rows = [Embedding(encoder=encoder, spu=spu, vector=unit(*dice.standard_normal(SIZE))) for spu in listings]
    Embedding.objects.bulk_create(rows)
    versions.build_index(encoder)
    return encoder, listings


def test_both_ways_find_the_same_neighbours() -> None:
    encoder, listings = planted(200)
    ids = np.array([spu.pk for spu in listings[:20]])
    found = {}
    for way in (nearest.by_index, nearest.in_memory):
        result = way(encoder, ids, 5)
        assert not (result.query == result.other).any()
        found[way] = set(zip(result.query.tolist(), result.other.tolist(), strict=True))
        assert len(found[way]) == 100
        assert result.score.max() <= 1.001
    assert len(found[nearest.by_index] & found[nearest.in_memory]) >= 95


def test_neighbours_of_one_listing_come_from_the_hnsw_index_and_of_many_from_memory() -> None:
    encoder, listings = planted(60)
    one = nearest.neighbours(encoder, np.array([listings[0].pk]), 5)
    all_of_them = nearest.neighbours(encoder, np.array([spu.pk for spu in listings]), 5)
    mine = all_of_them.query == listings[0].pk
    assert set(one.other.tolist()) == set(all_of_them.other[mine].tolist())


def test_the_probe_uses_the_partial_index_of_its_encoder() -> None:
    encoder, listings = planted(3000)
    probe = nearest.PROBE.format(encoder=encoder.pk, size=SIZE, depth=10)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {probe}", [[listings[0].pk]])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert f"Index Scan using {versions.index_name(encoder)}" in plan


def test_many_pictures_of_ones_own_do_not_hide_the_neighbour() -> None:
    encoder, own, other = version(), factories.spu(), factories.spu()
    mine = [picture(encoder, own, 1, 0.001 * number) for number in range(300)]
    picture(encoder, other, 1, 1)
    versions.build_index(encoder)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    found = nearest.by_index(encoder, np.array([own.pk]), 10)
    assert set(found.other.tolist()) == {other.pk}
    assert len(found.other) == len(mine)


def test_no_listings_have_no_neighbours() -> None:
    encoder = version(Kind.TITLE)
    versions.build_index(encoder)
    assert len(nearest.by_index(encoder, np.zeros(0, np.int64), 5).query) == 0
    assert len(nearest.in_memory(encoder, np.zeros(0, np.int64), 5).query) == 0
