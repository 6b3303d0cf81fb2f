"""Measure on labelled data: `manage.py evaluate blocking DIR --json FILE`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from dedup.candidates.progress import Progress
from dedup.evaluation import blocking, matching
from dedup.evaluation.folders import BadFolder
from dedup.judging import runs
from dedup.management import figures as written

EVALUATIONS: dict[str, Callable[[Path, dict[str, Any], Progress], dict[str, Any]]] = {
    "blocking": lambda folder, options, progress: blocking.run(folder, progress=progress),
    "matching": lambda folder, options, progress: matching.run(folder, judge=options["judge"], progress=progress),
}


class Command(BaseCommand):
    help = "Measure on a labelled folder, in a scratch database on the same server; your own data is not touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(EVALUATIONS))
        parser.add_argument("folder", type=Path, metavar="DIR", help="catalogue.jsonl[.gz] and its labels")
        parser.add_argument("--judge", choices=sorted(settings.JUDGES), default=settings.JUDGE, help="who judges")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path | None = options["json"]
        written.check(file)
        columns = (TextColumn("{task.description}"), BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn())
        with Bars(*columns, console=Console(stderr=True)) as bars:
            bar = bars.add_task(f"Measuring {options['what']}", total=None)
            try:
                figures = EVALUATIONS[options["what"]](
                    options["folder"], options, lambda done, total: bars.update(bar, completed=done, total=total)
                )
            except (BadFolder, *runs.STOPS) as error:
                raise CommandError(str(error)) from error
        self.stdout.write(written.text(figures))
        if file:
            written.write(figures, file)
