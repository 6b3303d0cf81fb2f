from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from django.db import connection
from PIL.Image import Image as Picture

from dedup.backends.encoders import BuiltinEncoder
from dedup.candidates import embedding, titles, versions
from dedup.candidates.progress import Bar
from dedup.models import Embedding, EncoderVersion, Spu
from tests import factories, pictures

pytestmark = pytest.mark.django_db


class Counting(BuiltinEncoder):
    """The real encoder, and how many pictures it was given."""

    def __init__(self, name: str = "counting:1") -> None:
        self.name = name
        self.seen = 0

    def encode(self, pictures: Sequence[Picture]) -> Any:
        self.seen += len(pictures)
        return super().encode(pictures)


def places() -> dict[int, str]:
    """Where each vector's row lies: it moves whenever the row is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ctid::text FROM dedup_embedding")
        return dict(cursor.fetchall())


def test_titles_are_embedded_under_weights_learnt_from_all_of_them() -> None:
    spus = [factories.spu(title) for title in ("green tea 100 g", "black tea 100 g", "green kettle")]
    made = embedding.embed_titles(None, Bar())
    assert made.written == 3
    assert made.weights.listings == 3
    assert made.version.live
    assert len(Embedding.objects.get(spu=spus[0]).vector) == titles.DIMENSIONS
    current = embedding.current_titles()
    assert current
    assert current[0] == made.version
    assert np.array_equal(current[1].keys, made.weights.keys)


def test_an_unchanged_vector_is_not_written_again() -> None:
    same, other = factories.spu("green tea 100 g"), factories.spu("black tea 100 g")
    embedding.embed_titles(None, Bar())
    before = places()
    Spu.objects.filter(pk=other.pk).update(title="black tea 250 g")
    assert embedding.embed_titles(embedding.current_titles(), Bar()).written == 1
    after = places()
    kept = Embedding.objects.get(spu=same).pk
    assert after[kept] == before[kept]
    assert after[Embedding.objects.get(spu=other).pk] != before[Embedding.objects.get(spu=other).pk]


def test_weights_are_learnt_again_when_the_catalogue_has_outgrown_them() -> None:
    factories.spu("green tea")
    embedding.embed_titles(None, Bar())
    factories.spu("black tea")
    assert embedding.current_titles()
    factories.spu("white tea")
    assert embedding.current_titles() is None


def test_a_new_version_takes_the_place_of_the_old_one_and_every_listing_is_due() -> None:
    factories.spu("green tea", vectors_due=False)
    old = embedding.embed_titles(None, Bar()).version
    Spu.objects.update(vectors_due=False)
    new = embedding.embed_titles(None, Bar()).version
    assert list(EncoderVersion.objects.all()) == [new]
    assert set(Embedding.objects.values_list("encoder_id", flat=True)) == {new.pk}
    assert Spu.objects.get().vectors_due
    assert indexes() == {versions.index_name(new)}
    assert versions.index_name(old) not in indexes()


def test_what_an_interrupted_run_left_goes_with_the_next_version() -> None:
    factories.spu("green tea")
    left_over = versions.make(versions.Kind.TITLE, titles.NAME, titles.DIMENSIONS)
    made = embedding.embed_titles(None, Bar()).version
    assert not EncoderVersion.objects.filter(pk=left_over.pk).exists()
    assert made.live


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'")
        return {row[0] for row in cursor.fetchall()}


def test_each_file_is_encoded_once_and_each_place_has_its_vector() -> None:
    a, b = factories.spu(), factories.spu()
    red = pictures.draw("red")
    first, again = pictures.show(a, red), pictures.show(a, red, pictures.variant(a, "red"))
    elsewhere, blue = pictures.show(b, red), pictures.show(b, pictures.draw("blue"))
    encoder = Counting()
    done = embedding.embed_pictures(encoder, Bar())
    assert encoder.seen == 2
    assert done.written == 4
    vectors = dict(Embedding.objects.values_list("image_id", "vector"))
    assert set(vectors) == {first.pk, again.pk, elsewhere.pk, blue.pk}
    assert vectors[first.pk] == vectors[again.pk] == vectors[elsewhere.pk] != vectors[blue.pk]


def test_only_new_pictures_are_encoded_and_a_known_file_not_at_all() -> None:
    a = factories.spu()
    pictures.show(a, pictures.draw("red"))
    encoder = Counting()
    embedding.embed_pictures(encoder, Bar())
    before = places()
    pictures.show(factories.spu(), pictures.draw("red"))
    pictures.show(a, pictures.draw("green"))
    assert embedding.embed_pictures(encoder, Bar()).written == 2
    assert encoder.seen == 2
    assert before.items() <= places().items()


def test_another_encoder_makes_all_vectors_anew() -> None:
    pictures.show(factories.spu(), pictures.draw("red"))
    embedding.embed_pictures(Counting(), Bar())
    done = embedding.embed_pictures(Counting("counting:2"), Bar())
    assert done.written == 1
    assert set(Embedding.objects.values_list("encoder_id", flat=True)) == {done.version.pk}
    assert EncoderVersion.objects.get() == done.version


def test_a_missing_file_is_counted_and_tried_again() -> None:
    spu, picture = factories.spu(), pictures.draw("red")
    row = pictures.show(spu, picture, stored=False)
    encoder = Counting()
    assert embedding.embed_pictures(encoder, Bar()).unreadable == [row.sha256]
    row.delete()
    pictures.show(spu, picture)
    done = embedding.embed_pictures(encoder, Bar())
    assert (done.written, done.unreadable) == (1, [])


def test_a_picture_on_too_many_listings_has_no_vector() -> None:
    blank = pictures.draw("white")
    first = factories.spu()
    pictures.show(first, blank)
    encoder = Counting()
    assert embedding.embed_pictures(encoder, Bar()).written == 1
    for _ in range(embedding.STOCK):
        pictures.show(factories.spu(), blank)
    pictures.show(first, pictures.draw("red"))
    done = embedding.embed_pictures(encoder, Bar())
    assert (done.stock, done.written) == (1, 1)
    assert Embedding.objects.count() == 1


def test_the_bar_ends_where_it_was_told() -> None:
    for title in ("green tea", "black tea"):
        pictures.show(factories.spu(title), pictures.draw("red"))
    told: list[tuple[int, int | None]] = []
    bar = Bar(lambda done, total: told.append((done, total)))
    bar.expect(2)
    embedding.embed_titles(None, bar)
    embedding.embed_pictures(Counting(), bar)
    assert told[-1] == (3, 3)
