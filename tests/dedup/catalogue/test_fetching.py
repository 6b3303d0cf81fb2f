"""A loopback server full of bad answers, and addresses that must never be reached."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import itertools
import socket
import threading
import time
import urllib.parse
from collections.abc import Callable, Collection, Iterator

import pytest

from dedup.catalogue import fetching
from dedup.catalogue.fetching import Door, FetchError, Limits

SECONDS = 1.0
LIMITS = Limits(size=1_000_000, seconds=SECONDS, connect_seconds=0.5)
BOMB = gzip.compress(b"\0" * 50_000_000, 9)


class Server(http.server.BaseHTTPRequestHandler):
    """Every path is an answer of its own; `/r/<target>` redirects. `hits` is what reached the server."""

    hits: list[str] = []
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        Server.hits.append(self.path)
        self.close_connection = True
        with contextlib.suppress(OSError):  # the client went away, as it should
            if self.path.startswith("/r/"):
                self.start(302, location=urllib.parse.unquote(self.path[3:]))
            else:
                ANSWERS[self.path](self)

    def start(self, code: int = 200, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("connection", "close")  # said, or a client may send its next request into the closing
        self.end_headers()

    def ok(self) -> None:
        self.start(content_length="3")
        self.wfile.write(b"img")

    def huge(self) -> None:
        self.start()
        for _ in range(1000):
            self.wfile.write(b"x" * 65536)

    def drip(self) -> None:
        self.start()
        self.drip_bytes()

    def header_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.drip_bytes()

    def endless_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100_000):
            self.wfile.write(b"x-more: %b\r\n" % (b"y" * 200))

    def drip_bytes(self) -> None:
        for _ in range(40):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def bomb(self) -> None:
        self.start(content_encoding="gzip", content_length=str(len(BOMB)))
        self.wfile.write(BOMB)

    def short(self) -> None:
        self.start(content_length="900")
        self.wfile.write(b"only this")


ANSWERS: dict[str, Callable[[Server], None]] = {
    "/ok": Server.ok,
    "/secret": Server.ok,
    "/huge": Server.huge,
    "/drip": Server.drip,
    "/header-drip": Server.header_drip,
    "/endless-headers": Server.endless_headers,
    "/gzip": Server.bomb,
    "/short": Server.short,
    "/loop": lambda server: server.start(302, location="/loop"),
    "/nowhere": lambda server: server.start(302),
    "/declared": lambda server: server.start(content_length="9000000000"),
    "/nonsense": lambda server: server.start(content_length="many"),
    "/missing": lambda server: server.start(404, content_length="0"),
    "/hang": lambda server: time.sleep(4),
}
GOOD = {"/ok", "/secret"}

LOOPBACK = [
    "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1",  # noqa: S104
    "017700000001", "127.1", "①②⑦.⓪.⓪.①", "mixed.test",
]  # fmt: skip
PRIVATE = [
    "169.254.169.254", "[fd00:ec2::254]", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::127.0.0.1]", "224.0.0.1", "255.255.255.255", "[fe80::1]", "192.0.0.192",
]  # fmt: skip
NO_ADDRESS = [
    "file:///etc/passwd", "ftp://cdn.test/x", "gopher://127.0.0.1:6379/_FLUSHALL", "data:image/png;base64,AAAA",
    "//cdn.test/ok", "http:///x", "http://user:pw@cdn.test/ok", "http://cdn.test:22/", "http://cdn.test:99999/",
    "http://cdn.test\r\nX: y/", "http://a\x00b/", "http://xn--/", "http://" + "a" * 300 + ".test/", "http://[/",
    "", " ",
]  # fmt: skip


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def forget_hits() -> None:
    Server.hits.clear()


def resolver(names: dict[str, list[str]]) -> fetching.Resolve:
    """Names under `.test` from the table, everything else by the system."""

    def resolve(host: str, port: int) -> Collection[str]:
        if host.endswith(".test"):
            if host not in names:
                raise socket.gaierror("no such name")
            return names[host]
        return fetching.addresses(host, port)

    return resolve


@pytest.fixture
def door(port: int) -> Iterator[Door]:
    """Lets `cdn.test`, our own server, through; everything else is judged for real."""
    names = {"cdn.test": ["127.0.0.1"], "mixed.test": ["93.184.216.34", "10.0.0.5"]}
    with Door([f"CDN.test:{port}"], LIMITS, resolver(names)) as door:
        yield door


def refusal(door: Door, url: str) -> FetchError:
    started = time.monotonic()
    with pytest.raises(FetchError) as caught:
        door.fetch(url)
    assert time.monotonic() - started < SECONDS + 1
    return caught.value


def test_an_allowed_host_answers(door: Door, port: int) -> None:
    assert door.fetch(f"http://cdn.test:{port}/ok") == b"img"
    assert door.fetch(f"http://cdn.test:{port}/r/%2Fok") == b"img"


def test_a_connection_is_used_again_with_a_deadline_of_its_own(door: Door, port: int) -> None:
    for _ in range(3):
        assert door.fetch(f"http://cdn.test:{port}/ok") == b"img"
        time.sleep(SECONDS / 2)


@pytest.mark.parametrize("host", LOOPBACK)
def test_loopback_is_refused_in_every_spelling(door: Door, port: int, host: str) -> None:
    assert refusal(door, f"http://{host}:{port}/secret")
    assert refusal(door, f"http://{host}/secret")
    assert not Server.hits


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_refused(door: Door, host: str) -> None:
    assert refusal(door, f"http://{host}/").permanent
    assert refusal(door, f"https://{host}/").permanent


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{}/secret", "file:///etc/passwd", "http://10.0.0.1/", "//[", "http://:{}/"]
)
def test_redirects_are_judged_too(door: Door, port: int, target: str) -> None:
    assert refusal(door, f"http://cdn.test:{port}/r/{urllib.parse.quote(target.format(port), safe='')}")
    assert not [hit for hit in Server.hits if "secret" in hit and not hit.startswith("/r/")]


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_web_address_is_refused(door: Door, url: str) -> None:
    assert refusal(door, url)
    assert not Server.hits


@pytest.mark.parametrize("path", sorted(set(ANSWERS) - GOOD))
def test_bad_answers_end_within_the_deadline(door: Door, port: int, path: str) -> None:
    assert refusal(door, f"http://cdn.test:{port}{path}")


def test_a_name_that_changes_its_address_never_reaches_the_inside(port: int) -> None:
    """The first look-up says public, the next says loopback: whichever is judged is the one connected to."""
    turns = itertools.cycle([["203.0.113.1"], ["127.0.0.1"]])
    with Door([], LIMITS, lambda host, port: next(turns)) as door:
        for _ in range(4):
            assert refusal(door, "http://rebind.test/secret")
    assert not Server.hits


def test_a_name_that_never_resolves_costs_no_more_than_the_deadline() -> None:
    def hang(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["127.0.0.1"]

    with Door(["slow.test"], LIMITS, hang) as door:
        assert not refusal(door, "http://slow.test/").permanent


def test_a_dead_first_address_is_not_the_end(port: int) -> None:
    with Door(["cdn.test"], LIMITS, resolver({"cdn.test": ["127.0.0.2", "::1", "127.0.0.1"]})) as door:
        assert door.fetch(f"http://cdn.test:{port}/ok") == b"img"


def test_outages_may_be_asked_again_and_refusals_not(door: Door, port: int) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        free = closed.getsockname()[1]
    with Door([f"127.0.0.1:{free}"], LIMITS) as other:
        assert not refusal(other, f"http://127.0.0.1:{free}/").permanent
    assert refusal(door, f"http://cdn.test:{port}/missing").permanent
    assert refusal(door, "http://10.0.0.1/").permanent


@pytest.mark.parametrize(
    ("address", "public"),
    [("93.184.216.34", True), ("2606:2800:220:1::1", True), ("::ffff:8.8.8.8", True), ("::ffff:10.0.0.1", False),
     ("fe80::1%eth0", False), ("5f00::1", False), ("2001:0:1::", False), ("192.88.99.1", False)],
)  # fmt: skip
def test_public(address: str, public: bool) -> None:
    assert fetching.is_public(address) is public
