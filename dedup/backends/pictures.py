"""A picture in a question: known by the hash of what is stored, shown no larger than a model needs."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Self

import PIL.Image

JPEG_QUALITY = 90  # print on a pack stays legible


@dataclass(frozen=True)
class Picture:
    """A clean JPEG of ours, known by the hash of its bytes, which are read only when a judge looks.

    `label` is ours too ("A", "B"), never a seller's file name. `load` raises OSError where the file is gone.
    """

    sha256: str
    label: str
    load: Callable[[], bytes] = field(compare=False, repr=False)

    @classmethod
    def of(cls, data: bytes, label: str) -> Self:
        return cls(hashlib.sha256(data).hexdigest(), label, lambda: data)

    @cached_property
    def data(self) -> bytes:
        """Raises OSError, also where the bytes are not those of the hash: they would be recorded as another picture."""
        data = self.load()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise OSError(f"the file of picture {self.sha256} is damaged: import its listing again")
        return data

    def small(self, longest: int) -> bytes:
        """As a JPEG of at most so many pixels on its longer side; a smaller one as it is. Raises OSError."""
        return shrunk(self.data, longest)


@lru_cache(maxsize=64)
def shrunk(jpeg: bytes, longest: int) -> bytes:
    """Kept for a while: a listing's main picture is shown again with each of its pairs."""
    with PIL.Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        if max(image.size) <= longest:
            return jpeg
        image.thumbnail((longest, longest), PIL.Image.Resampling.BICUBIC)  # before it is decoded: then decoded smaller
        small = image.convert("RGB")
    out = io.BytesIO()
    small.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()
