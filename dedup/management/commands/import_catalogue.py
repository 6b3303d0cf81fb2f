"""`manage.py import_catalogue FILE`: listings and their pictures into the catalogue."""

from __future__ import annotations

import contextlib
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from dedup.catalogue import ingest, lines
from dedup.catalogue.decoders import DecodersBroken

EVERY = 5  # seconds between two lines of progress where there is no terminal


class Command(BaseCommand):
    help = "Import listings from a .jsonl or .csv file (also .gz). Importing again changes only what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="one listing a line; docs/import.md describes the format")
        parser.add_argument(
            "--images", type=Path, metavar="DIR", help="where paths of pictures start; else beside FILE"
        )
        parser.add_argument("--mapping", type=Path, metavar="FILE", help='JSON: {"their column": "our column"}')
        parser.add_argument(
            "--fetch-again", action="store_true", help="ask web addresses anew that gave a picture before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["images"] and not options["images"].is_dir():
            raise CommandError(f"--images: {options['images']} is no folder")
        try:
            with self._progress() as (found, progress):
                counts = ingest.run(
                    options["file"],
                    images=options["images"],
                    mapping=options["mapping"],
                    fetch_again=options["fetch_again"],
                    progress=progress,
                    found=found,
                )
        except (lines.BadFile, DecodersBroken) as error:
            raise CommandError(str(error)) from error
        except (OperationalError, OSError) as error:
            raise CommandError(f"stopped: {error}\nWhat has landed stays; run the command again to go on.") from error
        self._tell(counts)
        if counts.damaged:
            raise CommandError(f"line {counts.damaged} and what follows could not be read: fetch the file again")

    @contextlib.contextmanager
    def _progress(self) -> Iterator[tuple[ingest.Progress, ingest.Progress]]:
        """(told how many listings there are, told how many are done): a bar on a terminal, else now and then a line."""
        if not sys.stderr.isatty():
            lines_out = _Lines(self)
            yield lines_out.found, lines_out.done
            return
        columns = (TextColumn("Listings"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("", total=None)
            yield lambda total: bar.update(task, total=total), lambda done: bar.update(task, completed=done)

    def _tell(self, counts: ingest.Counts) -> None:
        parts = [f"{counts.created:,} created", f"{counts.changed:,} changed", f"{counts.unchanged:,} unchanged"]
        if counts.repeated:
            parts.append(f"{counts.repeated:,} repeated")
        self.stdout.write(f"Read {counts.read:,} listings: {', '.join(parts)}, {counts.rejected:,} rejected.")
        pictures = counts.images_stored + counts.images_reused + counts.images_rejected
        if pictures:
            self.stdout.write(
                f"Pictures named {pictures:,} times: {counts.images_stored:,} stored, {counts.images_reused:,} reused,"
                f" {counts.images_rejected:,} rejected."
            )
        self.stdout.write(f"Warnings: {counts.warnings:,}.")
        if counts.rejects:
            self.stdout.write(f"Rejected listings and warnings are listed in {counts.rejects}")
        if counts.images_rejected and counts.images_rejected == pictures:
            self.stdout.write("No picture could be taken: does --images name the folder where their paths start?")


class _Rate(ProgressColumn):
    """Listings a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:,.0f}/s")


class _Lines:
    def __init__(self, command: BaseCommand) -> None:
        self._command = command
        self._total = 0
        self._started = self._told = time.monotonic()

    def found(self, total: int) -> None:
        self._total = total

    def done(self, count: int) -> None:
        now = time.monotonic()
        if now - self._told >= EVERY:
            self._told = now
            rate = count / (now - self._started)
            self._command.stderr.write(f"{count:,} of {self._total:,} listings, {rate:,.0f}/s")
