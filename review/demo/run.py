"""The whole way of a listing, in order: servers, rules, catalogue, candidates, verdicts, pages."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from rich.console import Console

from dedup import work
from dedup.candidates import search
from dedup.catalogue import ingest
from dedup.judging import runs
from dedup.models import Work
from rules.models import RuleSet

from . import accounts, catalogue, findings, labels, processes, report, tour
from .accounts import Account
from .findings import Findings
from .processes import Child
from .stages import Advance, Stages

CATALOGUES = ("catalogue.jsonl", "catalogue.jsonl.gz", "catalogue.csv")
LOOK_SECONDS = 0.5
STUCK_SECONDS = 120


class Failed(Exception):
    """The demo cannot go on, or a check did not hold; the message says what to do."""


@dataclass(frozen=True)
class Options:
    """`data`: a folder in the import layout, None for the sample; `leave`: look at every page, then end."""

    data: Path | None
    host: str
    port: int
    leave: bool


def run(options: Options, console: Console) -> None:
    """Raises Failed, accounts.NameTaken, processes.Ended and tour.NoAnswer. Ctrl-C ends it in order."""
    stages = Stages(console)
    logs = Path(settings.VAR) / "demo"
    folder = options.data or _sample(stages)
    people = _prepare(stages)
    _fill(stages, folder)
    with processes.worker(logs) as worker:
        _judge(stages, worker)
        found = findings.find(labels.read(folder))
        report.show(console, found, stages.seconds)
        with processes.web(logs, options.host, options.port) as server:
            base = _address(options)
            tour.wait_until_ready(base)
            _say_where(console, base, people)
            if options.leave:
                _check(console, base, people, found)
            else:
                _serve([worker, server])


def catalogue_in(folder: Path) -> Path:
    """The catalogue file of a data folder. Raises Failed."""
    for name in CATALOGUES:
        if (folder / name).is_file():
            return folder / name
    raise Failed(f"There is no catalogue in {folder}: it needs one of {', '.join(CATALOGUES)} (docs/import.md).")


def _sample(stages: Stages) -> Path:
    """The sample catalogue, drawn the first time; one that is not whole is made anew."""
    folder = Path(settings.VAR) / "sample"
    if not (folder / CATALOGUES[0]).exists():
        with stages.stage("Drawing a sample catalogue") as advance:
            catalogue.make(folder, progress=advance)
    return folder


def _prepare(stages: Stages) -> list[Account]:
    with stages.stage("Database"):
        call_command("migrate", verbosity=0)
    with stages.stage("Log-ins"):
        people = accounts.make(Path(settings.VAR) / "demo-logins.json")
    with stages.stage("Rules") as advance:
        _load_rules(advance)
    return people


def _load_rules(advance: Advance) -> None:
    """The samples, the default last; where there is a default already, rules are the user's own."""
    if RuleSet.objects.filter(category=None, state=RuleSet.State.LIVE).exists():
        return
    files = sorted((settings.BASE_DIR / "rules" / "examples").glob("*.json"), key=lambda path: path.stem == "default")
    for number, file in enumerate(files, 1):
        call_command("load_rules", file, verbosity=0)
        advance(number, len(files))


def _fill(stages: Stages, folder: Path) -> None:
    with stages.stage("Importing listings") as advance:
        file, total = catalogue_in(folder), 0

        def found(count: int) -> None:
            nonlocal total
            advance(0, total := count)

        counts = ingest.run(
            file, images=folder, rejects=settings.VAR, found=found, progress=lambda done: advance(done, total)
        )
    if counts.rejected or counts.warnings:
        stages.console.print(f"{counts.rejected} rows rejected, {counts.warnings} warnings: see {counts.rejects}")
    with stages.stage("Finding candidate pairs") as advance:
        search.run(progress=advance)


def _judge(stages: Stages, worker: Child) -> None:
    """Queue what has no verdict, and watch the worker do it. Raises Failed when nothing moves any more."""
    with stages.stage("Judging pairs") as advance:
        runs.plan()
        total = left = work.counts().open
        moved = time.monotonic()
        while left:
            worker.check()
            time.sleep(LOOK_SECONDS)
            before, left = left, work.counts().open
            moved = time.monotonic() if left != before else moved
            advance(total - left, total)
            if time.monotonic() - moved > STUCK_SECONDS:
                raise Failed(f"No pair was judged for {STUCK_SECONDS} seconds. {_why_stuck()}")


def _why_stuck() -> str:
    reason = Work.objects.exclude(error="").values_list("error", flat=True).first()
    return reason or f"See {settings.VAR}/demo/worker.log."


def _address(options: Options) -> str:
    host = "127.0.0.1" if options.host in ("0.0.0.0", "") else options.host  # noqa: S104 - compared, not bound
    return f"http://[{host}]:{options.port}" if ":" in host else f"http://{host}:{options.port}"


def _say_where(console: Console, base: str, people: list[Account]) -> None:
    console.print(f"\nOpen [bold]{base}[/bold] and log in as one of")
    for account in people:
        console.print(f"  {account.name:<12} {account.password}   ({account.group})", highlight=False)


def _check(console: Console, base: str, people: list[Account], found: Findings) -> None:
    visits = tour.walk(base, people)
    console.print(report.pages(visits))
    if bad := [visit for visit in visits if not visit.good]:
        raise Failed(f"{len(bad)} of {len(visits)} pages did not answer 200.")
    if found.false_matches:
        raise Failed(f"{len(found.false_matches)} planted near-misses were called a match.")
    console.print(f"All {len(visits)} pages answered 200. Without --exit it stays, for you to log in.")


def _serve(children: list[Child]) -> None:
    """Until Ctrl-C, or until one of them ends by itself (which raises processes.Ended)."""
    while True:
        for child in children:
            child.check()
        time.sleep(1)
