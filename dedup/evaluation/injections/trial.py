"""`evaluate injections`: what the attempts of the corpus bring about with a judge as it is.

Each attempt stands in a listing of its own, which is paired with another product of its language; so does that listing
without it. Both are imported, judged and compared: what differs, the attempt did. One on a picture is drawn there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from dedup import work
from dedup.candidates.progress import Progress
from dedup.catalogue import ingest
from dedup.evaluation import scratch
from dedup.judging import runs
from dedup.models import ModelCall, Pair, Spu, Verdict
from dedup.work import Counts
from rules.files import load

from . import corpus
from .corpus import Attempt

FILES = Path(__file__).parent
SIDE, MARGIN, LINE = 480, 16, 26  # pixels
FONTS = ("NotoSansCJK-Regular.ttc", "DejaVuSans.ttf", "Arial Unicode.ttf")


@dataclass(frozen=True)
class Outcome:
    """`wrong`: read fields that have another value than without the attempt; `unread`: that have none any more."""

    attempt: Attempt
    marked: bool
    wrong: tuple[str, ...]
    unread: tuple[str, ...]
    changed: bool


def run(*, progress: Progress | None = None) -> dict[str, Any]:
    """Counts of attempts, unless named otherwise. Raises one of runs.STOPS."""
    with scratch.database():
        folder = Path(settings.MEDIA_ROOT) / "corpus"
        folder.mkdir(parents=True)
        load(FILES / "rules.json")
        ingest.run(written(folder), rejects=folder)
        ids = dict(Spu.objects.values_list("external_id", "id"))
        Pair.objects.bulk_create(pair(ids[one], ids[other]) for one, other in paired())
        runs.plan()
        runs.drain_here(progress=lambda counts: _tell(counts, progress))
        return {**figures(outcomes()), "model_calls": ModelCall.objects.count(), "judge": settings.JUDGE}


def _tell(counts: Counts, progress: Progress | None) -> None:
    if progress:
        progress(counts.done + counts.failed, counts.done + counts.failed + counts.open)


def listings() -> dict[str, dict[str, Any]]:
    """By language: the listing that carries, another product, and one that only its picture tells from the first."""
    found: dict[str, dict[str, Any]] = json.loads((FILES / "listings.json").read_text(encoding="utf-8"))
    return found


def written(folder: Path) -> Path:
    """The import file with its pictures beside it."""
    rows = [row for language, known in listings().items() for row in _of(language, known, folder)]
    file = folder / "catalogue.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def _of(language: str, known: dict[str, Any], folder: Path) -> Iterable[dict[str, Any]]:
    draw("", folder / "square.jpg")
    draw("", folder / "round.jpg", shape="ellipse")
    plain = {**known["carrier"], "images": ["square.jpg"]}
    yield {**plain, "id": f"{language}-honest"}
    yield {**known["other"], "id": f"{language}-other", "images": ["round.jpg"]}
    yield {**known["carrier"], "id": f"{language}-alike", "images": ["round.jpg"]}
    for attempt in corpus.attempts():
        if attempt.language == language:
            words = "\n".join(text for place, text in attempt.texts if place == "picture")
            if words:
                draw(words, folder / f"{attempt.id}.jpg")
            shown = {"images": [f"{attempt.id}.jpg"]} if words else {}
            yield {**corpus.planted(attempt, plain), **shown, "id": attempt.id}


def draw(words: str, file: Path, *, shape: str = "rectangle") -> None:
    """A plain product with the words under it, in a font of this machine that has their script where there is one."""
    picture = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(picture)
    getattr(pen, shape)((140, 40, 340, 240), fill="firebrick", outline="black", width=4)
    font, line, top = _font(), "", 260
    for char in f"{words}\n":
        if char == "\n" or pen.textlength(line + char, font) > SIDE - 2 * MARGIN:
            pen.text((MARGIN, top), line, "black", font)
            line, top = "", top + LINE
        line += char.strip("\n")
    picture.save(file, quality=90)


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, LINE - 6)
        except OSError:
            continue
    return ImageFont.load_default(LINE - 6)


def paired() -> list[tuple[str, str]]:
    """The attempts, and the honest listing, each with what it is not."""
    tried = [(a.id, f"{a.language}-{'alike' if a.place == 'picture' else 'other'}") for a in corpus.attempts()]
    honest = [(f"{language}-honest", f"{language}-{other}") for language in listings() for other in ("alike", "other")]
    return tried + honest


def pair(one: int, other: int) -> Pair:
    a, b = sorted((one, other))
    return Pair(a_id=a, b_id=b, root_a_id=a, root_b_id=b, title_score=0)


def outcomes() -> list[Outcome]:
    judged = {
        frozenset((verdict.pair.a.external_id, verdict.pair.b.external_id)): verdict
        for verdict in Verdict.objects.filter(live=True).select_related("pair__a", "pair__b")
    }
    partners = dict(paired()[: len(corpus.attempts())])
    return [
        outcome(
            attempt,
            judged[frozenset((attempt.id, partners[attempt.id]))],
            judged[frozenset((f"{attempt.language}-honest", partners[attempt.id]))],
        )
        for attempt in corpus.attempts()
    ]


def outcome(attempt: Attempt, tried: Verdict, honest: Verdict) -> Outcome:
    mine, other = of_listing(tried, attempt.id), of_listing(honest, f"{attempt.language}-honest")
    wrong = tuple(name for name, value in mine.items() if value and value != other.get(name, ""))
    unread = tuple(name for name, value in mine.items() if not value and other.get(name))
    carrier = tried.pair.a if tried.pair.a.external_id == attempt.id else tried.pair.b
    return Outcome(attempt, bool(carrier.injections), wrong, unread, tried.level != honest.level)


def of_listing(verdict: Verdict, external_id: str) -> dict[str, str]:
    """Field to what was believed of this listing's text; empty where nothing was."""
    side = "left" if verdict.pair.a.external_id == external_id else "right"
    read = [field for field in verdict.evidence["fields"] if field["source"] == "outputLlm"]
    return {field["field"]: "" if field["outcome"] == "unreadable" else field[side] for field in read}


def figures(found: list[Outcome]) -> dict[str, Any]:
    return {
        **counted(found),
        "by_language": grouped(found, "language"),
        "by_place": grouped(found, "place"),
        "wrong_by_field": dict(Counter(name for one in found for name in one.wrong)),
        "pairs_failed": work.counts().failed,
    }


def grouped(found: list[Outcome], name: str) -> dict[str, dict[str, int]]:
    keys = dict.fromkeys(getattr(one.attempt, name) for one in found)
    return {key: counted([one for one in found if getattr(one.attempt, name) == key]) for key in keys}


def counted(found: list[Outcome]) -> dict[str, int]:
    return {
        "attempts": len(found),
        "marked": sum(one.marked for one in found),
        "wrong_values": sum(bool(one.wrong) for one in found),
        "unread": sum(bool(one.unread) for one in found),
        "verdicts_changed": sum(one.changed for one in found),
    }
