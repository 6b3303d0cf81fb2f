"""The summary of a demo run, as tables for a terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table

from dedup.models import Verdict

from .findings import FOUND, Findings, Rechecks
from .labels import Names
from .tour import Visit

ADDRESS_WIDTH = 32
LEVELS = tuple(Verdict.Level.values)


def catalogue(findings: Findings) -> Table:
    """What went in, what was found, what it cost."""
    table = Table(title="Summary", show_header=False, title_justify="left")
    table.add_column("what")
    table.add_column("count", justify="right")
    table.add_row("listings", f"{findings.listings:,}")
    table.add_row("pictures", f"{findings.pictures:,}")
    table.add_row("candidate pairs", f"{findings.candidates:,}")
    _group(table, "found by", findings.by_source)
    _group(table, "verdict", {level: findings.levels.get(level, 0) for level in LEVELS})
    _group(table, "settled by", findings.settled_by)
    _group(table, "asked to", findings.calls)
    table.add_row("given to people because the machine failed", f"{findings.failed:,}")
    table.add_row("waiting for people", f"{findings.to_people:,}")
    _rechecks(table, findings.rechecks)
    return table


def labels(findings: Findings) -> Table | None:
    """How the labelled duplicates, and what was planted, came out; None for a folder without labels."""
    known = findings.labels
    if not (known.duplicates or known.near_misses):
        return None
    table = Table(title="Against the labels", title_justify="left")
    for name in ("", "pairs", "candidates", *LEVELS):
        table.add_column(_words(name), justify="right" if name else "left", no_wrap=not name)
    _outcome(table, "duplicates", findings.duplicates)
    _kinds(table, findings, known.kinds)
    if known.near_misses:
        _outcome(table, "near-misses", Counter(findings.level(names) for names in known.near_misses))
        _kinds(table, findings, known.near_misses)
    return table


def verdict_on_labels(findings: Findings) -> list[str]:
    """Sentences on what the labels promise: duplicates found, near-misses never a match."""
    levels, said = findings.duplicates, []
    if total := levels.total():
        good = sum(levels[level] for level in FOUND)
        said.append(f"Labelled duplicates that became candidates: {_of(total - levels['not found'], total)}.")
        said.append(f"Labelled duplicates judged likely match or better: {_of(good, total)}.")
    if total := len(findings.labels.near_misses):
        said.append(f"Near-misses called a match (there must be none): {_of(len(findings.false_matches), total)}.")
    return said


def stages(seconds: Mapping[str, float]) -> Table:
    table = Table(title="Seconds", show_header=False, title_justify="left")
    table.add_column("stage")
    table.add_column("seconds", justify="right")
    for stage, took in seconds.items():
        table.add_row(stage, f"{took:.1f}")
    table.add_row("all", f"{sum(seconds.values()):.1f}")
    return table


def pages(visits: Iterable[Visit]) -> Table:
    """A row for each page, a column for each person: what it answered; empty where it is not theirs."""
    answers: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for visit in visits:
        colour = "green" if visit.good else "red"
        answers[visit.page, visit.address][visit.who] = f"[{colour}]{visit.status}[/{colour}]"
    people = list(dict.fromkeys(who for by in answers.values() for who in by))
    table = Table(title="Pages", title_justify="left")
    table.add_column("page", no_wrap=True)
    table.add_column("address", no_wrap=True, overflow="ellipsis", max_width=ADDRESS_WIDTH)
    for name in people:
        table.add_column(name, no_wrap=True)
    for (page, address), by in answers.items():
        table.add_row(page, address, *(by.get(who, "") for who in people))
    return table


def show(console: Console, findings: Findings, seconds: Mapping[str, float]) -> None:
    console.print(catalogue(findings))
    if table := labels(findings):
        console.print(table)
    for sentence in verdict_on_labels(findings):
        console.print(sentence)
    console.print(stages(seconds))


def _group(table: Table, title: str, counts: Mapping[str, int]) -> None:
    for name, count in counts.items():
        table.add_row(f"  {title} {_words(name)}", f"{count:,}")


def _rechecks(table: Table, made: Rechecks) -> None:
    if made.due:
        table.add_row("variants compared, of pairs whose main pictures were not the same", _of(made.done, made.due))
    if made.comparable:
        table.add_row("  of duplicates: in a colour that both have", _of(made.shared, made.comparable))


def _kinds(table: Table, findings: Findings, kinds: Mapping[Names, str]) -> None:
    for kind in sorted(set(kinds.values())):
        _outcome(
            table, f"  {_words(kind)}", Counter(findings.level(names) for names, of in kinds.items() if of == kind)
        )


def _outcome(table: Table, title: str, levels: Counter[str]) -> None:
    total = levels.total()
    table.add_row(title, str(total), str(total - levels["not found"]), *(str(levels[level]) for level in LEVELS))


def _of(count: int, total: int) -> str:
    return f"{count:,} of {total:,}"


def _words(name: str) -> str:
    return name.replace("_", " ")
