from __future__ import annotations

import contextlib
import io
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import imagehash
import pytest
from PIL import Image, ImageChops

from dedup.catalogue import decoders
from dedup.catalogue.decoders import BadPicture, Clean, Decoders, DecodersBroken

from . import hostile
from .conftest import jpeg

TAKEN = hostile.taken()
REFUSED = hostile.refused()


@pytest.fixture(scope="module")
def pool() -> Iterator[Decoders]:
    with Decoders(2) as pool:
        yield pool


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def children() -> set[int]:
    """The decoders that this process has now."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"catalogue.decoding" in (place / "cmdline").read_bytes():
                found.add(int(place.name))
    return found


@pytest.mark.parametrize("name", TAKEN)
def test_odd_pictures_come_out_clean(pool: Decoders, name: str) -> None:
    clean = pool.decode(TAKEN[name])
    picture, thumbnail = opened(clean.jpeg), opened(clean.thumbnail)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (clean.width, clean.height))
    assert max(picture.size) <= 1024
    assert max(thumbnail.size) <= 240
    assert not set(picture.info) & {"exif", "icc_profile", "comment", "xmp"}
    assert clean.jpeg.endswith(b"\xff\xd9")  # nothing behind the end of the picture
    assert imagehash.hex_to_hash(clean.phash).hash.size == 64


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused_in_words(pool: Decoders, name: str) -> None:
    started = time.monotonic()
    with pytest.raises(BadPicture, match=r"^(too|not a picture)"):
        pool.decode(REFUSED[name])
    assert time.monotonic() - started < 5


def test_flipped_bytes_are_taken_or_refused_but_end(pool: Decoders) -> None:
    with contextlib.suppress(BadPicture):
        pool.decode(hostile.flipped(TAKEN["good.jpg"]))
    assert pool.decode(jpeg())


def test_rotation_is_applied_and_forgotten(pool: Decoders) -> None:
    clean = pool.decode(hostile.rotated())
    assert (clean.width, clean.height) == (200, 400)
    assert b"seller lives" not in clean.jpeg


def test_what_is_transparent_is_white(pool: Decoders) -> None:
    clean = pool.decode(hostile.saved(Image.new("RGBA", (100, 100), (255, 0, 0, 0)), "PNG"))
    white = Image.new("RGB", (100, 100), "white")
    assert max(high for _, high in ImageChops.difference(opened(clean.jpeg), white).getextrema()) < 3


def test_sixteen_bit_grey_does_not_clip(pool: Decoders) -> None:
    middle = opened(pool.decode(TAKEN["gray16.png"]).jpeg).getpixel((250, 250))
    assert isinstance(middle, tuple)
    assert abs(middle[0] - 40000 // 256) < 4


def test_the_same_bytes_give_the_same_picture(pool: Decoders) -> None:
    assert pool.decode(TAKEN["good.jpg"]) == pool.decode(TAKEN["good.jpg"])


def test_phash_is_that_of_imagehash(pool: Decoders) -> None:
    clean = pool.decode(TAKEN["good.jpg"])
    assert clean.phash == str(imagehash.phash(opened(TAKEN["good.jpg"])))


def test_children_are_few_limited_and_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "a secret")
    with Decoders(2) as pool, ThreadPoolExecutor(6) as threads:
        others = children()
        assert len(list(threads.map(pool.decode, [jpeg()] * 12))) == 12
        mine = children() - others
        assert len(mine) <= 2
        for pid in mine:
            limits = Path(f"/proc/{pid}/limits").read_text()
            assert str(900 << 20) in limits
            assert b"secret" not in Path(f"/proc/{pid}/environ").read_bytes()
    assert not children() & mine


def test_children_are_replaced_after_their_share() -> None:
    with Decoders(1, pictures=3) as pool:
        seen: set[int] = set()
        others = children()
        for _ in range(7):
            pool.decode(jpeg())
            seen |= children() - others
    assert len(seen) == 3


def test_a_killed_child_costs_nothing_but_a_new_one() -> None:
    with Decoders(1) as pool:
        others = children()
        pool.decode(jpeg())
        (pid,) = children() - others
        os.kill(pid, signal.SIGKILL)
        assert pool.decode(jpeg("blue"))


def test_a_hung_child_costs_its_picture_only() -> None:
    with Decoders(1, seconds=1) as pool:
        others = children()
        pool.decode(jpeg())
        (pid,) = children() - others
        os.kill(pid, signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(BadPicture, match="longer than 1 seconds"):
            pool.decode(jpeg())
        assert time.monotonic() - started < 3
        assert pool.decode(jpeg())


def test_a_child_that_dies_of_a_picture_costs_that_picture_only() -> None:
    """Killed again and again while it works: refused, after one more try in a fresh child."""
    slow = hostile.png(6000, 6000, colour=6)
    with Decoders(1) as pool:
        others = children()
        pool.decode(jpeg())
        over = threading.Event()

        def murder() -> None:
            while not over.wait(0.05):
                for pid in children() - others:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)

        killer = threading.Thread(target=murder)
        killer.start()
        try:
            with pytest.raises((BadPicture, DecodersBroken)):
                pool.decode(slow)
        finally:
            over.set()
            killer.join()
        assert pool.decode(jpeg())


def test_children_that_cannot_start_are_no_fault_of_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoders, "COMMAND", [*decoders.COMMAND[:-1], "dedup.catalogue.missing"])
    with Decoders(1) as pool, pytest.raises(DecodersBroken, match="No module named"):
        pool.decode(jpeg())


@pytest.mark.parametrize("facts", [b"[]", b"{}", b"nonsense", b'{"width": 0, "height": 5, "phash": "0123456789abcdef"}',
                                   b'{"width": 5, "height": 5, "phash": "../../etc"}'])  # fmt: skip
def test_a_child_that_lies_is_not_believed(facts: bytes) -> None:
    with pytest.raises(EOFError):
        decoders._checked(facts, b"", b"")
    assert isinstance(decoders._checked(b'{"width": 5, "height": 5, "phash": "0123456789abcdef"}', b"", b""), Clean)
