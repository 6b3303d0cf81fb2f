"""What the machine made of the catalogue, counted from the database and held against the labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from dedup import work
from dedup.models import Cspu, Image, ModelCall, Pair, Spu, Verdict

from .labels import Labels, Names, ordered

COLOURS = ("color", "colour", "颜色", "цвет")
FOUND = ("match", "likely_match")


@dataclass(frozen=True)
class Judged:
    """One candidate pair: the level of its live verdict ("" without one) and the pictures asked about."""

    level: str
    pictures: list[dict[str, Any]]

    def asked(self, kind: str) -> dict[str, Any] | None:
        return next((picture for picture in self.pictures if picture["kind"] == kind), None)

    @property
    def main_not_same(self) -> bool:
        main = self.asked("main")
        return main is not None and main["answer"] != "same"


@dataclass(frozen=True)
class Rechecks:
    """Pairs whose main pictures were asked about and not `same`, both listings having pictures of variants.

    `done` of `due` had the nearest variants asked about too. Of the labelled duplicates among those
    that have a colour in common (`comparable`), `shared` were asked about in a common colour.
    """

    due: int = 0
    done: int = 0
    comparable: int = 0
    shared: int = 0


@dataclass(frozen=True)
class Findings:
    listings: int
    pictures: int
    candidates: int
    by_source: dict[str, int]
    levels: dict[str, int]
    settled_by: dict[str, int]
    calls: dict[str, int]
    failed: int
    to_people: int
    rechecks: Rechecks
    labels: Labels
    pairs: dict[Names, Judged] = field(repr=False)

    def level(self, names: Names) -> str:
        """Of a labelled pair: `not found` when it is no candidate, `not judged` without a verdict."""
        judged = self.pairs.get(names)
        return "not found" if judged is None else judged.level or "not judged"

    @property
    def duplicates(self) -> Counter[str]:
        return Counter(self.level(names) for names in self.labels.duplicates)

    @property
    def false_matches(self) -> list[Names]:
        """Planted near-misses that got `match`: there must be none."""
        return [names for names in self.labels.near_misses if self.level(names) == "match"]


def find(labels: Labels) -> Findings:
    pairs = _pairs()
    return Findings(
        listings=Spu.objects.count(),
        pictures=Image.objects.count(),
        candidates=Pair.objects.count(),
        by_source=_by_source(),
        levels=_counted(Verdict.objects.filter(live=True), "level"),
        settled_by=_counted(Verdict.objects.filter(live=True), "settled_by"),
        calls=_counted(ModelCall.objects.filter(failure=""), "role"),
        failed=work.counts().failed,
        to_people=Pair.objects.filter(open=True).count(),
        rechecks=_rechecks(pairs, labels),
        labels=labels,
        pairs=pairs,
    )


def _by_source() -> dict[str, int]:
    return Pair.objects.aggregate(
        picture=Count("id", filter=Q(picture_score__isnull=False)),
        title=Count("id", filter=Q(title_score__isnull=False)),
        identifier=Count("id", filter=~Q(identifier="")),
    )


def _counted(rows: Any, column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(n=Count("id")))


def _pairs() -> dict[Names, Judged]:
    live = Verdict.objects.filter(live=True)
    verdicts = {
        pair: Judged(level, pictures or [])
        for pair, level, pictures in live.values_list("pair", "level", "evidence__pictures")
    }
    rows = Pair.objects.values_list("id", "a__external_id", "b__external_id")
    return {ordered(a, b): verdicts.get(pk, Judged("", [])) for pk, a, b in rows}


def _rechecks(pairs: dict[Names, Judged], labels: Labels) -> Rechecks:
    with_variants = set(Spu.objects.filter(images__cspu__isnull=False).values_list("external_id", flat=True))
    due = {names: judged for names, judged in pairs.items() if judged.main_not_same and with_variants.issuperset(names)}
    done = {names: variant for names, judged in due.items() if (variant := judged.asked("variant"))}
    colours, of_image = _colours_of_listings(), _colours_of_images()
    comparable = [
        variant
        for names, variant in done.items()
        if names in labels.duplicates and colours[names[0]] & colours[names[1]]
    ]
    shared = sum(bool(of_image[one["image_a"]] & of_image[one["image_b"]]) for one in comparable)
    return Rechecks(len(due), len(done), len(comparable), shared)


def _colour(attributes: dict[str, Any]) -> set[str]:
    return {str(value).strip().casefold() for key, value in attributes.items() if key.strip().casefold() in COLOURS}


def _colours_of_listings() -> dict[str, set[str]]:
    colours: dict[str, set[str]] = defaultdict(set)
    for listing, attributes in Cspu.objects.values_list("spu__external_id", "attributes"):
        colours[listing] |= _colour(attributes)
    return colours


def _colours_of_images() -> dict[int, set[str]]:
    """A variant's picture may stand among the listing's own too: the file tells the colour."""
    rows = Image.objects.values_list("id", "spu", "sha256", "cspu__attributes")
    of_file: dict[tuple[int, str], set[str]] = defaultdict(set)
    for _, listing, sha256, attributes in rows:
        of_file[listing, sha256] |= _colour(attributes or {})
    return {image: of_file[listing, sha256] for image, listing, sha256, _ in rows}
