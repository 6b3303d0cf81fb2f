"""What runs inside the limited children of `decoders`: any bytes in, a small clean RGB JPEG out.

Run as a program (`python -m dedup.catalogue.decoding`) it reads pictures from standard input and
answers on standard output, one after another, until the input ends. It needs no settings and no
database. POSIX only (`resource`).

Only JPEG, PNG, WebP and GIF are decoded, never SVG, EPS, TIFF, PSD, ICO or BMP. The result carries
no EXIF, no colour profile and nothing appended. Animated pictures give their first frame; what
lets light through is laid on white paper.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import struct
import sys
import warnings
from typing import BinaryIO

import imagehash
from PIL import Image, ImageFile, ImageOps, PngImagePlugin

from .decoders import ANSWER, QUESTION, READY, Clean

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
SIDE = 1024  # longest side of the clean picture, in pixels
THUMBNAIL = 240
QUALITY = 88
MAX_PIXELS = 40_000_000
SMALLEST = 16  # pixels; below, and beyond the slimmest shape, it is a spacer or a line, not a picture
SLIMMEST = 20  # longest side over shortest

MEMORY = 900 << 20  # bytes of address space, the interpreter and its libraries included
CPU_SECONDS = 10  # for one picture

# What Pillow and its libraries raise on broken files. Anything else ends the child, which is as good an answer.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, RuntimeError)
TOO_LARGE = (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning)


class Refused(Exception):
    """Not a picture that we take; the reason is for people."""


def decode(data: bytes) -> Clean:
    """The clean picture. Raises Refused, or what Pillow raises on broken files. Only for limited processes."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    PngImagePlugin.MAX_TEXT_CHUNK = 1 << 20
    PngImagePlugin.MAX_TEXT_MEMORY = 4 << 20
    with warnings.catch_warnings():
        # Pillow only warns between one and two times the limit: make it an error.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_shape(*image.size)
            image.draft("RGB", (SIDE * 2, SIDE * 2))  # JPEG: decode at 1/2, 1/4 or 1/8
            image.load()
            clean = _on_paper(ImageOps.exif_transpose(image))
    clean.thumbnail((SIDE, SIDE))
    return Clean(*clean.size, str(imagehash.phash(clean)), _jpeg(clean, SIDE), _jpeg(clean, THUMBNAIL))


def _check_shape(width: int, height: int) -> None:
    if min(width, height) < SMALLEST:
        raise Refused(f"too small: {width}×{height} pixels")
    if max(width, height) > SLIMMEST * min(width, height):
        raise Refused(f"too slim: {width}×{height} pixels")


def _on_paper(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16-bit grey would clip to white
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("LA", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        image.thumbnail((SIDE, SIDE))  # before the paper, which would double the memory of a large picture
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def _jpeg(image: Image.Image, side: int) -> bytes:
    if max(image.size) > side:
        image = image.copy()
        image.thumbnail((side, side))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the questions end."""
    while head := questions.read(QUESTION.size):
        data = questions.read(*QUESTION.unpack(head))
        _limit_cpu()
        taken, *parts = _answer(data)
        answers.write(ANSWER.pack(taken, *map(len, parts)) + b"".join(parts))
        answers.flush()


def _answer(data: bytes) -> tuple[int, bytes, bytes, bytes]:
    try:
        clean = decode(data)
    except Refused as error:
        return 0, str(error).encode(), b"", b""
    except TOO_LARGE:
        return 0, b"too many pixels", b"", b""
    except BROKEN:
        return 0, b"not a picture that can be read", b"", b""
    facts = {"width": clean.width, "height": clean.height, "phash": clean.phash}
    return 1, json.dumps(facts).encode(), clean.jpeg, clean.thumbnail


def _limit_cpu() -> None:
    """Seconds of the processor are counted over the whole life: each picture gets its share on top of the past."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + CPU_SECONDS, resource.RLIM_INFINITY)
    )


def _limit_process() -> None:
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 8),
    ):
        # macOS refuses some of these. What Linux limits is there only bounded by the number of pixels.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # whatever a library prints must not get between the answers
    Image.init()
    decode(_jpeg(Image.new("RGB", (64, 64)), SIDE))  # so that everything that loads late is loaded before the limits
    _limit_process()
    answers.write(READY)
    answers.flush()
    os.dup2(nowhere, 2)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
