"""Write recorded answers to a file: `manage.py export_answers answers.jsonl.gz --since 2026-11-01`."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from dedup.judging import exchange
from dedup.models import ModelCall


class Command(BaseCommand):
    help = "Write what models answered to FILE (.jsonl or .jsonl.gz), for import_answers on another machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--since", default="", metavar="DATE", help="only what was asked from this day on")
        parser.add_argument("--backend", default="", metavar="NAME", help="only of gemini:gemini-2.5-flash, say")

    def handle(self, *args: Any, file: Path, since: str, backend: str, **options: Any) -> None:
        try:
            written = exchange.write(file, since=_moment(since), backend=backend)
        except exchange.BadFile as error:
            raise CommandError(str(error)) from error
        if not written:
            self.stdout.write(f"{file}: no recorded answers. {_names()}")
            return
        self.stdout.write(
            f"{file}: {written:,} recorded answers. They hold listings' texts: keep it as you keep those."
        )


def _names() -> str:
    """What --backend could have said."""
    known = ModelCall.objects.order_by("backend").values_list("backend", flat=True).distinct()
    return f"The record has those of {', '.join(known)}." if known else "The record is empty."


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"--since {text}: say a day such as 2026-11-01.")
    return timezone.make_aware(datetime.combine(day, time()))
