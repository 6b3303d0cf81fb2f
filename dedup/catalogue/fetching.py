"""The one door to the network for what sellers link to: their pictures.

A stranger chose the address, so it must not reach anything but the public internet, whatever it
looks like, wherever it redirects and however often its name resolves to something else. One check
covers all of that, because it stands where the socket opens: the name is resolved once, every
address is judged, and the connection goes to a judged address. TLS and the Host header keep the
name. A fetch has one deadline, from the look-up of the name to the last byte, and one size limit.

`FETCH_ALLOW_HOSTS` lets a shop's own picture server through, as `host` or `host:port`: it may stand
in a private network and on any port. A firewall belongs behind this door, not in its place.
"""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from dedup.deadlines import Clock, Resolve, Stream, addresses, look_up

# Not public, though `is_global` says so in some Python versions: carrier NAT, protocol assignments, 6to4, NAT64,
# benchmarks, Teredo, documentation, SRv6.
NOT_PUBLIC = [
    ipaddress.ip_network(net)
    for net in (
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
    )
]
PORTS = frozenset({80, 443})
ADDRESSES = 3  # of one name that are tried, one after another
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = [
    ("accept", "image/jpeg,image/png,image/webp,image/gif"),
    ("accept-encoding", "identity"),  # no decompression bombs
    ("user-agent", "OneListing"),
]


class FetchError(Exception):
    """Nothing was fetched. `permanent`: asking again is no use."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


@dataclass(frozen=True)
class Limits:
    size: int = 15_000_000  # bytes
    seconds: float = 20
    connect_seconds: float = 5
    redirects: int = 3


def is_public(address: str) -> bool:
    """Whether an IP address, as text, is one of the public internet."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if ip.is_multicast or ip.is_reserved or ip.is_unspecified or not ip.is_global:
        return False
    return not any(ip in net for net in NOT_PUBLIC if net.version == ip.version)


class Door:
    """Fetches addresses that strangers gave; safe to use from several threads. Close it by `with`."""

    def __init__(self, allow: Iterable[str] = (), limits: Limits | None = None, resolve: Resolve = addresses) -> None:
        self.limits = limits or Limits()
        self._clock = Clock()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=_Gate({host.lower() for host in allow}, self._clock, resolve),
            max_connections=20,
            keepalive_expiry=30,
        )

    def __enter__(self) -> Door:
        return self

    def __exit__(self, *unused: object) -> None:
        self._pool.close()

    def fetch(self, url: str) -> bytes:
        """The body behind a web address. Raises FetchError."""
        self._clock.start(self.limits.seconds)
        target = _parsed(url)
        for _ in range(self.limits.redirects + 1):
            with self._answer(target) as response:
                if response.status not in REDIRECTS:
                    return self._body(response)
                target = _redirected(target, response)
        raise FetchError("redirects too often", permanent=True)

    @contextlib.contextmanager
    def _answer(self, url: httpx.URL) -> Iterator[httpcore.Response]:
        # raw_host is the name in ASCII, as the socket and TLS want it.
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        timeouts = {"connect": self.limits.connect_seconds, "read": None, "write": None, "pool": self.limits.seconds}
        try:
            with self._pool.stream("GET", target, headers=HEADERS, extensions={"timeout": timeouts}) as response:
                yield response
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise FetchError(f"no answer: {error or type(error).__name__}", permanent=False) from error

    def _body(self, response: httpcore.Response) -> bytes:
        if response.status != 200:
            raise FetchError(f"the server answered {response.status}", permanent=response.status in (404, 410))
        headers = {name.lower(): value for name, value in response.headers}
        if headers.get(b"content-encoding", b"identity") != b"identity":
            raise FetchError("the answer is compressed", permanent=True)
        body = bytearray()
        for chunk in response.iter_stream():
            body += chunk
            if len(body) > self.limits.size:
                raise FetchError(f"larger than {self.limits.size:,} bytes", permanent=True)
        return bytes(body)


def _parsed(url: str | httpx.URL) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
        usable = parsed.scheme in ("http", "https") and bool(parsed.host)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("not a web address", permanent=True) from error
    if not usable:
        raise FetchError("not a web address", permanent=True)
    if parsed.userinfo:
        raise FetchError("the address holds a log-in", permanent=True)
    return parsed


def _redirected(url: httpx.URL, response: httpcore.Response) -> httpx.URL:
    location = next((value for name, value in response.headers if name.lower() == b"location"), b"")
    try:
        return _parsed(url.join(location.decode("utf-8", "replace")) if location else "")
    except httpx.InvalidURL as error:
        raise FetchError("redirects to no web address", permanent=True) from error


class _Gate(httpcore.SyncBackend):
    """Resolve once, judge every address, connect to the first that answers."""

    def __init__(self, allow: set[str], clock: Clock, resolve: Resolve) -> None:
        self._allow, self._clock, self._resolve = allow, clock, resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> Any:
        found = self._look_up(host, port)
        if not {host, f"{host}:{port}"} & self._allow:
            if port not in PORTS:
                raise FetchError(f"port {port} is not allowed", permanent=True)
            if not all(map(is_public, found)):  # one private address condemns the name
                raise FetchError("the address is not a public one", permanent=True)
        *others, last = found[:ADDRESSES]
        for address in others:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._connected(address, port, timeout)
        return self._connected(last, port, timeout)

    def _connected(self, address: str, port: int, timeout: float | None) -> Stream:
        return Stream(super().connect_tcp(address, port, self._clock.left(timeout)), self._clock)

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        raise FetchError("not a web address", permanent=True)

    def _look_up(self, host: str, port: int) -> list[str]:
        try:
            return look_up(host, port, self._clock.left(), self._resolve)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
