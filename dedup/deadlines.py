"""One deadline for a whole request: from the look-up of a name to the last byte.

The timeout of an HTTP client starts anew with every byte, so a server that sends one a second holds whoever waits for
as long as it likes. Here each step, however small, gets only what is left. `Stream` wraps a stream of httpcore or
httpcore2, which have the same methods.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection
from typing import Any

Resolve = Callable[[str, int], Collection[str]]
PIECE = 16_384  # bytes that are sent under one look at the clock


class Clock:
    """When the request of this thread must be over. Connections outlive a request, so they ask here."""

    def __init__(self) -> None:
        self._local = threading.local()

    def start(self, seconds: float) -> None:
        self._local.end = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """Seconds, at most `timeout`. Raises TimeoutError."""
        left = float(self._local.end) - time.monotonic()
        if left <= 0:
            raise TimeoutError("took too long")
        return left if timeout is None else min(timeout, left)


class Stream:
    def __init__(self, inner: Any, clock: Clock) -> None:
        self._inner, self._clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._inner.read(max_bytes, self._clock.left(timeout))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), PIECE):
            self._inner.write(buffer[start : start + PIECE], self._clock.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        return Stream(self._inner.start_tls(ssl_context, server_hostname, self._clock.left(timeout)), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system's resolver gives them."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def look_up(host: str, port: int, seconds: float, resolve: Resolve = addresses) -> list[str]:
    """getaddrinfo knows no timeout: a thread waits for it, and is left behind when it hangs. Raises OSError."""
    answer: list[list[str] | Exception] = []

    def ask() -> None:
        try:
            answer.append(list(resolve(host, port)))
        except (OSError, ValueError) as error:
            answer.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    found = answer[0] if answer else TimeoutError("no answer")
    if isinstance(found, Exception) or not found:
        raise OSError(f"{host[:100]} is not known")
    return found
