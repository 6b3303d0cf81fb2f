"""The way to a provider, for the clients of all providers: one deadline, one size, nothing that nobody set.

- `JUDGE_TIMEOUT_SECONDS` is the whole request, so that no server can hold a worker, also one that drips.
- An answer has at most `LARGEST` bytes and comes uncompressed.
- No redirect is followed, no proxy and no key is read from the environment, and only the headers of `SENT` leave.
  (SSL_CERT_FILE and SSL_CERT_DIR are heeded: a server of one's own may have a certificate of one's own.)
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore2
import httpx2

from dedup.deadlines import Clock, Stream, look_up

LARGEST = 2_000_000
ADDRESSES = 3  # of one name that are tried, one after another
CONNECT_SECONDS = 5.0  # for each but the last
IDLE_SECONDS = 4.0  # less than the five after which the usual servers hang up
SENT = frozenset(
    {
        *(b"host", b"content-type", b"content-length", b"accept", b"user-agent"),
        *(b"authorization", b"x-goog-api-key", b"x-server-timeout"),
    }
)


def client(seconds: float) -> httpx2.Client:
    """For a provider's own client. Keep it: it holds the connections."""
    return httpx2.Client(transport=Bounded(seconds), trust_env=False, follow_redirects=False)


class Bounded(httpx2.BaseTransport):
    """Asks, and reads the whole answer, within so many seconds. Raises httpx2.TransportError."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._clock = Clock()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            network_backend=Network(self._clock),
            keepalive_expiry=IDLE_SECONDS,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        self._clock.start(self._seconds)
        with _errors_of_httpx():
            answer = self._pool.handle_request(_sent(request))
            try:
                body = _body(answer)
            finally:
                answer.close()
        content = body if answer.status == 200 else _legible(body)
        return httpx2.Response(answer.status, headers=answer.headers, content=content)

    def close(self) -> None:
        self._pool.close()


class Network(httpcore2.SyncBackend):
    """Opens connections whose every step asks the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> Any:
        *others, last = look_up(host, port, self._clock.left())[:ADDRESSES]
        for address in others:
            with contextlib.suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
                return self._connected(address, port, CONNECT_SECONDS)
        return self._connected(last, port, None)

    def _connected(self, address: str, port: int, timeout: float | None) -> Stream:
        return Stream(super().connect_tcp(address, port, self._clock.left(timeout)), self._clock)


def _sent(request: httpx2.Request) -> httpcore2.Request:
    url = request.url
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    headers = [(name, value) for name, value in request.headers.raw if name.lower() in SENT]
    plain = [*headers, (b"accept-encoding", b"identity")]
    return httpcore2.Request(request.method, target, headers=plain, content=request.read())


def _body(answer: httpcore2.Response) -> bytes:
    headers = {name.lower(): value for name, value in answer.headers}
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise httpcore2.RemoteProtocolError("the answer is compressed, although it was asked for plain")
    body = bytearray()
    for chunk in _chunks(answer):
        body += chunk
        if len(body) > LARGEST:
            raise httpcore2.RemoteProtocolError(f"the answer has more than {LARGEST:,} bytes")
    return bytes(body)


def _legible(body: bytes) -> bytes:
    """A proxy's page in any old encoding as UTF-8: a client that cannot decode it would forget the status beside it."""
    return body.replace(b"\0", b"").decode(errors="replace").encode()


def _chunks(answer: httpcore2.Response) -> Iterable[bytes]:
    stream: Any = answer.stream
    yield from stream


@contextlib.contextmanager
def _errors_of_httpx() -> Iterator[None]:
    """What clients expect of a transport: errors of httpx2, not of what lies beneath."""
    try:
        yield
    except (TimeoutError, httpcore2.TimeoutException) as error:
        raise httpx2.ReadTimeout(str(error) or "took too long") from error
    except httpcore2.UnsupportedProtocol as error:
        raise httpx2.UnsupportedProtocol(str(error)) from error
    except httpcore2.LocalProtocolError as error:
        raise httpx2.LocalProtocolError(str(error)) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
        raise httpx2.TransportError(str(error) or type(error).__name__) from error
