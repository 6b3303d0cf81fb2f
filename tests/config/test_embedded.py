"""The embedded servers, as commands meet them: real processes, real kills, a folder of their own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from config import embedded
from config.servers import Postgres, Redis, ServiceError

ROOT = Path(__file__).resolve().parents[2]
# A command that says when its servers are up, and waits until its input ends.
HOLD = (
    "import sys; from config import embedded\n"
    "with embedded.for_command(['shell']):\n"
    "    print('up', flush=True); sys.stdin.read()"
)


def environment(var: Path) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")}
    return {**kept, "ONELISTING_VAR": str(var)}


def hold(var: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        env=environment(var),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_up(holder: subprocess.Popen[str]) -> None:
    assert holder.stdout is not None
    said = holder.stdout.readline()
    if said != "up\n":
        holder.kill()
        pytest.fail(said)


def end(holder: subprocess.Popen[str]) -> int:
    holder.communicate(timeout=60)
    return holder.returncode


def postmaster(var: Path) -> int:
    return int((var / "pg" / "postmaster.pid").read_text().split("\n")[0])


def running(var: Path) -> tuple[bool, bool]:
    """Whether PostgreSQL and Redis of this folder answer."""
    redis = Redis(var)
    with contextlib.suppress(psycopg.OperationalError), psycopg.connect(Postgres(var).url("postgres")):
        return True, redis.answers()
    return False, redis.answers()


@pytest.fixture
def var(open_folder: Path) -> Iterator[Path]:
    folder = open_folder / "var"
    yield folder
    Redis(folder).stop()
    Postgres(folder).stop()


def test_two_starts_at_once_share_and_the_last_one_out_stops_both_servers(var: Path):
    first, second = hold(var), hold(var)
    wait_up(first)
    wait_up(second)
    assert end(first) == 0
    assert running(var) == (True, True), "the second still uses them"
    assert end(second) == 0
    assert running(var) == (False, False)


def test_a_terminated_command_stops_what_it_started(var: Path):
    holder = hold(var)
    wait_up(holder)
    holder.terminate()
    assert end(holder) == 128 + signal.SIGTERM
    assert running(var) == (False, False)


def test_servers_of_a_killed_command_serve_the_next_one_and_stop_with_it(var: Path):
    killed = hold(var)
    wait_up(killed)
    server = postmaster(var)
    killed.kill()
    killed.wait()
    assert running(var) == (True, True)
    following = hold(var)
    wait_up(following)
    assert postmaster(var) == server
    end(following)
    assert running(var) == (False, False)


def test_rows_survive_a_killed_server(var: Path):
    holder = hold(var)
    wait_up(holder)
    with psycopg.connect(Postgres(var).url("onelisting"), autocommit=True) as db:
        db.execute("CREATE TABLE kept AS SELECT 7 AS n")
    os.kill(postmaster(var), signal.SIGKILL)
    holder.kill()
    holder.wait()
    again = hold(var)
    wait_up(again)
    with psycopg.connect(Postgres(var).url("onelisting")) as db:
        assert db.execute("SELECT n FROM kept").fetchone() == (7,)
    end(again)


def test_a_stale_pid_that_now_belongs_to_somebody_else_is_no_obstacle(var: Path):
    holder = hold(var)
    wait_up(holder)
    end(holder)
    stale = [str(os.getpid()), str(var / "pg"), "1700000000", "5432", str(var / "sockets"), "", "1 1", "ready"]
    (var / "pg" / "postmaster.pid").write_text("\n".join(stale))
    again = hold(var)
    wait_up(again)
    assert psutil.pid_exists(os.getpid())
    end(again)


def test_a_half_made_data_directory_is_moved_aside_and_kept(var: Path):
    (var / "pg" / "base").mkdir(parents=True)
    (var / "pg" / "base" / "something").write_text("kept")
    (var / "pg.new").mkdir()
    holder = hold(var)
    wait_up(holder)
    end(holder)
    assert [path.read_text() for path in var.glob("pg.broken-*/base/something")] == ["kept"]


def test_a_folder_too_deep_for_a_socket_still_works(open_folder: Path):
    deep = open_folder / ("d" * 60) / ("e" * 60)
    holder = hold(deep)
    wait_up(holder)
    assert running(deep) == (True, True)
    end(holder)


def test_a_start_that_has_to_wait_too_long_names_who_holds_it(tmp_path: Path):
    lock = tmp_path / "services.lock"
    refused = pytest.raises(ServiceError, match=f"Process {os.getpid()} ")
    with embedded.exclusively(lock), refused, embedded.exclusively(lock, seconds=0.2):
        pytest.fail("two hold it")


def test_with_both_urls_set_nothing_is_started(var: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONELISTING_VAR", str(var))
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/db")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    with embedded.for_command(["migrate"]):
        assert not var.exists()


@pytest.mark.parametrize("argv", [[], ["help"], ["check"], ["match"]])
def test_commands_that_keep_nothing_start_nothing(argv: list[str], var: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONELISTING_VAR", str(var))
    monkeypatch.delenv("DATABASE_URL")
    with embedded.for_command(argv):
        assert not var.exists()


def test_a_server_that_cannot_start_says_why(var: Path):
    holder = hold(var)
    wait_up(holder)
    end(holder)
    (var / "pg" / "postgresql.conf").write_text("shared_buffers = nonsense\n")
    started = time.monotonic()
    broken = hold(var)
    said, _ = broken.communicate(timeout=60)
    assert broken.returncode == 1
    assert "PostgreSQL: pg_ctl ended with 1" in said and "shared_buffers" in said
    assert time.monotonic() - started < 30
