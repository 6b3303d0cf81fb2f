from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dedup.catalogue import images
from dedup.catalogue.decoders import Clean

from .conftest import jpeg

CLEAN = Clean(64, 48, "0" * 16, jpeg(), jpeg("blue"))


def test_a_picture_is_stored_once_under_its_hash(media: Path) -> None:
    sha256, fresh = images.store(CLEAN)
    assert (sha256, fresh) == (hashlib.sha256(CLEAN.jpeg).hexdigest(), True)
    assert images.store(CLEAN) == (sha256, False)
    assert images.path(sha256) == media / "images" / sha256[:2] / f"{sha256}.jpg"
    assert sorted(str(file.relative_to(media)) for file in media.rglob("*") if file.is_file()) == [
        f"images/{sha256[:2]}/{sha256}.jpg",
        f"thumbnails/{sha256[:2]}/{sha256}.jpg",
    ]


def test_reading() -> None:
    sha256, _ = images.store(CLEAN)
    assert images.read(sha256) == CLEAN.jpeg
    picture = images.open_image(sha256)
    assert (picture.mode, picture.size) == ("RGB", (64, 48))
    assert images.thumbnail_path(sha256).read_bytes() == CLEAN.thumbnail


def test_half_of_a_pair_is_completed() -> None:
    sha256, _ = images.store(CLEAN)
    images.thumbnail_path(sha256).unlink()
    assert not images.is_stored(sha256)
    assert images.store(CLEAN) == (sha256, True)
    assert images.is_stored(sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_hash_names_a_picture(name: str) -> None:
    with pytest.raises(ValueError, match="not a sha256"):
        images.read(name)


def test_a_missing_picture_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        images.read("0" * 64)
