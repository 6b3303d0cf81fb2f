"""Precision and recall, before and after, as shares in words and as bars of an SVG that is 200 wide."""

from __future__ import annotations

from dataclasses import dataclass

from review.replay.scores import Point, Share

WIDTH = 200
EDGE = 4  # room for a dot at 0 % and at 100 %
TITLES = {"precision": "Precision point: strict", "recall": "Recall point: wide"}
NONE = {
    "precision": "no pair is called the same, so there is no precision",
    "recall": "people called no pair the same, so there is no recall",
}
TAKES = {"precision": "only “match” counts as the same", "recall": "“match” and “likely match” count as the same"}


@dataclass(frozen=True)
class Bar:
    """`side`: old or new. Places from the left in units of the picture; `known`: there is a share at all."""

    side: str
    y: int
    known: bool
    low: float
    at: float
    high: float


@dataclass(frozen=True)
class Words:
    text: str
    detail: str


@dataclass(frozen=True)
class Row:
    name: str
    old: Words
    new: Words
    bars: tuple[Bar, Bar]

    @property
    def spoken(self) -> str:
        return f"{self.name} {self.old.text}, {self.old.detail}; with the draft {self.new.text}, {self.new.detail}"


@dataclass(frozen=True)
class Shown:
    title: str
    takes: str
    rows: tuple[Row, Row]
    drops: bool


def of(point: Point) -> Shown:
    rows = (
        _row("precision", point.old.precision, point.new.precision),
        _row("recall", point.old.recall, point.new.recall),
    )
    return Shown(TITLES[point.name], TAKES[point.name], rows, point.precision_drops)


def _row(name: str, old: Share, new: Share) -> Row:
    return Row(name, _words(name, old), _words(name, new), (_bar("old", 8, old), _bar("new", 18, new)))


def _words(name: str, share: Share) -> Words:
    if share.value is None:
        return Words("–", NONE[name])
    return Words(
        _percent(share.value), f"{share.hits:,} of {share.of:,} ({_percent(share.low)}–{_percent(share.high)})"
    )


def percent(share: Share) -> str:
    return "–" if share.value is None else _percent(share.value)


def _percent(value: float) -> str:
    """One place, and never 100 % of what is not all of it."""
    shown = min(round(value * 100, 1), 99.9) if value < 1 else 100.0
    return f"{shown:.1f} %"


def _bar(side: str, y: int, share: Share) -> Bar:
    return Bar(side, y, share.value is not None, _place(share.low), _place(share.value or 0), _place(share.high))


def _place(value: float) -> float:
    return round(EDGE + value * (WIDTH - 2 * EDGE), 1)
