"""A pool of limited child processes that turn any bytes into a clean picture.

A file that is too much for a child (a bomb, an endless loop, a crash in a C library) takes that
child with it and nothing else: the picture is refused and the next one gets a new child. Children
live for many pictures, because starting one takes a third of a second, and are replaced after
`pictures`, so that what a library leaks stays small.

The two sides speak in frames. A question is the length, then the bytes. An answer is 1 for taken or
0 for refused and the lengths of three parts: facts as JSON or the reason, the JPEG, the thumbnail.
"""

from __future__ import annotations

import json
import os
import queue
import re
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

QUESTION = struct.Struct(">I")
ANSWER = struct.Struct(">BIII")
READY = b"R"

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, "-E", "-s", "-m", "dedup.catalogue.decoding"]
# Nothing of ours: no password, no key. One thread a child, or arithmetic libraries fight over the processor.
ENVIRONMENT = {"PATH": os.defpath, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
LARGEST_ANSWER = 32 << 20  # bytes
LONGEST = 4096  # pixels of a side
PHASH = re.compile(r"[0-9a-f]{16}")


class BadPicture(Exception):
    """Not a picture that we take; the reason is for people."""


class DecodersBroken(Exception):
    """The children do not start at all: no fault of any picture."""


@dataclass(frozen=True, slots=True)
class Clean:
    """Width and height are those of the clean picture; `phash` is 64 bits in 16 hexadecimal digits."""

    width: int
    height: int
    phash: str
    jpeg: bytes
    thumbnail: bytes


class Decoders:
    """At most `count` children, started when first needed; safe to use from several threads. Close it by `with`."""

    def __init__(self, count: int = 2, *, seconds: float = 20, pictures: int = 500) -> None:
        self._seconds, self._pictures = seconds, pictures
        self._free: queue.SimpleQueue[_Child | None] = queue.SimpleQueue()
        self._count = count
        for _ in range(count):
            self._free.put(None)

    def __enter__(self) -> Decoders:
        return self

    def __exit__(self, *unused: object) -> None:
        for _ in range(self._count):
            if child := self._free.get():
                child.end()

    def decode(self, data: bytes) -> Clean:
        """The clean picture. Raises BadPicture, or DecodersBroken."""
        child = self._free.get()
        try:
            child = child or _Child()
            try:
                return child.ask(data, self._seconds)
            except _Died:
                if not child.answered:
                    raise
            # A child that has served others may have died of them: the picture gets one of its own.
            child.end()
            child = None
            child = _Child()
            return child.ask(data, self._seconds)
        except _Died as error:
            raise BadPicture("too much to decode: too large, too slow or broken") from error
        finally:
            if child and (child.dead or child.answered >= self._pictures):
                child.end()
                child = None
            self._free.put(child)


class _Died(Exception):
    """The child ended instead of answering."""


class _Child:
    def __init__(self) -> None:
        # A session of its own: Ctrl-C is for the parent, whose end the child sees as the end of its input.
        self._process = subprocess.Popen(  # noqa: S603
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=ENVIRONMENT, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self.answered = 0
        self.dead = False
        if self._answers.read(len(READY)) != READY:
            _, said = self._process.communicate()
            raise DecodersBroken(f"pictures cannot be decoded: {said.decode(errors='replace').strip()[-500:]}")

    def ask(self, data: bytes, seconds: float) -> Clean:
        """Raises BadPicture; _Died when the child did; BadPicture too when it took longer than it may."""
        late = threading.Timer(seconds, self._too_late)
        late.start()
        try:
            return self._exchange(data)
        except (BrokenPipeError, EOFError) as error:
            if self.dead:
                raise BadPicture(f"takes longer than {seconds:g} seconds to decode") from error
            self.dead = True
            raise _Died from error
        finally:
            late.cancel()
            late.join()

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _too_late(self) -> None:
        self.dead = True
        self._process.kill()

    def _exchange(self, data: bytes) -> Clean:
        self._questions.write(QUESTION.pack(len(data)))
        self._questions.write(data)
        self._questions.flush()
        taken, *sizes = ANSWER.unpack(self._read(ANSWER.size))
        if sum(sizes) > LARGEST_ANSWER:
            raise EOFError
        facts, jpeg, thumbnail = (self._read(size) for size in sizes)
        self.answered += 1
        if not taken:
            raise BadPicture(facts.decode(errors="replace"))
        return _checked(facts, jpeg, thumbnail)

    def _read(self, size: int) -> bytes:
        data = self._answers.read(size)
        if len(data) < size:
            raise EOFError
        return data


def _checked(facts: bytes, jpeg: bytes, thumbnail: bytes) -> Clean:
    """The child read a hostile file: what it says is data too."""
    try:
        said = json.loads(facts)
        clean = Clean(int(said["width"]), int(said["height"]), str(said["phash"]), jpeg, thumbnail)
    except (ValueError, KeyError, TypeError) as error:
        raise EOFError from error
    if not (0 < clean.width <= LONGEST and 0 < clean.height <= LONGEST and PHASH.fullmatch(clean.phash)):
        raise EOFError
    return clean
