"""The run of an import: a file in, listings and pictures in the catalogue, and an account of every line."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from django.db import reset_queries

from . import cleaning, lines, listings, rows
from .albums import Album, Outcome
from .columns import Columns, read_mapping
from .landing import land
from .listings import Listing, Placed
from .rejects import Rejects
from .rows import Row

BATCH = 500  # listings that land together
BATCH_BYTES = 4 << 20  # of the file; whichever is reached first
MOST_IGNORED = 1_000  # names of unknown columns that are remembered, and listed

REPEATED = "the same id stands again further down: that one is kept"

Progress = Callable[[int], None]


@dataclass(slots=True)
class Counts:
    """read = created + changed + unchanged + repeated + rejected. `damaged`: nothing behind that line could be read."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    rejected: int = 0
    images_stored: int = 0
    images_reused: int = 0
    images_rejected: int = 0
    warnings: int = 0
    rejects: Path | None = None
    damaged: int | None = None


def run(
    file: Path,
    *,
    images: Path | None = None,
    mapping: Path | None = None,
    rejects: Path | None = None,
    fetch_again: bool = False,
    progress: Progress | None = None,
    found: Progress | None = None,
) -> Counts:
    """Import a file; doing it again changes only what changed.

    `images` is the folder where paths of pictures start, the file's own by default. `mapping` is a
    JSON file {their column: ours}. `rejects` is the folder for the file of rejects, by default that
    of the file too. `fetch_again` asks addresses anew that gave a picture before.
    `found` is told how many listings the file has, `progress` how many are done, after each batch.
    Raises lines.BadFile where nothing of the file can be imported.
    """
    columns = Columns(read_mapping(mapping) if mapping else None)
    if (header := lines.header(file)) is not None:
        columns.check(header)
    total, repeated = _repeated(file, columns)
    if found:
        found(total)
    with Album(images or file.parent, fetch_again=fetch_again) as album, Rejects(file, rejects) as entries:
        return _Run(file, columns, album, entries, repeated).go(progress)


def _repeated(file: Path, columns: Columns) -> tuple[int, set[int]]:
    """(number of listings, lines whose id stands again further down).

    The last listing of an id wins. To know it beforehand, the file is read twice, so that no
    listing is written only to be overwritten, and a second import of the file finds nothing to do.
    In memory are 16 bytes a listing: its line, and a 64-bit hash of its id.
    """
    total = 0
    numbers, hashes = array("q"), array("q")
    for line in lines.read(file):
        total += 1
        if not line.problem:
            try:
                hashes.append(hash(rows.key(columns.ours(line.fields)[0])))
            except rows.Rejected:
                continue
            numbers.append(line.number)
    ids = np.array(hashes)
    order = np.argsort(ids, kind="stable")
    again = ids[order][1:] == ids[order][:-1]
    return total, {numbers[index] for index in order[:-1][again]}


@dataclass(slots=True)
class _Item:
    line: int
    size: int
    row: Row


class _Run:
    def __init__(self, file: Path, columns: Columns, album: Album, rejects: Rejects, repeated: set[int]) -> None:
        self.file, self.columns, self.album, self.rejects, self.repeated = file, columns, album, rejects, repeated
        self.judged = listings.judged_fields()
        self.counts = Counts()
        self.ignored: set[str] = set()

    def go(self, progress: Progress | None) -> Counts:
        batch: list[_Item] = []
        size = 0
        for item in self._items():
            batch.append(item)
            size += item.size
            if len(batch) >= BATCH or size >= BATCH_BYTES:
                self._land(batch)
                batch, size = [], 0
                if progress:
                    progress(self.counts.read)
        self._land(batch)
        if progress:
            progress(self.counts.read)
        counts = self.rejects.counts
        return replace(self.counts, rejected=counts["rejected"], warnings=counts["warning"], rejects=self.rejects.path)

    def _items(self) -> Iterator[_Item]:
        """The listings to land; what cannot be taken is listed."""
        for line in lines.read(self.file):
            self.counts.read += 1
            if line.problem:
                self.rejects.add("rejected", line.number, "", line.problem)
                self.counts.damaged = line.number if line.last else None
                continue
            fields, ignored = self.columns.ours(line.fields)
            try:
                row = rows.read(fields)
            except rows.Rejected as error:
                self.rejects.add("rejected", line.number, error.id, str(error))
                continue
            self._warn_ignored(line.number, row, ignored)
            if line.number in self.repeated:
                self.counts.repeated += 1
                self.rejects.add("warning", line.number, row.id, REPEATED)
                continue
            for warning in row.warnings:
                self.rejects.add("warning", line.number, row.id, warning)
            yield _Item(line.number, line.size, row)

    def _warn_ignored(self, line: int, row: Row, columns: list[str]) -> None:
        """Each unknown column once, where it is first seen."""
        for name in (*columns, *row.ignored):
            if name not in self.ignored and len(self.ignored) < MOST_IGNORED:
                self.ignored.add(name)
                self.rejects.add(
                    "warning", line, row.id,
                    f"column “{cleaning.shown(name)}” is none of ours and is ignored, here and below",
                )  # fmt: skip

    def _land(self, batch: list[_Item]) -> None:
        if not batch:
            return
        lines_of = {item.row.id: item.line for item in batch}
        landed = land(self._with_pictures(batch), self.judged)
        self.counts.created += len(landed.created)
        self.counts.changed += len(landed.changed)
        self.counts.unchanged += len(landed.unchanged)
        for external_id, reason in landed.refused.items():
            self.rejects.add("rejected", lines_of[external_id], external_id, reason)
        reset_queries()  # with DEBUG, Django keeps the text of every query

    def _with_pictures(self, batch: list[_Item]) -> list[Listing]:
        """Each source of the batch is taken once, several at a time; then each place gets its picture."""
        sources = dict.fromkeys(source for item in batch for _, _, source in _places(item.row))
        if not sources:
            return [Listing(item.row) for item in batch]
        earlier = listings.pictures_of(item.row.id for item in batch)
        taken = self.album.take({source: earlier.get(source) for source in sources})
        made = [Listing(item.row, tuple(self._placed(item, taken))) for item in batch]
        # A new file counts as stored in one of its places and as reused in the others.
        fresh = sum(outcome.fresh for outcome in taken.values())
        self.counts.images_stored += fresh
        self.counts.images_reused += sum(len(listing.pictures) for listing in made) - fresh
        return made

    def _placed(self, item: _Item, taken: dict[str, Outcome]) -> Iterator[Placed]:
        for variant, position, source in _places(item.row):
            outcome = taken[source]
            if outcome.problem:
                whose = f"cspus {cleaning.shown(variant)}: " if variant else ""
                reason = f"{whose}image “{cleaning.shown(source)}”: {outcome.problem}"
                self.rejects.add("warning", item.line, item.row.id, reason)
            if outcome.picture:
                yield Placed(variant, position, outcome.picture)
            else:
                self.counts.images_rejected += 1


def _places(row: Row) -> Iterator[tuple[str, int, str]]:
    """(variant id or empty, position, source) of every picture that a listing names."""
    for position, source in enumerate(row.images):
        yield "", position, source
    for variant in row.variants:
        for position, source in enumerate(variant.images):
            yield variant.id, position, source
