"""The stages of the demo: each with a bar while it runs, and its seconds for the summary."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Advance = Callable[[int, int | None], None]  # (done, of how many)


class Stages:
    def __init__(self, console: Console) -> None:
        self.console = console
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[Advance]:
        """A bar that moves when the block says how far it is; without a total it only counts the time."""
        columns = (TextColumn("{task.description:<28}"), BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn())
        begin = time.monotonic()
        with Progress(*columns, console=self.console) as bars:
            bar = bars.add_task(name, total=None)

            def advance(done: int, total: int | None) -> None:
                bars.update(bar, completed=done, total=total)

            yield advance
            if bars.tasks[0].total is None:
                bars.update(bar, completed=1, total=1)
        self.seconds[name] = time.monotonic() - begin
