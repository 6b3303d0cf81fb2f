"""One side of a pair: a listing with its pictures, ready to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from dedup.models import Image, Pair, Spu

from .marks import marked


@dataclass(frozen=True)
class Picture:
    """`name` is what people call it on the page ("b3"), `caption` the variant it belongs to ("black")."""

    id: int
    name: str
    caption: str
    url: str
    thumbnail: str


@dataclass(frozen=True)
class Side:
    letter: str
    spu: Spu
    title: SafeString
    description: SafeString
    pictures: list[Picture]
    shown: Picture | None
    nearest: int | None
    stage_query: str  # a picture's id after it puts that picture on stage and leaves the other side as it is


@dataclass(frozen=True)
class Met:
    """One reason why two listings became a pair; `query` puts the pictures that did it on stage."""

    words: str
    query: str = ""


def both(pair: Pair, shown_a: int | None = None, shown_b: int | None = None) -> tuple[Side, Side]:
    """Both listings with what they do not share marked; the main picture is on stage unless another is asked for."""
    titles = marked(pair.a.title, pair.b.title)
    texts = marked(pair.a.description, pair.b.description)
    lefts, rights = pictures(pair.a, "a"), pictures(pair.b, "b")
    queries = (f"{stage('b', shown_b)}picture_a=", f"{stage('a', shown_a)}picture_b=")
    return (
        Side("A", pair.a, titles[0], texts[0], lefts, on_stage(lefts, shown_a), pair.image_a_id, queries[0]),
        Side("B", pair.b, titles[1], texts[1], rights, on_stage(rights, shown_b), pair.image_b_id, queries[1]),
    )


def on_stage(found: list[Picture], shown: int | None) -> Picture | None:
    return next((picture for picture in found if picture.id == shown), found[0] if found else None)


def stage(letter: str, shown: int | None) -> str:
    return f"picture_{letter}={shown}&" if shown else ""


def pictures(spu: Spu, letter: str = "") -> list[Picture]:
    """All pictures of a listing, its own before those of its variants, numbered from 1."""
    rows: Iterable[Image] = spu.images.select_related("cspu").order_by("cspu__position", "position")
    own_first = sorted(rows, key=lambda row: row.cspu_id is not None)
    return [picture(row, f"{letter}{number}") for number, row in enumerate(own_first, start=1)]


def picture(row: Image, name: str = "") -> Picture:
    caption = ", ".join(str(value) for value in row.cspu.attributes.values()) if row.cspu else ""
    return Picture(row.pk, name, caption, url("images", row), url("thumbnails", row))


def met(pair: Pair, a: Side, b: Side) -> list[Met]:
    """Why the two were brought together: "picture 0.97 (a3 and b1)", "title 0.81", "gtin 4006381333931"."""
    found = [] if pair.picture_score is None else [by_picture(pair, pair.picture_score, a, b)]
    if pair.title_score is not None:
        found.append(Met(f"title {pair.title_score:.2f}"))
    return [*found, *([Met(pair.identifier)] if pair.identifier else [])]


def by_picture(pair: Pair, score: float, a: Side, b: Side) -> Met:
    near = [picture.name for side in (a, b) for picture in side.pictures if picture.id == side.nearest]
    if len(near) < 2:
        return Met(f"picture {score:.2f}")
    return Met(
        f"picture {score:.2f} ({' and '.join(near)})", f"picture_a={pair.image_a_id}&picture_b={pair.image_b_id}"
    )


def url(folder: str, row: Image) -> str:
    return reverse("media", args=[folder, row.sha256[:2], row.sha256])
