"""Two copies of one photo: packed again, resized or cropped by another seller, found by code before a model is paid.

The stored hashes are looked at first and cost nothing. Only where they are near are the files read and laid over each
other, and only where geometry and colour agree too are they one photo (docs/judges.md, "Comparing two pictures").
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from dedup.catalogue import images
from dedup.models import Image

NEAR_BITS = 10  # of 64
PLAIN_LEVELS = 12  # of 256: what noise and packing do to one colour


def same_photo(a: Image, b: Image) -> str:
    """Why the two are copies of one photo, in words; empty where they are not, or where a file is gone."""
    if (int(a.phash, 16) ^ int(b.phash, 16)).bit_count() > NEAR_BITS:
        return ""
    try:
        return _seen(a.sha256, b.sha256)
    except OSError:  # who asks about the picture says so
        return ""


@lru_cache(maxsize=4096)  # a replay meets its pairs under two rules, and several times while it looks answers up
def _seen(a: str, b: str) -> str:
    """By content hashes. Raises OSError, which is not kept: the file may come back."""
    from dedup.backends import offline_pictures  # and with it OpenCV, where it is needed

    said = offline_pictures.judge(images.read(a), images.read(b))
    return said.reason if said.answer == "same" else ""


@lru_cache(maxsize=4096)
def is_plain(sha256: str) -> bool:
    """A sheet of one colour, which any two products may have in place of a picture; False where the file is gone."""
    try:
        pixels = np.asarray(images.open_thumbnail(sha256))
    except OSError:
        return False
    return int(np.ptp(pixels, axis=(0, 1)).max()) <= PLAIN_LEVELS
