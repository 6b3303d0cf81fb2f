"""A question and what came back, as they are shown: letter by letter, with what they cost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dedup.models import Image, ModelCall
from review.probes import Question

from .health import ROLES, TO_DO, at


@dataclass(frozen=True)
class Reply:
    """One asking. `parsed`: the answer as JSON with indents, empty where it is none; `to_do`: of a failure."""

    row: ModelCall
    where_from: str
    fresh: bool
    parsed: str
    what: str
    to_do: str


@dataclass(frozen=True)
class Shown:
    """A picture of the question by its label; `thumbnail` is empty where it is none of the catalogue's."""

    label: str
    thumbnail: str
    url: str


@dataclass(frozen=True)
class Exchange:
    """Without replies it has not been asked yet."""

    role: str
    judge: str
    system: str
    text: str
    schema: str
    pictures: list[Shown]
    replies: list[Reply]


def of(questions: list[Question], began: datetime | None) -> list[Exchange]:
    """`began`: what was asked since then was asked by this request."""
    asked = [question.rows[0].question if question.rows else said(question) for question in questions]
    hashes = {sha256 for words in asked for sha256 in words.get("pictures", {}).values()}
    stored = set(Image.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)) if hashes else set()
    return [exchange(*each, stored, began) for each in zip(questions, asked, strict=True) if each[1]]


def said(question: Question) -> dict[str, Any]:
    """As it would be recorded; nothing of a reading that is kept without its record."""
    return question.ask.question() if question.ask else {}


def exchange(question: Question, asked: dict[str, Any], stored: set[str], began: datetime | None) -> Exchange:
    return Exchange(
        role=ROLES[question.role],
        judge=question.judge,
        system=asked.get("system", ""),
        text=asked.get("text", ""),
        schema=pretty(asked.get("schema", {})),
        pictures=[shown(label, sha256, stored) for label, sha256 in asked.get("pictures", {}).items()],
        replies=[reply(row, began) for row in question.rows],
    )


def shown(label: str, sha256: str, stored: set[str]) -> Shown:
    if sha256 not in stored:
        return Shown(label, "", "")
    thumbnail, url = (reverse("media", args=[folder, sha256[:2], sha256]) for folder in ("thumbnails", "images"))
    return Shown(label, thumbnail, url)


def reply(row: ModelCall, began: datetime | None) -> Reply:
    fresh = began is not None and row.created_at >= began and not row.imported
    what, to_do = TO_DO.get(row.failure, (row.failure, ""))
    if row.asked_until is not None:
        what = (
            "being asked"
            if row.asked_until > timezone.now()
            else "given up: whoever asked it died; it can be asked again"
        )
    return Reply(row, where_from(row, fresh=fresh), fresh, "" if row.failure else parsed(row.answer), what, to_do)


def where_from(row: ModelCall, *, fresh: bool) -> str:
    if fresh:
        return "asked just now"
    return f"from the record: {'imported on' if row.imported else 'asked'} {at(row.created_at)}"


def parsed(raw: str) -> str:
    """As JSON with indents where it is JSON."""
    try:
        return pretty(json.loads(raw))
    except ValueError:
        return ""


def pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
