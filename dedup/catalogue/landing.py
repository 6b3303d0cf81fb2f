"""Listings land in the database batch by batch: created, changed or left alone, never by half."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.db import DatabaseError, OperationalError, connection, transaction

from dedup.models import Cspu, Image, Spu
from rules import categories

from .listings import FIELDS, SEARCHED, Listing, Stored, differences, stored

LOCK = 0x4F4C0001  # advisory, for the length of a transaction: one batch lands at a time, whoever imports
DEADLOCK = "40P01"
ATTEMPTS = 3
WRITTEN = [*FIELDS, "category", "injections", "content_hash", "vectors_due", "judging_due", "changed_at"]


@dataclass(slots=True)
class Landed:
    """What became of the listings of a batch, by id; `refused` says why."""

    created: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)

    def add(self, other: Landed) -> None:
        self.created |= other.created
        self.changed |= other.changed
        self.unchanged |= other.unchanged
        self.refused |= other.refused


def land(listings: Sequence[Listing], judged: frozenset[str]) -> Landed:
    """Bring these listings, each id once, into the database. `judged` are the fields that the judge reads.

    Where the database refuses the batch, each listing is tried alone: one never costs another, and
    none lands by half. An outage of the database is raised, for it is no fault of any listing.
    """
    try:
        return _persistently(listings, judged)
    except OperationalError:
        raise
    except DatabaseError as error:
        if len(listings) == 1:
            return Landed(refused={listings[0].id: f"the database refused it: {str(error).splitlines()[0]}"})
    landed = Landed()
    for listing in listings:
        landed.add(land([listing], judged))
    return landed


def _persistently(listings: Sequence[Listing], judged: frozenset[str]) -> Landed:
    """People merge and decide meanwhile: after a deadlock with them the batch is tried again."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _in_one(listings, judged)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
                raise
    return _in_one(listings, judged)


@transaction.atomic
def _in_one(listings: Sequence[Listing], judged: frozenset[str]) -> Landed:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    hashes = {listing.id: listing.content_hash for listing in listings}
    known = dict(Spu.objects.filter(external_id__in=hashes).values_list("external_id", "content_hash"))
    to_write = [listing for listing in listings if known.get(listing.id) != hashes[listing.id]]
    landed = Landed(unchanged=set(hashes) - {listing.id for listing in to_write})
    if to_write:
        before = stored(listing.id for listing in to_write if listing.id in known)
        _write(to_write, before, hashes, judged)
        landed.changed = set(before)
        landed.created = set(hashes) - landed.changed - landed.unchanged
    return landed


def _write(
    listings: Sequence[Listing], before: dict[str, Stored], hashes: dict[str, str], judged: frozenset[str]
) -> None:
    spus = _spus(listings, before, hashes, judged)
    Spu.objects.bulk_create(spus.values(), update_conflicts=True, unique_fields=["external_id"], update_fields=WRITTEN)
    _remove(listings, before)
    variants = _write_variants(listings, before, spus)
    _write_pictures(listings, before, spus, variants)


def _spus(
    listings: Sequence[Listing], before: dict[str, Stored], hashes: dict[str, str], judged: frozenset[str]
) -> dict[str, Spu]:
    """The rows to write, by id. A mark that is already there stays, whatever changed this time."""
    paths = {listing.row.category for listing in listings if listing.row.category}
    category_ids = categories.ensure(paths) if paths else {}
    ids = _next_ids(len(listings) - len(before))
    spus = {}
    for listing in listings:
        category_id = category_ids.get(listing.row.category)
        spu = Spu(external_id=listing.id, category_id=category_id, content_hash=hashes[listing.id])
        for name in FIELDS:
            setattr(spu, name, getattr(listing.row, name))
        spu.injections = list(listing.row.injections)
        if old := before.get(listing.id):
            what = differences(listing, old, category_id)
            spu.pk, spu.root_id = old.spu.pk, old.spu.root_id
            spu.vectors_due = old.spu.vectors_due or bool(what & SEARCHED)
            spu.judging_due = old.spu.judging_due or bool(what & judged)
        else:
            spu.pk = spu.root_id = ids.pop()
        spus[listing.id] = spu
    return spus


def _next_ids(count: int) -> list[int]:
    """A new listing is its own root, so its id must be known before it is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('dedup_spu', 'id')) FROM generate_series(1, %s)", [count])
        return [number for (number,) in reversed(cursor.fetchall())]


def _remove(listings: Sequence[Listing], before: dict[str, Stored]) -> None:
    """Pictures that are gone or others now, then variants that are gone. Pairs that showed a picture forget it."""
    images, variants = [], []
    for listing in listings:
        if old := before.get(listing.id):
            kept = {(each.variant, each.position): each.picture.sha256 for each in listing.pictures}
            images += [image.pk for place, image in old.pictures.items() if kept.get(place) != image.sha256]
            names = {variant.id for variant in listing.row.variants}
            variants += [variant.pk for name, variant in old.variants.items() if name not in names]
    if images:
        Image.objects.filter(pk__in=images).delete()
    if variants:
        Cspu.objects.filter(pk__in=variants).delete()


def _write_variants(
    listings: Sequence[Listing], before: dict[str, Stored], spus: dict[str, Spu]
) -> dict[tuple[str, str], int]:
    """Variants that are new or others now; the ids of all, by (listing id, variant id)."""
    ids, rows = {}, []
    for listing in listings:
        old = before[listing.id].variants if listing.id in before else {}
        for position, variant in enumerate(listing.row.variants):
            row = Cspu(spu=spus[listing.id], external_id=variant.id, attributes=variant.attributes, position=position)
            same = old.get(variant.id)
            if same and (same.attributes, same.position) == (row.attributes, position):
                ids[listing.id, variant.id] = same.pk
            else:
                rows.append(row)
    written = Cspu.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["spu", "external_id"], update_fields=["attributes", "position"]
    )
    return ids | {(row.spu.external_id, row.external_id): row.pk for row in written}


def _write_pictures(
    listings: Sequence[Listing],
    before: dict[str, Stored],
    spus: dict[str, Spu],
    variants: dict[tuple[str, str], int],
) -> None:
    """Pictures that are new in their place; of one that only came by another way, the way is noted."""
    rows, moved = [], []
    for listing in listings:
        old = before[listing.id].pictures if listing.id in before else {}
        for placed in listing.pictures:
            picture = placed.picture
            same = old.get((placed.variant, placed.position))
            if same is None or same.sha256 != picture.sha256:
                cspu_id = variants[listing.id, placed.variant] if placed.variant else None
                rows.append(Image(spu=spus[listing.id], cspu_id=cspu_id, position=placed.position, **asdict(picture)))
            elif (same.source, same.source_sha256) != (picture.source, picture.source_sha256):
                same.source, same.source_sha256 = picture.source, picture.source_sha256
                moved.append(same)
    Image.objects.bulk_create(rows)
    Image.objects.bulk_update(moved, ["source", "source_sha256"])
