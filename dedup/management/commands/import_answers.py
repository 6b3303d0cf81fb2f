"""Take recorded answers from a file: `manage.py import_answers answers.jsonl.gz`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dedup.backends.base import readable
from dedup.judging import calls, exchange

MOST_JUDGES = 20


class Command(BaseCommand):
    help = "Take the answers of a file that export_answers wrote: what stands in it is not asked, and costs nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            counts = exchange.read(file)
        except exchange.BadFile as error:
            raise CommandError(f"{error}\nWhat was read before stays; run the command again to go on.") from error
        for number, reason in counts.told:
            self.stderr.write(self.style.WARNING(f"line {number:,}: {reason}"))
        if counts.refused > len(counts.told):
            self.stderr.write(self.style.WARNING(f"and {counts.refused - len(counts.told):,} more lines"))
        found = f"{counts.new:,} new, {counts.known:,} known, {counts.refused:,} refused"
        self.stdout.write(f"Read {counts.read:,} recorded answers: {found}.")
        self._tell_who_answers(counts)

    def _tell_who_answers(self, counts: exchange.Counts) -> None:
        """Answers serve only where settings name the judge that gave them."""
        mine = {calls.chosen(role).name for role in calls.JUDGING}
        for judge, count in counts.judges.most_common(MOST_JUDGES):
            used = "in force here" if judge in mine else "not in force here: set JUDGE (or JUDGE_EXTRACT …) to use them"
            self.stdout.write(f"  {count:,} by {readable(judge)}, {used}.")
