"""Measure on labelled data: `manage.py evaluate blocking DIR --json FILE`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from dedup.backends.address import parse
from dedup.candidates.progress import Progress
from dedup.evaluation import answers, blocking, cost, extraction, matching
from dedup.evaluation.folders import BadFolder
from dedup.evaluation.injections import trial
from dedup.judging import calls, runs
from dedup.management import figures as written
from rules.files import BadFile

EVALUATIONS: dict[str, Callable[[Path, dict[str, Any], Progress], dict[str, Any]]] = {
    "blocking": lambda folder, options, progress: blocking.run(folder, progress=progress),
    "cost": lambda folder, options, progress: cost.run(folder, rules=options["rules"], progress=progress),
    "extraction": lambda folder, options, progress: extraction.run(folder, progress=progress),
    "injections": lambda folder, options, progress: trial.run(progress=progress),
    "matching": lambda folder, options, progress: (
        answers.run(folder, options["answers"], progress=progress)
        if options["answers"]
        else matching.run(folder, rules=options["rules"], progress=progress)
    ),
}


OF_THEIR_OWN = ("injections",)  # they bring their data with them and need no folder


class Command(BaseCommand):
    help = "Measure on a labelled folder, in a scratch database on the same server; your own data is not touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(EVALUATIONS))
        parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="catalogue.jsonl[.gz] and its labels")
        parser.add_argument("--judge", metavar="BACKEND[:MODEL][@URL]", help="who judges, in place of the settings")
        parser.add_argument("--rules", type=Path, metavar="FILE", help="judge by these rules, not by all samples")
        parser.add_argument("--answers", metavar="CSV", help="of matching --judge replay: recorded answers, in DIR")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path | None = options["json"]
        written.check(file)
        if options["folder"] is None and options["what"] not in OF_THEIR_OWN:
            raise CommandError(f"Say which folder: manage.py evaluate {options['what']} DIR.")
        with _judged_by(options["judge"]):
            figures = self._measure(options)
        self.stdout.write(written.text(figures))
        if file:
            written.write(figures, file)

    def _measure(self, options: dict[str, Any]) -> dict[str, Any]:
        columns = (TextColumn("{task.description}"), BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn())
        with Bars(*columns, console=Console(stderr=True)) as bars:
            bar = bars.add_task(f"Measuring {options['what']}", total=None)
            try:
                return EVALUATIONS[options["what"]](
                    options["folder"], options, lambda done, total: bars.update(bar, completed=done, total=total)
                )
            except (BadFolder, BadFile, calls.Later, *runs.STOPS) as error:
                raise CommandError(str(error)) from error


@contextmanager
def _judged_by(address: str | None) -> Iterator[None]:
    """One judge for every role that a verdict needs; the words on packs are read by whom settings name."""
    if address is None:
        yield
        return
    try:
        known = parse(address).backend in settings.JUDGES
    except ValueError as error:
        raise CommandError(f"--judge {address}: {error}") from error
    if not known:
        raise CommandError(f"--judge {address}: the backend is one of {', '.join(settings.JUDGES)}.")
    with override_settings(JUDGE=address, JUDGE_EXTRACT="", JUDGE_REASON="", JUDGE_COMPARE=""):
        yield
