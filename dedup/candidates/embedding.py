"""Vectors of titles and pictures, written only where something is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import PIL.Image
import structlog
from django.db import connection, transaction

from dedup.backends.encoders import PictureEncoder
from dedup.catalogue import images
from dedup.models import EncoderVersion, Spu

from . import copying, titles, versions
from .copying import Halves
from .features import Integers
from .progress import Bar
from .titles import Weights
from .versions import Kind

log = structlog.get_logger()

Batch = list[tuple[int, str]]

TITLES_AT_ONCE = 5000
PICTURES_AT_ONCE = 64
READERS = 2
DUE = "WHERE vectors_due"

# Weights learnt from fewer than half of today's listings are learnt again.
OUTGROWN = 2

# A picture that more listings than this show ("no picture yet", a size chart) tells no product from another.
STOCK = 100

FRESH = "CREATE TEMP TABLE fresh_vector (spu_id int8, image_id int8, vector halfvec) ON COMMIT DROP"
# Unchanged vectors are not written: an updated row would be taken into the HNSW index anew.
STORE = """
INSERT INTO dedup_embedding (encoder_id, spu_id, image_id, vector)
SELECT %s, f.spu_id, nullif(f.image_id, 0), f.vector FROM fresh_vector f
WHERE f.image_id = 0 OR EXISTS (SELECT FROM dedup_image i WHERE i.id = f.image_id)
ON CONFLICT (encoder_id, spu_id, image_id) DO UPDATE SET vector = EXCLUDED.vector
WHERE dedup_embedding.vector <> EXCLUDED.vector
"""
STOCK_PICTURES = "SELECT sha256 FROM dedup_image GROUP BY sha256 HAVING count(DISTINCT spu_id) > %s"
FORGET_STOCK = """
DELETE FROM dedup_embedding e USING dedup_image i
WHERE e.encoder_id = %s AND i.id = e.image_id AND i.sha256 = ANY(%s)
"""
MISSING = """
FROM dedup_image i
WHERE NOT EXISTS (SELECT FROM dedup_embedding e WHERE e.encoder_id = %(encoder)s AND e.image_id = i.id)
  AND i.sha256 <> ALL(%(stock)s)
"""
# One row for each file that no row of this version has a vector of yet.
TO_ENCODE = f"""
SELECT DISTINCT ON (i.sha256) i.id, i.spu_id, i.sha256 {MISSING}
  AND NOT EXISTS (SELECT FROM dedup_image j JOIN dedup_embedding f ON f.image_id = j.id AND f.encoder_id = %(encoder)s
                  WHERE j.sha256 = i.sha256)
ORDER BY i.sha256, i.id
"""
# The same file in another place: the same vector.
COPY_OVER = f"""
INSERT INTO dedup_embedding (encoder_id, spu_id, image_id, vector)
SELECT %(encoder)s, m.spu_id, m.id, known.vector
FROM (SELECT i.id, i.spu_id, i.sha256 {MISSING}) m
CROSS JOIN LATERAL (SELECT e.vector FROM dedup_image j JOIN dedup_embedding e ON e.image_id = j.id
                    WHERE j.sha256 = m.sha256 AND e.encoder_id = %(encoder)s LIMIT 1) known
"""


@dataclass(frozen=True)
class TitleVectors:
    version: EncoderVersion
    weights: Weights
    written: int


@dataclass
class PictureVectors:
    """`unreadable`: hashes of pictures that MEDIA_ROOT lacks or that do not open; the next run tries again."""

    version: EncoderVersion
    written: int = 0
    stock: int = 0
    unreadable: list[str] = field(default_factory=list)


def current_titles() -> tuple[EncoderVersion, Weights] | None:
    """The live title version; None where there is none, or the catalogue has outgrown what it learnt from."""
    version = versions.live(Kind.TITLE, titles.NAME)
    if version is None:
        return None
    weights = titles.unpack(bytes(version.parameters))
    return (version, weights) if Spu.objects.count() <= OUTGROWN * weights.listings else None


def embed_titles(current: tuple[EncoderVersion, Weights] | None, bar: Bar) -> TitleVectors:
    """Vectors of the due listings' titles; without a current version of all titles, under weights learnt from them."""
    if current:
        version, weights = current
        return TitleVectors(version, weights, _write_titles(version, weights, DUE, bar))
    weights = titles.learn([title for _, title in batch] for batch in read_titles())
    version = versions.make(Kind.TITLE, titles.NAME, titles.DIMENSIONS, weights.pack())
    written = _write_titles(version, weights, "", bar)
    versions.go_live(version)
    return TitleVectors(version, weights, written)


