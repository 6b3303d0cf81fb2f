"""Judge the candidate pairs that have no verdict yet, or whose listings or rules have changed."""

from __future__ import annotations

import textwrap
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Sequence
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dedup import work
from dedup.judging import budgets, calls, limits, prices, runs, summary, tallies
from dedup.models import Budget

LONGEST_REASON = 60
NOTHING_NEW = (
    "0 pairs to judge: all have a verdict under the rules in force, or wait for one. "
    "`judge --again` judges all anew, say by another judge."
)
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
        parser.add_argument(
            "--most-cost",
            type=_limit(limits.money),
            metavar="DOLLARS",
            help="a budget for this run; it holds for all workers until the next `judge`, which sets another or none",
        )
        parser.add_argument(
            "--most-calls", type=_limit(limits.count), metavar="N", help="the same in questions to models"
        )

    def handle(self, *args: Any, wait: bool, again: bool, **options: Any) -> None:
        console = Console(file=cast(IO[str], self.stdout), no_color=options["no_color"])
        started, from_record = timezone.now(), tallies.from_record()
        try:
            planned = runs.plan(again=again)
        except runs.STOPS as stop:
            raise CommandError(str(stop)) from stop
        budgets.begin_run(most_cost=options["most_cost"], most_calls=options["most_calls"])
        work.hurry()
        console.print(f"{planned:,} pair{'s' * (planned != 1)} to judge." if planned else NOTHING_NEW, soft_wrap=True)
        _say_what_has_no_price(console)
        if not wait:
            _say_who_works(console)
            _say_what_is_spent(console)
            return
        self._work_here(console)
        console.print(table(summary.since(started), tallies.from_record() - from_record, budgets.current()))
        _say_what_is_spent(console)
        if failed := work.counts().failed:
            console.print(f"{failed:,} pairs could not be judged and were given to people; `judge` tries them again.")

    def _work_here(self, console: Console) -> None:
        total = work.counts().open
        told = TextColumn("{task.description}")
        with Progress(told, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console) as bar:
            task = bar.add_task("Judging", total=total)

            def show(counts: work.Counts) -> None:
                waits = textwrap.shorten(work.reason(), LONGEST_REASON, placeholder=" …")
                told = f"Judging (waits: {escape(waits)})" if waits else "Judging"
                bar.update(task, completed=total - counts.open, description=told)

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


def _say_what_is_spent(console: Console) -> None:
    if reached := budgets.reached():
        console.print(f"{reached} Nothing is lost, and what needs no model is judged.", markup=False, soft_wrap=True)


def _say_what_has_no_price(console: Console) -> None:
    """A budget in money counts only what has a price."""
    if not any(budget.most_cost is not None for budget in budgets.current()):
        return
    judges = {judge.name for judge in map(calls.chosen, calls.JUDGING) if not judge.free}
    for name in sorted(judges):
        if not prices.of(name.partition(":")[2]):
            console.print(
                f"{name} has no price, so a budget in dollars does not hold it back. "
                "Set one on the page Models, or a budget in questions (--most-calls, JUDGE_CALLS_A_DAY).",
                markup=False,
                soft_wrap=True,
            )


def _limit(read: Callable[[str], object]) -> Callable[[str], object]:
    def limit(text: str) -> object:
        try:
            return read(text)
        except ValueError as error:
            raise ArgumentTypeError(str(error)) from error

    return limit


def table(done: summary.Summary, from_record: int, spent: Sequence[Budget]) -> Table:
    """Levels, who settled them, what was asked, what the record answered, and what is left of the budgets."""
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
    shown.add_row("answered from the record", f"{from_record:,}")
    shown.add_row("cost", f"${done.cost:,.4f}")
    for budget in spent:
        shown.add_row(*_left(budget))
    return shown


def _left(budget: Budget) -> tuple[str, str]:
    calls = "" if budget.most_calls is None else f"{budget.calls:,} of {budget.most_calls:,} questions"
    cost = "" if budget.most_cost is None else f"${budget.cost:,.4f} of {budgets.dollars(budget.most_cost)}"
    return f"budget of this {budget.scope}", ", ".join(filter(None, (cost, calls)))
