"""Encoder versions: one live of each kind, each with an HNSW index of its own.

A version is made beside the live one, filled, indexed, and then takes its place; the old one goes
with its vectors and its index. Until then pages and judging use the old one.
"""

from __future__ import annotations

from django.db import connection, transaction

from dedup.models import EncoderVersion, Spu

Kind = EncoderVersion.Kind

# Index builds are several times faster while the graph fits into memory.
BUILD_MEMORY = "512MB"
# In a transaction of the caller's, rows may still wait for their foreign keys: PostgreSQL changes no index then.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"


def live(kind: Kind, name: str) -> EncoderVersion | None:
    """The live version of this kind, if it is of this encoder."""
    return EncoderVersion.objects.filter(kind=kind, name=name, live=True).first()


def make(kind: Kind, name: str, dimensions: int, parameters: bytes = b"") -> EncoderVersion:
    """A version that is not live yet; what an interrupted run left behind goes first."""
    for left_over in EncoderVersion.objects.filter(kind=kind, live=False):
        remove(left_over)
    return EncoderVersion.objects.create(kind=kind, name=name, dimensions=dimensions, parameters=parameters)


def go_live(version: EncoderVersion) -> None:
    """Index what was loaded, take the place of the live version, and remove that.

    Every listing is then due for a search, as its neighbours were found with other vectors.
    """
    build_index(version)
    with transaction.atomic():
        Spu.objects.filter(vectors_due=False).update(vectors_due=True)
        before = list(EncoderVersion.objects.select_for_update().filter(kind=version.kind, live=True))
        EncoderVersion.objects.filter(pk__in=[old.pk for old in before]).update(live=False)
        EncoderVersion.objects.filter(pk=version.pk).update(live=True)
    for old in before:
        remove(old)
    version.live = True


def index_name(version: EncoderVersion) -> str:
    return f"embedding_hnsw_{int(version.pk)}"


def build_index(version: EncoderVersion) -> None:
    """After loading: inserting into an index costs twice what building it at the end does."""
    size, pk = int(version.dimensions), int(version.pk)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHECK_NOW)
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{BUILD_MEMORY}'")
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {index_name(version)} ON dedup_embedding"
            f" USING hnsw ((vector::halfvec({size})) halfvec_ip_ops) WHERE encoder_id = {pk}"
        )
        cursor.execute("ANALYZE dedup_embedding")


def remove(version: EncoderVersion) -> None:
    """The index first, so that the rows go without touching it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHECK_NOW)
        cursor.execute(f"DROP INDEX IF EXISTS {index_name(version)}")
        version.delete()
