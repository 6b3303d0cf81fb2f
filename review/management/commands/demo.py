from __future__ import annotations

import signal
import socket
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from review.demo import accounts, places, processes, run, tour
from review.demo.run import Options

PORT = 8000
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FILE_WIDTH = 120  # of tables that go into a file or a log
NOT_OURS = (
    "DATABASE_URL names a server of your own. The demo would put listings, rules and four accounts into it. "
    "Add --yes if you want that, or unset DATABASE_URL: the demo then starts a server of its own."
)


class Command(BaseCommand):
    help = "Everything from nothing: a catalogue, its candidate pairs and verdicts, and the pages to decide them on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("--exit", action="store_true", help="look at every page over HTTP, then end; status 0 when all is well")
        add("--data", type=Path, metavar="DIR", help="a folder in the import layout, instead of the sample")
        add("--here", action="store_true", help="put --data into the database at hand, not into one of its own")
        add("--host", default="127.0.0.1", help="address to serve at; only this machine sees the usual one")
        add(
            "--port",
            type=_number,
            help=f"port to serve at; {PORT}, or a free one if that is taken",
        )
        add("--yes", action="store_true", help="go on although DATABASE_URL names a server of your own")

    def handle(self, *, data: Path | None, host: str, port: int | None, **options: Any) -> None:
        try:
            data = data and _folder(data)
            embedded = places.is_embedded()
            if not (embedded or options["yes"]):
                raise CommandError(NOT_OURS)
            if data and embedded and not options["here"]:
                raise SystemExit(places.run_there(data, _arguments(data, host, port, leave=options["exit"])))
            _end_in_order()
            chosen = Options(data, host, _port(host, port), leave=options["exit"])
            run.run(chosen, Console(width=None if sys.stdout.isatty() else FILE_WIDTH, highlight=False))
        except (run.Failed, accounts.NameTaken, processes.Ended, tour.NoAnswer) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. `make demo` goes on where you left.")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise ArgumentTypeError(f"{text!r} is no port: say a number from 1 to 65535")
    return int(text)


def _folder(data: Path) -> Path:
    """Raises run.Failed when there is no catalogue in it."""
    data = data.expanduser().resolve()
    run.catalogue_in(data)
    return data


def _arguments(data: Path, host: str, port: int | None, *, leave: bool) -> list[str]:
    words = ["--data", str(data), "--host", host]
    words += ["--port", str(port)] if port is not None else []
    return [*words, "--exit"] if leave else words


def _port(host: str, wanted: int | None) -> int:
    """The wanted port; without a wish the usual one, or where somebody has that, a free one."""
    try:
        socket.getaddrinfo(host, None)
    except OSError as error:
        raise CommandError(f"--host {host}: {error.strerror or error}.") from error
    try:
        return processes.free_port(host, PORT if wanted is None else wanted)
    except OSError as error:
        if wanted is None:
            return processes.free_port(host, 0)
        raise CommandError(f"{host}:{wanted} is taken ({error.strerror}): choose another --port.") from error


def _end_in_order() -> None:
    """A plain kill or the end of the terminal stops the children too, as Ctrl-C does; once, however often it comes.

    Ctrl-C is named because a shell makes programs in the background ignore it.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        for each in ENDS:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    for each in ENDS:
        signal.signal(each, leave)
