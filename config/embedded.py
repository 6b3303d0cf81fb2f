from __future__ import annotations

import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def for_command(argv: list[str]) -> Iterator[None]:
    yield
