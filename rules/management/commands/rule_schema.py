"""Write the JSON Schema of rule files: `manage.py rule_schema rules.schema.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rules import schema


class Command(BaseCommand):
    help = "Write the JSON Schema of a file of rules (or of one rule) to FILE or to the screen, for editors of texts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="where to write it; left out: the screen")
        parser.add_argument("--rule", action="store_true", help="of one rule, as the JSON page of a draft has it")

    def handle(self, *args: Any, **options: Any) -> None:
        made = schema.json_schema() if options["rule"] else schema.file_schema()
        text = json.dumps(made, ensure_ascii=False, indent=2)
        file: Path | None = options["file"]
        if file is None:
            self.stdout.write(text)
            return
        try:
            file.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}).") from error
