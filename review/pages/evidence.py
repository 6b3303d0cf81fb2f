"""What models said about a pair and its listings, from what is frozen into the verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dedup.judging import extraction
from dedup.models import Extraction, ModelCall, Pair, Verdict
from rules.spec import RuleSpec

from .sides import Picture, Side


@dataclass(frozen=True)
class Showing:
    """One of several times that two pictures were shown to a model. `exchanged`: A as B, and B as A."""

    answer: str
    difference: str
    reason: str
    exchanged: bool


@dataclass(frozen=True)
class Pack:
    """What was read on the picture of one pack: the words that name a flavour with its name, and all lines."""

    letter: str
    flavours: list[tuple[str, str]]
    lines: list[str]
    refused: str


@dataclass(frozen=True)
class Asked:
    """Two pictures that were compared; a picture is None when its listing has lost it since.

    `by_code`: no question was put to any judge.
    """

    kind: str
    left: Picture | None
    right: Picture | None
    answer: str
    difference: str
    reason: str
    speaks: tuple[str, ...] = ()  # words on the packs that speak to a model
    by_code: bool = False
    showings: list[Showing] = field(default_factory=list)
    packs: list[Pack] = field(default_factory=list)


@dataclass(frozen=True)
class Read:
    """A value of a listing. `quote`: the seller's own words it was read from; `own`: those of an attribute, by code."""

    field: str
    values: str
    quote: str
    own: bool = False


def asked(verdict: Verdict | None, a: Side, b: Side) -> list[Asked]:
    lefts, rights = ({picture.id: picture for picture in side.pictures} for side in (a, b))
    return [
        Asked(
            kind=row["kind"],
            left=lefts.get(row["image_a"]),
            right=rights.get(row["image_b"]),
            answer=row["answer"],
            difference=named(row["difference"]),
            reason=row["reason"],
            speaks=speaking(row),
            by_code="call" in row and row["call"] is None,
            showings=[showing(each) for each in row.get("askings", ())],
            packs=[pack(letter, words) for letter, words in zip("AB", row.get("words", ()), strict=False)],
        )
        for row in (verdict.evidence if verdict else {}).get("pictures", [])
    ]


def named(difference: str) -> str:
    return "" if difference == "none" else difference


def showing(row: dict[str, Any]) -> Showing:
    return Showing(row["answer"], named(row["difference"]), row["reason"], row["exchanged"])


def pack(letter: str, words: dict[str, Any]) -> Pack:
    return Pack(letter, [(name, quote) for name, quote in words["flavours"]], words["lines"], words["refused"])


def speaking(row: dict[str, Any]) -> tuple[str, ...]:
    """What was read on the packs is a seller's text like any other; verdicts from before hold none."""
    return tuple(quote for words in row.get("words") or () if (quote := words.get("speaks", "")))


@dataclass(frozen=True)
class Weighed:
    """What a model concluded from both texts, one time that it was asked; `level` is empty where it would not say.

    `exchanged`: A was shown to it as B, and B as A.
    """

    level: str
    steps: list[str]
    exchanged: bool = False

    @property
    def words(self) -> str:
        return self.level.replace("_", " ")


@dataclass(frozen=True)
class Reasoned:
    """`level` is empty where it would not say (`refused`), or not the same both times."""

    level: str
    refused: str
    askings: list[Weighed]

    @property
    def words(self) -> str:
        return self.level.replace("_", " ")


def reasoned(verdict: Verdict | None) -> Reasoned | None:
    found = verdict.evidence.get("reasoning") if verdict else None
    if not found:
        return None
    askings = [Weighed(found.get("said", found["level"]) or "", found["steps"])]
    if again := found.get("exchanged"):  # of older verdicts there is one asking only
        askings.append(Weighed(again["level"] or "", again["steps"], exchanged=True))
    return Reasoned(found["level"] or "", found["refused"], askings)


def judges(verdict: Verdict | None) -> list[str]:
    """Whose answers the verdict rests on; of an old one, into which no calls are frozen, who read the texts."""
    if verdict is None:
        return []
    if "calls" not in verdict.evidence:
        return [verdict.backend]
    asked = ModelCall.objects.filter(pk__in=verdict.evidence["calls"])
    return sorted(set(asked.values_list("backend", flat=True)))


def reads(verdict: Verdict | None, pair: Pair) -> list[tuple[str, list[Read]]]:
    """Per side the values that were read when the verdict was made, with their quotes."""
    if verdict is None:
        return []
    return [(letter, values(spu_id, verdict, letter)) for letter, spu_id in (("A", pair.a_id), ("B", pair.b_id))]


def values(spu_id: int, verdict: Verdict, letter: str) -> list[Read]:
    """What the listing states itself, then the reading that the verdict rests on."""
    stated = verdict.evidence.get("own", {}).get(letter.lower(), {})
    own = [Read(name, ", ".join(value["values"]), value["evidence"], own=True) for name, value in stated.items()]
    reading = _by_call(spu_id, verdict) if "calls" in verdict.evidence else _by_time(spu_id, verdict)
    return [*own, *(read(name, value) for name, value in reading.items())]


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
