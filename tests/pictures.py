"""Small pictures drawn on the fly, and rows that show them."""

from __future__ import annotations

import hashlib
import io

from PIL import Image as Pillow
from PIL import ImageDraw

from dedup.catalogue import images
from dedup.catalogue.decoders import Clean
from dedup.models import Cspu, Image, Spu

SIZE = 160


def draw(colour: str, shape: str = "ellipse", ground: str = "white", size: int = SIZE) -> Pillow.Image:
    """One shape with a dark band, in the middle of a plain ground."""
    picture = Pillow.new("RGB", (size, size), ground)
    pen = ImageDraw.Draw(picture)
    box = (size * 0.2, size * 0.25, size * 0.8, size * 0.75)
    getattr(pen, shape)(box, fill=colour, outline="black", width=2)
    pen.rectangle((size * 0.3, size * 0.45, size * 0.7, size * 0.5), fill="black")
    return picture


def jpeg(picture: Pillow.Image, quality: int = 92) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def seeded(seed: int, side: int = 64) -> Pillow.Image:
    """A small picture of its own for every seed."""
    picture = Pillow.new("RGB", (side, side), (seed * 37 % 256, seed * 91 % 256, seed * 53 % 256))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((seed % 20, seed % 31, 30 + seed % 30, 40 + seed % 20), fill=(seed * 11 % 256, 40, seed * 7 % 256))
    return picture


def show(
    spu: Spu, picture: Pillow.Image, cspu: Cspu | None = None, *, position: int | None = None, stored: bool = True
) -> Image:
    """A row that shows the picture, in the next place unless one is said; the file is stored unless it is to miss."""
    data = jpeg(picture)
    sha256 = hashlib.sha256(data).hexdigest()
    if stored:
        images.store(Clean(picture.width, picture.height, "0" * 16, data, data))
    return Image.objects.create(
        spu=spu,
        cspu=cspu,
        position=Image.objects.filter(spu=spu, cspu=cspu).count() if position is None else position,
        source=f"{sha256}.jpg",
        source_sha256=sha256,
        sha256=sha256,
        phash="0" * 16,
        width=picture.width,
        height=picture.height,
    )


def image(spu: Spu, seed: int, *, cspu: Cspu | None = None, position: int = 0) -> Image:
    return show(spu, seeded(seed), cspu, position=position)


def variant(spu: Spu, name: str) -> Cspu:
    return Cspu.objects.create(spu=spu, external_id=name, attributes={"colour": name}, position=spu.cspus.count())
