from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def data() -> Path:
    """The labelled sets; they are not part of the project."""
    folder = Path(os.environ.get("ONELISTING_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no labelled data at {folder}: set ONELISTING_DATA")
    return folder


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Half of a second per user made would be spent on a hash that no test is about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
