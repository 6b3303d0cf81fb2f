"""A real PostgreSQL 18 with pgvector and a real Redis under var/, for whoever has set no URLs.

`for_command` is called by manage.py before Django reads its settings. What DATABASE_URL and
REDIS_URL name is used as it is; what they do not name is started here and named in them, for this
process and its children. Both servers listen on unix sockets only.

Sharing. Every command that uses the servers holds a shared lock on `users.lock` while it runs, and
starting or stopping happens under an exclusive lock on `services.lock`. So two starts at once share
one server, a command beside a running demo leaves the demo's servers alone, and the last one out
stops them. The kernel drops the locks of a killed process: what it left running serves the next
command, which stops it when it is the last one.

How each server recovers from an unclean end is in `config/servers.py`.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import IO

from .servers import START_SECONDS, Postgres, Redis, ServiceError

# Commands that neither read nor write anything kept: they start no server.
WITHOUT_SERVICES = frozenset({"", "help", "--help", "-h", "version", "--version", "check", "collectstatic", "match"})


@contextlib.contextmanager
def for_command(argv: list[str]) -> Iterator[None]:
    """Servers for one `manage.py` run: started when it needs them, stopped when it was the last to use them."""
    wanted = (argv[0] if argv else "") not in WITHOUT_SERVICES
    missing = not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))
    if not (wanted and missing):
        yield
        return
    services = Services()
    previous = signal.signal(signal.SIGTERM, _exit_on_term)
    try:
        services.start()
    except ServiceError as error:
        sys.exit(f"{error}")
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
        services.stop()


def _exit_on_term(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


class Services:
    """The two servers of one var/ folder, seen from one process."""

    def __init__(self, var: Path | None = None) -> None:
        given = os.environ.get("ONELISTING_VAR") or Path(__file__).resolve().parent.parent / "var"
        self.var = Path(var or given).resolve()
        self._users: IO[str] | None = None

    def start(self) -> None:
        """Start or join what the environment does not name, and name it there. Raises ServiceError."""
        self.var.mkdir(parents=True, exist_ok=True)
        self._users = (self.var / "users.lock").open("a")
        with exclusively(self.var / "services.lock"):
            fcntl.flock(self._users, fcntl.LOCK_SH)
            if not os.environ.get("DATABASE_URL"):
                os.environ["DATABASE_URL"] = Postgres(self.var).start()
                os.environ.setdefault("SECRET_KEY", _secret_key(self.var))
            if not os.environ.get("REDIS_URL"):
                os.environ["REDIS_URL"] = Redis(self.var).start()

    def stop(self) -> None:
        """Stop the servers if nobody else uses them. Does nothing before `start`."""
        if self._users is None:
            return
        with exclusively(self.var / "services.lock"), self._users as users:
            self._users = None
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            Redis(self.var).stop()
            Postgres(self.var).stop()


@contextlib.contextmanager
def exclusively(path: Path, seconds: float = START_SECONDS) -> Iterator[None]:
    """Hold a file lock; the holder's process number stands in the file, for whoever has to wait.

    Raises ServiceError, with that number, when the lock is not free within `seconds`.
    """
    with path.open("a+") as file:
        end = time.monotonic() + seconds
        while not _locked(file):
            if time.monotonic() > end:
                file.seek(0)
                raise ServiceError(
                    f"Process {file.read().strip()} has been starting or stopping the servers for a minute."
                )
            time.sleep(0.05)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _secret_key(var: Path) -> str:
    """One key for all commands of this folder, so that people stay logged in."""
    path = var / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()
