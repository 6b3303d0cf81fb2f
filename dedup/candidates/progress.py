"""One bar over several stages whose lengths become known on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int | None], None]  # (done, of how many)


@dataclass
class Bar:
    progress: Progress | None = None
    done: int = 0
    total: int = 0

    def expect(self, count: int) -> None:
        self.total += count
        self.step(0)

    def step(self, count: int) -> None:
        self.done += count
        if self.progress:
            self.progress(self.done, self.total)

    def finish(self) -> None:
        """What was expected and turned out not to be there is done too."""
        self.step(self.total - self.done)
