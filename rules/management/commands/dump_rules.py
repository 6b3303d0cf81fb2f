"""Write the live rule sets to a file: `manage.py dump_rules rules.json --category 箱包 --published`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rules import dumps, prompts, published, resolve
from rules.models import RuleSet


class Command(BaseCommand):
    help = "Write the live rule sets to FILE, in our format or the published three-level one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--category", default="", metavar="PATH", help="only Shoes/Sneakers and what is below it")
        parser.add_argument("--published", action="store_true", help="the three-level format; prompts go beside it")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        rows = dumps.live(options["category"])
        if not rows:
            raise CommandError("There is no live rule set here. See `manage.py load_rules`.")
        document: Any = dumps.own(rows)
        entries: list[published.Entry] = []
        if options["published"]:
            entries = _published(rows)
            self._warn(rows, entries)
            document = published.write(entries)
            rows = [row for row in rows if row.category]
        _save(file, document)
        self._write_prompts(file.parent, entries)
        self.stdout.write(f"{file}: {len(rows)} rule sets")

    def _warn(self, rows: list[RuleSet], entries: list[published.Entry]) -> None:
        if any(row.category is None for row in rows):
            self._say("the default rule set is left out: the published format has no place for it")
        extending = [row for row in rows if row.category and row.spec.get("extends")]
        for row in extending:
            self._say(f"{row}: extends the rule above it; it is written whole, for this format has no extends")
        for entry in entries:
            if lost := published.more(entry.spec):
                self._say(f"{', '.join(entry.names)}: {', '.join(lost)} left out: the format has none")

    def _write_prompts(self, folder: Path, entries: list[published.Entry]) -> None:
        for spec in (entry.spec for entry in entries if entry.spec.prompt and entry.spec.prompt_path):
            try:
                written = prompts.write(folder, spec.prompt_path, spec.prompt)
            except prompts.BadPrompt as error:
                raise CommandError(str(error)) from error
            if not written:
                self._say(f"{spec.prompt_path} stands there with other words and was left as it is")

    def _say(self, text: str) -> None:
        self.stderr.write(self.style.WARNING(f"warning: {text}"))


def _published(rows: list[RuleSet]) -> list[published.Entry]:
    try:
        return dumps.published_entries(rows)
    except resolve.BrokenRule as error:
        raise CommandError(str(error)) from error


def _save(file: Path, document: Any) -> None:
    try:
        file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be written ({error.strerror}).") from error
