from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

SHA = "ab" * 32


@pytest.fixture
def stored(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    path = settings.MEDIA_ROOT / "images" / "ab" / f"{SHA}.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xd8 a picture")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return path


def test_a_picture_is_served_for_ever(mia: Client, stored: Path):
    answer = mia.get(f"/media/images/ab/{SHA}.jpg")
    assert b"".join(answer) == stored.read_bytes()
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_that_is_not_there(mia: Client, stored: Path):
    assert mia.get(f"/media/thumbnails/ab/{SHA}.jpg").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["images/../secret.jpg", "images/ab/../../../secret.jpg", "images/%2e%2e/secret.jpg", f"../images/ab/{SHA}.jpg"],
)
def test_no_path_leads_out_of_the_folder(mia: Client, stored: Path, path):
    assert mia.get(f"/media/{path}").status_code == 404


def test_only_hashes_have_an_address():
    with pytest.raises(NoReverseMatch):
        reverse("media", args=["images", "..", "secret"])
