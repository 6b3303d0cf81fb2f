"""From what a listing names as its picture, a path or an address, to a clean picture in the store."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import threading
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from . import images
from .decoders import BadPicture, Decoders
from .fetching import Door, FetchError, Limits

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")  # one letter before the colon is a drive, no scheme
LARGEST = Limits().size  # bytes of a picture as it comes, by path as by address
FETCHERS = 8  # threads: most of their time they wait, for a server or for a decoder
MOST_DECODERS = 8
REMEMBERED = 20_000  # sources whose outcome is kept during a run
GIVEN_UP = 20  # failures of a host in a row, after which the run no longer asks it


class Unreachable(Exception):
    """The bytes of a picture cannot be had; the reason is for people."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the store. `source_sha256` is the hash of the bytes as they came."""

    source: str
    source_sha256: str
    sha256: str
    phash: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source. `fresh`: its file was not in the store before."""

    picture: Picture | None
    problem: str = ""
    fresh: bool = False


class Album:
    """Takes pictures in for one run. `folder` is where paths start. Close it by `with`.

    A path is read every time, so that a changed file is noticed. What an address gave once is taken
    as still true, unless `fetch_again`.
    """

    def __init__(self, folder: Path, *, fetch_again: bool = False) -> None:
        self._folder = folder.resolve()
        self._fetch_again = fetch_again
        self._seen: dict[str, Outcome] = {}
        self._by_bytes: dict[str, Picture] = {}
        self._failures: Counter[str] = Counter()
        self._storing = threading.Lock()

    def __enter__(self) -> Album:
        with contextlib.ExitStack() as stack:
            self._door = stack.enter_context(Door(settings.FETCH_ALLOW_HOSTS))
            self._decoders = stack.enter_context(Decoders(min(MOST_DECODERS, os.cpu_count() or 2)))
            self._threads = stack.enter_context(ThreadPoolExecutor(FETCHERS))
            self._open = stack.pop_all()
        return self

    def __exit__(self, *unused: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._open.close()

    def take(self, wanted: Mapping[str, Picture | None]) -> dict[str, Outcome]:
        """What becomes of each source; `wanted` gives the picture that it stood for at an earlier import, if any."""
        if len(self._seen) > REMEMBERED:
            self._seen.clear()
            self._by_bytes.clear()
        return dict(zip(wanted, self._threads.map(self._take, wanted, wanted.values()), strict=True))

    def _take(self, source: str, earlier: Picture | None) -> Outcome:
        seen = self._seen.get(source)
        if seen and (seen.picture or not earlier):
            return seen
        outcome = self._outcome(source, earlier)
        self._seen[source] = replace(outcome, fresh=False)
        if outcome.picture:
            self._by_bytes[outcome.picture.source_sha256] = outcome.picture
        return outcome

    def _outcome(self, source: str, earlier: Picture | None) -> Outcome:
        if earlier and not images.is_stored(earlier.sha256):
            earlier = None
        is_address = ADDRESS.match(source) is not None
        if earlier and is_address and not self._fetch_again:
            return Outcome(earlier)
        try:
            data = self._fetched(source) if is_address else self._read(source)
        except Unreachable as error:
            return Outcome(earlier, f"{error}; the earlier picture stays" if earlier else str(error))
        try:
            return self._stored(source, data, earlier)
        except BadPicture as error:
            return Outcome(None, str(error))

    def _stored(self, source: str, data: bytes, earlier: Picture | None) -> Outcome:
        arrived = hashlib.sha256(data).hexdigest()
        known = earlier if earlier and earlier.source_sha256 == arrived else self._by_bytes.get(arrived)
        if known and images.is_stored(known.sha256):
            return Outcome(replace(known, source=source))
        clean = self._decoders.decode(data)
        with self._storing:
            sha256, fresh = images.store(clean)
        return Outcome(Picture(source, arrived, sha256, clean.phash, clean.width, clean.height), fresh=fresh)

    def _fetched(self, source: str) -> bytes:
        host = source.partition("//")[2].partition("/")[0]
        if self._failures[host] >= GIVEN_UP:
            raise Unreachable(f"not asked for, because {host[:100]} failed {GIVEN_UP} times in a row")
        try:
            data = self._door.fetch(f"https:{source}" if source.startswith("//") else source)
        except FetchError as error:
            if not error.permanent:
                self._failures[host] += 1
            raise Unreachable(str(error)) from error
        self._failures[host] = 0
        return data

    def _read(self, source: str) -> bytes:
        """A file under the folder: no way out of it by `..`, by an absolute path or by a link."""
        try:
            place = (self._folder / source.replace("\\", "/")).resolve()
        except (OSError, RuntimeError, ValueError) as error:  # a name too long, links in a circle, NUL
            raise Unreachable("no such file in the picture folder") from error
        if not place.is_relative_to(self._folder):
            raise Unreachable("the path leads out of the picture folder")
        try:
            return _regular_file(place)
        except OSError as error:
            raise Unreachable("no such file in the picture folder") from error


def _regular_file(place: Path) -> bytes:
    """The bytes of a file that is one: opening a pipe or a device could wait for ever."""
    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as file:  # noqa: PTH123  a handle, not a path
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreachable("not a file")
        if status.st_size > LARGEST:
            raise Unreachable(f"larger than {LARGEST:,} bytes")
        return file.read(LARGEST)
