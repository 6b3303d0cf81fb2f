"""`export_weekly [--week 2026-W46] [--level 1] [--format csv] --out DIR`: a week's figures as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from review import exports, figures
from review.weeks import BadWeek, Week


class Command(BaseCommand):
    help = "Write the figures of a week, per category, into a file. Every column is defined in docs/figures.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--week", default="", help="as 2026-W46; without it the last week that is over")
        parser.add_argument(
            "--level", type=int, choices=(1, 2, 3), default=1, help="how deep categories are told apart"
        )
        parser.add_argument("--format", choices=("csv",), default="csv")
        parser.add_argument("--out", type=Path, required=True, help="folder; made when it is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        week = self.week(options["week"])
        path: Path = options["out"] / f"weekly-{week}.{options['format']}"
        rows = figures.weekly(week, level=options["level"])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            exports.save_csv(rows, path)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{path}: {len(rows)} rows")

    def week(self, text: str) -> Week:
        try:
            return Week.asked(text) if text else Week.last_complete()
        except BadWeek as error:
            raise CommandError(f"--week: {error}") from error
