from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from hypothesis import settings as hypothesis_settings

from tests import openai_stub
from tests.gemini_stub import Stub

ROOT = Path(__file__).resolve().parent.parent

# CI tries the same examples each time; `pytest --hypothesis-profile=default` looks for new ones.
hypothesis_settings.register_profile("same", derandomize=True)
hypothesis_settings.load_profile("same")


@pytest.fixture(scope="session")
def data() -> Path:
    """The labelled sets; they are not part of the project."""
    folder = Path(os.environ.get("ONELISTING_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no labelled data at {folder}: set ONELISTING_DATA")
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may pass through, for servers of its own.

    pytest closes its own folders to everybody else at every start, and as root PostgreSQL runs as a user of its own.
    """
    with tempfile.TemporaryDirectory(prefix="onelisting-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def offline(settings: Any) -> None:
    settings.JUDGE = "offline"


@pytest.fixture
def gemini(settings: Any) -> Iterator[Stub]:
    """A model that is paid for each question: Gemini's own client against a stub on the loopback."""
    with Stub() as stub:
        settings.JUDGE, settings.GEMINI_API_KEY, settings.GEMINI_BASE_URL = "gemini", "key", stub.url
        settings.JUDGE_TIMEOUT_SECONDS = 5
        yield stub


@pytest.fixture
def openai_compatible(settings: Any) -> Iterator[openai_stub.Stub]:
    """The same with a server of chat completions, such as vLLM or Ollama, which wants no key."""
    with openai_stub.Stub() as stub:
        settings.JUDGE, settings.JUDGE_API_KEY = f"openai_compatible:m@{stub.url}/v1", ""
        settings.JUDGE_TIMEOUT_SECONDS = 5
        yield stub


def url_of_the_test_database() -> str:
    """For processes of their own, which see only what is really committed."""
    made = connection.settings_dict
    address = {"host": made["HOST"], "port": made["PORT"]}
    query = urlencode({key: value for key, value in address.items() if value})
    return f"postgresql://{quote(made['USER'])}:{quote(made['PASSWORD'])}@/{quote(made['NAME'])}?{query}"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Half of a second per user made would be spent on a hash that no test is about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What pages keep for some seconds is of one test only."""
    cache.clear()


@pytest.fixture(autouse=True)
def rows_of_migrations(request: pytest.FixtureRequest) -> None:
    """A test with real commits ends by emptying every table; the next one finds what migrations had written there."""
    if request.node.get_closest_marker("django_db") or {"db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("db")
        if not Group.objects.exists():
            write_rows_of_migrations()


def write_rows_of_migrations() -> None:
    for (app, _), migration in MigrationLoader(connection).graph.nodes.items():
        if app in ("rules", "dedup", "review"):
            for operation in migration.operations:
                if isinstance(operation, RunPython):
                    operation.code(apps, None)
