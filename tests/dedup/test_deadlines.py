"""One deadline for a whole request; what it does to real servers is tested where it is used."""

from __future__ import annotations

import threading
import time

import pytest

from dedup.deadlines import PIECE, Clock, Stream, look_up


class Slow:
    """A stream that takes its time for each step and gives less than was asked for."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.given: list[float] = []
        self.sent: list[int] = []

    def read(self, max_bytes: int, timeout: float) -> bytes:
        self.given.append(timeout)
        time.sleep(self.seconds)
        return b"x"

    def write(self, buffer: bytes, timeout: float) -> None:
        self.given.append(timeout)
        self.sent.append(len(buffer))
        time.sleep(self.seconds)


def started(seconds: float) -> Clock:
    clock = Clock()
    clock.start(seconds)
    return clock


def test_each_step_gets_only_what_is_left() -> None:
    inner = Slow(0.05)
    stream = Stream(inner, started(0.3))
    with pytest.raises(TimeoutError):
        for _ in range(100):
            stream.read(10, timeout=0.2)
    assert inner.given[0] == 0.2 and inner.given[-1] < 0.2
    assert inner.given == sorted(inner.given, reverse=True)


def test_a_server_that_reads_slowly_is_not_waited_for_either() -> None:
    inner = Slow(0.05)
    with pytest.raises(TimeoutError):
        Stream(inner, started(0.2)).write(b"y" * PIECE * 100)
    assert set(inner.sent) == {PIECE} and len(inner.sent) < 10


def test_every_byte_is_sent_once() -> None:
    inner = Slow(0)
    Stream(inner, started(5)).write(b"y" * (2 * PIECE + 3))
    assert inner.sent == [PIECE, PIECE, 3]


def test_threads_have_deadlines_of_their_own() -> None:
    clock = started(0.01)
    left: list[float] = []

    def other() -> None:
        clock.start(5)
        left.append(clock.left())

    time.sleep(0.02)
    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert left[0] > 4
    with pytest.raises(TimeoutError):
        clock.left()


def test_a_resolver_that_hangs_is_left_behind() -> None:
    release = threading.Event()

    def hanging(host: str, port: int) -> list[str]:
        release.wait(20)
        return ["127.0.0.1"]

    began = time.monotonic()
    with pytest.raises(OSError, match=r"far\.example is not known"):
        look_up("far.example", 443, 0.1, hanging)
    assert time.monotonic() - began < 10
    release.set()


def test_a_name_that_is_not_known_is_an_error_of_the_network() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise UnicodeError("label too long")

    with pytest.raises(OSError, match="is not known"):
        look_up("x" * 300, 443, 1, unknown)
    assert look_up("127.0.0.1", 80, 5) == ["127.0.0.1"]