def embed_pictures(encoder: PictureEncoder, bar: Bar) -> PictureVectors:
    """Vectors of all pictures that have none of this encoder yet; each file is encoded once."""
    version = versions.live(Kind.PICTURE, encoder.name)
    done = PictureVectors(version or versions.make(Kind.PICTURE, encoder.name, encoder.dimensions))
    stock = _forget_stock(done.version)
    done.stock = len(stock)
    _encode(encoder, done, stock, bar)
    if version is None:
        versions.go_live(done.version)
    return done


def read_titles(where: str = "", parameters: Sequence[Any] = ()) -> Iterator[Batch]:
    """(listing, title) in order of listing, a portion at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT id, title FROM dedup_spu {where} ORDER BY id", parameters)
        while batch := cursor.fetchmany(TITLES_AT_ONCE):
            yield batch


def exact_titles(weights: Weights, listings: Integers) -> titles.Titles:
    """The long vectors of these listings, for exact cosines."""
    batches = read_titles("WHERE id = ANY(%s)", [listings.tolist()])
    rows = [row for batch in batches for row in batch]
    ids = np.array([id for id, _ in rows], np.int64)
    return titles.Titles(ids, titles.matrix(weights, [title for _, title in rows]))


def _write_titles(version: EncoderVersion, weights: Weights, where: str, bar: Bar) -> int:
    written = 0
    for batch in read_titles(where):
        vectors = titles.project(titles.matrix(weights, [title for _, title in batch]))
        ids = np.array([id for id, _ in batch], np.int64)
        written += _store(version, ids, np.zeros_like(ids), vectors)
        bar.step(len(batch))
    return written


def _store(version: EncoderVersion, spus: Integers, image_ids: Integers, vectors: Halves) -> int:
    """Image 0: the vector is of the listing's title. Returns how many vectors were new or had changed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FRESH)
        copying.write("fresh_vector (spu_id, image_id, vector)", [spus, image_ids], vectors)
        cursor.execute(STORE, [version.pk])
        written = int(cursor.rowcount)
        cursor.execute("DROP TABLE fresh_vector")
    return written


def _forget_stock(version: EncoderVersion) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(STOCK_PICTURES, [STOCK])
        stock = [row[0] for row in cursor.fetchall()]
        if stock:
            cursor.execute(FORGET_STOCK, [version.pk, stock])
    return stock


def _encode(encoder: PictureEncoder, done: PictureVectors, stock: list[str], bar: Bar) -> None:
    parameters: dict[str, Any] = {"encoder": done.version.pk, "stock": stock}
    with connection.cursor() as cursor, ThreadPoolExecutor(READERS) as readers:
        cursor.execute(TO_ENCODE, parameters)
        rows = cursor.fetchall()
        bar.expect(len(rows))
        for at in range(0, len(rows), PICTURES_AT_ONCE):
            batch = rows[at : at + PICTURES_AT_ONCE]
            opened = list(readers.map(_open, [sha256 for _, _, sha256 in batch]))
            done.unreadable += [row[2] for row, picture in zip(batch, opened, strict=True) if picture is None]
            good = [(row, picture) for row, picture in zip(batch, opened, strict=True) if picture is not None]
            done.written += _store_pictures(encoder, done.version, good)
            bar.step(len(batch))
        cursor.execute(COPY_OVER, parameters)
        done.written += cursor.rowcount


def _store_pictures(
    encoder: PictureEncoder, version: EncoderVersion, good: Sequence[tuple[tuple[int, int, str], PIL.Image.Image]]
) -> int:
    if not good:
        return 0
    vectors = encoder.encode([picture for _, picture in good]).astype(np.float16)
    image_ids, spus = (np.array([row[at] for row, _ in good], np.int64) for at in (0, 1))
    return _store(version, spus, image_ids, vectors)


def _open(sha256: str) -> PIL.Image.Image | None:
    try:
        return images.open_image(sha256)
    except OSError as error:
        log.warning("a stored picture cannot be read", sha256=sha256, error=str(error))
        return None
