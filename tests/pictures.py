"""Pictures for tests, put into the store under MEDIA_ROOT as the importer would."""

from __future__ import annotations

import io

import PIL.Image
import PIL.ImageDraw

from dedup.catalogue import images
from dedup.catalogue.decoders import Clean
from dedup.models import Cspu, Image, Spu


def jpeg(seed: int, side: int = 64) -> bytes:
    """A small picture of its own for every seed."""
    picture = PIL.Image.new("RGB", (side, side), (seed * 37 % 256, seed * 91 % 256, seed * 53 % 256))
    draw = PIL.ImageDraw.Draw(picture)
    draw.ellipse((seed % 20, seed % 31, 30 + seed % 30, 40 + seed % 20), fill=(seed * 11 % 256, 40, seed * 7 % 256))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG")
    return buffer.getvalue()


def image(spu: Spu, seed: int, *, cspu: Cspu | None = None, position: int = 0) -> Image:
    data = jpeg(seed)
    sha256, _ = images.store(Clean(64, 64, "0" * 16, data, data))
    columns = {"sha256": sha256, "source_sha256": sha256, "phash": "0" * 16, "width": 64, "height": 64}
    return Image.objects.create(spu=spu, cspu=cspu, position=position, source=f"{seed}.jpg", **columns)
