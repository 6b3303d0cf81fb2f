"""Measure how fast something is, on data made for it: `manage.py bench resolution --json FILE`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dedup.evaluation import hostile, outage, overhead, resolution, scratch
from dedup.management import figures as written
from review.replay import bench as replay

# Each runs in a scratch database of its own; `--pairs` is for those of PAIRS.
BENCHES: dict[str, Callable[..., dict[str, Any]]] = {
    "judging": overhead.run,
    "matchers": hostile.run,
    "outage": outage.run,
    "resolution": resolution.run,
    "replay": replay.run,
}
PAIRS = {"judging", "outage", "replay"}


class Command(BaseCommand):
    help = "Measure how fast something is, in a scratch database on the same server; your own data is not touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(BENCHES))
        parser.add_argument("--pairs", type=int, metavar="N", help="of judging, outage and replay: how many pairs")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path | None = options["json"]
        written.check(file)
        sizes = _sizes(options["what"], options["pairs"])
        with scratch.database():
            figures = BENCHES[options["what"]](**sizes)
        self.stdout.write(written.text(figures))
        if file:
            written.write(figures, file)


def _sizes(what: str, pairs: int | None) -> dict[str, int]:
    if pairs is None:
        return {}
    if what not in PAIRS or pairs < 1:
        raise CommandError(f"--pairs: a number from 1 on, for one of: {', '.join(sorted(PAIRS))}.")
    return {"pairs": pairs}
