"""Small pictures drawn on the fly, and rows that show them."""

from __future__ import annotations

import hashlib
import io

from PIL import Image as Pillow
from PIL import ImageDraw

from dedup.catalogue import images
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


def show(spu: Spu, picture: Pillow.Image, cspu: Cspu | None = None, *, stored: bool = True) -> Image:
    """The picture under MEDIA_ROOT (unless it is to be missing) and a row that shows it."""
    data = jpeg(picture)
    sha256 = hashlib.sha256(data).hexdigest()
    if stored:
        images.path(sha256).parent.mkdir(parents=True, exist_ok=True)
        images.path(sha256).write_bytes(data)
    position = Image.objects.filter(spu=spu, cspu=cspu).count()
    return Image.objects.create(
        spu=spu,
        cspu=cspu,
        position=position,
        source=f"{sha256}.jpg",
        source_sha256=sha256,
        sha256=sha256,
        phash="0" * 16,
        width=picture.width,
        height=picture.height,
    )


def variant(spu: Spu, name: str) -> Cspu:
    return Cspu.objects.create(spu=spu, external_id=name, attributes={"colour": name}, position=spu.cspus.count())
