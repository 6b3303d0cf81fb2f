"""Odd and hostile picture files, made on the fly: what a marketplace gets sooner or later."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image

CHANNELS = {0: 1, 2: 3, 6: 4}


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def noise(size: tuple[int, int] = (800, 600)) -> Image.Image:
    return Image.effect_noise(size, 60).convert("RGB")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body) & 0xFFFFFFFF)


def png(width: int, height: int, bits: int = 8, colour: int = 2, extra: bytes = b"", rows: int | None = None) -> bytes:
    """A black PNG; `rows` fewer than `height` makes the header lie."""
    line = b"\0" * (1 + (width * CHANNELS[colour] * bits + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(line) for _ in range(rows or height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", data + packer.flush()) + chunk(b"IEND", b"")


def text_bomb(key: bytes, size: int) -> bytes:
    return chunk(b"zTXt", key + b"\0\0" + zlib.compress(b"A" * size, 9))


def flipped(data: bytes) -> bytes:
    """One byte in a hundred is another."""
    dice, broken = random.Random(1), bytearray(data)  # noqa: S311
    for at in dice.sample(range(200, len(data)), len(data) // 100):
        broken[at] = dice.randrange(256)
    return bytes(broken)


def rotated() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "where the seller lives"
    return saved(noise((400, 200)), "JPEG", exif=exif)


def animated() -> bytes:
    frames = [Image.new("P", (2000, 2000), n) for n in range(20)]
    return saved(frames[0], "GIF", duration=10, save_all=True, append_images=frames[1:])


def taken() -> dict[str, bytes]:
    """Odd, but a person sees a picture."""
    jpeg = saved(noise(), "JPEG", quality=85)
    return {
        "good.jpg": jpeg,
        "html_tail.jpg": jpeg + b"<script>alert(1)</script>",
        "zip_tail.jpg": jpeg + b"PK\3\4" + b"\0" * 50,
        "cmyk.jpg": saved(noise().convert("CMYK"), "JPEG"),
        "webp.jpg": saved(noise(), "WEBP"),
        "gray16.png": saved(Image.new("I;16", (500, 500), 40000), "PNG"),
        "gray_alpha.png": saved(Image.new("LA", (300, 300)), "PNG"),
        "palette.png": saved(Image.new("P", (300, 300)), "PNG"),
        "rotated.jpg": rotated(),
        "bad_icc.jpg": saved(noise(), "JPEG", icc_profile=b"garbage" * 100),
        "big_36MP.jpg": saved(Image.new("RGB", (6000, 6000)), "JPEG", quality=30),
        "big_36MP_alpha.png": png(6000, 6000, colour=6),
        "animated.gif": animated(),
    }


def refused() -> dict[str, bytes]:
    jpeg = saved(noise(), "JPEG", quality=85)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
    eps = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 50000 50000\nshowpage\n"
    dice = random.Random(2)  # noqa: S311
    return {
        "bomb_30000.png": png(30000, 30000, bits=1, colour=0),
        "bomb_12000.png": png(12000, 12000, bits=1, colour=0),
        "header_lies.png": png(65000, 65000, rows=2),
        "thin_tall.png": png(1, 100000),
        "thin_wide.png": png(100000, 1),
        "tiny.gif": saved(Image.new("P", (1, 1)), "GIF"),
        "text_bomb.png": png(100, 100, extra=text_bomb(b"k", 100_000_000)),
        "many_texts.png": png(100, 100, extra=b"".join(text_bomb(b"k%d" % n, 900_000) for n in range(50))),
        "big_81MP.jpg": saved(Image.new("RGB", (9000, 9000)), "JPEG", quality=30),
        "truncated.jpg": jpeg[: len(jpeg) // 2],
        "empty.png": b"",
        "svg.jpg": svg,
        "html.jpg": b"<html><script>1</script>",
        "eps.jpg": eps,
        "random.jpg": dice.randbytes(100_000),
        "zeros.jpg": b"\0" * 100_000,
        "jpeg_header.jpg": b"\xff\xd8\xff\xe0" + dice.randbytes(5000),
        "riff.webp": b"RIFF\xff\xff\xff\x7fWEBPVP8 " + dice.randbytes(2000),
        "x.bmp": saved(noise(), "BMP"),
        "x.ico": saved(noise((64, 64)), "ICO"),
        "x.tiff": saved(noise(), "TIFF"),
        "x.psd": b"8BPS" + dice.randbytes(2000),
    }
