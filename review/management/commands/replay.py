"""`replay DRAFT [--sample N --seed S] [--ask] [--json FILE]`: what a draft would have said of decided pairs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dedup.judging import runs
from dedup.management import figures as written
from review.models import Replay
from review.replay import lines, questions, replays, results, turns
from review.replay.scores import Share
from rules.models import RuleSet

LONGEST_REASON = 60


class Command(BaseCommand):
    help = "Compare what a draft rule says of the decided pairs with what the live rules say, in this process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("draft", type=int, help="number of the draft, as in the address of its pages")
        parser.add_argument("--sample", type=int, metavar="N", help="only so many pairs, drawn at random")
        parser.add_argument("--seed", type=int, default=0, help="the same seed draws the same pairs")
        parser.add_argument(
            "--ask", action="store_true", help="ask the model what is not recorded, which may cost money"
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures into a file too")

    def handle(self, *args: Any, draft: int, json: Path | None, ask: bool, **options: Any) -> None:
        written.check(json)
        console = Console(file=cast(IO[str], self.stdout), no_color=options["no_color"])
        sample = options["sample"]
        if sample is not None and sample < 1:
            raise CommandError("--sample: say a number from 1 on.")
        replay = self.begun(draft, sample, options["seed"], ask=ask)
        if ask:
            replays.ask(replay)
        work(replay, console)
        if replay.state == Replay.State.STOPPED:
            raise CommandError(f"Stopped: {replay.error} Mend that and run `replay {draft}` again; nothing is lost.")
        found = results.result(replay)
        console.print(table(found))
        say_what_is_missing(replay, console)
        if json:
            written.write(results.figures(found), json)

    def begun(self, number: int, sample: int | None, seed: int, *, ask: bool) -> Replay:
        """The running replay of this draft, or the finished one that is to be asked the rest, or a new one."""
        draft = RuleSet.objects.filter(pk=number, published_at=None).first()
        if draft is None:
            raise CommandError(f"There is no draft {number}. Open a category's rules and look at the draft's address.")
        running = draft.replays.filter(kind=Replay.Kind.REPLAY, state=Replay.State.RUNNING).first()
        try:
            finished = replays.latest(draft) if ask else None
            return running or finished or replays.start(draft, user=None, sample=sample, seed=seed)
        except runs.STOPS as stop:
            raise CommandError(str(stop)) from stop


def work(replay: Replay, console: Console) -> None:
    told = TextColumn("{task.description}")
    with Progress(told, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console) as bar:
        task = bar.add_task("Comparing", total=lines.counts(replay).total)

        def show(counts: lines.Counts) -> None:
            waits = replay.error[:LONGEST_REASON]
            words = f"Comparing ({waits})" if waits else "Comparing"
            bar.update(task, completed=counts.reached(asks=replay.asks), description=words)

        turns.drain_here(replay, progress=show)


def table(found: results.Result) -> Table:
    shown = Table("", "live rules", "draft", title=f"Decided pairs compared: {found.answered:,}", title_justify="left")
    for point in found.points:
        for name, old, new in (
            ("precision", point.old.precision, point.new.precision),
            ("recall", point.old.recall, point.new.recall),
        ):
            shown.add_row(f"{name} at the {point.name} point", said(old), said(new))
    shown.add_section()
    for row in found.confusion:
        shown.add_row(f"{row.words}, decided same", f"{row.same_old:,}", f"{row.same_new:,}")
        shown.add_row(f"{row.words}, decided different", f"{row.different_old:,}", f"{row.different_new:,}")
    shown.add_section()
    shown.add_row("cost of 1,000 pairs", *(f"${cost or 0:,.4f}" for cost in (found.cost_old, found.cost_new)))
    for name in ("right", "wrong"):
        shown.add_row(f"became {name}", "", f"{found.flips[name]:,}")
    shown.add_row("moved within a side", "", f"{found.flips['moved']:,}")
    shown.add_row("left out, no answer", "", f"{found.unanswered:,}")
    return shown


def said(share: Share) -> str:
    if share.value is None:
        return "of no pair"
    return f"{share.value:.3f} ({share.low:.3f}-{share.high:.3f}) of {share.of:,}"


def say_what_is_missing(replay: Replay, console: Console) -> None:
    lacking = questions.missing(replay)
    if lacking.questions:
        console.print(f"{lacking.questions:,} questions are not recorded: {lacking.words}")
        console.print(f"About ${lacking.cost:.2f} to ask them: `replay {replay.draft_id} --ask`.")
