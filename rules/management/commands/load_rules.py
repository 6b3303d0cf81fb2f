"""Publish the rule sets of a file: `manage.py load_rules rules/examples/bags.json`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rules import files


class Command(BaseCommand):
    help = "Make the rule sets of FILE live. Reads our format and the published three-level one. All or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            loaded = files.load(file)
        except files.BadFile as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        for warning in loaded.warnings:
            self.stderr.write(self.style.WARNING(f"warning: {warning}"))
        if options["verbosity"]:
            self.stdout.write(
                f"{file.name}: {loaded.new} categories have a rule now, {loaded.changed} a new version, "
                f"{loaded.unchanged} as before"
            )
