"""Loaded by `-p tests.services` before Django reads its settings: the suite has servers of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("SECRET_KEY", "only-for-tests")
if "DATABASE_URL" not in os.environ:
    os.environ["ONELISTING_VAR"] = str(ROOT / "var" / "test")
    from config import embedded

    _services = embedded.Services()
    _services.start()

    def pytest_unconfigure(config: pytest.Config) -> None:
        _services.stop()
