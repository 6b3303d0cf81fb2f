from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with an import file and its pictures."""
    folder = tmp_path / "shop"
    (folder / "images").mkdir(parents=True)
    return folder


def jpeg(colour: str = "red", size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def draw(shop: Path) -> Callable[..., str]:
    """Write a picture of one colour into the shop; its path as a listing names it."""

    def write(name: str, colour: str = "red") -> str:
        (shop / "images" / name).write_bytes(jpeg(colour))
        return f"images/{name}"

    return write
