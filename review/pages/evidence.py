"""What models said about a pair and its listings, from what is frozen into the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dedup.judging import extraction
from dedup.models import Extraction, Pair, Verdict
from rules.spec import RuleSpec

from .sides import Picture, Side


@dataclass(frozen=True)
class Asked:
    """Two pictures that were compared; a picture is None when its listing has lost it since."""

    kind: str
    left: Picture | None
    right: Picture | None
    answer: str
    difference: str
    reason: str


@dataclass(frozen=True)
class Read:
    """A value read from a listing's text. `quote` is the seller's own words it was read from."""

    field: str
    values: str
    quote: str


def asked(verdict: Verdict | None, a: Side, b: Side) -> list[Asked]:
    lefts, rights = ({picture.id: picture for picture in side.pictures} for side in (a, b))
    return [
        Asked(
            kind=row["kind"],
            left=lefts.get(row["image_a"]),
            right=rights.get(row["image_b"]),
            answer=row["answer"],
            difference="" if row["difference"] == "none" else row["difference"],
            reason=row["reason"],
        )
        for row in (verdict.evidence if verdict else {}).get("pictures", [])
    ]


@dataclass(frozen=True)
class Weighed:
    """What a model concluded from both texts; `level` is empty where it would not say."""

    level: str
    steps: list[str]
    refused: str

    @property
    def words(self) -> str:
        return self.level.replace("_", " ")


def weighed(verdict: Verdict | None) -> Weighed | None:
    found = verdict.evidence.get("reasoning") if verdict else None
    return Weighed(found["level"] or "", found["steps"], found["refused"]) if found else None


def reads(verdict: Verdict | None, pair: Pair) -> list[tuple[str, list[Read]]]:
    """Per side the values that were read when the verdict was made, with their quotes."""
    if verdict is None:
        return []
    return [(letter, values(spu_id, verdict)) for letter, spu_id in (("A", pair.a_id), ("B", pair.b_id))]


def values(spu_id: int, verdict: Verdict) -> list[Read]:
    """The reading that the verdict rests on."""
    reading = _by_call(spu_id, verdict) if "calls" in verdict.evidence else _by_time(spu_id, verdict)
    return [read(name, value) for name, value in reading.items()]


def _by_call(spu_id: int, verdict: Verdict) -> dict[str, dict[str, Any]]:
    kept = Extraction.objects.filter(spu=spu_id, call__in=verdict.evidence["calls"]).first()
    return dict(kept.values) if kept else {}


def _by_time(spu_id: int, verdict: Verdict) -> dict[str, dict[str, Any]]:
    """Of a verdict into which no calls are frozen: the latest before it, by the same backend, of the same outputs."""
    outputs = extraction.outputs_of(RuleSpec.model_validate(verdict.rule_set.spec))
    made = Extraction.objects.filter(spu=spu_id, backend=verdict.backend, created_at__lte=verdict.created_at)
    readings = (row.values for row in made.order_by("-created_at"))
    return next((found for found in readings if found.keys() == outputs.keys()), {})


def read(name: str, value: dict[str, Any]) -> Read:
    said = ", ".join(value["values"])
    return Read(name, f"{said} (not in the text, so not used)" if value["unreadable"] else said, value["evidence"])
