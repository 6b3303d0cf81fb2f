"""The pictures under MEDIA_ROOT: each clean JPEG stored once, under the hash of its own bytes."""

from __future__ import annotations

import hashlib
import io
import re
import secrets
from pathlib import Path

import PIL.Image
from django.conf import settings

from dedup.models import Image

from .decoders import Clean

SHA256 = re.compile(r"[0-9a-f]{64}")


def path(sha256: str) -> Path:
    """Where the clean JPEG of this hash is, or would be."""
    return _under_media(Image(sha256=_checked(sha256)).path)


def thumbnail_path(sha256: str) -> Path:
    return _under_media(Image(sha256=_checked(sha256)).thumbnail)


def read(sha256: str) -> bytes:
    """The clean JPEG. Raises FileNotFoundError where MEDIA_ROOT lacks it."""
    return path(sha256).read_bytes()


def open_image(sha256: str) -> PIL.Image.Image:
    """The clean picture, decoded, RGB. Only our own JPEGs come through here, never a seller's bytes."""
    with PIL.Image.open(io.BytesIO(read(sha256)), formats=("JPEG",)) as image:
        return image.convert("RGB")


def open_thumbnail(sha256: str) -> PIL.Image.Image:
    """The same in small. Raises OSError where MEDIA_ROOT lacks it."""
    with PIL.Image.open(thumbnail_path(sha256), formats=("JPEG",)) as image:
        return image.convert("RGB")


def is_stored(sha256: str) -> bool:
    return path(sha256).is_file() and thumbnail_path(sha256).is_file()


def store(clean: Clean) -> tuple[str, bool]:
    """Write picture and thumbnail unless they are there: (sha256 of the clean JPEG, whether it was written)."""
    sha256 = hashlib.sha256(clean.jpeg).hexdigest()
    if is_stored(sha256):
        return sha256, False
    _write(thumbnail_path(sha256), clean.thumbnail)
    _write(path(sha256), clean.jpeg)
    return sha256, True


def _write(place: Path, data: bytes) -> None:
    """All or nothing: a reader never sees half a picture, and two writers of one do no harm."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(data)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def _under_media(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name


def _checked(sha256: str) -> str:
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"not a sha256: {sha256[:80]!r}")
    return sha256
