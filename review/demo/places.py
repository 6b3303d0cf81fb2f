"""Where a demo lives: in the embedded servers, and each data folder in servers of its own."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

# What the embedded servers of this process have put there; those of another folder put their own.
THIS_PLACE = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")


def is_embedded() -> bool:
    """Whether the database is the one under var/, not a server of the operator's."""
    with connection.cursor() as cursor:  # without the privilege to see it the view has no row
        cursor.execute("SELECT setting FROM pg_settings WHERE name = 'data_directory'")
        row = cursor.fetchone()
    return row is not None and Path(row[0]) == settings.VAR / "pg"


def own_place(data: Path) -> Path:
    """The var/ folder for one data folder, so that two catalogues never mix."""
    number = hashlib.sha256(os.fsencode(data)).hexdigest()[:6]
    return Path(settings.VAR) / "demos" / f"{data.name}-{number}"


def run_there(data: Path, arguments: list[str]) -> int:
    """Run the demo with servers, pictures and log-ins under `own_place`; its exit status."""
    environment = {name: value for name, value in os.environ.items() if name not in THIS_PLACE}
    environment["ONELISTING_VAR"] = str(own_place(data))
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "demo", "--here", *arguments]
    child = subprocess.Popen(command, env=environment)  # noqa: S603 - our own arguments
    # A Ctrl-C reaches the child by itself; here it only must not end the waiting.
    signal.signal(signal.SIGINT, lambda number, frame: None)
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda number, frame: child.send_signal(number))
    return child.wait()
