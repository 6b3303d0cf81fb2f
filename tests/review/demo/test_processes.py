from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import psutil
import pytest

from review.demo import processes
from review.demo.processes import Child

# A child that has a child, and one of them does not listen to SIGTERM.
STUBBORN = """
import subprocess, sys, time
inner = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
process = subprocess.Popen([sys.executable, "-c", inner])
time.sleep(60)
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module that a child can run with `-m trial`."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path / "trial.py"


def wait_for(log: Path, words: str) -> None:
    end = time.monotonic() + 20
    while not (log.exists() and words in log.read_text()):
        assert time.monotonic() < end
        time.sleep(0.02)


def keep_checking(child: Child) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        child.check()
        time.sleep(0.02)


def test_the_whole_group_is_gone_afterwards(module: Path, tmp_path: Path) -> None:
    module.write_text(STUBBORN)
    with Child("trial", ["trial"], tmp_path / "logs") as child:
        wait_for(tmp_path / "logs" / "trial.log", "ready")
        family = [psutil.Process(child.pid), *psutil.Process(child.pid).children(recursive=True)]
        assert len(family) == 2
        assert os.getpgid(child.pid) == child.pid != os.getpgid(0)
        child.check()
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive


def test_a_child_that_ends_by_itself_is_named_with_the_end_of_its_log(module: Path, tmp_path: Path) -> None:
    module.write_text("raise SystemExit('no key')")
    refused = pytest.raises(processes.Ended, match=r"(?s)The trial ended with 1.*no key")
    with Child("trial", ["trial"], tmp_path) as child, refused:
        keep_checking(child)


def test_it_is_stopped_when_the_block_fails_too(module: Path, tmp_path: Path) -> None:
    module.write_text("import time; time.sleep(60)")
    child = Child("trial", ["trial"], tmp_path)
    with pytest.raises(KeyboardInterrupt), child:
        raise KeyboardInterrupt
    assert not psutil.pid_exists(child.pid)


def test_ports() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        with pytest.raises(OSError):
            processes.free_port("127.0.0.1", taken)
        assert processes.free_port("127.0.0.1", 0) not in (0, taken)
