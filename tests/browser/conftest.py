"""A real Chromium, and a small catalogue for it to look at."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

BINARIES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: CI runs as root in a container. The rest keeps it from calling home.
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The binary. On a developer's machine its absence skips; in CI it fails, so that nothing is skipped unseen."""
    named = os.environ.get("CHROMIUM")
    path = named or next(filter(None, map(shutil.which, BINARIES)), None)
    if path is None:
        missing = f"no Chromium found ({', '.join(BINARIES)}): install one or set CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return path


@pytest.fixture
def browser(chromium: str, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright keeps an event loop running in this thread, which Django takes for asynchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()
        # Beside a running loop Django gives this thread a second connection; open, it would keep the database from
        # being emptied and dropped.
        connections.close_all()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots stay after the run: outside the repository."""
    folder = Path(os.environ.get("ONELISTING_ARTEFACTS") or Path(tempfile.gettempdir()) / "onelisting-artefacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def errors() -> list[str]:
    """What the browser complained about: scripts that broke, files that are missing, the policy violated."""
    return []


def _is_error(line: ConsoleMessage) -> bool:
    """Not what htmx writes of a request that we gave up on purpose; a failed one is told as htmx:sendError too."""
    given_up = line.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
    return line.type == "error" and not given_up


@pytest.fixture
def log_in(browser: Browser, live_server: Any, errors: list[str]) -> Any:
    """`log_in("mia")` opens a window in which she is logged in; keywords are Playwright's for a new context."""

    def opened(name: str, **options: Any) -> Page:
        page = browser.new_context(base_url=live_server.url, **options).new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if _is_error(line) else None)
        page.goto("/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", "pass")
        page.click("button.main")
        page.wait_for_url(lambda url: not url.endswith("/login/"))  # everybody lands where their work is
        return page

    return opened
