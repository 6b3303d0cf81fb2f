"""The field table of a pair: what the rule compared first, then what the listings say beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dedup.models import Spu

SIGNS = {"same": "✓", "different": "≠", "missing": "?", "unreadable": "?", "equal": "=", "unequal": "·", "alone": ""}


@dataclass(frozen=True)
class Row:
    """`outcome` is the matcher's word, or for fields no rule looked at: equal, unequal, alone."""

    name: str
    left: str
    right: str
    outcome: str
    sentence: str = ""
    optional: bool = False
    level: str = ""

    @property
    def sign(self) -> str:
        return SIGNS[self.outcome]

    @property
    def fades(self) -> bool:
        return self.outcome in ("same", "equal")


def judged(evidence: dict[str, Any]) -> list[Row]:
    """One row a field of the rule, from the evidence that is frozen into the verdict.

    What proves the product by itself (GTIN, brand, part number) comes first, optional lines last.
    """
    found = evidence.get("fields", [])
    return [
        Row(
            name=field["field"],
            left=field["left"] or "",
            right=field["right"] or "",
            outcome=field["outcome"],
            sentence=field["sentence"],
            optional=field["importance"] == "optional",
            level=field["level"],
        )
        for field in sorted(found, key=lambda field: (field.get("identity") is None, field["importance"] == "optional"))
    ]


def trade(a: Spu, b: Spu) -> list[Row]:
    """What a seller's offer says beside the product: never a reason to merge or to keep apart."""
    return [
        compared("price", price(a), price(b)),
        compared("seller", a.seller, b.seller),
        compared("category", str(a.category or ""), str(b.category or "")),
        compared("id", a.external_id, b.external_id),
    ]


def price(spu: Spu) -> str:
    return "" if spu.price is None else f"{spu.price:,} {spu.currency}".strip()


def others(a: Spu, b: Spu, seen: Iterable[Row]) -> list[Row]:
    """Everything else the two listings say: brand, part numbers, attributes that no rule looked at."""
    left, right = said(a), said(b)
    names = {row.name for row in seen}
    return [
        compared(name, left.get(name, ""), right.get(name, ""))
        for name in dict.fromkeys([*left, *right])
        if name not in names
    ]


def said(spu: Spu) -> dict[str, str]:
    own = {"brand": spu.brand, "gtin": spu.gtin, "part number": spu.mpn}
    return {name: text(value) for name, value in {**own, **spu.attributes}.items() if text(value)}


def text(value: Any) -> str:
    return ", ".join(text(part) for part in value) if isinstance(value, list) else str(value)


def listed(attributes: dict[str, Any]) -> str:
    """All of them in a line: "colour: black, size: 55"."""
    return ", ".join(f"{name}: {text(value)}" for name, value in attributes.items())


def compared(name: str, left: str, right: str) -> Row:
    if not (left and right):
        return Row(name, left, right, "alone")
    return Row(name, left, right, "equal" if left.casefold() == right.casefold() else "unequal")
