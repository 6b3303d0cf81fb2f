"""A database and a media folder that exist for one evaluation, on the user's server but never the user's data."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

PREFIX = "onelisting_scratch_"
# For a bench, whose questions cost nothing: limits of the user's would only hold it up.
UNLIMITED = {"JUDGE_CALLS_PER_MINUTE": "", "JUDGE_CALLS_A_DAY": "", "JUDGE_COST_A_DAY": ""}


@contextmanager
def database() -> Iterator[str]:
    """Inside, everything that uses the default connection works on an empty, migrated database of this name.

    It is dropped at the end, whatever happened, and the connection is as before. The role of
    DATABASE_URL needs the right to create databases. Not inside a transaction.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a scratch database cannot be used inside a transaction")
    user_database = connection.settings_dict["NAME"]
    name = PREFIX + secrets.token_hex(6)
    _run(f'CREATE DATABASE "{name}"')
    _run(f'ALTER DATABASE "{name}" SET synchronous_commit = off')  # nothing in it has to survive a crash
    try:
        _switch(name)
        with tempfile.TemporaryDirectory(prefix=PREFIX) as media, override_settings(MEDIA_ROOT=media):
            call_command("migrate", verbosity=0)
            yield name
    finally:
        _switch(user_database)
        _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
