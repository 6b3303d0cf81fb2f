"""Find the listings that may be the same product: `manage.py find_candidates [--full] [--category Shoes/Sneakers]`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dedup.backends.encoders import EncoderError
from dedup.candidates import search
from dedup.candidates.search import Counts
from rules.resolve import BrokenRule


class Command(BaseCommand):
    help = "Embed new and changed listings and find their candidate pairs, in the whole catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="search for all, not only new and changed ones")
        parser.add_argument("--category", default="", metavar="PATH", help="only Shoes/Sneakers and what is below it")

    def handle(self, *args: Any, **options: Any) -> None:
        category = [name for name in options["category"].split("/") if name]
        columns = (TextColumn("{task.description}"), BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bars:
            bar = bars.add_task("Finding candidate pairs", total=None)
            try:
                counts = search.run(
                    full=options["full"],
                    category=category,
                    progress=lambda done, total: bars.update(bar, completed=done, total=total),
                )
            except (search.Busy, search.NoSuchCategory, EncoderError, BrokenRule) as error:
                raise CommandError(str(error)) from error
        self.stdout.write("\n".join(lines(counts)))


def lines(counts: Counts) -> list[str]:
    said = [
        f"{counts.listings:,} listings searched for, {counts.embedded:,} vectors written.",
        f"{counts.pairs:,} candidate pairs: "
        + ", ".join(f"{count:,} by {source}" for source, count in counts.by_source.items())
        + " (a pair found by several counts under each).",
        f"{counts.new:,} pairs are new, {counts.changed:,} changed, {counts.removed:,} removed.",
    ]
    if counts.below:
        said.append(f"{counts.below:,} pairs are less alike than the thresholds of their rules ask: no candidates.")
    if counts.unreadable:
        said.append(f"{counts.unreadable:,} stored pictures could not be read: import their listings again.")
    if counts.stock:
        said.append(f"{counts.stock:,} pictures are on too many listings to tell products apart: not compared.")
    if counts.skipped:
        said.append(
            f"{len(counts.skipped):,} numbers are on too many listings to be theirs, for example {counts.skipped[0]}."
        )
    return said
