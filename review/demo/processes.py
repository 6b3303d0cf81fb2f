"""The worker and the web server of the demo: children in groups of their own, stopped by their own number."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from django.conf import settings

GRACE_SECONDS = 10
LAST_LINES = 15


class Ended(Exception):
    """A child ended by itself; the message has the end of its log."""


class Child:
    """A Python program of ours that runs while the `with` block does.

    It has a session of its own, so that a Ctrl-C reaches only the demo, which then stops it in order.
    """

    def __init__(self, name: str, arguments: list[str], logs: Path) -> None:
        self.name = name
        self._arguments = arguments
        self._log = logs / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own arguments
                [sys.executable, "-m", *self._arguments],
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE_SECONDS)
        self._signal(signal.SIGKILL)  # of the group: what the child has left behind too
        self._process.wait()

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def check(self) -> None:
        """Raises Ended when it no longer runs."""
        if self._process is not None and self._process.poll() is not None:
            lines = self._log.read_text(errors="replace").splitlines()[-LAST_LINES:]
            end = "\n".join(lines)
            raise Ended(f"The {self.name} ended with {self._process.returncode}. The end of {self._log}:\n{end}")

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)


def worker(logs: Path) -> Child:
    """A Celery worker with two processes, and beat inside it."""
    words = ["celery", "--app", "config", "worker", "--beat", "--schedule", str(logs / "beat"), "--concurrency", "2"]
    return Child("worker", [*words, "--loglevel", "WARNING", "--without-gossip", "--without-mingle"], logs)


def web(logs: Path, host: str, port: int) -> Child:
    words = ["gunicorn", "config.wsgi", "--bind", f"{host}:{port}", "--workers", "2", "--threads", "4"]
    return Child("web server", [*words, "--no-control-socket", "--access-logfile", str(logs / "access.log")], logs)


def free_port(host: str, wanted: int) -> int:
    """`wanted` when nobody listens there, or any free one for 0. Raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, wanted))
        return int(probe.getsockname()[1])
