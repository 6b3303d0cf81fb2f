"""Judge the candidate pairs that have no verdict yet, or whose listings or rules have changed."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dedup import work
from dedup.judging import runs, summary

LONGEST_REASON = 60
NO_WORKER = "No worker answers. Start one with `celery -A config worker -B`, or judge here with `judge --wait`."


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--wait", action="store_true", help="work here too, beside any workers, until all is judged"
        )
        parser.add_argument(
            "--again", action="store_true", help="judge every pair anew; recorded answers are used again"
        )

    def handle(self, *args: Any, wait: bool, again: bool, **options: Any) -> None:
        console = Console(file=cast(IO[str], self.stdout), no_color=options["no_color"])
        started = timezone.now()
        try:
            planned = runs.plan(again=again)
        except runs.STOPS as stop:
            raise CommandError(str(stop)) from stop
        work.hurry()
        console.print(f"{planned:,} pairs to judge.")
        if not wait:
            _say_who_works(console)
            return
        self._work_here(console)
        console.print(table(summary.since(started)))
        if failed := work.counts().failed:
            console.print(f"{failed:,} pairs could not be judged and were given to people; `judge` tries them again.")

    def _work_here(self, console: Console) -> None:
        total = work.counts().open
        told = TextColumn("{task.description}")
        with Progress(told, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console) as bar:
            task = bar.add_task("Judging", total=total)

            def show(counts: work.Counts) -> None:
                waits = work.reason()[:LONGEST_REASON]
                bar.update(
                    task, completed=total - counts.open, description=f"Judging ({waits})" if waits else "Judging"
                )

            try:
                runs.drain_here(progress=show)
            except runs.STOPS as stop:
                raise CommandError(f"Stopped: {stop} Mend that and run `judge` again; nothing is lost.") from stop


def _say_who_works(console: Console) -> None:
    waiting = work.counts().open
    if waiting and not work.workers():
        console.print(NO_WORKER)
    elif waiting:
        console.print(f"{waiting:,} pairs wait; the workers are on it. `judge --wait` shows how far they are.")


def table(done: summary.Summary) -> Table:
    """Levels, who settled them, and what was asked."""
    shown = Table(title="Judged", show_header=False, title_justify="left")
    for level, count in done.levels.items():
        shown.add_row(level.replace("_", " "), f"{count:,}")
    shown.add_section()
    for who, count in done.settled_by.items():
        shown.add_row(f"settled by {who}", f"{count:,}")
    shown.add_row("variants compared too", f"{done.rechecked:,}")
    shown.add_row("sent to people", f"{done.to_people:,}")
    shown.add_section()
    for backend, count in done.asked.items():
        shown.add_row(f"questions to {backend}", f"{count:,}")
    shown.add_row("cost", f"${done.cost:,.4f}")
    return shown
